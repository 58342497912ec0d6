// A case that was taken back goes from every screen within some seconds, also where nobody reloads.
(() => {
  const place = document.querySelector("[data-there]");
  if (!place) return;
  const EVERY = 8000;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(place.dataset.there, { method: "HEAD", cache: "no-store" }).catch(() => null);
    // A server that stumbles says nothing about the case.
    if (!answer || !(answer.redirected || [205, 404, 410].includes(answer.status))) return;
    // What stands here goes first: the page that says so may be slow to come.
    place.replaceChildren();
    window.speechSynthesis?.cancel();
    location.reload();
  };
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
})();
