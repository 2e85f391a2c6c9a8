// Elements without HTML text: nothing here parses a string as markup.

/**
 * Makes an element with attributes and children; an attribute that is `undefined` or `false` is left out.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | undefined>} attributes
 * @param {(Node | string | undefined)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A page in the background has no frames: this long is waited for one. */
const FRAME_TIMEOUT_MS = 100;

/**
 * Waits until the next frame is drawn.
 *
 * @returns {Promise<void>}
 */
export function paint() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, FRAME_TIMEOUT_MS);
  });
}

/** By then a browser has begun to save a file. */
const SAVE_TIMEOUT_MS = 1000;

/**
 * Gives the person a file: made here, sent nowhere.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function save(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), SAVE_TIMEOUT_MS);
}
