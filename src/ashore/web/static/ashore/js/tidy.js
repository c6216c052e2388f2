// Small courtesies: menus close when left, a form is sent once, an obligation asked for by address shows itself.
const closeMenus = (but) => document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(but)) menu.open = false; });

function once(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || "again" in form.dataset) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
}

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView({ block: "center" });
  if (location.hash === "#reply") target.querySelector("textarea")?.focus();
}

export function tidy() {
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenus(null); });
  document.addEventListener("submit", once);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
  window.addEventListener("hashchange", openTarget);
  openTarget();
}
