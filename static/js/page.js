// Small comforts of every page: fields that grow, errors that take the focus, a menu that closes.

if (!CSS.supports("field-sizing", "content")) {
  const grow = (event) => {
    const field = event.target;
    if (field.tagName !== "TEXTAREA") return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  };
  document.addEventListener("input", grow);
  document.addEventListener("grow", grow);
  for (const field of document.querySelectorAll("textarea")) grow({ target: field });
}

const summary = document.querySelector("[data-errors]:not([data-theme] *)");
summary?.focus();

// What was refused is quiet once its field holds something else that can be right; the same typed
// again is wrong again. The server has the last word.
for (const field of document.querySelectorAll(".field.is-wrong:not([data-theme] *)")) {
  const boxes = [...field.querySelectorAll("input, select, textarea")];
  const marked = boxes.filter((box) => box.ariaInvalid);
  const errors = [...field.querySelectorAll(".field-error")].map((list) => [list, [...list.children]]);
  const typed = () => boxes.map((box) => (/radio|box/.test(box.type) ? box.checked : box.name && box.value)).join();
  const refused = typed();
  const look = () => {
    const isRight = typed() !== refused && boxes.every((box) => box.validity.valid);
    field.classList.toggle("is-wrong", !isRight);
    for (const box of marked) box.ariaInvalid = isRight ? null : "true";
    for (const [list, lines] of errors) list.replaceChildren(...(isRight ? [] : lines));
    if (summary?.querySelectorAll("li").length === summary?.querySelectorAll("li a").length) {
      summary.hidden = !document.querySelector(".field.is-wrong");
    }
  };
  field.addEventListener("input", look);
  field.addEventListener("change", look);
}

// What is folded away for a phone lies open where there is room beside.
if (matchMedia("(min-width: 1024px)").matches) {
  for (const part of document.querySelectorAll("details[data-wide]")) part.open = true;
}

const menus = [...document.querySelectorAll("details[data-menu]")];
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((one) => one.open)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A list beside radio buttons: who chooses from the list means it, who presses a button means that.
document.addEventListener("change", ({ target }) => {
  const list = target.closest("fieldset")?.querySelector("select[data-chooses]");
  if (!list) return;
  if (target === list && list.value) {
    list.closest("fieldset").querySelector(`[type=radio][value="${list.dataset.chooses}"]`).checked = true;
  } else if (target.type === "radio" && target.value !== list.dataset.chooses) {
    list.value = "";
  }
});

// A password can be looked at before it is sent; how much room is left is said when it gets little.
const say = document.getElementById("words")?.dataset;
for (const field of say ? document.querySelectorAll("[type=password]") : []) {
  field.insertAdjacentHTML("afterend", '<label class="shows"><input type="checkbox"> </label>');
  const label = field.nextElementSibling;
  label.append(say.sayShow);
  label.onchange = ({ target }) => (field.type = target.checked ? "text" : "password");
  field.form.addEventListener("submit", () => (field.type = "password"));
}
document.addEventListener("input", ({ target }) => {
  const most = target.maxLength;
  if (!(most > 9) || target.type === "search") return;
  let line = target.nextElementSibling;
  if (!line?.matches("[data-left]")) {
    target.insertAdjacentHTML("afterend", '<p class="help" role="status" data-left></p>');
    line = target.nextElementSibling;
  }
  const left = most - target.value.length;
  line.textContent = left <= most / 5 ? say.sayLeft.replace("{count}", left) : "";
});

// A code to be handed on: one tap copies it, where the browser lets a page do that.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Single keys can be switched off on a device: the page is marked then.
const root = document.documentElement;
try {
  root.toggleAttribute("data-no-keys", localStorage.getItem("keys:off") === "yes");
} catch {
  // A browser that keeps nothing.
}
for (const box of document.querySelectorAll("[data-keys-on]")) {
  box.checked = !root.hasAttribute("data-no-keys");
  box.addEventListener("change", () => {
    root.toggleAttribute("data-no-keys", !box.checked);
    try {
      localStorage.setItem("keys:off", box.checked ? "no" : "yes");
    } catch {
      // Until the page is left, then.
    }
  });
}

// Chinese has no spaces: a line of a title ends between two words, as the browser knows them. A
// sign alone stays with what is before it, or leads what follows, as "and" and "not" do.
const LEADS = /^[不与和及给在对把为将被从由]$/;
const words = window.Intl?.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
function part({ target }) {
  for (const title of target.querySelectorAll("h1.case-title, .row-title, h3 > a[lang]")) {
    if (title.children.length || !title.matches(":lang(zh)")) continue;
    const all = words.segment(title.textContent);
    let group = "";
    title.textContent = "";
    for (const { segment, isWordLike } of all) {
      if (group.length > 1 && isWordLike && (segment.length > 1 || LEADS.test(segment))) {
        title.append(document.createElement("wbr"));
        group = "";
      }
      title.append(segment);
      group = isWordLike ? group + segment : "";
    }
    title.normalize();
  }
}
if (words) {
  part({ target: document });
  document.addEventListener("htmx:load", part);
}
