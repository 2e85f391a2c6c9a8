// A page's own hooks, laid before the element is there: in whatever draws words, reads them or passes them on.

/** @typedef {(name: string, values: ArrayLike<unknown>) => void} Note */

const { apply } = Reflect;
const REALM = /** @type {any} */ (globalThis);
const MAX_CHARACTERS = 300;

/** Functions of every object of a kind. */
const FUNCTIONS = {
  Node: ['appendChild', 'insertBefore', 'replaceChild'],
  Element: ['append', 'prepend', 'before', 'after', 'replaceChildren', 'replaceWith', 'setAttribute', 'setAttributeNS'],
  Document: ['createElement', 'createElementNS', 'createTextNode'],
  DocumentFragment: ['append', 'replaceChildren', 'querySelector', 'getElementById'],
  CharacterData: ['appendData', 'replaceData'],
  EventTarget: ['addEventListener', 'dispatchEvent'],
  TextDecoder: ['decode'],
  TextEncoder: ['encode', 'encodeInto'],
};
const STATICS = { JSON: ['parse'], Reflect: ['get', 'set'] };
const SETTERS = {
  Node: ['textContent', 'nodeValue'],
  CharacterData: ['data'],
  Element: ['id', 'className', 'innerHTML'],
  HTMLInputElement: ['value', 'checked', 'name'],
  HTMLTextAreaElement: ['value'],
  HTMLElement: ['innerText', 'onclick'],
  ShadowRoot: ['innerHTML', 'adoptedStyleSheets'],
};

/** @type {StartRecorder} */
export function start(take) {
  const note = noting(take);
  watch(document, note);
  for (const [kind, names] of Object.entries(FUNCTIONS)) {
    names.forEach((name) => hook(REALM[kind].prototype, name, note));
  }
  for (const [object, names] of Object.entries(STATICS)) names.forEach((name) => hook(REALM[object], name, note));
  for (const [kind, names] of Object.entries(SETTERS)) {
    names.forEach((name) => hookSetter(REALM[kind].prototype, name, note));
  }
  watchRoots(note);
  return { isReady: () => true, flush: () => {} };
}

/**
 * Notes the words of values, the same ones once; what it uses for that is hooked as well, and does not count.
 *
 * @param {(value: unknown) => void} take
 * @returns {Note}
 */
function noting(take) {
  let isNoting = false;
  const noted = new Set();
  return (name, values) => {
    if (isNoting) return;
    isNoting = true;
    const words = `${name}: ${Array.from(values, wordsOf).filter(Boolean).join('; ')}`;
    if (!noted.has(words)) take(words);
    noted.add(words);
    isNoting = false;
  };
}

/**
 * @param {unknown} value
 * @returns {string | undefined}
 */
function wordsOf(value) {
  if (typeof value === 'string') return value.slice(0, MAX_CHARACTERS);
  if (value instanceof HTMLInputElement) return `${value.id} "${value.value}" ${value.checked}`;
  if (value instanceof Element) return `${value.id} ${value.textContent}`.slice(0, MAX_CHARACTERS);
  if (value instanceof Node) return value.textContent?.slice(0, MAX_CHARACTERS);
  return undefined;
}

/**
 * @param {any} owner
 * @param {string} name
 * @param {Note} note
 */
function hook(owner, name, note) {
  const natural = owner[name];
  owner[name] = function (/** @type {unknown[]} */ ...given) {
    const result = apply(natural, this, given);
    note(name, [this, ...given, result]);
    return result;
  };
}

/**
 * @param {any} owner
 * @param {string} name
 * @param {Note} note
 */
function hookSetter(owner, name, note) {
  const natural = Object.getOwnPropertyDescriptor(owner, name);
  if (!natural?.set) throw new Error(`${name} cannot be set`);
  const { set } = natural;
  Object.defineProperty(owner, name, {
    ...natural,
    set(value) {
      apply(set, this, [value]);
      note(name, [this, value]);
    },
  });
}

/**
 * Takes the roots that elements make, also closed ones, and watches them.
 *
 * @param {Note} note
 */
function watchRoots(note) {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = apply(attachShadow, this, [options]);
    watch(root, note);
    return root;
  };
}

/**
 * @param {Node} root
 * @param {Note} note
 */
function watch(root, note) {
  const watcher = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) note('mutation', [target, ...addedNodes]);
  });
  watcher.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
}
