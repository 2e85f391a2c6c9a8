// A closed root that a page's scripts do not get to see. Session recorders put their own functions in place of the browser's:
// the one that makes roots, and the setters by which fields are filled. Those of a frame's window are as the browser made
// them, and the frame is gone again before anything can look at it.

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** @typedef {'checked' | 'value'} Name of what is set of a field */

/** What this element's fields are filled by. */
let setters = settersOf(window);

/** @param {Element} host */
export function attachClosed(host) {
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  const realm = /** @type {Window & typeof globalThis} */ (frame.contentWindow ?? window);
  const { attachShadow } = realm.Element.prototype;
  setters = settersOf(realm);
  frame.remove();
  return attachShadow.call(host, { mode: 'closed' });
}

/**
 * What the wasm's `input.checked = …` and `input.value = …` do: `www/plugins.mjs` puts this in their place.
 *
 * @param {Field} field
 * @param {Name} name
 * @param {Field[Name & keyof Field] | boolean} value
 */
export function fill(field, name, value) {
  setters[`${field.localName} ${name}`]?.call(field, value);
}

/**
 * The setters of a window's fields, each by the field's name and its own.
 *
 * @param {typeof globalThis} realm
 * @returns {Record<string, ((value: any) => void) | undefined>}
 */
function settersOf({ HTMLInputElement: input, HTMLTextAreaElement: textarea }) {
  /**
   * @param {typeof HTMLInputElement | typeof HTMLTextAreaElement} kind
   * @param {Name} name
   */
  const setter = ({ prototype }, name) => Object.getOwnPropertyDescriptor(prototype, name)?.set;
  return {
    'input checked': setter(input, 'checked'),
    'input value': setter(input, 'value'),
    'textarea value': setter(textarea, 'value'),
  };
}
