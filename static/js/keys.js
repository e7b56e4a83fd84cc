// A desk by keyboard: J and K, or N and P, walk the rows and say where they end; Enter opens, A does
// the row's action, X ticks it, ? helps.
// T, Y and R press the buttons below the list, for all that is ticked.
// Single keys can be switched off, and never act while somebody types.

const table = document.querySelector("table.rows[data-keys]");
const help = document.getElementById("keys");
const hint = document.querySelector("[data-keys-hint]");

function rows() {
  return [...table.querySelectorAll("tbody tr")];
}

function here() {
  return rows().findIndex((row) => row.classList.contains("is-here"));
}

function go(step) {
  const all = rows();
  if (!all.length) return;
  const from = here();
  const to = from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + step));
  hint.querySelector("[data-keys-end]").hidden = from !== to;
  all.forEach((row, index) => row.classList.toggle("is-here", index === to));
  all[to].querySelector("a")?.focus();
}

function act(selector) {
  (rows()[here()] ?? rows()[0])?.querySelector(selector)?.click();
}

function together(key) {
  if (table.querySelector("[type=checkbox]:checked")) {
    document.querySelector(`.pick-act [data-key="${key}"]`)?.click();
  }
}

const ACTS = {
  j: () => go(1),
  n: () => go(1),
  k: () => go(-1),
  p: () => go(-1),
  a: () => act("[data-action]"),
  x: () => act("[type=checkbox]"),
  t: () => together("t"),
  y: () => together("y"),
  r: () => together("r"),
  "?": () => help.showModal(),
};

function isBusy(event) {
  const typing = event.target.closest(
    "input:not([type=checkbox]), textarea, select, [contenteditable], dialog",
  );
  const meant = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  return "noKeys" in document.documentElement.dataset || typing || meant;
}

if (table && help) {
  hint.hidden = false;
  (document.querySelector(".desk-head") ?? table).after(hint);
  hint.querySelector("[data-keys-help]").addEventListener("click", () => help.showModal());
  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    rows().forEach((one) => one.classList.toggle("is-here", one === row));
  });
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (isBusy(event) || !ACTS[key]) return;
    event.preventDefault();
    ACTS[key]();
  });
}
