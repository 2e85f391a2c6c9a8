// A closed root that a page's scripts do not get to see. Session recorders put their own functions in place of the browser's:
// the one that makes roots, and the setters by which fields are filled. Those of a frame's window are as the browser made
// them, and the frame is gone again before anything can look at it.

/** Whose functions are used. */
let realm = /** @type {typeof globalThis} */ (window);

/** @param {Element} host */
export function attachClosed(host) {
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  realm = /** @type {typeof globalThis | null} */ (frame.contentWindow) ?? realm;
  const shadow = realm.Element.prototype.attachShadow.call(host, { mode: 'closed' });
  frame.remove();
  return shadow;
}

/**
 * What the wasm's `input.checked = …` and `input.value = …` do: `www/plugins.mjs` puts this in their place.
 *
 * @template {'checked' | 'value'} Name
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {Name} name
 * @param {HTMLInputElement[Name]} value
 */
export function fill(field, name, value) {
  const { prototype } = field.localName === 'input' ? realm.HTMLInputElement : realm.HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(prototype, name)?.set?.call(field, value);
}
