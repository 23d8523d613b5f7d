// SPDX-License-Identifier: Apache-2.0
// Single-letter keys: what has data-key is pressed by that letter. `?` lists them, and they can be switched off (WCAG 2.1.4).
const OFF = "keys-off";
const TYPING = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable]";

export function keys() {
  return [...document.querySelectorAll("[data-key]")].map((element) => ({ key: element.dataset.key, element, said: element.textContent.trim() }));
}

function row(key, said) {
  const term = document.createElement("dt");
  const shown = document.createElement("kbd");
  shown.textContent = key;
  term.append(shown);
  const told = document.createElement("dd");
  told.textContent = said;
  return [term, told];
}

function dialog() {
  const box = document.createElement("dialog");
  box.className = "keys";
  box.setAttribute("aria-labelledby", "keys-h");
  const head = document.createElement("h2");
  Object.assign(head, { id: "keys-h", textContent: "Keys of this page" });
  const list = document.createElement("dl");
  list.append(...keys().flatMap(({ key, said }) => row(key, said)), ...row("?", "This list"));
  const choice = document.createElement("p");
  choice.className = "choice";
  const tick = document.createElement("input");
  Object.assign(tick, { type: "checkbox", id: "keys-on", checked: localStorage.getItem(OFF) === null });
  tick.addEventListener("change", () => (tick.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  const label = document.createElement("label");
  Object.assign(label, { htmlFor: "keys-on", textContent: "Single letters work as keys, in this browser" });
  choice.append(tick, label);
  const close = document.createElement("button");
  Object.assign(close, { className: "button second", type: "button", textContent: "Close" });
  close.addEventListener("click", () => box.close());
  box.append(head, list, choice, close);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

export function mount() {
  document.addEventListener("keydown", (event) => {
    const isTaken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (isTaken || event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") return dialog();
    const found = localStorage.getItem(OFF) === null && keys().find(({ key }) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found.element.click();
  });
}
