// A folded part of a form says what is chosen in it, also after it was changed.

const words = {
  files: (part) => [...part.querySelectorAll(".attached a")].map((one) => one.textContent),
  choices: (part) => [
    ...[...part.querySelectorAll("select")].map((one) => one.value && one.selectedOptions[0].text),
    ...[...part.querySelectorAll("[type=radio]:checked:not([value=auto])")].map(
      (one) => one.closest("label").textContent,
    ),
  ],
  people: (part) => [...part.querySelectorAll("[type=checkbox]:checked")].map(
    (one) => one.closest("label").querySelector("span").firstChild.textContent,
  ),
};

for (const part of document.querySelectorAll("[data-part]")) {
  const says = part.querySelector("[data-part-says]");
  const tell = () => {
    const chosen = words[part.dataset.part](part).map((text) => (text || "").trim());
    says.textContent = chosen.filter(Boolean).join(" · ") || says.dataset.nothing;
  };
  part.addEventListener("toggle", () => part.open || tell());
  part.addEventListener("change", () => {
    part.open = true;
    tell();
  });
}
