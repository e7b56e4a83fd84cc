// What somebody types is kept: on the server where the form has a draft (data-autosave=URL), and
// always on this device, until it has been sent. A copy outlives an expired session and a lost
// connection; it belongs to one person and goes when that person signs out.

const PAUSE = 1500;
const WEEK = 7 * 24 * 3600 * 1000;
const PREFIX = "keep:";
const { who = "", fresh } = document.documentElement.dataset;
const words = document.getElementById("words").dataset;
const FIELDS = "textarea[name], select[name], input[name]";
const NOT_KEPT = ["hidden", "password", "file", "submit", "button"];

const keyOf = (form) =>
  `${PREFIX}${who}:${form.dataset.keep || new URL(form.dataset.autosave, location).pathname}`;

const say = (text, time = Date.now()) =>
  text.replace(
    "{time}",
    new Date(time).toLocaleTimeString("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Asia/Shanghai",
    }),
  );

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, copy) {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false; // no room, or a browser that keeps nothing
  }
}

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

const kept = (form) => [...form.querySelectorAll(FIELDS)].filter((x) => !NOT_KEPT.includes(x.type));

const isBox = (field) => field.type === "radio" || field.type === "checkbox";

const isTyped = (field) => !isBox(field) && field.tagName !== "SELECT" && field.type !== "date";

function values(form) {
  return kept(form).map((field) => [field.name, field.value, isBox(field) ? field.checked : null]);
}

function put(form, copied) {
  for (const [name, value, checked] of copied) {
    for (const field of kept(form).filter((x) => x.name === name)) {
      if (isBox(field) && field.value === value) field.checked = checked;
      else if (!isBox(field)) field.value = value;
      field.dispatchEvent(new Event("grow", { bubbles: true }));
    }
  }
}

function restore(form, key) {
  const copy = read(key);
  if (!copy || copy.synced) return;
  const now = values(form);
  const answered = form.querySelector("[aria-invalid]") || document.querySelector("[data-errors]");
  const filled = kept(form).some((field) => isTyped(field) && field.value.trim());
  const typed = copy.values.some(([name, value, checked]) => {
    const field = form.elements[name];
    return checked === null && field && isTyped(field) && value.trim() && value !== field.value;
  });
  // Refused: it is still to be kept.
  if (answered && copy.sent) write(key, { ...copy, sent: false });
  if (answered || !typed || (copy.sent && filled)) return;
  put(form, copy.values);
  if (copy.sent) write(key, { ...copy, sent: false });
  note(form, copy.at, now, key);
}

function note(form, at, before, key) {
  const line = document.createElement("div");
  line.className = "notice restored";
  line.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = say(words.sayRestored, at);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "btn-quiet";
  undo.textContent = words.sayUndo;
  undo.addEventListener("click", () => {
    put(form, before);
    localStorage.removeItem(key);
    line.remove();
    form.querySelector(FIELDS)?.focus();
  });
  line.append(text, undo);
  form.before(line);
}

function tell(form, text) {
  const place = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  if (place) place.textContent = text;
}

// Photos and files have a way of their own.
function typedIn(form) {
  const body = new FormData(form);
  for (const input of form.querySelectorAll("[type=file]")) body.delete(input.name);
  return body;
}

async function send(form, key) {
  const copy = read(key);
  let text = say(words.sayKept);
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: typedIn(form),
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
    });
    const isOurs = (answer.headers.get("Content-Type") ?? "").includes("json");
    if (isOurs && answer.ok) {
      const { saved } = await answer.json();
      text = saved ? words.saySaved.replace("{time}", saved) : "";
      const synced = JSON.stringify(copy?.values) === JSON.stringify(values(form));
      if (copy) write(key, { ...copy, synced });
    } else if (answer.redirected || answer.status === 401 || answer.status === 403) {
      text = say(words.saySignedOut);
    }
  } catch {
    // No connection: the copy on this device stays.
  }
  tell(form, text);
}

function watch(form) {
  const key = keyOf(form);
  restore(form, key);
  let timer = 0;
  const typed = () => {
    const isKept = write(key, { at: Date.now(), values: values(form), synced: false });
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (form.dataset.autosave) send(form, key);
      else if (isKept) tell(form, say(words.sayKept));
    }, PAUSE);
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    const copy = read(key);
    if (copy) write(key, { ...copy, sent: true });
  });
}

const forms = [...document.querySelectorAll("form[data-autosave], form[data-keep]")];
const here = forms.map(keyOf);
const isDone = document.querySelector("#notices .notice-success");
const isRefused = document.querySelector("[data-refused]");
for (const key of keys()) {
  const copy = read(key);
  const isOld = !copy || Date.now() - copy.at > WEEK;
  // Sent, and the answer is another page of the same person, or one that says "done": it has arrived.
  // What an error page answers has not: it is still to be kept.
  const isOurs = who && key.startsWith(`${PREFIX}${who}:`);
  const hasArrived = isOurs && copy?.sent && (isDone || !here.includes(key));
  if (isOld || (hasArrived && !isRefused)) localStorage.removeItem(key);
  else if (isOurs && copy.sent && isRefused) write(key, { ...copy, sent: false });
}
if (who) forms.forEach(watch);

// A page that answers what was sent: back and reload ask for it afresh and send nothing again, but
// where what is typed would be lost.
const sent = [...document.querySelectorAll("form[method=post]")].filter((form) => kept(form)[0]);
if (fresh && sent.every((form) => forms.includes(form))) history.replaceState(null, "", fresh);

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  keys().forEach((key) => localStorage.removeItem(key));
  sessionStorage.clear();
});
