// What a person with a phone, tired eyes or no scripts would complain of on this page, one line each.
// `source` is the page as the server sent it: what is there without scripts.
(source) => {
  const THUMB = 44, LETTER = 18, ROUNDING = 0.5;
  const hidden = (element) => element.closest(".visually-hidden, .skip, [hidden]") !== null
    || !element.checkVisibility({ visibilityProperty: true });
  const say = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);

  const sideways = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} in ${clientWidth}`] : [];
  };

  // A box to tick is as large as its label; a link within a sentence is as large as its words. One that stands by
  // itself, alone or among other links and buttons, is a target as any other.
  const TARGETS = "button, input:not([type=hidden]), select, textarea, summary, a[href]";
  const block = (element) => {
    const around = element.parentElement;
    return getComputedStyle(around).display === "inline" ? block(around) : around;
  };
  const inSentence = (link) => {
    const around = block(link);
    const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const bare = block(text) === around && !text.parentElement.closest("a, button, summary, label, .visually-hidden");
      if (bare && /[\p{L}\p{N}]/u.test(text.data)) return true;
    }
    return false;
  };
  const targets = () => [...document.querySelectorAll(TARGETS)].filter((element) => !hidden(element)
    && (element.matches(".button, nav a") || !element.matches("a") || !inSentence(element)),
  ).flatMap((element) => {
    const ticked = element.matches("[type=radio], [type=checkbox]");
    const { width, height } = ((ticked && element.labels[0]) || element).getBoundingClientRect();
    return Math.min(width, height) < THUMB - ROUNDING
      ? [`${Math.round(width)} × ${Math.round(height)} px is too small to hit: ${say(element)}`] : [];
  });

  const letters = () => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || parent.closest("svg, script, style, noscript") || hidden(parent)) continue;
      const size = parseFloat(getComputedStyle(parent).fontSize);
      if (size < LETTER - ROUNDING / 10) found.add(`letters of ${size} px: ${say(parent)}`);
    }
    return [...found];
  };

  const withoutScripts = () => {
    const still = new DOMParser().parseFromString(source, "text/html");
    const heading = (page) => [...page.querySelectorAll("h1")].map((h1) => h1.textContent.trim()).join(" / ");
    const forms = (page) => [...page.forms].map((form) => [
      form.getAttribute("method"), form.getAttribute("action"), ...[...form.elements].map((field) => field.name),
    ].join(" "));
    const complaints = [];
    if (!still.querySelector("main")?.textContent.trim()) complaints.push("without scripts there is nothing to read");
    if (heading(still) !== heading(document)) complaints.push(`without scripts the heading is: ${heading(still)}`);
    const there = new Set(forms(still));
    for (const form of forms(document)) if (!there.has(form)) complaints.push(`without scripts this form is gone: ${form}`);
    return complaints;
  };

  return [...sideways(), ...targets(), ...letters(), ...withoutScripts(), ...(window.refusedByPolicy ?? [])];
}
