// <ashore-clock>: ticks the text that the server sent. The server alone decides what is late; here only seconds pass.
const forms = document.documentElement.dataset;
const fill = (form, n) => form.replace("{n}", n);

/** A length of time in its two largest units, as the server writes it. */
export function span(minutes) {
  if (minutes >= 2880) return fill(forms.d, Math.floor(minutes / 1440));
  const parts = [[forms.d, Math.floor(minutes / 1440)], [forms.h, Math.floor((minutes % 1440) / 60)], [forms.min, minutes % 60]];
  const told = parts.filter(([, n]) => n).map(([form, n]) => fill(form, n));
  return told.slice(0, 2).join(" ") || fill(forms.min, 0);
}

const running = new Set();

class Clock extends HTMLElement {
  connectedCallback() {
    this.until = performance.now() + Number(this.dataset.seconds) * 1000;
    this.text = this.querySelector("[data-text]") ?? this;
    running.add(this);
  }
  disconnectedCallback() { running.delete(this); }
  tick() {
    const seconds = Math.trunc((this.until - performance.now()) / 1000);
    const late = this.dataset.state === "late";
    const minutes = Math.floor(Math.abs(seconds) / 60);
    const open = seconds >= 60 && !late;
    const text = open ? this.dataset.left : late && seconds <= -60 ? this.dataset.late : this.dataset.now;
    const told = text.replace("{span}", span(minutes));
    if (this.text.textContent !== told) this.text.textContent = told;
  }
}
customElements.define("ashore-clock", Clock);

const tick = () => { if (!document.hidden) running.forEach((clock) => clock.tick()); };
setInterval(tick, 10_000);
document.addEventListener("visibilitychange", tick);
