// SPDX-License-Identifier: Apache-2.0
// Says under a date box, while somebody types, how the words are read; the form then needs one save instead of two.
const PAUSE = 150; // ms after the last key; the answer of a local server takes the rest of 300 at most

// What to say for an answer of /dates/read: the words before the reading, the reading, and the choices to offer.
export function lines(answer, text) {
  if (!text.trim()) return { lead: "", words: "", choices: [] };
  if (answer.status === "understood") return { lead: "Read as", words: answer.words, choices: [] };
  if (answer.choices.length) return { lead: "", words: `${text} can be read in ${answer.choices.length} ways`, choices: answer.choices };
  return { lead: "", words: answer.words, choices: [] };
}

function radio(field, choice, number) {
  const row = document.createElement("p");
  row.className = "choice";
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", id: `${field.id}-${number}`, name: `${field.name}_which`, value: choice.edtf });
  const label = document.createElement("label");
  label.htmlFor = input.id;
  label.textContent = choice.words;
  row.append(input, label);
  return row;
}

export function mount(field) {
  const input = field.querySelector("input.box");
  const status = field.querySelector("[role=status]");
  const read = field.querySelector("input[type=hidden]");
  const choices = field.querySelector("fieldset");
  let timer = 0;
  let asking = new AbortController();

  function show({ lead, words, choices: offered }, edtf) {
    const small = document.createElement("small");
    small.textContent = lead;
    status.replaceChildren(...(lead ? [small, ` ${words}`] : [words]));
    status.classList.toggle("reading", Boolean(words));
    read.value = edtf;
    choices.hidden = offered.length === 0;
    choices.querySelector("div").replaceChildren(...offered.map((choice, place) => radio(input, choice, place + 1)));
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const text = input.value;
    if (!text.trim()) return show(lines({}, text), "");
    const query = new URLSearchParams({ text, order: field.dataset.order, language: field.dataset.language });
    try {
      const response = await fetch(`/dates/read?${query}`, { signal: asking.signal });
      if (!response.ok) return;
      const answer = await response.json();
      if (input.value === text) show(lines(answer, text), answer.edtf);
    } catch (error) {
      if (error.name !== "AbortError") show(lines({}, ""), ""); // the server shows the reading before it saves
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
