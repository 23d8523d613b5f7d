// SPDX-License-Identifier: Apache-2.0
// Making a dossier: the form asks for an answer at once, and the page that follows tells each step until it is over.
// Without this module the form's answer comes when the dossier is made.
const EVERY = 1000; // milliseconds between two questions

async function follow(line) {
  const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
  if (!answer.ok) return location.reload();
  const { step, over } = await answer.json();
  if (over) return location.reload();
  if (line.textContent !== step) line.textContent = step;
  setTimeout(() => follow(line).catch(() => setTimeout(() => location.reload(), 5 * EVERY)), EVERY);
}

export function mount(element) {
  const asked = element.querySelector("[name=tell]");
  if (asked) asked.value = "steps";
  else follow(element.querySelector("[role=status]"));
}
