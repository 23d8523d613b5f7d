// SPDX-License-Identifier: Apache-2.0
// Taking in: files and folders dropped or pasted anywhere on the page, links pasted anywhere, a bar for each file that is on
// its way, and the table of drafts kept as the server has it, without losing what somebody types in it.
const AT_ONCE = 2; // files on their way at the same time
const EVERY = 2000; // milliseconds between two looks while something runs
const LINK = /^https?:\/\/\S+$/i;

// The lines of a text that are links: what a paste or a drop brings.
export function links(text) {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => LINK.test(line));
}

// All files of what was dropped, folders walked through; each with its path inside the folder.
export async function dropped(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry, found) {
  if (!entry) return;
  if (entry instanceof File) found.push(entry);
  else if (entry.isFile) found.push(await new Promise((give, fail) => entry.file(give, fail)));
  else {
    const reader = entry.createReader();
    for (;;) { // a reader gives at most a hundred at a time
      const part = await new Promise((give, fail) => reader.readEntries(give, fail));
      if (!part.length) return;
      for (const inner of part) await walk(inner, found);
    }
  }
}

// One file on its way: a line with its name, a bar, and what became of it.
function line(list, file) {
  const row = document.createElement("li");
  const name = document.createElement("bdi");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  Object.assign(bar, { max: file.size || 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  const state = document.createElement("span");
  state.className = "note";
  state.textContent = "waiting";
  row.append(name, bar, state);
  list.append(row);
  return {
    at(loaded) {
      bar.value = Math.min(loaded, bar.max);
      state.textContent = loaded < file.size ? `${Math.floor((100 * loaded) / file.size)} %` : "is being hashed";
    },
    done() { row.remove(); },
    refused(why) {
      bar.remove();
      state.textContent = `refused: ${why}`;
      state.className = "undecided";
    },
  };
}

function send(url, form, progress = () => {}) {
  return new Promise((give, fail) => {
    const asked = new XMLHttpRequest();
    asked.open("POST", url);
    asked.responseType = "json";
    asked.setRequestHeader("Accept", "application/json");
    asked.upload.onprogress = (event) => progress(event.loaded);
    asked.onerror = () => fail(new Error("the connection was lost. Choose it again"));
    asked.onload = () => {
      if (asked.status === 200) give(asked.response);
      else fail(new Error(asked.response?.sentence ?? "it did not arrive. Load the page again"));
    };
    asked.send(form);
  });
}

// The page as the server has it now, taken apart by the browser; nothing in it runs.
function look() {
  return new Promise((give, fail) => {
    const asked = new XMLHttpRequest();
    asked.open("GET", location.pathname);
    asked.responseType = "document";
    asked.onerror = fail;
    asked.onload = () => (asked.status === 200 ? give(asked.response) : fail(new Error(String(asked.status))));
    asked.send();
  });
}

// What somebody typed or ticked in a draft goes over into its new state.
function carry(from, to) {
  for (const old of from.querySelectorAll("input[name], select[name]")) {
    const fresh = [...to.querySelectorAll("[name]")].find((one) => one.name === old.name && (one.type !== "checkbox" || one.value === old.value));
    if (!fresh || old.type === "hidden") continue;
    if (old.type === "checkbox") fresh.checked = old.checked;
    else if (old.value !== (old.defaultValue ?? "")) fresh.value = old.value;
  }
}

export function mount(root) {
  const filesForm = root.querySelector("#files-form");
  const linksForm = root.querySelector("#links-form");
  const list = root.querySelector(".coming");
  const status = root.querySelector("[data-status]");
  const largest = Number(root.dataset.largest);
  const token = root.querySelector("[name=csrf_token]").value;
  const waiting = [];
  let underway = 0, taken = 0, timer = 0;

  async function refresh() {
    clearTimeout(timer);
    const fresh = (await look()).querySelector("#drafts");
    const now = root.querySelector("#drafts");
    const inUse = now.contains(document.activeElement) ? document.activeElement.closest("[data-state]") : null;
    const held = new Map([...now.querySelectorAll("[data-state]")].map((one) => [one.id, one]));
    const copy = document.importNode(fresh, true);
    for (const one of copy.querySelectorAll("[data-state]")) {
      const old = held.get(one.id);
      if (!old) continue;
      if (old === inUse || old.dataset.state === one.dataset.state) one.replaceWith(old);
      else carry(old, one);
    }
    const focused = document.activeElement;
    now.replaceWith(copy);
    if (copy.contains(focused)) focused.focus();
    if (copy.querySelector("[data-runs]")) timer = setTimeout(() => refresh().catch(() => {}), EVERY);
  }

  async function tell() {
    await refresh().catch(() => location.reload());
    if (underway || waiting.length) return;
    status.textContent = root.querySelector("#drafts [data-summary]")?.textContent.trim() ?? "";
  }

  function next() {
    while (underway < AT_ONCE && waiting.length) {
      underway += 1;
      bring(waiting.shift());
    }
  }

  async function bring({ file, row }) {
    const form = new FormData();
    if (document.getElementById("as-one").checked) form.set("as_one", "yes");
    form.set("csrf_token", token);
    form.set("file", file, file.name);
    try {
      const { drafts } = await send(filesForm.action, form, row.at);
      const refused = drafts.find((draft) => !draft.id);
      if (refused) row.refused(refused.reason);
      else row.done();
      taken += 1;
    } catch (error) {
      row.refused(error.message);
    }
    underway -= 1;
    next();
    if (!underway || taken % 10 === 0) await tell();
  }

  function take(files) {
    if (!files.length) return;
    status.textContent = `${files.length} ${files.length === 1 ? "file is" : "files are"} coming in`;
    for (const file of files) {
      const row = line(list, file);
      if (file.size > largest) row.refused(`it is larger than ${root.dataset.largestWords}`);
      else waiting.push({ file, row });
    }
    next();
  }

  async function takeLinks(text) {
    const form = new FormData(linksForm);
    form.set("links", text);
    try {
      await send(linksForm.action, form);
      await tell();
    } catch (error) {
      status.textContent = error.message;
    }
  }

  for (const input of filesForm.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      take([...input.files]);
      input.value = "";
    });
  }
  filesForm.querySelector(".end").remove(); // files come in as they are chosen
  linksForm.addEventListener("submit", (event) => {
    event.preventDefault();
    const box = linksForm.elements.links;
    takeLinks(box.value).then(() => { box.value = ""; });
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    root.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) root.classList.remove("over"); });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    root.classList.remove("over");
    const text = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    const files = await dropped(event.dataTransfer);
    if (files.length) take(files);
    else if (links(text).length) await takeLinks(links(text).join("\n"));
    else status.textContent = "There was no file and no link in what was dropped.";
  });
  document.addEventListener("paste", (event) => {
    if (event.target.closest?.("input, textarea")) return;
    const files = [...event.clipboardData.files];
    const found = links(event.clipboardData.getData("text/plain"));
    if (!files.length && !found.length) return;
    event.preventDefault();
    if (files.length) take(files);
    else takeLinks(found.join("\n"));
  });
  window.addEventListener("beforeunload", (event) => { if (underway) event.preventDefault(); });
  if (root.querySelector("[data-runs]")) timer = setTimeout(() => refresh().catch(() => {}), EVERY);
}
