// SPDX-License-Identifier: Apache-2.0
// The one script of a page: every element with data-enhance="name" is handed to the module of that name.
for (const element of document.querySelectorAll("[data-enhance]")) {
  import(`./${element.dataset.enhance}.js`).then((module) => module.mount(element));
}
