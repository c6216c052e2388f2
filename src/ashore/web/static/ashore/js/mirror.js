// Underlines on a real textarea: a layer of the same text in the same shape, of which only the underlines can be seen.
// It lies over the field and lets every click through, so that it shows on any background, forced colours included.
const WEIGHT = { error: 0, warning: 1, advice: 2 };

/** What becomes of stretches when the text changes: those before the change stay, those behind it move, others go. */
export function moved(stretches, before, after) {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const behind = before.length - tail;
  const by = after.length - before.length;
  return stretches.flatMap((one) => {
    if (one.end <= head) return [one];
    if (one.start >= behind) return [{ ...one, start: one.start + by, end: one.end + by }];
    return [];
  });
}

/** The text cut at every edge of a stretch; each piece with the gravest stretch that covers it. */
export function pieces(text, stretches) {
  const inside = stretches.filter((one) => one.start < one.end && one.end <= text.length);
  const edges = [...new Set([0, text.length, ...inside.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, n) => {
    const end = edges[n + 1];
    const over = inside.filter((one) => one.start <= start && end <= one.end);
    over.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
    return { text: text.slice(start, end), severity: over[0]?.severity };
  });
}

export class Mirror {
  constructor(field) {
    this.field = field;
    this.box = document.createElement("div");
    this.box.className = "mirror";
    this.box.ariaHidden = "true";
    this.sheet = document.createElement("div");
    this.box.append(this.sheet);
    field.after(this.box);
    field.addEventListener("scroll", () => this.follow(), { passive: true });
    new ResizeObserver(() => this.fit()).observe(field);
    this.fit();
  }

  draw(stretches) {
    const text = this.field.value;
    const shown = stretches.some((one) => one.start < one.end);
    this.sheet.replaceChildren(...(shown ? pieces(text, stretches).map(piece) : []));
    this.fit();
  }

  /** The same room for the same lines: what the field has inside its border and beside its scrollbar. */
  fit() {
    const { style } = this.box;
    const { field } = this;
    style.left = `${field.offsetLeft + field.clientLeft}px`;
    style.top = `${field.offsetTop + field.clientTop}px`;
    style.width = `${field.clientWidth}px`;
    style.height = `${field.clientHeight}px`;
    this.sheet.style.direction = getComputedStyle(field).direction;
    this.follow();
  }

  follow() {
    this.sheet.style.translate = `${-this.field.scrollLeft}px ${-this.field.scrollTop}px`;
  }
}

function piece({ text, severity }) {
  if (!severity) return document.createTextNode(text);
  const mark = document.createElement("span");
  mark.className = `seen ${severity}`;
  mark.textContent = text;
  return mark;
}
