// Keeps a room up to date: asks every so often whether anything changed, and puts in what is new. What is being typed, where the
// reader is and what she has open stay as they are. Without this script a link loads the page again.
(() => {
  const room = document.getElementById("room");
  if (!room || !window.fetch) return;
  const line = document.getElementById("room-news"), follows = "follows" in room.dataset;
  // Milliseconds: between two questions where people talk, and at most where a line fails. In a room people are silent for
  // minutes, and the word that breaks it comes as soon as any other. Where it is QUIET longer and nobody touches the page,
  // each question comes after twice the time, until ASLEEP: a phone on the table still shows soon who breaks the silence.
  // A word, a touch or a look back at the page wakes it.
  const OFTEN = 1500, SLOWEST = 30_000, QUIET = 300_000, ASLEEP = 15_000;
  // After which an answer is slow.
  const SLOW = 1000;
  // Who saves data is spared from the beginning.
  const SAVES = navigator.connection?.saveData, PACE = SAVES ? 4 * OFTEN : OFTEN, PATIENCE = SAVES ? QUIET / 5 : QUIET;
  let awake = Date.now(), quiet = false;
  // `version` says which room this page shows, which words of it and which form: the server sends what differs.
  let version = `"${room.dataset.version}"`, wait = PACE, timer = 0, asking = false, missed = false;

  const typed = (part) => part.querySelector("[data-record][aria-pressed=true]") || [...part.querySelectorAll("textarea, input[type=file]")].some((field) =>
    field.type === "file" ? field.files.length : field.value || field.readOnly);
  const waiting = () => document.querySelectorAll("#room-waits > *").length;
  const focusedIn = (part) => part.contains(document.activeElement);
  const clean = (part) => part.cloneNode(true);

  // A token is drawn anew each time, a key too: they make no difference.
  const same = (a, b) => {
    const [one, two] = [clean(a), clean(b)];
    for (const part of [one, two]) {
      part.querySelectorAll("input[name=csrfmiddlewaretoken], input[name=key]").forEach((field) => field.remove());
      part.querySelectorAll("details").forEach((each) => each.removeAttribute("open"));
    }
    return one.isEqualNode(two);
  };

  const replace = (old, fresh) => {
    const id = focusedIn(old) ? document.activeElement.id : "";
    const opened = [...old.querySelectorAll("details[open][id]")].map((each) => each.id);
    old.replaceWith(fresh);
    opened.forEach((each) => document.getElementById(each)?.setAttribute("open", ""));
    if (id) document.getElementById(id)?.focus({ preventScroll: true });
  };

  const merge = (old, fresh, added) => {
    if (old.matches("[data-live]")) return mergeForm(old, fresh);
    if (same(old, fresh)) return;
    if (!old.matches("[data-keyed]") || !fresh.matches("[data-keyed]")) {
      // A word that plays, or on which someone stands, changes when she leaves it.
      if (!(old.matches(".turn") && !fresh.matches(".turn--gone") && focusedIn(old))) replace(old, fresh);
      else missed = true;
      return;
    }
    // On the wall the round in which someone speaks stands open; who reads for herself opens and closes what she wants.
    if (follows && old.matches("details")) old.open = fresh.open;
    const wanted = [...fresh.children].filter((child) => child.id || child.tagName === "H2");
    const ids = new Set(wanted.map((child) => child.id));
    // Where only what is new comes, the rest stays.
    if (!fresh.matches("[data-adds]")) [...old.children].filter((child) => child.id && !ids.has(child.id)).forEach((child) => child.remove());
    let before = null;
    for (const child of wanted.reverse()) {
      const there = child.id && [...old.children].find((each) => each.id === child.id);
      if (there) { merge(there, child, added); before = document.getElementById(child.id); continue; }
      old.insertBefore(child, before);
      before = child;
      added.push(...(child.matches("[data-said]") ? [child] : child.querySelectorAll("[data-said]")));
    }
  };

  // The form goes on with the dialogue, unless she is writing: then a line says so, and what she sends comes back filled in.
  const mergeForm = (old, fresh) => {
    const moved = old.dataset.live !== fresh.dataset.live || !old.querySelector("form") !== !fresh.querySelector("form");
    if (!moved || old.querySelector("[data-kept]")) return;
    if (typed(old) || (focusedIn(old) && old.querySelector("[data-say]"))) {
      missed = true;
      const says = old.querySelector(".write__moved");
      if (says) says.hidden = false;
      return;
    }
    replace(old, fresh);
    document.dispatchEvent(new CustomEvent("room:form"));
  };

  const say = (added) => {
    const words = added.filter((each) => each.dataset.said === "other").map((each) =>
      [...each.querySelectorAll(".turn__who .voice, .turn__who strong, .turn__heard, .turn__words")].map((part) => part.textContent.trim()).join(". "));
    if (line && words.length) line.textContent = `${line.dataset.word} ${words.join(" ")}`;
  };

  const read = (html) => new DOMParser().parseFromString(html, "text/html");

  // Nobody scrolls on a wall: the newest word comes into view by itself, with its beginning when it is a long one.
  const follow = () => {
    const link = document.getElementById("to-newest");
    const word = follows && link && document.getElementById(link.hash.slice(1));
    if (word) word.scrollIntoView({ block: word.offsetHeight > innerHeight ? "start" : "end" });
  };

  const put = (fresh) => {
    const added = [], height = document.documentElement.scrollHeight;
    const anchors = window.CSS?.supports?.("overflow-anchor", "auto");
    const belowWords = document.activeElement?.closest?.("#room-write");
    for (const part of [...room.children]) {
      const next = part.id && fresh.getElementById(part.id);
      if (next) merge(part, document.adoptNode(next), added);
    }
    rename();
    if (!anchors && belowWords) scrollBy(0, document.documentElement.scrollHeight - height);
    // What was left as it stood comes whole with the next news.
    if (missed) version = version.replace(/~.*"$/, '"');
    missed = false;
    if (added.length) follow();
    say(added.reverse());
  };

  // The page is called after its case, as long as that stands.
  const nameNow = () => document.getElementById("room-case")?.dataset.name || room.dataset.name;
  let called = nameNow();
  const rename = () => {
    if (!room.dataset.name || called === nameNow()) return;
    called = nameNow();
    document.querySelector("h1").textContent = called;
    document.title = document.title.replace(/.*(?= · )/, () => called);
    window.speechSynthesis?.cancel();
  };

  // Who sits here no longer reads nothing here any more; what she was writing is hers, and the way back stays.
  const empty = () => {
    [...room.children].filter((part) => part.id !== "room-reload" && !typed(part)).forEach((part) => part.remove());
    rename();
  };

  const ask = async () => {
    if (document.hidden || asking) return;
    asking = true;
    const start = Date.now();
    try {
      const answer = await fetch(room.dataset.news, { headers: version ? { "If-None-Match": version } : {}, cache: "no-store", redirect: "error" });
      if (answer.status === 200) {
        const html = await answer.text();
        version = answer.headers.get("ETag") || "";
        put(read(html));
        awake = Date.now();
      }
      // She sits here no longer, or has to log in again: the link on the page says what to do.
      if (answer.status === 404 || answer.status === 403) { empty(); asking = false; return; }
      const slow = Date.now() - start > SLOW || answer.status >= 500;
      quiet = !follows && Date.now() - awake > PATIENCE;
      wait = slow ? Math.min(wait * 2, SLOWEST) : quiet ? Math.min(wait * 2, ASLEEP) : PACE;
    } catch { wait = Math.min(wait * 2, SLOWEST); }
    asking = false;
    timer = setTimeout(ask, wait);
  };

  const again = () => { clearTimeout(timer); awake = Date.now(); if (!document.hidden) ask(); };
  document.addEventListener("visibilitychange", again);
  addEventListener("online", again);
  // Where it had become quiet it asks at once; else the next question comes soon enough.
  const touched = () => {
    awake = Date.now();
    if (!quiet || asking) return;
    [quiet, wait] = [false, PACE];
    again();
  };
  for (const touch of ["pointerdown", "keydown", "scroll"]) addEventListener(touch, touched, { passive: true });

  // Sending without leaving the page: what she recorded and wrote is not lost when the line drops.
  room.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-say]")) return;
    event.preventDefault();
    const button = form.querySelector("p.actions > button:not([type=button])"), waited = waiting();
    button.disabled = true;
    form.querySelector(".write__fail").hidden = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = read(await answer.text()), now = page.getElementById("room");
      const fresh = page.getElementById("room-write"), old = document.getElementById("room-write");
      if (!fresh || !now) { location.assign(answer.url); return; }
      const files = form.querySelector("input[type=file]")?.files;
      old.replaceWith(document.adoptNode(fresh));
      const notice = fresh.querySelector("[autofocus], .field--wrong textarea");
      if (answer.redirected) document.getElementById("room-write").querySelector("textarea")?.focus({ preventScroll: true });
      else {
        const field = fresh.querySelector("input[type=file]");
        // The browser still has her recording: the copy that came back is for pages without this script.
        if (field && files?.length) { field.files = files; fresh.querySelectorAll("[name=voice], [data-voice]").forEach((copy) => copy.remove()); }
        notice?.focus();
      }
      document.dispatchEvent(new CustomEvent("room:form"));
      if (now.dataset.news === room.dataset.news) {
        version = `"${now.dataset.version}"`;
        put(page);
      }
      // A recording that somebody else types stands far above the form: there she sees that it arrived.
      if (waiting() > waited) {
        const place = document.getElementById("room-waits");
        place.scrollIntoView({ block: "center" });
        place.focus({ preventScroll: true });
      }
      again();
    } catch {
      button.disabled = false;
      form.querySelector(".write__fail").hidden = false;
    }
  });

  // The marks of plain language, where someone has them, come along with a new form.
  document.addEventListener("room:form", () => window.htmx?.process(document.getElementById("room-write")));

  // Letters that load late move everything.
  (document.fonts?.ready || Promise.resolve()).then(follow);
  timer = setTimeout(ask, PACE);
})();
