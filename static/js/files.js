// Photos and files go up while one writes: each at once, with its progress, and can be removed
// again. Without this script they go up with the form itself.

const fill = (text, name) => text.replace("{name}", name);

function named(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

class Attach {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.input = box.querySelector("[type=file]");
    this.list = box.querySelector("[data-attach-list]");
    this.status = box.querySelector("[data-attach-status]");
    this.line = Promise.resolve();
    box.querySelector("[data-attach-choose]").hidden = false;
    box.classList.add("is-live");
    this.open = 0;
    for (const label of this.list.querySelectorAll(".attached-out")) label.remove();
    for (const item of this.list.children) this.canBeRemoved(item);
    this.input.addEventListener("change", () => this.choose());
    this.form.addEventListener("submit", (event) => this.hold(event));
  }

  say(text) {
    this.status.textContent = text;
  }

  // One after the other: a phone's line is narrow, and the first one is there sooner.
  choose() {
    const files = [...this.input.files];
    this.input.value = "";
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    for (const file of files) {
      const item = this.draw(file);
      const { largest, most, sayLarge, sayMany } = this.box.dataset;
      const there = this.list.querySelectorAll(".attached:not(.is-refused)").length;
      if (there > Number(most)) this.refuse(item, file.name, fill(sayMany, file.name));
      else if (file.size > Number(largest)) this.refuse(item, file.name, fill(sayLarge, file.name));
      else this.queue(item, file);
    }
  }

  draw(file) {
    const item = named("li", "attached");
    const text = named("span", "attached-name", file.name);
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `${file.name}: ${this.box.dataset.saySending}`);
    text.append(bar);
    item.append(text);
    this.list.append(item);
    return item;
  }

  queue(item, file) {
    this.open += 1;
    this.line = this.line
      .then(() => this.send(item, file))
      .finally(() => {
        this.open -= 1;
        if (!this.open) this.goOn();
      });
  }

  send(item, file) {
    return new Promise((done) => {
      const body = new FormData();
      for (const name of ["csrfmiddlewaretoken", "key"]) {
        body.append(name, this.form.elements[name].value);
      }
      body.append("file", file);
      const request = new XMLHttpRequest();
      const bar = item.querySelector("progress");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        this.answered(item, file.name, request);
        done();
      });
      request.open("POST", this.box.dataset.attach);
      request.setRequestHeader("X-Requested-With", "fetch");
      request.send(body);
    });
  }

  answered(item, name, request) {
    if (request.status === 201) {
      const template = document.createElement("template");
      template.innerHTML = request.responseText.trim();
      const kept = template.content.firstElementChild;
      const link = kept.querySelector(".attached-name a").getAttribute("href");
      const twin = [...this.list.children].find((one) => one.querySelector(`a[href="${link}"]`));
      if (twin) item.remove();
      else item.replaceWith(kept);
      this.canBeRemoved(kept);
      this.say(fill(this.box.dataset.saySaved, kept.dataset.attached));
      return;
    }
    let text = "";
    try {
      text = JSON.parse(request.responseText).error;
    } catch {
      // An error page, or no answer at all.
    }
    this.refuse(item, name, text || fill(this.box.dataset.sayFailed, name));
  }

  refuse(item, name, text) {
    item.classList.add("is-refused");
    item.tabIndex = -1;
    const away = named("button", "btn-quiet", this.box.dataset.sayDismiss);
    away.type = "button";
    away.append(named("span", "visually-hidden", ` ${name}`));
    away.addEventListener("click", () => this.drop(item, name));
    item.replaceChildren(named("span", "attached-name", text), away);
    this.say(text);
  }

  canBeRemoved(item) {
    const button = item.querySelector("[data-attach-remove]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.setAttribute("aria-disabled", "true");
      const body = new FormData();
      body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      try {
        const answer = await fetch(button.dataset.attachRemove, { method: "POST", body });
        if (answer.status === 204 || answer.status === 404) this.drop(item, item.dataset.attached);
      } catch {
        // No connection: it stays, and so does the button.
      }
      button.removeAttribute("aria-disabled");
    });
  }

  drop(item, name) {
    item.remove();
    this.say(fill(this.box.dataset.sayRemoved, name));
    this.input.focus();
  }

  // Sent while something is still on its way, or was refused and not looked at.
  hold(event) {
    const refused = this.list.querySelector(".is-refused:not([data-seen])");
    if (!this.open && !refused) return;
    event.preventDefault();
    if (refused) {
      refused.dataset.seen = "";
      refused.firstChild.append(` ${this.box.dataset.sayWithout}`);
      refused.focus();
    } else {
      this.waiting = event.submitter ?? this.form.querySelector("[type=submit]");
      this.waiting.setAttribute("aria-disabled", "true");
      this.say(this.box.dataset.saySending);
    }
  }

  goOn() {
    const button = this.waiting;
    this.waiting = null;
    if (!button) return;
    button.removeAttribute("aria-disabled");
    this.form.requestSubmit(button);
  }
}

for (const box of document.querySelectorAll("[data-attach]")) new Attach(box);
