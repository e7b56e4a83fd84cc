// The texts that a desk keeps: one tap puts one where the cursor is, and nothing typed is lost.
// Without this script the same buttons send the form, which comes back with the text in it.

const cursors = new WeakMap(); // form → the box in which somebody wrote last, no title

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea:not([name=title])")) cursors.set(target.form, target);
});

// What can be put in by a tap is a button where there is somebody to hear it.
for (const said of document.querySelectorAll("span[data-place]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = said.className;
  button.dataset.place = said.dataset.place;
  button.append(...said.childNodes);
  said.replaceWith(button);
}

function put(form, box, text, apart) {
  const field = cursors.get(form) ?? form.elements[box];
  const at = cursors.has(form) ? field.selectionEnd : field.value.length;
  const before = field.value.slice(0, at);
  const gap = apart && before && !before.endsWith("\n") ? "\n" : "";
  field.focus();
  field.setRangeText(gap + text, at, at, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("grow", { bubbles: true }));
}

function remember(group, button) {
  const used = document.createElement("input");
  Object.assign(used, { type: "hidden", name: "text_used", value: button.value });
  group.append(used);
  const says = group.querySelector("[data-texts-said]");
  says.textContent = says.dataset.textsSaid.replace("{title}", button.firstElementChild.textContent);
}

async function insert(button) {
  const group = button.closest("[data-texts]");
  const answer = await fetch(button.dataset.insert, { headers: { "X-Requested-With": "fetch" } });
  const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("text/plain");
  if (!answer.ok || !isOurs) throw new Error(answer.statusText);
  put(button.form, group.dataset.texts, await answer.text(), true);
  remember(group, button);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert], [data-place]");
  if (!button) return;
  if (button.dataset.place) {
    put(button.form, button.closest("[data-texts]").dataset.texts, button.dataset.place, false);
    return;
  }
  event.preventDefault();
  // No connection, or signed out: the form's own way says so, and keeps what was typed.
  insert(button).catch(() => button.form.requestSubmit(button));
});
