// One state of the gallery: loads the element and leads it there. The element itself knows nothing of it.

import { drawn, perform, there, walk } from './hands.js';
import { STATES } from './states.js';

/** @import { State } from './states.js' */

/** Where the server has the element, as any host does. */
const ELEMENT = '/no-wrong-door.js';
const NEVER = new Promise(() => {});
/**
 * What is there once the element is ready, by what never arrives: the early question, the sentence of a failure; and with
 * nothing missing the question that the wasm has drawn.
 */
const READY = { wasm: '.page form', bundle: '.broken:not([hidden])', none: '.page[lang]' };

/** @param {State} state */
async function show({ without, answers = {}, until = '*', acts = [], has = until }) {
  if (without === 'script') return;
  const host = document.querySelector('no-wrong-door');
  if (!(host instanceof HTMLElement)) return;
  if (without === 'bundle') host.setAttribute('src', '/no-such-bundle.json');
  if (without === 'wasm') withhold('.wasm');
  keepPlace();
  await import(ELEMENT);
  const root = await there(() => host.shadowRoot);
  await there(() => root.querySelector(READY[without ?? 'none']));
  // With its first screen the element also closes its crisis panel.
  await drawn();
  await walk(root, answers, until);
  for (const act of acts) await perform(root, act);
  bringIntoView(root.querySelector(has));
}

/**
 * Scrolls the frame where something is below what is seen of it; `scrollIntoView` would scroll the gallery too.
 *
 * @param {Element | null} what
 */
function bringIntoView(what) {
  const { top = 0 } = what?.getBoundingClientRect() ?? {};
  if (top > innerHeight) scrollBy(0, top - innerHeight / 2);
}

/**
 * What ends in `name` is on its way for ever.
 *
 * @param {string} name
 */
function withhold(name) {
  const { fetch } = window;
  window.fetch = (what, options) => (`${what}`.endsWith(name) ? NEVER : fetch(what, options));
}

/**
 * Until somebody uses the frame, whoever looks at the gallery keeps the focus and their place. And what is gone through in
 * the frames makes no entries of the tab's history, over which the browser's Back would have to go.
 */
function keepPlace() {
  const { focus, scrollIntoView } = HTMLElement.prototype;
  Object.assign(HTMLElement.prototype, { focus: () => {}, scrollIntoView: () => {} });
  const release = () => Object.assign(HTMLElement.prototype, { focus, scrollIntoView });
  for (const use of ['pointerdown', 'keydown']) addEventListener(use, release, { capture: true, once: true });
  Object.assign(history, { pushState: () => {}, go: () => {} });
}

const wanted = new URLSearchParams(location.search).get('state');
const state = STATES.find(({ id }) => id === wanted);
if (state) {
  document.title = state.name;
  show(state);
}
