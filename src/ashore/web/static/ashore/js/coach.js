// The coach beside a reply: asked 300 ms after the last key, one question at a time, never in the way of typing or sending.
import { items, nextTo, read, replace, select, showEvidence } from "./findings.js";
import { Mirror, moved } from "./mirror.js";

const PAUSE = 300;
const LONGEST_PAUSE = 30_000;
const PATIENCE = 8_000;

class Coach {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("textarea[name=text]");
    this.list = form.querySelector("#coach");
    this.state = form.querySelector("#coach-state");
    this.mirror = new Mirror(this.field);
    this.stretches = [];
    this.text = this.field.value;
    this.pause = PAUSE;
    this.decisions = 0;
    this.field.addEventListener("input", () => this.typed());
    form.addEventListener("change", (event) => { if (event.target.name === "to") this.later(); });
    form.addEventListener("keydown", (event) => this.pressed(event));
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("focusout", () => setTimeout(() => this.settle(), 0));
    document.addEventListener("selectionchange", () => this.point());
    if (document.activeElement === this.field) this.warm();
    else this.field.addEventListener("focus", () => this.warm(), { once: true });
    if (this.text.trim()) this.take();
    if (this.text.trim()) this.later(0);
  }

  typed() {
    const text = this.field.value;
    this.stretches = moved(this.stretches, this.text, text);
    this.text = text;
    this.mirror.draw(this.stretches);
    this.later();
  }

  /** The server reads the conversation before the first word comes; nothing is shown of it. */
  warm() {
    if (!this.field.value.trim()) this.post(this.form.dataset.coach, this.question());
  }

  later(pause = this.pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  /** What is asked: the words and to whom they go. */
  question() {
    const data = new URLSearchParams();
    for (const name of ["csrfmiddlewaretoken", "to"]) for (const value of new FormData(this.form).getAll(name)) data.append(name, value);
    data.set("text", this.field.value);
    return data;
  }

  async ask() {
    if (this.asking) return;
    const question = this.question();
    const { decisions } = this;
    if (!this.field.value.trim()) return this.answer("");
    this.asking = true;
    const html = await this.post(this.form.dataset.coach, question);
    this.asking = false;
    this.pause = html === null ? Math.min(this.pause * 2, LONGEST_PAUSE) : PAUSE;
    if (this.decisions !== decisions || String(this.question()) !== String(question)) return this.later();
    if (html !== null) return this.answer(html);
    this.say(this.form.dataset.quiet);
    this.later();
  }

  /** The server's piece of the page, null where it gave none in time. */
  async post(url, body) {
    try {
      const answer = await fetch(url, {
        method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
      });
      return answer.ok || answer.status === 422 ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  /** The findings as they now are; nothing is moved from under somebody who is in the list. */
  answer(html) {
    if (this.list.contains(document.activeElement)) {
      this.waiting = { html, text: this.field.value };
      return;
    }
    this.put(html);
  }

  settle() {
    if (!this.waiting || this.list.contains(document.activeElement)) return;
    if (this.waiting.text === this.field.value) this.put(this.waiting.html);
    else this.later();
  }

  put(html) {
    this.waiting = undefined;
    if (html !== this.shown) this.list.innerHTML = html;
    this.shown = html;
    this.form.elements.coached.value = "on";
    this.take();
  }

  /** Reads the list that stands on the page. */
  take() {
    this.stretches = read(this.list);
    this.text = this.listed = this.field.value;
    this.mirror.draw(this.stretches);
    this.point();
    const told = this.list.querySelector("[data-told]")?.dataset.told ?? "";
    this.say(told);
  }

  say(text) {
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  /** The finding in whose words the caret stands is the present one of the list. */
  point() {
    if (document.activeElement !== this.field) return;
    const caret = this.field.selectionStart;
    for (const one of this.stretches) {
      const here = one.start < one.end && one.start <= caret && caret <= one.end;
      if (here) one.item.setAttribute("aria-current", "true");
      else one.item.removeAttribute("aria-current");
    }
  }

  pressed(event) {
    if (event.key === "F8") this.step(event);
    else if (event.key === "Escape" && this.list.contains(event.target)) this.back(event);
    else if (event.key === "Enter" && event.target.matches("#coach input")) {
      event.preventDefault();
      event.target.closest(".hush").querySelector("button").click();
    }
  }

  step(event) {
    const by = event.shiftKey ? -1 : 1;
    const all = items(this.list);
    if (!all.length) return;
    event.preventDefault();
    const at = all.indexOf(event.target.closest(".finding"));
    const here = this.stretches.filter((one) => one.item.isConnected);
    const next = at < 0 ? nextTo(this.field.selectionStart, here, by)?.item : all[(at + by + all.length) % all.length];
    (next ?? all[0]).focus();
  }

  back(event) {
    event.preventDefault();
    const open = event.target.closest("details[open]");
    if (open && event.target.closest(".hush-sheet")) {
      open.open = false;
      return open.querySelector("summary").focus();
    }
    this.go(event.target.closest(".finding"));
  }

  /** Into the text, on the words of a finding where it has some and they still stand. */
  go(item) {
    const one = this.stretches.find((each) => each.item === item);
    if (one && one.start < one.end) select(this.field, one.start, one.end);
    else this.field.focus();
  }

  clicked(event) {
    const button = event.target.closest("button");
    const link = event.target.closest("a[data-words]");
    if (link) showEvidence(link);
    if (!button) return;
    if ("go" in button.dataset) this.go(button.closest(".finding"));
    else if ("mend" in button.dataset) this.mend(button);
    else if (button.name === "silence" || button.name === "lift") this.decide(event, button);
  }

  mend(button) {
    const { mend, from, to } = button.dataset;
    const place = moved([{ start: Number(from), end: Number(to) }], this.listed, this.field.value)[0];
    if (place) replace(this.field, place.start, place.end, mend);
  }

  async decide(event, button) {
    event.preventDefault();
    const body = this.question();
    for (const input of this.list.querySelectorAll("input")) body.append(input.name, input.value);
    body.set(button.name, button.value);
    const html = await this.post(button.formAction, body);
    if (html === null) return this.say(this.form.dataset.quiet);
    const [wrong, word] = this.replaced(html);
    if (wrong) return this.reopen(button, wrong);
    this.decisions++;
    this.put(html);
    this.say([word, this.state.textContent].filter(Boolean).join(" "));
    (items(this.list)[0] ?? this.list.querySelector("summary") ?? this.field).focus();
  }

  replaced(html) {
    const piece = document.createElement("template");
    piece.innerHTML = html;
    return ["[data-wrong]", "[data-word]"].map((one) => piece.content.querySelector(one)?.textContent ?? "");
  }

  /** Refused: the reason stands beside the field that lacks it. */
  reopen(button, wrong) {
    const sheet = button.closest(".hush-sheet");
    if (!sheet) return this.say(wrong);
    sheet.querySelector(".wrong")?.remove();
    const told = document.createElement("p");
    told.className = "wrong";
    told.setAttribute("role", "alert");
    told.textContent = wrong;
    const input = sheet.querySelector("input");
    input.after(told);
    input.focus();
  }
}

export function coach() {
  const form = document.querySelector("form[data-coach]");
  if (form) new Coach(form);
}
