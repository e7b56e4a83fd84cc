// Long lists are found in by typing: a select becomes a box with a list below it (combobox), and
// many boxes to tick are hidden but for those that hold the words. Found are names, short names,
// first letters and what else an option's data-words say. What is sent stays the list's own: who types
// takes back what was chosen, and typed words that are no choice are not sent.

const says = document.getElementById("words").dataset;

const matches = (text, typed) => typed.every((word) => text.includes(word));
// Chinese is typed without spaces: of "路灯坏了" a thing is meant that is found by "路灯".
const isWord = (part) => /^\p{Script=Han}{2,}$/u.test(part);
const standsIn = (text, typed) =>
  text.split(/\s+/).some((part) => isWord(part) && typed.some((word) => word.includes(part)));
const words = (text) => text.trim().toLowerCase().split(/\s+/).filter(Boolean);

// What is called so, in either language, stands before what is only about it: its names end at a bar.
const isCalled = ([text, more = ""], typed) =>
  matches(`${text} ${more.split("|")[0]}`.toLowerCase(), typed);
const byName = (found, typed, said) => {
  const named = new Set(found.filter((one) => isCalled(said(one), typed)));
  return [...named, ...found.filter((one) => !named.has(one))];
};

const make = (name, attributes = {}) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

class Finder {
  constructor(select) {
    this.select = select;
    const { id } = select;
    const label = document.querySelector(`label[for="${id}"]`)?.firstChild?.textContent.trim();
    this.input = make("input", {
      type: "text", role: "combobox", id, autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}_found`,
    });
    for (const name of ["aria-describedby", "aria-invalid", "aria-required", "required"]) {
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    }
    this.typed = "";
    this.list = make("ul", { role: "listbox", id: `${id}_found`, hidden: "" });
    if (label) this.list.setAttribute("aria-label", label);
    this.status = make("span", { "aria-live": "polite", class: "visually-hidden" });
    const box = make("div", { class: "find" });
    this.input.placeholder = says.sayFind;
    select.removeAttribute("required");
    select.id = `${id}_list`;
    select.hidden = true;
    select.after(box);
    box.append(this.input, this.list, this.status);
    this.listen();
    this.show();
  }

  listen() {
    this.input.addEventListener("input", () => this.type());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.list.hidden && this.open(words(this.typed)));
    this.input.addEventListener("blur", () => this.leave());
    this.input.addEventListener("keydown", (event) => this.key(event));
    // The box keeps the focus while something is pressed in its list.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item?.option) this.choose(item);
    });
    document.addEventListener("change", (event) => this.change(event));
    // An answer beside the list that was chosen before is meant once more.
    document.addEventListener("click", (event) => event.target.type === "radio" && this.change(event));
    this.input.addEventListener("invalid", () => this.refuse());
    this.select.form?.addEventListener("submit", (event) => this.check(event));
    this.select.addEventListener("grow", () => this.show());
  }

  get chosen() {
    const option = this.select.selectedOptions[0];
    return option?.value ? option.text.trim() : "";
  }

  // What is chosen stands in the box, else what was typed there.
  show() {
    if (this.chosen) this.typed = "";
    if (this.list.hidden) this.input.value = this.chosen || this.typed;
    this.input.setCustomValidity(this.typed ? says.sayChoose : "");
    if (!this.typed && this.error) this.accept();
  }

  type() {
    this.typed = this.input.value.trim() && this.input.value;
    this.open(words(this.typed));
    if (this.select.value) {
      this.select.value = "";
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.show();
  }

  // Who chooses one of the answers beside the list means that.
  change({ target }) {
    const { chooses } = this.select.dataset;
    const here = chooses && target.type === "radio" && target.closest("fieldset");
    if (here && target.value !== chooses && here.contains(this.select)) this.typed = "";
    this.show();
  }

  check(event) {
    if (!this.typed || event.submitter?.formNoValidate) return;
    if (!event.defaultPrevented) this.input.focus();
    event.preventDefault();
    this.refuse();
  }

  refuse() {
    if (this.error) return;
    const id = `${this.input.id}_unchosen`;
    this.error = make("p", { class: "field-error", id, role: "alert" });
    this.input.closest(".find").before(this.error);
    this.error.textContent = says.sayChoose;
    this.input.closest(".field")?.classList.add("is-wrong");
    this.input.setAttribute("aria-invalid", "true");
    const about = this.input.getAttribute("aria-describedby") ?? "";
    this.input.setAttribute("aria-describedby", `${about} ${id}`.trim());
  }

  accept() {
    const about = this.input.getAttribute("aria-describedby").replace(this.error.id, "").trim();
    if (about) this.input.setAttribute("aria-describedby", about);
    else this.input.removeAttribute("aria-describedby");
    this.input.removeAttribute("aria-invalid");
    this.input.closest(".field")?.classList.remove("is-wrong");
    this.error.remove();
    this.error = null;
  }

  open(typed) {
    const options = [...this.select.options];
    const those = (fits) => options.filter((option) => {
      const group = option.closest("optgroup")?.label ?? "";
      const text = `${option.text} ${group} ${option.dataset.words ?? ""}`.toLowerCase();
      return option.value && fits(text, typed);
    });
    let found = typed.length ? those(matches) : options;
    this.isGuess = !found.length;
    if (this.isGuess) found = those(standsIn);
    if (typed.length) found = byName(found, typed, ({ text, dataset }) => [text, dataset.words]);
    this.items = found.map((option, number) => this.item(option, number));
    const isMissed = typed.length && !found.length;
    this.list.replaceChildren(...(isMissed ? [this.nothing()] : this.items));
    this.list.hidden = !found.length && !isMissed;
    this.input.setAttribute("aria-expanded", `${!this.list.hidden}`);
    const count = isMissed ? says.sayNothing : says.sayFound.replace("{count}", found.length);
    this.status.textContent = typed.length ? count : "";
    this.here(typed.length ? 0 : found.indexOf(this.select.selectedOptions[0]));
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

  nothing() {
    const item = make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" });
    item.textContent = says.sayNothing;
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
    this.typed = "";
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

  // Who leaves with words that name one thing alone means it; else they stay as they are.
  leave() {
    if (!this.list.hidden && this.typed && this.items.length === 1 && !this.isGuess) this.choose(this.items[0]);
    this.close();
    this.show();
  }

  key(event) {
    const isOpen = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      if (!isOpen) this.open(words(this.typed));
      else if (this.items.length) {
        const from = this.at < 0 && step < 0 ? 0 : this.at;
        this.here((from + step + this.items.length) % this.items.length);
      }
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (this.items[this.at]) this.choose(this.items[this.at]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
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
  const kept = new Map(groups.map((group) => [group, [...group.querySelectorAll("label")]]));
  const said = (label) => [label.textContent, wordsOf(label.querySelector("input").value)];
  // Of what can be ticked, over all groups, that which is called so, else what stands first.
  const first = (typed) => {
    const open = groups.filter((group) => !group.hidden)
      .flatMap((group) => [...group.querySelectorAll("label:not([hidden]):not(:has(:checked))")]);
    const label = open.find((one) => isCalled(said(one), typed)) ?? open[0];
    return label?.querySelector("input");
  };
  box.hidden = false;
  input.addEventListener("input", () => {
    const typed = words(input.value);
    for (const group of groups) {
      const labels = kept.get(group);
      for (const label of labels) {
        const tick = label.querySelector("input");
        label.hidden = !matches(said(label).join(" ").toLowerCase(), typed) && !tick.checked;
      }
      group.append(...(typed.length ? byName(labels, typed, said) : labels));
      group.hidden = labels.every((label) => label.hidden);
      group.open = typed.length > 0 && !group.hidden;
    }
  });
  // Enter ticks what is found first, the arrow leads to it; neither sends the form.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    const typed = words(input.value);
    if (!typed.length) return;
    if (event.key === "Enter") first(typed)?.click();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      first(typed)?.focus();
    }
  });
}
