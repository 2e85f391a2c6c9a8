// A page's own listeners on the window, before all others, for every event that carries anything.

const TYPES = [
  ...[
    'pointerdown',
    'pointerup',
    'pointerover',
    'mousedown',
    'mouseup',
    'click',
    'dblclick',
    'auxclick',
    'contextmenu',
  ],
  ...['touchstart', 'touchend', 'keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'submit', 'reset'],
  ...['invalid', 'select', 'focus', 'blur', 'focusin', 'focusout', 'toggle', 'beforetoggle', 'slotchange', 'scroll'],
  ...['scrollend', 'copy', 'cut', 'paste', 'selectstart', 'selectionchange', 'dragstart', 'drop', 'wheel', 'load'],
  ...['error', 'transitionrun', 'transitionend', 'animationstart', 'animationend', 'nwd-ready', 'nwd-step'],
  ...['nwd-results', 'nwd-error', 'message', 'compositionend', 'formdata', 'command'],
];

/** @type {StartRecorder} */
export function start(take) {
  let typed = '';
  for (const type of TYPES) {
    addEventListener(
      type,
      (event) => {
        const { key, data, clientX: x, clientY: y, detail } = /** @type {any} */ (event);
        if (type === 'keydown') typed = `${typed}${key}`.slice(-2);
        take({ type, key, data, x, y, detail, typed, path: event.composedPath().map(described) });
      },
      { capture: true },
    );
  }
  return { isReady: () => true, flush: () => {} };
}

/** @param {any} target */
function described(target) {
  const { localName, id, name, value, textContent } = target;
  return { localName, id, name, value, words: textContent?.trim().slice(0, 300) };
}
