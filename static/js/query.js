// A scanned code stands behind the # of the address, which no server sees: it fills the field, and
// is taken out of the address and of the history.
const field = document.getElementById("id_code");
const code = decodeURIComponent(location.hash.slice(1)).toUpperCase();

if (field && /^[2-9A-Z]{4}-?[2-9A-Z]{4}-?[2-9A-Z]{4}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button[type=submit]").focus();
}
