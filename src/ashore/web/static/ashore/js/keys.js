// Shortcuts. An element says itself which key reaches it: data-key="r". Rows of a list carry data-row.
const off = () => document.documentElement.dataset.shortcuts === "off";
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

/** The sign on the key: by what it types, else by where it lies, so that Cyrillic layouts work too. */
export function sign(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === "/" || event.key === "?") return event.key;
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility?.() ?? true);
const here = () => document.activeElement?.closest("[data-row]") ?? document.activeElement?.closest("li, article")?.querySelector("[data-row]");

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(here());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  document.querySelectorAll("details[data-peek][open]").forEach((peek) => { peek.open = false; });
  const peek = next.closest("li")?.querySelector("details[data-peek]");
  if (peek) peek.open = true;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

/** Ticks the line that one is on, or takes the tick off. */
function pick(row = here()) {
  const box = row?.closest("li")?.querySelector("[data-pick]");
  if (box) box.checked = !box.checked;
  return Boolean(box);
}

function reach(key) {
  const row = here();
  if (OF_MANY.has(key) && row && !document.querySelector("[data-pick]:checked")) pick(row);
  const near = row?.closest("article, li")?.querySelector(`[data-key="${key}"], [data-near-key="${key}"]`);
  const shown = [...document.querySelectorAll(`[data-key="${key}"]`)].filter((one) => one.checkVisibility?.() ?? true);
  const target = near ?? (NEWEST.has(key) ? shown.at(-1) : shown[0]);
  if (target) return use(target);
  if (key === "r" && row?.href) location.assign(new URL("#reply", row.href));
}

function use(target) {
  if (target.matches("input, textarea, select")) return target.focus();
  target.scrollIntoView({ block: "center" });
  if (target.matches("summary")) {
    target.parentElement.open = true;
    const field = target.parentElement.querySelector("textarea, select, input:not([type=hidden])");
    return (field ?? target).focus();
  }
  target.click();
}

const STEPS = { j: 1, k: -1 };
const NEWEST = new Set(["e"]); // of many messages the newest is meant
const OF_MANY = new Set(["a", "t", "z"]); // what is done with the lines that are ticked
const REACHED = new Set(["r", "n", "s", "e", "u", "m", ...OF_MANY, "/", "?"]);

function press(event) {
  if (event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return send(event);
  if (off() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = sign(event);
  if (key in STEPS) step(STEPS[key]);
  else if (key === "x" && pick()) return event.preventDefault();
  else if (REACHED.has(key)) reach(key);
  else return;
  event.preventDefault();
}

function send(event) {
  const form = event.target.closest?.("form");
  const button = form?.querySelector("[data-send]");
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
}

export function listen() { document.addEventListener("keydown", press); }
