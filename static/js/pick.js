// What is ticked in a list: the acts come to the lower edge and say how many it is for, and so do
// the buttons that take files away. Without this script they stay below the list.

const form = document.getElementById("pick");
const acts = form?.querySelector(".pick-act");

const page = form?.querySelector("[data-pick-all]");

function tell() {
  const boxes = [...form.querySelectorAll("[name=case]")];
  const count = boxes.filter((box) => box.checked).length;
  page.checked = count === boxes.length;
  page.indeterminate = count > 0 && !page.checked;
  acts.classList.toggle("is-up", count > 0);
  for (const place of document.querySelectorAll("[data-picked]")) {
    place.dataset.none ??= place.textContent;
    place.textContent = count ? place.dataset.picked.replace("{count}", count) : place.dataset.none;
  }
}

if (acts) {
  for (const note of document.querySelectorAll("[data-unscripted]")) note.hidden = true;
  page.parentElement.hidden = false;
  form.addEventListener("change", ({ target }) => {
    if (target === page) for (const box of form.querySelectorAll("[name=case]")) box.checked = page.checked;
    tell();
  });
  window.addEventListener("pageshow", tell);
  tell();
}
