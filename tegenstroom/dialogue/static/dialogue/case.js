// A case that was taken back goes from every screen within some seconds, also where nobody reloads; its title too.
(() => {
  const places = document.querySelectorAll("[data-there]");
  if (!places.length) return;
  const EVERY = 8000;
  const look = async (place) => {
    const answer = await fetch(place.dataset.there, { method: "HEAD", cache: "no-store" }).catch(() => null);
    // A server that stumbles says nothing about the case.
    if (!answer || !(answer.redirected || [205, 404, 410].includes(answer.status))) return;
    // What stands here goes first: the page that says so may be slow to come.
    place.replaceChildren();
    window.speechSynthesis?.cancel();
    location.reload();
  };
  const lookAll = () => { if (!document.hidden) places.forEach(look); };
  setInterval(lookAll, EVERY);
  document.addEventListener("visibilitychange", lookAll);
  addEventListener("pageshow", (event) => { if (event.persisted) lookAll(); });
})();
