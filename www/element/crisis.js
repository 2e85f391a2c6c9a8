// What the page says of help now: a line or two that open. The bar below holds what is needed most.

import { make } from './dom.js';

export class Crisis {
  element;
  #slot = make('slot', { name: 'crisis' });
  #all;
  #words;
  #sizes = new ResizeObserver(() => this.#offerAll());

  /** @param {Record<'crisis-all' | 'crisis-less' | 'now', string>} words */
  constructor(words) {
    this.#words = words;
    this.#all = make('button', { type: 'button', class: 'all', hidden: true });
    this.element = make('div', { class: 'crisis', part: 'crisis' }, this.#slot, this.#all);
    this.#all.addEventListener('click', () => this.#open(!this.#isOpen));
    this.#slot.addEventListener('slotchange', () => {
      this.#sizes.disconnect();
      this.#slotted.forEach((it) => this.#sizes.observe(it));
    });
    // Nobody tabs on to what is cut off.
    this.#slot.addEventListener('focusin', () => this.#open(true));
    this.#open(false);
  }

  /**
   * How much is shown until somebody opens it.
   *
   * @param {'lines' | 'line' | 'everything'} much
   */
  show(much) {
    this.element.dataset.shown = much;
    this.#open(false);
    this.#offerAll();
  }

  get #isOpen() {
    return this.element.hasAttribute('data-open');
  }

  get #slotted() {
    return this.#slot.assignedElements();
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.element.toggleAttribute('data-open', isOpen);
    this.#all.setAttribute('aria-expanded', `${isOpen}`);
    const word = this.#words[isOpen ? 'crisis-less' : 'crisis-all'];
    this.#all.textContent = word;
    this.#all.setAttribute('aria-label', `${word}: ${this.#words.now}`);
  }

  /** There is no more to show where nothing is cut off; on paper nothing is. */
  #offerAll() {
    if (matchMedia('print').matches) return;
    const isCut = this.#slotted.some(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1);
    this.#all.hidden = !isCut && !this.#isOpen;
  }
}
