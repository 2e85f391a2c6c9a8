// 'Exit this page', as the GOV.UK component behaves: blank at once, another site in this one's place, Shift three times
// in a row. Any other key or a press of the pointer begins the count anew, so that typing capitals throws nobody out.

import { make } from './dom.js';

const DEFAULT_URL = 'https://www.bbc.co.uk/weather';
/** Shift presses further apart than this do not belong together. */
const SHIFT_TIMEOUT_MS = 5000;
/** `pageshow` is somebody coming back with 'back': they find the page as it was, not blank. */
const EVENTS = ['keydown', 'keyup', 'pointerdown', 'pageshow'];

export class Exit {
  #words;
  #url;
  #presses = 0;
  /** Shift is down, and nothing else has been pressed since. */
  #alone = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /**
   * The page's title, while it is left.
   *
   * @type {string | undefined}
   */
  #title;

  /**
   * @param {import('words').Words['frame']} words
   * @param {() => string} url where to go; the default where it is empty
   */
  constructor(words, url) {
    this.#words = words;
    this.#url = url;
    this.button = make(
      'button',
      { type: 'button', class: 'exit', part: 'exit', title: words['exit-help'] },
      words.exit,
    );
    this.button.addEventListener('click', () => this.#leave());
    this.status = make('p', { class: 'unseen', role: 'status' });
  }

  listen() {
    for (const type of EVENTS) window.addEventListener(type, this);
  }

  stopListening() {
    for (const type of EVENTS) window.removeEventListener(type, this);
    this.#forget();
  }

  /** @param {Event & { key?: string, repeat?: boolean }} event */
  handleEvent(event) {
    if (event.type === 'pageshow') {
      this.#comeBack();
    } else if (event.type === 'keyup') {
      if (event.key === 'Shift' && this.#alone) this.#press();
    } else {
      this.#alone = event.key === 'Shift' && !event.repeat;
      if (event.key !== 'Shift') this.#forget();
    }
  }

  #comeBack() {
    document.documentElement.style.removeProperty('display');
    if (this.#title !== undefined) document.title = this.#title;
    this.#title = undefined;
  }

  #press() {
    clearTimeout(this.#timer);
    this.#presses += 1;
    if (this.#presses === 3) {
      this.#leave();
      return;
    }
    this.status.textContent = this.#words[this.#presses === 1 ? 'exit-left-2' : 'exit-left-1'];
    this.#timer = setTimeout(() => this.#forget(), SHIFT_TIMEOUT_MS);
  }

  #forget() {
    clearTimeout(this.#timer);
    if (this.#presses === 0) return;
    this.#presses = 0;
    this.status.textContent = this.#words['exit-off'];
  }

  #leave() {
    this.#presses = 0;
    this.status.textContent = this.#words['exit-going'];
    this.#title = document.title;
    document.documentElement.style.setProperty('display', 'none');
    document.title = '';
    window.location.replace(this.#url() || DEFAULT_URL);
  }
}
