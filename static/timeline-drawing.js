// SPDX-License-Identifier: Apache-2.0
// How the timeline is drawn: entries and a window in, SVG nodes out. The geometry is that of the server's pictures and of
// the printed dossier: lanes by kind, rows in which nothing touches, hatching wherever no single day is known.
const NS = "http://www.w3.org/2000/svg";
export const LANES = [["claim", "Claims"], ["evidence", "Evidence"], ["ruling", "Rulings"], ["event", "Events"]];
const MONTHS = "January February March April May June July August September October November December".split(" ");
const PITCH = 24, SIZE = 12, STUB = 40, SLANT = 4.5, CELL = 72, MOST_ROWS = 16, MOST = 400;
const TOP = 62; // overview, then dates
const STEPS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((n) => n * 10 ** power)).flat();
const EPOCH = 719163; // 1 January 1970, counted from 1 January of year 1

export const dateOf = (day) => new Date((Math.floor(day) - EPOCH) * 864e5);
const yearOf = (day) => dateOf(day).getUTCFullYear();
const yearName = (year) => (year > 0 ? String(year) : `${1 - year} BC`);
export const laneOf = ({ kind }) => LANES.find(([known]) => known === kind)[1];
const numbers = new Intl.NumberFormat("en");
export const count = (n) => numbers.format(n);

export function dayOf(year, month = 0) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime() / 864e5 + EPOCH;
}

export function dayWords(day) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${yearName(date.getUTCFullYear())}`;
}

function filled(made, attributes, children) {
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

export const make = (name, attributes, ...children) => filled(document.createElementNS(NS, name), attributes, children);
export const html = (name, attributes, ...children) => filled(document.createElement(name), attributes, children);
const hidden = { "aria-hidden": "true" };

/** How a date may be drawn: only a day known without doubt is a point. */
function lookOf(entry) {
  const { earliest, latest } = entry;
  if (earliest === null && latest === null) return "undated";
  if (entry.approximate || earliest === null || latest === null) return "soft";
  if (earliest === latest) return "point";
  return entry.throughout && !entry.once_within ? "bar" : "soft";
}

export function prepared(entry, place) {
  const start = entry.earliest ?? entry.latest, end = (entry.latest ?? entry.earliest) + 1;
  const text = entry.number && entry.label.startsWith(entry.number) ? entry.label : `${entry.number} ${entry.label}`.trim();
  const title = text.endsWith(entry.title) ? "" : entry.title;
  const spoken = [text, title, entry.words, laneOf(entry)].filter(Boolean).join(", ");
  return { ...entry, title, key: `e${place}`, look: lookOf(entry), start, end, text, spoken, members: null };
}

const patterns = new Map();

/** The dashes of a hatched span, thinner toward an end that is not known, and the length they fill. */
function hatching(length, fadeIn, fadeOut) {
  const n = Math.max(Math.floor((length + 4) / 5.6), 2), key = `${n} ${fadeIn} ${fadeOut}`;
  if (!patterns.has(key)) {
    const fade = Math.min(n >> 1, 5), dashes = Array(n).fill(1.6);
    for (let i = 0; i < fade; i++) {
      const thin = n > 3 ? 0.4 + (1.2 * (i + 0.5)) / fade : 1.2;
      if (fadeIn) dashes[i] = thin;
      if (fadeOut) dashes[n - 1 - i] = thin;
    }
    patterns.set(key, [dashes.map((d) => `${d.toFixed(1)} ${(5.6 - d).toFixed(1)}`).join(" "), n * 5.6 - (5.6 - dashes[n - 1])]);
  }
  return patterns.get(key);
}

/** Measures texts in the font of the page. */
export class Ruler {
  constructor(family) {
    this.pen = document.createElement("canvas").getContext("2d");
    this.family = family;
    this.known = new Map();
  }

  width(text, weight = 400) {
    const key = weight + text;
    if (!this.known.has(key)) {
      this.pen.font = `${weight} ${SIZE}px ${this.family}`;
      this.known.set(key, this.pen.measureText(text).width + 2);
    }
    return this.known.get(key);
  }

  shorten(text, weight, limit) {
    if (this.width(text, weight) <= limit) return text;
    const signs = [...new Intl.Segmenter().segment(text)].map((s) => s.segment);
    while (signs.length && this.width(signs.join("").trimEnd() + "…", weight) > limit) signs.pop();
    return signs.join("").trimEnd() + "…";
  }
}

/** One drawing of a state of the timeline at a width: its nodes, the options in them, and what is not in them. */
export class Drawing {
  constructor(state, width) {
    this.state = state;
    this.view = state.view;
    this.width = width;
    this.compact = width < 700;
    this.left = this.compact ? 4 : 92;
    this.right = width - 8;
    this.options = [];
    this.outside = 0;
    this.draw();
  }

  x(day) {
    return this.left + ((day - this.view.from) / (this.view.to - this.view.from)) * (this.right - this.left);
  }

  day(x) {
    return this.view.from + ((x - this.left) / (this.right - this.left)) * (this.view.to - this.view.from);
  }

  /** Every lane from the top down, then the axis behind them. */
  draw() {
    const { dated, undated } = this.state;
    const shown = dated.filter((e) => e.end > this.view.from && e.start < this.view.to);
    const crowded = shown.length > Math.max(80, Math.min(MOST, this.width / 3));
    const lanes = document.createDocumentFragment();
    let y = TOP;
    for (const [kind, name] of LANES) {
      const lane = shown.filter((e) => e.kind === kind);
      y = this.lane(lanes, name, y, this.gathered(lane, kind, crowded).map((item) => this.seat(item)));
    }
    const foot = y;
    if (undated.length) y = this.lane(lanes, "Undated", y, this.undatedSeats(undated));
    lanes.append(make("path", { class: "grid base", d: `M0 ${y}H${this.width}`, ...hidden }));
    this.height = y + 2;
    this.shown = shown.length;
    this.nodes = [this.overview(), this.axis(foot), lanes];
  }

  /** Entries that can stand apart, as they are; a crowd in groups: one look in one cell of the axis. */
  gathered(lane, kind, crowded) {
    const cells = new Map(), alone = [], columns = new Map();
    for (const entry of lane) {
      const column = Math.floor(Math.max(this.x(entry.start), this.left) / CELL);
      columns.set(column, (columns.get(column) ?? 0) + 1);
    }
    if (!crowded && Math.max(0, ...columns.values()) <= MOST_ROWS) return lane;
    for (const entry of lane) {
      const middle = (entry.start + entry.end) / 2;
      if (this.state.opened.has(entry)) alone.push(entry);
      else if (middle < this.view.from || middle > this.view.to) this.outside++; // not into the first or last cell
      else {
        const cell = `${Math.floor((this.x(middle) - this.left) / CELL)}${entry.look}`;
        if (!cells.get(cell)?.push(entry)) cells.set(cell, [entry]);
      }
    }
    const groups = [...cells].map(([cell, found]) => (found.length === 1 ? found[0] : this.group(found, kind + cell)));
    return [...alone, ...groups].sort((a, b) => a.start - b.start);
  }

  group(members, key) {
    const { kind, look } = members[0];
    const start = Math.min(...members.map((e) => e.start)), end = Math.max(...members.map((e) => e.end));
    const words = { point: "known to the day", bar: "over known periods", soft: "without a single day", undated: "undated" };
    const when = look === "undated" ? "" : `, ${dayWords(start)} to ${dayWords(end - 1)}`;
    const at = look === "point" ? members[members.length >> 1].start : start;
    return {
      kind, look, key, members, earliest: at, latest: end - 1, start: at, end: look === "point" ? at + 1 : end, first: start,
      last: end, number: "", text: count(members.length), href: "",
      spoken: `${count(members.length)} entries ${words[look]}${when}, ${laneOf(members[0])}. Enter shows them`,
    };
  }

  /** A mark with its text: right of it, else left, else below. */
  seat(item) {
    const seat = { item, ...this.shape(item), ...this.label(item), side: "right" };
    const lean = item.look === "soft" ? SLANT : 0, air = seat.text ? 4 : 0, { long } = seat;
    const x0 = seat.x0 - lean, x1 = seat.x1 + lean;
    if (x1 + air + long <= this.width) return { ...seat, textX: x1 + air, from: x0, to: x1 + air + long + SIZE };
    if (x0 - air - long >= this.left) return { ...seat, side: "left", textX: x0 - air - long, from: x0 - air - long - SIZE, to: x1 + 2 };
    const at = Math.max(this.left, Math.min(x0, this.width - long));
    return { ...seat, side: "under", textX: at, from: Math.min(at, x0) - 2, to: Math.max(at + long, x1) + 2 };
  }

  label(item) {
    const weight = item.kind === "ruling" || item.members ? 600 : 400;
    const wanted = this.compact && !item.members ? item.number || item.text : item.text;
    const text = this.state.ruler.shorten(wanted, weight, this.compact ? (this.right - this.left) / 3 : 300);
    return { text, weight, long: text ? this.state.ruler.width(text, weight) : 0 };
  }

  shape(item) {
    if (item.look === "point") {
      const middle = Math.min(Math.max(this.x(item.start + 0.5), this.left + 5), this.right - 5);
      return { x0: middle - 5, x1: middle + 5, ends: ["known", "known"] };
    }
    let x0 = this.x(item.start), x1 = this.x(item.end);
    let start = item.look === "bar" || item.latest === null ? "known" : "soft";
    let end = item.look === "bar" || item.earliest === null ? "known" : "soft";
    if (item.earliest === null) [x0, start] = [x1 - STUB, "open"];
    if (item.latest === null) [x1, end] = [x0 + STUB, "open"];
    if (item.start < this.view.from) [x0, start] = [this.left, "open"];
    if (item.end > this.view.to) [x1, end] = [this.right, "open"];
    const least = start === "open" || end === "open" ? STUB / 2 : 14, grow = Math.max(least - (x1 - x0), 0) / 2;
    const low = this.left + SLANT, high = this.right - SLANT;
    x0 = Math.max(Math.min(x0 - grow, high - least), low);
    return { x0, x1: Math.max(Math.min(x1 + grow, high), x0 + least), ends: [start, end] };
  }

  undatedSeats(undated) {
    const many = undated.length > 60 && !this.state.opened.has(undated[0]);
    const items = many ? [this.group(undated, "undated")] : undated;
    let x = this.left + 2;
    return items.map((item) => {
      const label = this.label(item);
      if (x + 14 + label.long + SIZE > this.width) x = this.left + 2;
      const from = x;
      x += 14 + label.long + SIZE;
      return { item, ...label, x0: from, x1: from + 10, ends: ["known", "known"], textX: from + 14, from, to: x, side: "right" };
    });
  }

  /** Draw a lane: every seat in the first row where it touches nothing. Returns where the lane ends. */
  lane(into, name, top, seats) {
    const above = this.compact ? SIZE + 8 : 4, rows = [];
    const free = (row, seat) => (rows[row] ?? []).every(([from, to]) => seat.from >= to || seat.to <= from);
    const group = seats.length ? make("g", { role: "group", "aria-label": name }) : make("g", hidden);
    const first = top + above + PITCH / 2;
    for (const seat of seats) {
      let row = 0;
      const deep = seat.side === "under" ? 2 : 1;
      while (!free(row, seat) || (deep === 2 && !free(row + 1, seat))) row++;
      for (let r = row; r < row + deep; r++) (rows[r] ??= []).push([seat.from, seat.to]);
      group.append(this.option(seat, first + row * PITCH, name));
    }
    const nameY = this.compact ? top + 15 : first + 4;
    into.append(make("path", { class: "grid base", d: `M0 ${top}H${this.width}`, ...hidden }));
    into.append(make("text", { class: "lane", x: 0, y: nameY, ...hidden }, name));
    if (!seats.length) group.append(make("text", { class: "quiet", x: this.compact ? 0 : this.left, y: first + 4 }, "none in view"));
    into.append(group);
    return top + above + Math.max(rows.length, 1) * PITCH + 4;
  }

  /** One entry or group as an option of the listbox. */
  option(seat, y, lane) {
    const { item } = seat, textY = seat.side === "under" ? y + PITCH : y;
    const x0 = Math.min(seat.x0, seat.textX) - 2, x1 = Math.max(seat.x1, seat.textX + seat.long) + 2;
    const box = { x: x0, y: y - 12, width: Math.max(x1 - x0, 24), height: textY - y + 24 };
    const made = make(item.href ? "a" : "g", { role: "option", tabindex: -1, "aria-label": item.spoken, "aria-selected": "false" });
    if (item.href) made.setAttribute("href", item.href);
    made.append(make("title", {}, item.spoken), make("rect", { class: "hit", ...box }), ...this.marks(seat, y));
    if (seat.text) {
      const ink = item.kind === "ruling" ? "ruled-text" : item.members ? "lane" : "";
      made.append(make("text", { class: ink, x: seat.textX.toFixed(1), y: textY + 4 }, seat.text));
    }
    const text = seat.text && { x0: seat.textX, x1: seat.textX + seat.long, y: textY };
    this.options.push({ item, made, lane, box, text, middle: (seat.x0 + seat.x1) / 2 });
    return made;
  }

  marks({ item, x0, x1, ends }, y) {
    const { kind, look } = item, ruled = kind === "ruling", middle = (x0 + x1) / 2;
    if (look === "soft") return this.soft(x0, x1, ends, y, ruled);
    if (look === "bar") return [make("rect", { class: ruled ? "ruled" : "known", x: x0, y: y - 4.5, width: x1 - x0, height: 9 })];
    const ink = look === "undated" ? "known" : { claim: "ring", ruling: "ruled" }[kind] ?? "dot";
    if (kind === "claim") return [make("circle", { class: ink, cx: middle, cy: y, r: 4.2 })];
    if (kind === "evidence") return [make("rect", { class: ink, x: middle - 4.2, y: y - 4.2, width: 8.4, height: 8.4 })];
    if (ruled) return [make("rect", { class: ink, x: middle - 2.5, y: y - 8, width: 5, height: 16 })];
    return [make("path", { class: ink, d: `M${middle} ${y - 5.2}l5.2 5.2-5.2 5.2-5.2-5.2z` })];
  }

  soft(x0, x1, ends, y, ruled) {
    const ink = ruled ? " ruled-soft" : "", from = x0 + (ends[0] === "soft" ? 0 : 6), to = x1 - (ends[1] === "soft" ? 0 : 6);
    const [dashes, long] = hatching(to - from, ends[0] !== "known", ends[1] !== "known");
    const d = `M${((from + to - long) / 2 + y).toFixed(1)} ${y}h${long.toFixed(1)}`; // skewX(-45) moves it back by y
    const drawn = [make("path", { class: `soft${ink}`, d, transform: "skewX(-45)", "stroke-dasharray": dashes })];
    const edge = [[x0, ends[0], -1], [x1, ends[1], 1]].map(([x, end, way]) =>
      end === "known" ? `M${x} ${y - 6}v12` : end === "open" ? `M${x - 4 * way} ${y - 5}l${5 * way} 5 ${-5 * way} 5` : "").join("");
    if (edge) drawn.push(make("path", { class: `edge${ink}`, d: edge }));
    return drawn;
  }

  /** All entries in a strip, and the window on them. */
  overview() {
    const { full } = this.state, group = make("g", { class: "overview", ...hidden });
    const scale = (this.right - this.left) / (full.to - full.from), at = (day) => this.left + (day - full.from) * scale;
    group.append(make("rect", { class: "band", x: this.left, y: 2, width: this.right - this.left, height: 22 }));
    LANES.forEach(([kind], row) => {
      group.append(make("path", { class: kind === "ruling" ? "hatch-r" : "hatch", d: this.state.strip(kind, this.width, at, 6 + 5 * row) }));
    });
    const from = at(this.view.from), to = at(this.view.to);
    group.append(make("rect", { class: "window", x: from, y: 1, width: Math.max(to - from, 2), height: 24 }));
    for (const x of [from, to]) group.append(make("rect", { class: "dot", x: x - 3, y: 6, width: 6, height: 14 }));
    if (!this.compact) group.append(make("text", { class: "quiet", x: 0, y: 17 }, "All dates"));
    return group;
  }

  /** Date lines and dates: years first, then quarters, months and days where there is room. */
  axis(foot) {
    const group = make("g", hidden), taken = [], years = new Set();
    const boxes = this.options.map(({ text }) => text).filter(Boolean);
    for (const [rank, day, text] of this.dates()) {
      const year = yearOf(day), isYear = rank === 0, x = Math.max(this.x(day), this.left);
      const words = isYear || years.has(year) ? text : `${text} ${yearName(year)}`;
      const long = this.state.ruler.width(words, isYear ? 600 : 400), at = isYear ? x + 4 : x - long / 2;
      if (at < this.left || at + long > this.width || taken.some(([a, b]) => at < b + 6 && a < at + long + 6)) continue;
      taken.push([at, at + long]);
      if (isYear) years.add(year);
      group.append(make("text", { class: isYear ? "lane" : "quiet", x: at.toFixed(1), y: 48 }, words));
      if (x > this.left) group.append(make("path", { class: isYear ? "grid year" : "grid", d: upright(x, foot, boxes) }));
    }
    return group;
  }

  /** Dates worth writing, most wanted first, as [rank, day, text]; only those in view. */
  dates() {
    const { from, to } = this.view, rate = (this.right - this.left) / (to - from), found = [];
    const add = (rank, day, text) => (day >= from && day < to ? found.push([rank, day, text]) : 0);
    const years = (to - from) / 365 / ((this.right - this.left) / 44);
    const step = STEPS.find((n) => n >= years);
    for (let year = Math.ceil(yearOf(from) / step) * step; year <= yearOf(to); year += step) add(0, dayOf(year), yearName(year));
    found.push([0, from, yearName(yearOf(from))]); // after the years that begin: they stand at their day
    if (rate * 91 < 44) return found;
    for (let month = dateOf(from).getUTCMonth(), year = yearOf(from); dayOf(year, month) < to; month++) {
      const first = dayOf(year, month), name = MONTHS[month % 12].slice(0, 3), isQuarter = month % 3 === 0;
      if (isQuarter || rate * 30 >= 44) add(isQuarter ? 1 : 2, first, name);
      if (rate * 7 >= 44) for (const n of [8, 15, 22]) add(3, first + n - 1, `${n} ${name}`);
    }
    if (rate >= 44) for (let day = Math.ceil(from); day < to; day++) add(4, day, dayWords(day).slice(0, 6).trim());
    return found.sort((a, b) => a[0] - b[0]);
  }
}

/** A date line that leaves out the texts in its way. */
function upright(x, foot, boxes) {
  const cuts = boxes.filter((b) => b.x0 - 2 < x && x < b.x1 + 2 && b.y < foot).sort((a, b) => a.y - b.y);
  return `M${x.toFixed(1)} 52${cuts.map(({ y }) => `V${y - 8}M${x.toFixed(1)} ${y + 8}`).join("")}V${foot}`;
}
