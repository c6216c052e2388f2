// The list of findings: from a finding to its words and back, a mend at one click, a finding silenced without losing the page.
const SHOWN = "ashore-evidence";

/** The findings of the list, by place; `start` and `end` count as the field does. */
export function read(list) {
  return [...list.querySelectorAll(".finding")].map((item) => ({
    item,
    key: item.dataset.finding,
    severity: item.dataset.severity,
    start: Number(item.dataset.start),
    end: Number(item.dataset.end),
  }));
}

export const items = (list) => [...list.querySelectorAll(".finding")];

/** The finding behind the caret, else the first; with `by` -1 the one before it. */
export function nextTo(caret, stretches, by) {
  if (!stretches.length) return null;
  const inOrder = by > 0 ? stretches : [...stretches].reverse();
  const on = inOrder.find((one) => (by > 0 ? one.end > caret : one.start < caret));
  return on ?? inOrder[0];
}

export function select(field, start, end) {
  field.focus();
  field.setSelectionRange(start, end);
  const line = parseFloat(getComputedStyle(field).lineHeight) || 24;
  const before = field.value.slice(0, start).split("\n").length;
  if (field.scrollHeight > field.clientHeight) field.scrollTop = Math.max(0, (before - 3) * line);
}

/** Through the browser's own editing, so that Ctrl+Z takes it back; straight into the field where there is none. */
export function replace(field, start, end, text) {
  select(field, start, end);
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (done) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** The words of a client's message on which a finding rests, marked where they stand. */
export function showEvidence(link) {
  const message = document.getElementById(link.hash.slice(1));
  const range = message && rangeOf(message.querySelector(".body"), link.dataset.words);
  if (!CSS.highlights || !range) return;
  CSS.highlights.set(SHOWN, new Highlight(range));
}

function rangeOf(body, words) {
  if (!body || !words) return null;
  const wanted = words.replace(/…$/, "").replace(/\s+/g, " ");
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      const space = /\s/.test(node.data[at]);
      if (space && text.endsWith(" ")) continue;
      text += space ? " " : node.data[at];
      places.push([node, at]);
    }
  }
  const start = text.indexOf(wanted);
  if (start < 0) return null;
  const range = document.createRange();
  range.setStart(...places[start]);
  const [node, at] = places[start + wanted.length - 1];
  range.setEnd(node, at + 1);
  return range;
}
