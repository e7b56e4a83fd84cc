// A folded part of a form says what is chosen in it, also after it was changed.

const words = {
  choices: (part) => [
    ...[...part.querySelectorAll("select")].map((one) => one.value && one.selectedOptions[0].text),
    ...[...part.querySelectorAll("[type=radio]:checked")].map((one) => one.closest("label").textContent),
  ],
  people: (part) => [...part.querySelectorAll("[type=checkbox]:checked")].map(
    (one) => one.closest("label").querySelector("span").firstChild.textContent,
  ),
};

for (const part of document.querySelectorAll("[data-part]")) {
  const says = part.querySelector("[data-part-says]");
  const nothing = says.textContent;
  part.addEventListener("change", () => {
    part.open = true;
    const read = words[part.dataset.part];
    if (!read) return;
    const chosen = read(part).map((text) => (text || "").trim()).filter(Boolean);
    says.textContent = chosen.join(" · ") || nothing;
  });
}
