// A button that copies what stands in a field. Where the browser gives no clipboard (plain HTTP), the text is selected.
async function copy(event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    if (!document.execCommand("copy")) return;
  }
  button.textContent = button.dataset.copied;
}

export function copying() { document.addEventListener("click", copy); }
