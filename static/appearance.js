// SPDX-License-Identifier: Apache-2.0
// Switches between light and dark in place, so that a half-filled form is not lost; the form does it without a script.
export function mount(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const chosen = data.get("appearance");
    const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
    if (answer.type !== "opaqueredirect") return;
    const root = document.documentElement;
    if (chosen === "system") delete root.dataset.appearance;
    else root.dataset.appearance = chosen;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
  });
}
