// A form is sent once: the second tap waits for the first one's answer. Without this script the
// server's own key does the same.

const PATIENCE = 20000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // Not `disabled`: the pressed button's own name and value belong to what is sent.
  const pressed = event.submitter ?? form.querySelector("[type=submit]");
  pressed?.setAttribute("aria-disabled", "true");
  setTimeout(release, PATIENCE, form);
});

// A page that comes back from the browser's memory can be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once]").forEach(release);
});
