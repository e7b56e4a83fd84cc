// "Use my location": the browser's own position, sent to this site alone, chooses the county.

const box = document.querySelector("[data-here]");
const says = box?.querySelector("[data-here-says]");
const place = document.getElementById("id_place");

async function choose({ coords }) {
  const body = new FormData();
  body.set("lon", coords.longitude);
  body.set("lat", coords.latitude);
  body.set("csrfmiddlewaretoken", box.closest("form").elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(box.dataset.here, { method: "POST", body });
    if (!answer.ok) throw new Error(answer.status);
    const { code, name } = await answer.json();
    says.textContent = code ? name : says.dataset.elsewhere;
    if (!code) return;
    place.value = code;
    place.dispatchEvent(new Event("change", { bubbles: true }));
  } catch {
    says.textContent = says.dataset.unknown;
  }
}

if (box && place && "geolocation" in navigator) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    says.textContent = says.dataset.asking;
    const fail = () => (says.textContent = says.dataset.unknown);
    navigator.geolocation.getCurrentPosition(choose, fail, { timeout: 10000, maximumAge: 60000 });
  });
}
