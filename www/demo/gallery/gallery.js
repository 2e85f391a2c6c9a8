// The gallery: a frame for each state, at the width and in the colours that are chosen. Frames load as they come near.

import { STATES } from './states.js';

/** @import { State } from './states.js' */

const HEIGHT = '844';

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 */
function make(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/** @param {string} name */
const chosen = (name) => document.querySelector(`input[name=${name}]:checked`)?.getAttribute('value') ?? '';

/** @param {HTMLIFrameElement} frame */
function dress(frame) {
  frame.width = chosen('width');
  const root = frame.contentDocument?.documentElement;
  if (root) root.dataset.scheme = chosen('scheme');
}

/** @param {State} state */
function section({ id, name, shows }) {
  const src = `/demo/gallery/frame.html?state=${id}`;
  const frame = make('iframe', { title: name, loading: 'lazy', height: HEIGHT, width: chosen('width') });
  frame.addEventListener('load', () => dress(frame));
  frame.src = src;
  return make(
    'section',
    { 'aria-labelledby': id },
    make('h2', { id }, name),
    make('p', {}, `${shows} `, make('a', { href: src }, 'Alone', make('span', { class: 'quiet' }, `: ${name}`))),
    make('div', { class: 'pane', role: 'group', 'aria-labelledby': id, tabindex: '0' }, frame),
  );
}

document
  .querySelector('#contents')
  ?.append(...STATES.map(({ id, name }) => make('li', {}, make('a', { href: `#${id}` }, name))));
document.querySelector('#states')?.append(...STATES.map(section));
document.querySelector('.looks')?.addEventListener('change', () => {
  document.querySelectorAll('iframe').forEach(dress);
});
