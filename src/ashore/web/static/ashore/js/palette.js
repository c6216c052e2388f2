// Ctrl+K: jump to a client or a conversation. The list comes from the server; without a script the same page is a plain search.
import { sign } from "./keys.js";

const move = (list, by) => {
  const links = [...list.querySelectorAll("a")];
  if (!links.length) return;
  const at = links.findIndex((link) => link.classList.contains("here"));
  links[at]?.classList.remove("here");
  const next = links[(at + by + links.length) % links.length];
  next.classList.add("here");
  next.scrollIntoView({ block: "nearest" });
};

export function palette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const field = dialog.querySelector("input");
  const list = dialog.querySelector(".jumps");
  const show = (event) => { event.preventDefault(); if (!dialog.open) { dialog.showModal(); field.select(); } };

  document.querySelectorAll("[data-palette]").forEach((link) => link.addEventListener("click", show));
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && sign(event) === "k") show(event);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(list, event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Enter") { event.preventDefault(); (list.querySelector("a.here") ?? list.querySelector("a"))?.click(); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
