// 'Exit this page', as the GOV.UK component behaves: blank at once, another site in this one's place, Shift three times.

import { make } from './dom.js';

const ELSEWHERE = 'https://www.bbc.co.uk/weather';
/** Shift presses further apart than this do not belong together. */
const PATIENCE = 5000;

export class Exit {
  #words;
  #url;
  #presses = 0;
  #alone = false;
  #timer;
  /** The page's title, while it is left. */
  #title;

  constructor(words, url) {
    this.#words = words;
    this.#url = url;
    this.button = make('button', { type: 'button', class: 'exit', part: 'exit', title: words['exit-help'] }, words.exit);
    this.button.addEventListener('click', () => this.#leave());
    this.status = make('p', { class: 'unseen', role: 'status' });
  }

  listen() {
    document.addEventListener('keydown', this);
    document.addEventListener('keyup', this);
    // Somebody who comes back with 'back' finds the page as it was, not blank.
    window.addEventListener('pageshow', this);
  }

  forget() {
    document.removeEventListener('keydown', this);
    document.removeEventListener('keyup', this);
    window.removeEventListener('pageshow', this);
    clearTimeout(this.#timer);
  }

  handleEvent(event) {
    if (event.type === 'pageshow') this.#comeBack();
    else if (event.type === 'keydown') this.#alone = event.key === 'Shift' && !event.repeat;
    else if (event.key === 'Shift' && this.#alone) this.#press();
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
    this.status.textContent = this.#words[`exit-left-${3 - this.#presses}`];
    this.#timer = setTimeout(() => {
      this.#presses = 0;
      this.status.textContent = this.#words['exit-off'];
    }, PATIENCE);
  }

  #leave() {
    this.#presses = 0;
    this.status.textContent = this.#words['exit-going'];
    this.#title = document.title;
    document.documentElement.style.setProperty('display', 'none');
    document.title = '';
    window.location.replace(this.#url() || ELSEWHERE);
  }
}
