// Lets someone speak instead of write, where the browser makes Opus itself. Nothing leaves the phone before she sends it.
(() => {
  const KIND = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus"].find((kind) => window.MediaRecorder?.isTypeSupported?.(kind));
  const BITS = 24_000;
  if (!KIND || !navigator.mediaDevices?.getUserMedia || !window.DataTransfer) return;

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const size = (bytes) => `${Math.max(1, Math.round(bytes / 1024))} kB`;

  const fit = () => {
    const box = document.querySelector(".recorder");
    if (!box || box.dataset.ready) return;
    box.dataset.ready = "1";
    box.hidden = false;
    const form = box.closest("form"), file = box.querySelector("input[type=file]"), seconds = form.querySelector("[name=seconds]");
    const button = box.querySelector("[data-record]"), timer = box.querySelector(".recorder__clock"), no = box.querySelector(".recorder__no");
    const heard = box.querySelectorAll(".recorder__heard"), player = box.querySelector("audio"), start = button.textContent;
    let recorder = null, ticking = 0, began = 0;

    const show = (blob, length) => {
      if (player.src) URL.revokeObjectURL(player.src);
      player.src = URL.createObjectURL(blob);
      const said = `${box.dataset.said} ${clock(length)}`;
      box.querySelector(".recorder__size").textContent = `${said}, ${size(blob.size)}`;
      heard.forEach((part) => { part.hidden = false; });
      button.textContent = button.dataset.again;
      no.hidden = true;
    };
    const drop = () => {
      file.value = "";
      seconds.value = "";
      button.textContent = start;
      heard.forEach((part) => { part.hidden = true; });
    };
    const keep = (parts) => {
      const length = Math.max(1, Math.round((Date.now() - began) / 1000)), kind = KIND.split(";")[0];
      const blob = new Blob(parts, { type: kind });
      if (blob.size > 1024 * Number(box.dataset.bytes)) { drop(); say(box.dataset.long); return; }
      const bag = new DataTransfer();
      bag.items.add(new File([blob], `stem.${kind.split("/")[1]}`, { type: kind }));
      file.files = bag.files;
      seconds.value = Math.min(length, Number(box.dataset.seconds));
      show(blob, Number(seconds.value));
    };
    const say = (words) => { no.textContent = words; no.hidden = false; };
    const rest = () => { clearInterval(ticking); timer.hidden = true; button.textContent = start; button.setAttribute("aria-pressed", "false"); };
    const tick = () => {
      const past = Math.floor((Date.now() - began) / 1000);
      timer.textContent = clock(past);
      if (past >= Number(box.dataset.seconds)) recorder.stop();
    };

    const record = async () => {
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts = [];
      recorder = new MediaRecorder(sound, { mimeType: KIND, audioBitsPerSecond: BITS });
      recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
      recorder.addEventListener("stop", () => { sound.getTracks().forEach((track) => track.stop()); rest(); keep(parts); recorder = null; });
      drop();
      recorder.start();
      began = Date.now();
      timer.hidden = false;
      tick();
      ticking = setInterval(tick, 250);
      button.textContent = button.dataset.stop;
      button.setAttribute("aria-pressed", "true");
    };
    button.addEventListener("click", () => {
      if (recorder) { recorder.stop(); return; }
      record().catch(() => { rest(); say(box.dataset.no); });
    });
    // Whoever sends while she still speaks would send nothing of it: the recording stops, and she hears it first.
    form.addEventListener("submit", (event) => {
      if (!recorder) return;
      event.preventDefault();
      event.stopPropagation();
      recorder.addEventListener("stop", () => { if (file.files.length) say(box.dataset.unsent); }, { once: true });
      recorder.stop();
    });
    box.querySelector("[data-drop]").addEventListener("click", () => { drop(); button.focus(); });
    if (file.files.length) show(file.files[0], Number(seconds.value));
  };

  document.addEventListener("room:form", fit);
  fit();
})();
