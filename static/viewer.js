// SPDX-License-Identifier: Apache-2.0
// Quoting from a page: what is selected, in the text or on the picture, goes to a new citation by its place on the page.
// Every piece of text carries data-start, the number of code points before it; a mark for a hidden character stands for one.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// Browsers count UTF-16 units; places count code points.
export const points = (text) => [...text].length;

const nodesIn = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

// Where a range goes from and to, in code points of the page; nothing when it holds none of its text.
export function placeOf(range, root) {
  let start = null;
  let end = null;
  for (const piece of root.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(piece)) continue;
    let at = Number(piece.dataset.start);
    for (const node of nodesIn(piece)) {
      const hidden = node.parentElement.closest(".hidden-char");
      const size = hidden ? 1 : points(node.data);
      if (range.intersectsNode(node)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.length;
        if (from < to) {
          start = Math.min(start ?? Infinity, hidden ? at : at + points(node.data.slice(0, from)));
          end = Math.max(end ?? 0, hidden ? at + 1 : at + points(node.data.slice(0, to)));
        }
      }
      at += size;
    }
  }
  return start === null ? null : { start, end };
}

// The sentences of a paragraph, as pairs of UTF-16 offsets into its text, without the space around them.
function sentencesIn(text, lang) {
  const pieces = globalThis.Intl?.Segmenter
    ? [...new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)].map((found) => [found.index, found.segment])
    : [...text.matchAll(/[^.!?…。！？؟។]+[.!?…。！？؟។]*\s*/gu)].map((found) => [found.index, found[0]]);
  return pieces
    .filter(([, said]) => said.trim())
    .map(([at, said]) => [at + said.length - said.trimStart().length, at + said.trimEnd().length]);
}

function pointAt(paragraph, offset) {
  let left = offset;
  const nodes = nodesIn(paragraph);
  for (const node of nodes) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  return [nodes.at(-1), nodes.at(-1).length];
}

function stepping(words, lang, said, go) {
  const sentences = [...words.querySelectorAll("p")].flatMap((paragraph) =>
    sentencesIn(paragraph.textContent, lang).map(([from, to]) => [pointAt(paragraph, from), pointAt(paragraph, to)]));
  let first = -1;
  let last = -1;
  words.tabIndex = 0;
  words.setAttribute("role", "group");
  words.setAttribute("aria-label", "Text of the page. Arrows step through its sentences, Shift takes in more, Enter quotes.");
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") return go();
    const step = STEPS[event.key];
    if (!step || !sentences.length || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    last = Math.min(sentences.length - 1, Math.max(0, last + step));
    if (!event.shiftKey || first < 0) first = last;
    const [from, to] = [Math.min(first, last), Math.max(first, last)];
    getSelection().setBaseAndExtent(...sentences[from][0], ...sentences[to][1]);
    sentences[last][0][0].parentElement.scrollIntoView({ block: "nearest" });
    said.textContent = from === to
      ? `Sentence ${last + 1} of ${sentences.length}: ${getSelection()}`
      : `Sentences ${from + 1} to ${to + 1} of ${sentences.length}`;
  });
}

// A box drawn on the picture sets the four sides of the form, in percent of the page.
function drawing(leaf, form, button) {
  const NS = "http://www.w3.org/2000/svg";
  const rect = document.createElementNS(NS, "rect");
  rect.setAttribute("class", "drawn");
  const sides = ["left", "top", "right", "bottom"].map((name) => form.elements.namedItem(name));
  let corner = null;
  const show = () => {
    const [left, top, right, bottom] = sides.map((side) => Number(side.value) * 100);
    Object.entries({ x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) })
      .forEach(([name, value]) => rect.setAttribute(name, value));
    leaf.querySelector("svg").append(rect);
  };
  const at = (event) => {
    const frame = leaf.querySelector("svg").getBoundingClientRect();
    const within = (value) => Math.min(100, Math.max(0, Math.round(value * 1000) / 10));
    return [within((event.clientX - frame.left) / frame.width), within((event.clientY - frame.top) / frame.height)];
  };
  form.addEventListener("input", show);
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = leaf.classList.toggle("drawing");
    button.setAttribute("aria-pressed", String(on));
  });
  leaf.addEventListener("pointerdown", (event) => {
    if (!leaf.classList.contains("drawing")) return;
    event.preventDefault();
    leaf.setPointerCapture(event.pointerId);
    corner = at(event);
  });
  leaf.addEventListener("pointermove", (event) => {
    if (!corner) return;
    const [x, y] = at(event);
    const box = [Math.min(corner[0], x), Math.min(corner[1], y), Math.max(corner[0], x), Math.max(corner[1], y)];
    sides.forEach((side, place) => { side.value = box[place].toFixed(1); });
    show();
  });
  leaf.addEventListener("pointerup", () => { corner = null; });
}

// The places of a recording: `i` and `o` press the two buttons, which write where it stands into the boxes.
function marking(recording, form) {
  const shown = (seconds) => new Date(Math.round(seconds * 10) * 100).toISOString().slice(11, 21);
  for (const button of form.querySelectorAll("[data-sets]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      form.elements.namedItem(button.dataset.sets).value = shown(recording.currentTime);
    });
  }
}

export function mount(reader) {
  const button = reader.querySelector("#quote-it");
  const words = reader.querySelector("#words");
  const said = reader.querySelector("#stepped");
  const leaf = reader.querySelector("#leaf");
  const form = reader.querySelector("#box-form");
  const chosen = () => {
    const selection = getSelection();
    return selection.rangeCount && !selection.isCollapsed ? placeOf(selection.getRangeAt(0), reader) : null;
  };
  const go = () => {
    const place = chosen();
    if (place) location.assign(`${reader.dataset.quote}?start=${place.start}&end=${place.end}`);
    else said.textContent = "Nothing is selected. Select words in the text first.";
  };
  if (button) {
    button.parentElement.hidden = false;
    button.addEventListener("mousedown", (event) => event.preventDefault()); // a click must not end the selection
    button.addEventListener("click", go);
  }
  const recording = reader.querySelector("#recording");
  const times = reader.querySelector("#time-form");
  if (recording && times) marking(recording, times);
  if (words && button) stepping(words, reader.dataset.lang, said, go);
  if (leaf && form) drawing(leaf, form, form.querySelector("#draw-box"));
}
