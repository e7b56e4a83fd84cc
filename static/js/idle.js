// Warns two minutes before the session ends, and says plainly when it has ended. Clicks and typing
// in any tab of the same browser count.

const root = document.documentElement.dataset;
const limit = Number(root.idle) * 1000;
const AHEAD = Math.min(120000, limit / 2);
const TOUCH_EVERY = 60000;
const SEEN = `seen:${root.who}`;
const dialog = document.getElementById("idle");
let own = Date.now();

function lastSeen() {
  try {
    return Math.max(own, Number(localStorage.getItem(SEEN)) || 0);
  } catch {
    return own;
  }
}

function seen() {
  own = Date.now();
  try {
    localStorage.setItem(SEEN, String(own));
  } catch {
    // This tab alone, then.
  }
}

async function touch() {
  try {
    const answer = await fetch(dialog.dataset.touch, { headers: { Accept: "application/json" } });
    if (answer.status === 204) {
      seen();
      return true;
    }
  } catch {
    // No connection: the clock runs on.
  }
  return false;
}

function show(isOver) {
  dialog.querySelector("[data-idle-soon]").hidden = isOver;
  dialog.querySelector("[data-idle-over]").hidden = !isOver;
  if (!dialog.open) dialog.showModal();
}

function look() {
  const quiet = Date.now() - lastSeen();
  if (quiet >= limit) show(true);
  else if (quiet >= limit - AHEAD) show(false);
  else if (dialog.open) dialog.close();
}

if (limit > 0 && dialog) {
  seen();
  let touched = Date.now();
  // Who types for long clicks nothing: the server hears of it now and then.
  document.addEventListener("input", () => {
    if (Date.now() - touched < TOUCH_EVERY) return;
    touched = Date.now();
    touch();
  });
  dialog.querySelector("[data-idle-stay]").addEventListener("click", async () => {
    if (await touch()) dialog.close();
    else show(true);
  });
  dialog.addEventListener("cancel", touch);
  setInterval(look, 5000);
}
