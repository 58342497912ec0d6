// Select words in the story: a button then fills in the form below it. Without this file she copies them herself.
(() => {
  const story = document.getElementById("verhaal");
  const form = document.getElementById("aanduiden");
  if (!story || !form || !window.getSelection) return;
  const words = form.elements.words;
  const exactly = form.elements.exactly;
  const nth = form.elements.nth;

  // What is selected inside the story, without blanks at its ends, and how often it stood there before.
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!story.contains(range.startContainer) || !story.contains(range.endContainer)) return null;
    const text = range.toString();
    const trimmed = text.trim();
    if (!trimmed) return null;
    const before = document.createRange();
    before.setStart(story, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length + text.indexOf(trimmed);
    return { trimmed, time: story.textContent.slice(0, start).split(trimmed).length };
  };

  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (!found || found.trimmed.length > words.maxLength) return;
    words.value = found.trimmed;
    exactly.value = found.time;
    nth.value = "";
  });
  // What she types herself is looked for everywhere again.
  for (const field of [words, nth]) field.addEventListener("input", () => { exactly.value = ""; });
})();
