// SPDX-License-Identifier: Apache-2.0
// An error summary takes the focus, so that it is read first.
export function mount(element) {
  element.focus();
}
