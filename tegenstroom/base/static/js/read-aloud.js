// Reads the page aloud, with a voice that lives in the phone itself: a voice elsewhere would hear what stands here.
(() => {
  const place = document.querySelector(".aloud");
  const mouth = window.speechSynthesis;
  if (!place || !mouth) return;
  const button = place.querySelector("button");
  const word = button.querySelector("span");
  const start = word.textContent;
  const language = document.documentElement.lang;
  const voice = () => mouth.getVoices().find((one) => one.localService && one.lang.slice(0, 2) === language);
  const show = () => { place.hidden = !voice(); };
  const quiet = () => { word.textContent = start; button.setAttribute("aria-pressed", "false"); };

  // A sentence at a time: phones stop in the middle of a long text.
  const sentences = () => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, legend, label, .date)")]
    .filter((part) => !part.closest(".aloud, form.leave, nav") && !part.querySelector("p, li, h2, h3, label, legend")
      && part.checkVisibility())
    .map((part) => part.innerText.trim()).filter(Boolean);

  button.addEventListener("click", () => {
    if (mouth.speaking) { mouth.cancel(); quiet(); return; }
    // What is folded to be short is heard too, and she sees where the voice is.
    document.querySelectorAll("details[data-aloud]").forEach((part) => { part.open = true; });
    const said = sentences().map((text) => Object.assign(new SpeechSynthesisUtterance(text), { voice: voice(), lang: language }));
    if (!said.length) return;
    said.at(-1).addEventListener("end", quiet);
    word.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    said.forEach((one) => mouth.speak(one));
  });
  addEventListener("pagehide", () => mouth.cancel());
  mouth.addEventListener?.("voiceschanged", show);
  show();
})();
