// A case that was taken back goes from every screen within some seconds, also where nobody reloads.
(() => {
  const place = document.querySelector("[data-there]");
  if (!place) return;
  // Milliseconds: between two questions, and on a page that nobody touched for as long as QUIET, as in a room.
  const EVERY = 8000, QUIET = 300_000, ASLEEP = 15_000;
  // Which version of the dialogue the last answer was about: as long as that stands, the next one costs next to nothing.
  let version = "", touched = Date.now(), timer = 0, asking = false;
  const look = async () => {
    clearTimeout(timer);
    if (document.hidden || asking) return;
    asking = true;
    const answer = await fetch(place.dataset.there, { headers: version ? { "If-None-Match": version } : {}, cache: "no-store" }).catch(() => null);
    asking = false;
    timer = setTimeout(look, Date.now() - touched > QUIET ? ASLEEP : EVERY);
    version = answer?.headers.get("ETag") || version;
    // A server that stumbles says nothing about the case.
    if (!answer || !(answer.redirected || [205, 404, 410].includes(answer.status))) return;
    clearTimeout(timer);
    // What stands here goes first: the page that says so may be slow to come.
    place.replaceChildren();
    window.speechSynthesis?.cancel();
    location.reload();
  };
  timer = setTimeout(look, EVERY);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  for (const touch of ["pointerdown", "keydown", "scroll"]) addEventListener(touch, () => { touched = Date.now(); }, { passive: true });
})();
