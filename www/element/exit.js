// 'Exit this page', as the GOV.UK component behaves: blank at once, another site in this one's place, Shift three times
// in a row. Any other key or a press of the pointer begins the count anew, so that typing capitals throws nobody out.

import { make } from './dom.js';
import { toFirst } from './entries.js';

const DEFAULT_URL = 'https://www.bbc.co.uk/weather';
/** Shift presses further apart than this do not belong together. */
const SHIFT_TIMEOUT_MS = 5000;
/** `pageshow` is somebody coming back with 'back': they find the page as it was, not blank. */
const EVENTS = ['keydown', 'keyup', 'pointerdown', 'pageshow'];
/** Who is still in a frame then could not leave: the page round it asked, and the person chose to stay. */
const LEAVE_TIMEOUT_MS = 5000;

export class Exit {
  #words;
  #url;
  #forgetAll;
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
   * @param {() => void} forgetAll empties all that was said in the page
   */
  constructor(words, url, forgetAll) {
    this.#words = words;
    this.#url = url;
    this.#forgetAll = forgetAll;
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

  /** What was said is gone first: if something holds the page up, it is not there to be seen. */
  async #leave() {
    this.#presses = 0;
    this.status.textContent = this.#words['exit-going'];
    this.#forgetAll();
    this.#title = document.title;
    document.documentElement.style.setProperty('display', 'none');
    document.title = '';
    await toFirst();
    const url = this.#url() || DEFAULT_URL;
    if (window.top === window) replacePage(url);
    else this.#leaveFrame(url);
  }

  /**
   * Puts another page in place of the one that this one's frame is in.
   *
   * @param {string} url
   */
  #leaveFrame(url) {
    try {
      window.top?.location.replace(url);
      setTimeout(() => this.#comeBack(), LEAVE_TIMEOUT_MS);
    } catch {
      this.#comeBack();
      this.button.textContent = this.#words['exit-close'];
    }
  }
}

/**
 * Puts another page in place of this one. What the page listens to goes with its content: nothing asks whether to leave.
 *
 * @param {string} url
 */
function replacePage(url) {
  document.open();
  document.close();
  window.location.replace(url);
}
