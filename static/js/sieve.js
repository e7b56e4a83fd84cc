// A long list of units: what is typed opens the groups in which it is found, and hides the rest.

for (const list of document.querySelectorAll("[data-sieve]")) {
  const box = list.querySelector("[data-sieve-box]");
  const input = box.querySelector("input");
  const groups = [...list.querySelectorAll("details")];
  box.hidden = false;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const group of groups) {
      const labels = [...group.querySelectorAll("label")];
      for (const label of labels) {
        const kept = label.textContent.toLowerCase().includes(wanted);
        label.hidden = !kept && !label.querySelector("input").checked;
      }
      group.hidden = labels.every((label) => label.hidden);
      group.open = wanted !== "" && !group.hidden;
    }
  });
  // Enter looks for a unit; it does not send the form.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
