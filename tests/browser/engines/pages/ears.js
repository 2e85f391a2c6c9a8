// What a host's scripts hear: as session recorders do, by listeners on the window and by functions of their own in place of
// the browser's.

'use strict';

/** @type {string[]} */
const heard = [];
Object.assign(window, { heard });

for (const type of ['keydown', 'keyup', 'input', 'change', 'click', 'copy', 'message', 'nwd-ready', 'nwd-start']) {
  const hear = (/** @type {Event} */ event) => {
    const names = event.composedPath().map((it) => (it instanceof Element ? it.localName : ''));
    heard.push(`${type} ${names.filter((name) => name !== '')}`);
  };
  addEventListener(type, hear, true);
}

addEventListener('pageshow', ({ persisted }) => persisted && heard.push('put away'));

const { attachShadow } = Element.prototype;
Element.prototype.attachShadow = function (options) {
  const root = attachShadow.call(this, options);
  heard.push(`root of ${this.localName}`);
  return root;
};

for (const name of ['checked', 'value']) {
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, name);
  Object.defineProperty(HTMLInputElement.prototype, name, {
    ...own,
    set(value) {
      heard.push(`${name} of ${this.name} ${this.value}`);
      own?.set?.call(this, value);
    },
  });
}
