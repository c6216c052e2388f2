// A team in one conversation: a saved reply goes where the caret is; a page that nobody sees asks nothing.
import { replace } from "./findings.js";

async function insert(link) {
  const field = document.querySelector("#reply textarea[name=text]");
  const answer = await fetch(link.dataset.insert, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) return false;
  const words = await answer.text();
  const before = field.value.slice(0, field.selectionStart);
  const gap = before && !before.endsWith("\n") ? "\n\n" : "";
  replace(field, field.selectionStart, field.selectionEnd, gap + words);
  field.closest("form").scrollIntoView({ block: "nearest" });
  return true;
}

export function team() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-insert]");
    if (!link) return;
    event.preventDefault();
    document.getElementById("palette")?.close();
    insert(link);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id === "present" && document.hidden) event.preventDefault();
  });
}
