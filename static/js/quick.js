// A decision by keyboard: 1–3 choose a proposed unit, F finds another, A takes it, G has the next one open by itself
// then, N and P go to the next case and to the one before, U undoes the last decision, ? helps. No key acts while somebody types.

const form = document.querySelector("form[data-decide]");
const undo = document.querySelector("form[data-undo]");
const help = form && document.getElementById("keys");

function choose(number) {
  const units = [...form.querySelectorAll("[name=unit]")].filter((one) => one.value !== "other");
  units[number - 1]?.focus();
  units[number - 1]?.click();
}

const press = (selector) => document.querySelector(selector)?.click();

const ACTS = {
  u: () => undo?.isConnected && undo.querySelector("button").click(),
  ...(form && {
    1: () => choose(1),
    2: () => choose(2),
    3: () => choose(3),
    a: () => form.querySelector("[data-takes]")?.click(),
    g: () => press("[name=go_on]"),
    n: () => press("[data-next]"),
    p: () => press("[data-before]"),
    f: () => form.querySelector(".find input")?.focus(),
    "?": () => help.showModal(),
  }),
};

function isBusy(event) {
  const typing = "textarea, select, [contenteditable], dialog, input:not([type=radio], [type=checkbox])";
  const meant = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  return "noKeys" in document.documentElement.dataset || event.target.closest?.(typing) || meant || event.repeat;
}

document.addEventListener("keydown", (event) => {
  const act = ACTS[event.key.toLowerCase()];
  if (!act || isBusy(event)) return;
  event.preventDefault();
  act();
});

// Who has found a unit goes on by keys; Escape leaves the box.
form?.addEventListener("keydown", (event) => {
  if (!event.target.matches(".find input") || "noKeys" in document.documentElement.dataset) return;
  const isChosen = event.defaultPrevented && event.target.ariaExpanded === "false";
  if (event.key === (isChosen ? "Enter" : "Escape")) {
    form.querySelector("[name=unit]:checked, [data-takes]")?.focus();
  }
});

// A case that was sent may be decided by now.
let sent;
form?.addEventListener("submit", () => (sent = true));
window.addEventListener("pageshow", (event) => event.persisted && sent && location.reload());

if (undo) setTimeout(() => undo.remove(), Number(undo.dataset.undo) * 1000);

if (help) {
  const hint = document.querySelector("[data-keys-hint]");
  hint?.removeAttribute("hidden");
  hint?.querySelector("[data-keys-help]").addEventListener("click", () => help.showModal());
  // The text stays in sight; the choice is at hand.
  const wrong = document.querySelector("[data-errors]");
  if (!wrong && matchMedia("(pointer: fine)").matches) {
    form.querySelector("[name=unit]:checked")?.focus({ preventScroll: true });
  }
}
