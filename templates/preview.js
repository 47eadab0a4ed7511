// The page follows the bank: on each new state it fetches its parts and puts in those that differ, so that what is
// scrolled, chosen or opened stays. What it shows stands in its address. All words come from the server.
"use strict";

const body = document.body;
const parts = Object.fromEntries([...document.querySelectorAll("[data-part]")].map((one) => [one.dataset.part, one]));
const put = {};
const form = document.querySelector(".filters");
const drawer = document.querySelector(".drawer");
const papers = document.querySelector(".papers");
const lost = document.querySelector(".lost");
const PAPER = 190 * 96 / 25.4; // mm to CSS pixels: the paper without most of its margins
const SMALLEST = 0.75;

let number = Number(body.dataset.number);
let item = body.dataset.item;
let chosen = new Set();
let answered = false;
const opened = new Set();
let turn = 0;
let events = null;
let timer = 0;

const fields = () => new URLSearchParams(location.search);

// ---- moving on the page

function go(changes, { replace = false } = {}) {
  const asked = fields();
  if (item && !asked.get("item") && !asked.get("all")) asked.set("item", item);
  for (const [name, value] of new URLSearchParams(changes)) value ? asked.set(name, value) : asked.delete(name);
  const address = asked.size ? `/?${asked}` : "/";
  history[replace ? "replaceState" : "pushState"](null, "", address);
  return refresh();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-set]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const before = item;
  go(link.dataset.set).then(() => { if (item !== before || link.dataset.set.includes("all=1")) window.scrollTo(0, 0); });
  if (link.closest("[data-part=list]") && link.dataset.set.startsWith("item=") && narrow.matches) drawer.open = false;
});

window.addEventListener("popstate", () => { fill(); refresh(); });

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const asked = new URLSearchParams(new FormData(form));
    asked.set("page", "");
    go(asked, { replace: true }).then(() => { parts.list.scrollTop = 0; });
  }, event.target.type === "search" ? 120 : 0);
});

function fill() {
  const asked = fields();
  for (const one of form.elements) {
    if (one.name) one.value = asked.get(one.name) || (one.tagName === "SELECT" ? one.options[0].value : "");
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const step = { ArrowLeft: "before", ArrowRight: "after" }[event.key];
  if (step) document.querySelector(`[data-step=${step}][data-set]`)?.click();
  if (event.key === "/") {
    event.preventDefault();
    drawer.open = true;
    form.elements.q.focus();
  }
});

const narrow = window.matchMedia("(max-width: 52rem)");
const unfold = () => { drawer.open = !narrow.matches; };
narrow.addEventListener("change", unfold);
unfold();

// ---- following the bank

async function refresh() {
  const mine = ++turn;
  let found;
  try {
    const asked = fields();
    if (item && !asked.get("item") && !asked.get("all")) asked.set("item", item);
    const answer = await fetch(`/parts?${asked}`);
    found = answer.ok ? await answer.json() : { fault: await answer.text() };
  } catch {
    return;
  }
  if (mine !== turn) return;
  if (found.fault) {
    parts.problems.innerHTML = put.problems = found.fault;
    return;
  }
  show(found);
}

function show(found) {
  const isOther = found.item !== item;
  number = found.number;
  item = found.item;
  document.title = found.title;
  body.dataset.view = fields().get("view") || "id";
  body.dataset.page = fields().get("all") ? "all" : "item";
  for (const [name, html] of Object.entries(found.parts)) {
    if (put[name] === html) continue;
    put[name] = html;
    const focus = parts[name].contains(document.activeElement) ? document.activeElement.dataset : null;
    parts[name].innerHTML = html;
    if (focus) refocus(parts[name], focus);
  }
  if (isOther) { chosen = new Set(); answered = false; opened.clear(); }
  papers.hidden = !found.paper;
  if (found.paper) document.querySelectorAll(".sheet").forEach(paper);
  mark();
  if (isOther) parts.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function refocus(part, before) {
  const same = [...part.querySelectorAll("[data-set], [data-step], [data-letter]")].find((one) =>
    before.step ? one.dataset.step === before.step : before.letter ? one.dataset.letter === before.letter
      : one.dataset.set === before.set);
  same?.focus({ preventScroll: true });
}

function listen() {
  if (events || document.hidden) return;
  events = new EventSource("/events");
  let waiting = 0;
  events.onmessage = (event) => {
    clearTimeout(waiting);
    waiting = 0;
    lost.hidden = true;
    if (Number(event.data) !== number) refresh();
  };
  events.onerror = () => {
    waiting ||= setTimeout(() => { lost.hidden = false; number = 0; }, 1500); // it tries again each second
    if (events?.readyState === EventSource.CLOSED) { events = null; setTimeout(listen, 2000); }
  };
}

// A browser keeps few connections to one address: pages that nobody sees give theirs back.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { events?.close(); events = null; } else { listen(); }
});
window.addEventListener("pagehide", () => { events?.close(); events = null; });
window.addEventListener("pageshow", listen);

// ---- on paper

async function paper(sheet) {
  const frame = sheet.firstElementChild;
  const asked = fields();
  const kind = asked.get("sheet") || "questions";
  const view = asked.get("view") || "id";
  if (view !== "both" && view !== sheet.dataset.lang) return;
  const address = `/paper?${new URLSearchParams({ item, view: sheet.dataset.lang, sheet: kind })}`;
  if (frame.dataset.kind !== kind) {
    frame.dataset.kind = kind;
    frame.onload = () => fit(sheet);
    frame.src = address;
    return;
  }
  const mine = turn;
  const answer = await fetch(address);
  if (!answer.ok) return;
  const text = await answer.text();
  // Its style is in the frame already, and is not allowed out here.
  const page = new DOMParser().parseFromString(text.slice(text.indexOf("<body")), "text/html");
  const inside = frame.contentDocument?.body;
  if (mine !== turn) return;
  if (inside && inside.innerHTML !== page.body.innerHTML) inside.innerHTML = page.body.innerHTML;
  fit(sheet);
}

function fit(sheet) {
  const frame = sheet.firstElementChild;
  const inside = frame.contentDocument?.body;
  const room = sheet.clientWidth;
  if (!inside || !room) return;
  const scale = Math.min(1, Math.max(SMALLEST, room / PAPER));
  frame.style.width = `${Math.min(PAPER, room / scale)}px`;
  frame.style.transform = scale === 1 ? "" : `scale(${scale})`;
  const height = Math.ceil(inside.getBoundingClientRect().height);
  frame.style.height = `${height}px`;
  sheet.style.height = `${Math.ceil(height * scale)}px`;
}

const fitting = new ResizeObserver((seen) => seen.forEach((one) => fit(one.target)));
document.querySelectorAll(".sheet").forEach((one) => fitting.observe(one));

// ---- in the quiz

document.addEventListener("click", (event) => {
  const button = event.target.closest(".quiz button");
  if (!button) return;
  const isMultiple = button.closest(".quiz").classList.contains("multiple");
  if (button.classList.contains("again")) {
    chosen.clear();
    answered = false;
  } else if (button.classList.contains("answer")) {
    answered = chosen.size > 0;
  } else if (isMultiple) {
    if (answered) return;
    const letter = button.dataset.letter;
    chosen.delete(letter) || chosen.add(letter);
  } else {
    chosen = new Set([button.dataset.letter]);
    answered = true;
  }
  mark();
});

async function mark() {
  for (const quiz of document.querySelectorAll(".quiz")) {
    for (const one of quiz.querySelectorAll(".option")) {
      one.setAttribute("aria-pressed", String(chosen.has(one.dataset.letter)));
      if (!answered) one.classList.remove("key", "missed");
    }
    quiz.querySelector(".again").hidden = !answered;
    const act = quiz.querySelector(".answer");
    if (act) { act.disabled = !chosen.size; act.hidden = answered; }
    const feedback = quiz.querySelector(".feedback");
    answered ? await tell(quiz, feedback) : feedback.replaceChildren();
  }
}

async function tell(quiz, feedback) {
  const asked = { item, view: quiz.dataset.quiz, chosen: [...chosen].sort().join("") };
  const answer = await fetch(`/feedback?${new URLSearchParams(asked)}`);
  if (!answer.ok) {
    feedback.innerHTML = answer.status === 500 ? await answer.text() : "";
    return;
  }
  const html = await answer.text();
  feedback.innerHTML = html;
  feedback.querySelectorAll("details").forEach((one, place) => {
    one.open = opened.has(place);
    one.ontoggle = () => { one.open ? opened.add(place) : opened.delete(place); };
  });
  const keys = feedback.firstElementChild.dataset.marks || "";
  for (const one of quiz.querySelectorAll(".option")) {
    const isKey = keys.includes(one.dataset.letter);
    one.classList.toggle("key", isKey);
    one.classList.toggle("missed", !isKey && chosen.has(one.dataset.letter));
  }
}

if (!papers.hidden) document.querySelectorAll(".sheet").forEach(paper);
parts.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
listen();
