// The next case: a desk's page keeps its address, so that “next” goes on in the list one came from;
// N opens it. A link that names its list keeps to that. Without this script it goes on in what waits.

const KEY = `list:${document.documentElement.dataset.who}`;
const desk = document.querySelector("[data-list]");
const next = document.querySelector("a[data-next-of]");

if (next) next.querySelector("kbd").hidden = false;

try {
  if (desk) sessionStorage.setItem(KEY, `${desk.dataset.list}?${desk.dataset.query}`);
  const [kind, query] = (sessionStorage.getItem(KEY) ?? "").split("?");
  const isOpen = next && !new URLSearchParams(next.search).has("show");
  if (isOpen && query && kind === next.dataset.nextOf) next.search += `&${query}`;
} catch {
  // A browser that keeps nothing.
}

const TYPING = "input, textarea, select, [contenteditable], dialog";

document.addEventListener("keydown", (event) => {
  const meant = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  if (!next || event.key.toLowerCase() !== "n" || meant || event.repeat) return;
  if ("noKeys" in document.documentElement.dataset || event.target.closest?.(TYPING)) return;
  event.preventDefault();
  next.click();
});
