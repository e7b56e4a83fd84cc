// Long lists are found in by typing: a select becomes a box with a list below it (combobox), and
// many boxes to tick are hidden but for those that hold the words. Found are names, short names,
// first letters and what else an option's data-words say. What is sent stays the list's own.

const says = document.getElementById("words").dataset;

const matches = (text, typed) => typed.every((word) => text.includes(word));
const words = (text) => text.trim().toLowerCase().split(/\s+/).filter(Boolean);

const make = (name, attributes = {}) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

class Finder {
  constructor(select) {
    this.select = select;
    // What is chosen while other words stand in the box; null while the box says what is chosen.
    this.left = null;
    const { id } = select;
    const label = document.querySelector(`label[for="${id}"]`)?.firstChild?.textContent.trim();
    this.input = make("input", {
      type: "text", role: "combobox", id, autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}_found`,
    });
    for (const name of ["aria-describedby", "aria-invalid", "aria-required", "required"]) {
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    }
    this.list = make("ul", { role: "listbox", id: `${id}_found`, hidden: "" });
    if (label) this.list.setAttribute("aria-label", label);
    this.status = make("span", { "aria-live": "polite", class: "visually-hidden" });
    const box = make("div", { class: "find" });
    this.input.placeholder = says.sayFind;
    this.error = make("p", { class: "field-error", id: `${id}_unchosen`, hidden: "" });
    this.error.textContent = says.sayUnchosen;
    select.removeAttribute("required");
    select.id = `${id}_list`;
    select.hidden = true;
    select.after(box);
    box.append(this.input, this.list, this.status);
    box.before(this.error);
    this.listen();
    this.show();
  }

  listen() {
    this.input.addEventListener("input", () => this.open(words(this.input.value)));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.list.hidden && this.open([]));
    this.input.addEventListener("blur", () => this.leave());
    this.input.addEventListener("keydown", (event) => this.key(event));
    // The box keeps the focus while something is pressed in its list.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item?.option) this.choose(item);
    });
    document.addEventListener("change", () => this.show());
    this.select.form?.addEventListener("submit", (event) => this.refuse(event), true);
    this.select.addEventListener("grow", () => this.show());
  }

  get chosen() {
    const option = this.select.selectedOptions[0];
    return option?.value ? option.text.trim() : "";
  }

  // What is chosen stands in the box, unless somebody types there or has typed what is no choice.
  show() {
    if (!this.list.hidden || this.left === this.select.value) return;
    this.left = null;
    this.input.value = this.chosen;
    this.warn(false);
  }

  warn(isWrong) {
    this.error.hidden = !isWrong;
    if (isWrong) {
      this.input.setAttribute("aria-invalid", "true");
      this.described ??= this.input.getAttribute("aria-describedby") ?? "";
      this.input.setAttribute("aria-describedby", `${this.described} ${this.error.id}`.trim());
    } else if (this.described !== undefined) {
      this.input.removeAttribute("aria-invalid");
      this.input.setAttribute("aria-describedby", this.described);
    }
  }

  // Words that are no choice are not sent: they would be lost without a word.
  refuse(event) {
    if (this.left === null || event.submitter?.formNoValidate || !this.input.offsetParent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.warn(true);
    this.input.focus();
  }

  open(typed) {
    const found = [...this.select.options].filter((option) => {
      const group = option.closest("optgroup")?.label ?? "";
      const text = `${option.text} ${group} ${option.dataset.words ?? ""}`.toLowerCase();
      return typed.length ? option.value && matches(text, typed) : true;
    });
    // What is called so stands before what is only about it.
    const isCalled = (option) => matches(option.text.toLowerCase(), typed);
    if (typed.length) found.sort((one, other) => isCalled(other) - isCalled(one));
    const none = typed.length > 0 && !found.length;
    if (none) found.push(...[...this.select.options].filter((option) => !option.value));
    this.items = found.map((option, number) => this.item(option, number));
    this.list.replaceChildren(...this.items);
    if (none) this.list.prepend(this.nothing());
    this.list.hidden = !found.length && !none;
    this.input.setAttribute("aria-expanded", `${!this.list.hidden}`);
    const count = none ? 0 : found.length;
    const said = count ? says.sayFound.replace("{count}", count) : says.sayNone;
    this.status.textContent = typed.length ? said : "";
    this.here(none ? -1 : typed.length ? 0 : found.indexOf(this.select.selectedOptions[0]));
  }

  nothing() {
    const line = make("li", { role: "option", "aria-disabled": "true", class: "soft" });
    line.textContent = says.sayNone;
    return line;
  }

  item(option, number) {
    const item = make("li", { role: "option", id: `${this.list.id}_${number}` });
    item.option = option;
    item.textContent = option.text;
    const group = option.closest("optgroup")?.label;
    if (group) {
      const above = make("span", { class: "soft" });
      above.textContent = ` · ${group}`;
      item.append(above);
    }
    return item;
  }

  here(number) {
    this.at = number;
    this.items.forEach((item, at) => item.setAttribute("aria-selected", `${at === number}`));
    const item = this.items[number];
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  choose(item) {
    this.close();
    this.left = null;
    this.select.value = item.option.value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.show();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  // Who leaves with words that name one thing alone means it; else the words stay to be mended.
  leave() {
    const typed = words(this.input.value);
    const isOther = typed.length > 0 && this.input.value !== this.chosen;
    const [only, ...more] = this.items ?? [];
    const isOne = only?.option.value && !more.length;
    const isMeant = isOne && matches(only.textContent.toLowerCase(), typed);
    if (!this.list.hidden && isOther && isMeant) this.choose(only);
    else this.left = isOther ? this.select.value : null;
    this.close();
    this.show();
  }

  beside(step) {
    const from = this.at < 0 && step < 0 ? 0 : this.at;
    return (from + step + this.items.length) % this.items.length;
  }

  key(event) {
    const isOpen = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      if (!isOpen) this.open([]);
      else if (this.items.length) this.here(this.beside(step));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (this.items[this.at]) this.choose(this.items[this.at]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.left = null;
      this.close();
      this.show();
      this.input.select();
    }
  }
}

for (const select of document.querySelectorAll("select[data-find]")) new Finder(select);

// Of a unit that stands in a list of the same page, its words stand there alone.
const wordsOf = (value) =>
  document.querySelector(`option[value="${CSS.escape(value)}"][data-words]`)?.dataset.words ?? "";

for (const list of document.querySelectorAll("[data-sieve]")) {
  const box = list.querySelector("[data-sieve-box]");
  const input = box.querySelector("input");
  const groups = [...list.querySelectorAll("details")];
  const shown = () => groups.flatMap((group) =>
    group.hidden ? [] : [...group.querySelectorAll("label:not([hidden]) input")]);
  box.hidden = false;
  input.addEventListener("input", () => {
    const typed = words(input.value);
    for (const group of groups) {
      const labels = [...group.querySelectorAll("label")];
      for (const label of labels) {
        const tick = label.querySelector("input");
        const text = `${label.textContent} ${wordsOf(tick.value)}`.toLowerCase();
        label.hidden = !matches(text, typed) && !tick.checked;
      }
      group.hidden = labels.every((label) => label.hidden);
      group.open = typed.length > 0 && !group.hidden;
    }
  });
  // Enter ticks what is found first, the arrow leads to it; neither sends the form.
  input.addEventListener("keydown", (event) => {
    const first = shown().find((tick) => !tick.checked);
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Enter" && input.value.trim()) first?.click();
    if (event.key === "ArrowDown" && input.value.trim()) {
      event.preventDefault();
      first?.focus();
    }
  });
}
