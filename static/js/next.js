// From case to case: a desk's page keeps its address, so that the pages of its cases go on in the list
// one came from; N and P leaf through it. A link that names its list keeps to that. Without this script
// it goes on in what waits.

const KEY = `list:${document.documentElement.dataset.who}`;
const desk = document.querySelector("[data-list]");
const links = [...document.querySelectorAll("a[data-next-of]")];

for (const key of document.querySelectorAll("[data-next-of] kbd")) key.hidden = false;

try {
  if (desk) sessionStorage.setItem(KEY, `${desk.dataset.list}?${desk.dataset.query}`);
  const [kind, query] = (sessionStorage.getItem(KEY) ?? "").split("?");
  for (const link of query ? links : []) {
    const isOpen = !new URLSearchParams(link.search).has("show");
    if (isOpen && kind === link.dataset.nextOf) link.search += `&${query}`;
  }
} catch {
  // A browser that keeps nothing.
}

const TYPING = "input, textarea, select, [contenteditable], dialog";

document.addEventListener("keydown", (event) => {
  const meant = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  const link = links.find((one) => one.dataset.key === event.key.toLowerCase());
  if (!link || meant || event.repeat) return;
  if ("noKeys" in document.documentElement.dataset || event.target.closest?.(TYPING)) return;
  event.preventDefault();
  link.click();
});
