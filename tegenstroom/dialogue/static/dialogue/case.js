// A case that was taken back goes from every screen within some seconds, also where nobody reloads; its title too.
(() => {
  const places = document.querySelectorAll("[data-there]");
  if (!places.length) return;
  // Milliseconds: between two questions, and on a page that nobody touched for as long as QUIET, as in a room.
  const EVERY = 8000, QUIET = 300_000, ASLEEP = 15_000;
  let touched = Date.now(), timer = 0, asking = false;
  // By place, which version of the dialogue the last answer was about: as long as that stands, the next one costs
  // next to nothing.
  const versions = new Map();
  const look = async (place) => {
    const version = versions.get(place);
    const headers = version ? { "If-None-Match": version } : {};
    const answer = await fetch(place.dataset.there, { headers, cache: "no-store" }).catch(() => null);
    versions.set(place, answer?.headers.get("ETag") || version);
    // A server that stumbles says nothing about the case.
    if (!answer || !(answer.redirected || [205, 404, 410].includes(answer.status))) return;
    clearTimeout(timer);
    // What stands here goes first: the page that says so may be slow to come.
    place.replaceChildren();
    window.speechSynthesis?.cancel();
    location.reload();
  };
  const lookAll = async () => {
    clearTimeout(timer);
    if (document.hidden || asking) return;
    asking = true;
    timer = setTimeout(lookAll, Date.now() - touched > QUIET ? ASLEEP : EVERY);
    await Promise.all([...places].map(look));
    asking = false;
  };
  timer = setTimeout(lookAll, EVERY);
  document.addEventListener("visibilitychange", lookAll);
  addEventListener("pageshow", (event) => { if (event.persisted) lookAll(); });
  for (const touch of ["pointerdown", "keydown", "scroll"]) addEventListener(touch, () => { touched = Date.now(); }, { passive: true });
})();
