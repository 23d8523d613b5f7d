// SPDX-License-Identifier: Apache-2.0
// The timeline one can move and zoom. It replaces the server's pictures inside an element by one drawn from the entries in
// <script type="application/json" id="timeline-data">: a listbox with a single Tab stop.
//   Arrows move between entries, up and down between lanes, Home and End to the first and last;
//   + and - zoom, 0 shows all dates, Page Up and Page Down move; Enter or Space chooses, Enter again opens.
// Buttons with data-act (earlier, later, in, out, all) do what wheel and drag do.
import { Drawing, Ruler, count, dateOf, dayOf, dayWords, html, laneOf, make, prepared } from "./timeline-drawing.js";

const LEAST_DAYS = 10; // no window is narrower
const MOST_OPENED = 400; // so many entries of one group are drawn apart
const ACTS = { "+": "in", "=": "in", "-": "out", 0: "all", PageUp: "earlier", PageDown: "later" };

class Timeline {
  constructor(element, entries) {
    this.element = element;
    this.dated = entries.filter((e) => e.look !== "undated").sort((a, b) => a.start - b.start || b.end - a.end);
    this.undated = entries.filter((e) => e.look === "undated");
    this.full = this.reach();
    this.view = { ...this.full };
    this.opened = new Set();
    this.strips = new Map();
    this.build();
    this.listen();
    this.draw();
  }

  /** The whole months that hold all dates. */
  reach() {
    if (!this.dated.length) return { from: dayOf(2000), to: dayOf(2001) };
    const first = dateOf(this.dated[0].start);
    const last = dateOf(this.dated.reduce((day, e) => Math.max(day, e.end - 1), -Infinity));
    return {
      from: dayOf(first.getUTCFullYear(), first.getUTCMonth()),
      to: dayOf(last.getUTCFullYear(), last.getUTCMonth() + 1),
    };
  }

  build() {
    const pictures = [...this.element.querySelectorAll(":scope > svg")];
    const name = pictures[0]?.querySelector("title")?.textContent ?? "Timeline";
    this.svg = make("svg", { class: "chart live", role: "listbox", "aria-label": name, "aria-orientation": "horizontal" });
    this.line = this.element.querySelector(".chosen-line") ?? html("p", { class: "chosen-line" });
    this.line.setAttribute("role", "status");
    this.note = html("p", { class: "note", role: "status" });
    pictures.forEach((picture) => picture.remove());
    this.element.prepend(this.svg, this.note, this.line);
    this.ruler = new Ruler(getComputedStyle(this.svg).fontFamily);
    this.page = this.element.closest("main") ?? document;
    this.buttons = [...this.page.querySelectorAll("[data-act]")];
    this.buttons.forEach((button) => (button.hidden = false));
  }

  listen() {
    this.buttons.forEach((button) => button.addEventListener("click", () => this.act(button.dataset.act)));
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("click", (event) => this.click(event));
    this.svg.addEventListener("focusin", (event) => this.enter(event.target));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.svg.addEventListener("pointerdown", (event) => this.grasp(event));
    this.svg.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, () => (this.grip = null));
    new ResizeObserver(() => {
      if (Math.floor(this.element.clientWidth) !== this.width) this.later();
    }).observe(this.element);
  }

  // drawing ---------------------------------------------------------------------------------------

  draw() {
    const hadFocus = this.svg.contains(document.activeElement);
    this.width = Math.floor(this.element.clientWidth);
    this.drawing = new Drawing(this, Math.max(this.width, 240));
    this.svg.setAttribute("viewBox", `0 0 ${this.drawing.width} ${this.drawing.height}`);
    this.svg.replaceChildren(...this.drawing.nodes);
    this.settle(hadFocus);
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.say(), 300); // once, when the movement is over
  }

  /** Draw with the next frame, however often asked. */
  later() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  /** One path for all entries of a kind in the overview, made once for a width. */
  strip(kind, width, at, y) {
    const key = `${kind} ${width}`;
    if (!this.strips.has(key)) {
      const ends = new Map(); // from each pixel, how far the longest entry reaches
      for (const e of this.dated) if (e.kind === kind) {
        const x = Math.round(at(e.start));
        ends.set(x, Math.max(ends.get(x) ?? x + 2, Math.round(at(e.end))));
      }
      this.strips.set(key, [...ends].map(([x, end]) => `M${x} ${y}H${end}`).join(""));
    }
    return this.strips.get(key);
  }

  /** Put Tab stop, focus and choice back after a drawing. */
  settle(hadFocus) {
    const { options } = this.drawing;
    const current = this.find(this.current) ?? options.find(({ item }) => item.members?.includes(this.current)) ?? options[0];
    this.svg.setAttribute("tabindex", current ? -1 : 0);
    current?.made.setAttribute("tabindex", 0);
    this.find(this.chosen)?.made.setAttribute("aria-selected", true);
    if (hadFocus) (current?.made ?? this.svg).focus({ preventScroll: true });
  }

  find(item) {
    return item && this.drawing.options.find((option) => option.item.key === item.key);
  }

  /** Say which window is shown and how many entries are in it. */
  say() {
    const { from, to } = this.view, { shown, outside } = this.drawing, total = this.dated.length;
    if (!total) return;
    const more = outside ? ` ${count(outside)} reach in from outside and are not drawn.` : "";
    this.note.textContent = `${dayWords(from)} to ${dayWords(Math.ceil(to) - 1)}: ${count(shown)} of ${count(total)} dated entries.${more}`;
  }

  // moving ----------------------------------------------------------------------------------------

  act(name, at = this.focusDay()) {
    const long = this.view.to - this.view.from;
    if (name === "in") this.zoom(0.5, at);
    if (name === "out") this.zoom(2, at);
    if (name === "earlier") this.show(this.view.from - long / 2, this.view.to - long / 2);
    if (name === "later") this.show(this.view.from + long / 2, this.view.to + long / 2);
    if (name === "all") this.show(this.full.from, this.full.to);
  }

  /** The day zooming holds still: that of the current entry, or the middle of the window. */
  focusDay() {
    const day = this.current && this.current.look !== "undated" ? (this.current.start + this.current.end) / 2 : NaN;
    return day > this.view.from && day < this.view.to ? day : (this.view.from + this.view.to) / 2;
  }

  zoom(factor, at) {
    this.show(at - (at - this.view.from) * factor, at + (this.view.to - at) * factor);
  }

  /** Show a window, no narrower than ten days and never beyond the dates there are. */
  show(from, to) {
    const whole = this.full.to - this.full.from, long = Math.min(Math.max(to - from, LEAST_DAYS), whole);
    const middle = (from + to) / 2;
    const start = Math.min(Math.max(middle - long / 2, this.full.from), this.full.to - long);
    this.view = { from: start, to: start + long };
    this.opened.clear();
    this.later();
  }

  wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 0.8 : 1.25, this.drawing.day(this.xOf(event)));
  }

  xOf(event) {
    return event.clientX - this.svg.getBoundingClientRect().left;
  }

  grasp(event) {
    if (event.button !== 0 || event.pointerType === "touch") return; // a finger scrolls the page; buttons move the dates
    const inOverview = event.clientY - this.svg.getBoundingClientRect().top < 28;
    this.grip = { x: event.clientX, view: this.view, inOverview, moved: false };
  }

  drag(event) {
    if (!this.grip || (!this.grip.moved && Math.abs(event.clientX - this.grip.x) < 5)) return;
    if (!this.grip.moved) this.svg.setPointerCapture(event.pointerId);
    this.grip.moved = true; // the click that follows then goes to the whole, not to an entry
    const { left, right } = this.drawing, { view, inOverview } = this.grip;
    const perPixel = (inOverview ? this.full.to - this.full.from : view.from - view.to) / (right - left);
    const by = (event.clientX - this.grip.x) * perPixel;
    this.show(view.from + by, view.to + by);
  }

  // choosing --------------------------------------------------------------------------------------

  click(event) {
    const option = this.optionAt(event.target);
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (option.item === this.chosen && option.item.href) return; // the second time, the link is followed
    event.preventDefault();
    option.made.focus({ preventScroll: true });
    this.choose(option.item);
  }

  choose(item) {
    if (item.members) return this.open(item);
    this.find(this.chosen)?.made.setAttribute("aria-selected", false);
    this.chosen = item;
    this.find(item)?.made.setAttribute("aria-selected", true);
    const date = html("span", { class: item.look === "point" ? "date" : "date soft" }, item.words);
    const name = item.href ? html("a", { class: "no", href: item.href }, item.number || item.text) : item.text;
    this.line.replaceChildren(name, item.number ? ` ${item.title || item.label}`.trimEnd() : "", ", ", date, `. ${laneOf(item)}.`);
  }

  /** Open a group: zoom to its dates, or, where that shows no more, draw its entries apart. */
  open(group) {
    const long = group.last - group.first, air = Math.max(long * 0.05, 1);
    this.current = group.members[0];
    if (group.look !== "undated" && Math.max(long + 2 * air, LEAST_DAYS) < (this.view.to - this.view.from) * 0.7) {
      this.show(group.first - air, group.last + air);
      return;
    }
    group.members.slice(0, MOST_OPENED).forEach((entry) => this.opened.add(entry));
    this.later();
  }

  optionAt(target) {
    const made = target.closest?.('[role="option"]');
    return this.drawing.options.find((option) => option.made === made);
  }

  // keys ------------------------------------------------------------------------------------------

  enter(target) {
    const option = this.optionAt(target);
    if (!option) return;
    for (const { made } of this.drawing.options) if (made.getAttribute("tabindex") === "0") made.setAttribute("tabindex", -1);
    option.made.setAttribute("tabindex", 0);
    this.current = option.item;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const option = this.optionAt(document.activeElement);
    if (ACTS[event.key]) this.act(ACTS[event.key]);
    else if (event.key === "Home") this.goTo(this.dated[0]);
    else if (event.key === "End") this.goTo(this.dated.at(-1));
    else if (!option) return;
    else if (event.key === "Enter" || event.key === " ") this.press(option, event.key);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") this.along(option, event.key === "ArrowRight" ? 1 : -1);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.across(option, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  }

  press({ item }, key) {
    if (key === "Enter" && item === this.chosen && item.href) location.assign(item.href);
    else this.choose(item);
  }

  /** To the next entry of the lane, moving the window where it lies outside. */
  along(option, way) {
    const lane = this.drawing.options.filter(({ lane }) => lane === option.lane);
    const next = lane[lane.indexOf(option) + way];
    if (next) return next.made.focus();
    const { from, to } = this.view, kin = this.dated.filter(({ kind }) => kind === option.item.kind);
    const beyond = way > 0 ? kin.find((e) => e.start >= to) : kin.findLast((e) => e.end <= from);
    if (beyond && option.lane !== "Undated") this.goTo(beyond);
  }

  /** To the nearest entry of the next lane that has any. */
  across(option, way) {
    const lanes = [...new Set(this.drawing.options.map(({ lane }) => lane))];
    const name = lanes[lanes.indexOf(option.lane) + way];
    const near = this.drawing.options.filter(({ lane }) => lane === name);
    near.sort((a, b) => Math.abs(a.middle - option.middle) - Math.abs(b.middle - option.middle));
    near[0]?.made.focus();
  }

  /** Bring an entry into the window and go to it. */
  goTo(entry) {
    if (!entry) return;
    this.current = entry;
    const long = this.view.to - this.view.from, middle = (entry.start + entry.end) / 2;
    if (entry.start < this.view.from || entry.end > this.view.to) this.show(middle - long / 2, middle + long / 2);
    else this.later();
  }
}

/** Put the timeline into an element that holds the server's pictures and may hold the line for what is chosen. */
export function mount(element) {
  const data = document.getElementById("timeline-data");
  return data && new Timeline(element, JSON.parse(data.textContent).map(prepared));
}
