// The first questions, asked while the wasm is still on its way: who this is for, and whether anyone is in danger. They
// are drawn as the wasm draws them, and it carries on from the answers.

import words from 'words';
import { make } from './dom.js';

/** @import { FirstQuestion } from 'words' */

export class Early {
  /**
   * The answers so far, as the wasm takes them: pairs of fact and value.
   *
   * @type {[fact: FirstQuestion, value: string][]}
   */
  answers = [];
  /** Whether what to do now stands in place of the question. */
  urgent = false;
  #root;
  #audience;
  /** @type {FirstQuestion[]} */
  #asked;
  /** @type {HTMLFormElement | undefined} */
  #form;
  #step = 0;
  #onStep;

  /**
   * @param {Element} root where they are drawn
   * @param {string} audience the asker that the page itself names, or none
   * @param {(step: number) => void} onStep is told how many screens came before
   */
  constructor(root, audience, onStep) {
    this.#root = root;
    this.#audience = audience;
    this.#asked = audience ? ['danger'] : ['audience', 'danger'];
    this.#onStep = onStep;
    this.#ask(0);
  }

  /** The value that is chosen and not yet sent. */
  get chosen() {
    /** @type {HTMLInputElement | null | undefined} */
    const radio = this.#form?.querySelector(':checked');
    return radio?.value;
  }

  /** Shows what to do now, until the wasm has more to show. */
  help() {
    this.urgent = true;
    const chosen = this.chosen;
    const on = make('button', { type: 'button', class: 'second' }, words.wait.on);
    on.addEventListener('click', () => {
      this.urgent = false;
      this.#ask(this.#step, chosen);
      this.#focus();
    });
    this.#danger(on);
    this.#focus();
  }

  /** The end of the keys of words for somebody who asks for another. */
  get #they() {
    const asker = this.#audience || this.#answer('audience');
    return asker && asker !== 'young-person' ? '@they' : '';
  }

  /**
   * The value that was said of a fact.
   *
   * @param {FirstQuestion} fact
   */
  #answer(fact) {
    return this.answers.find(([asked]) => asked === fact)?.[1];
  }

  /**
   * Asks a question.
   *
   * @param {number} step
   * @param {string} [chosen] the value that was chosen of it before
   */
  #ask(step, chosen) {
    const id = this.#asked[step];
    this.#step = step;
    this.#onStep(step);
    if (!id) return this.#wait();
    this.#form = this.#question(id, step);
    this.#show(
      make('section', { class: 'question', part: 'question' }, step > 0 ? this.#back() : undefined, this.#form),
    );
    // Several radio buttons of one name are a list.
    if (chosen) /** @type {RadioNodeList} */ (this.#form.elements.namedItem(id)).value = chosen;
  }

  #back() {
    const back = make('button', { type: 'button', class: 'link back' }, words.back);
    back.addEventListener('click', () => this.back());
    return back;
  }

  /** Asks the question before again, with what was said. */
  back() {
    if (this.#step === 0) return;
    const step = this.#step - 1;
    const [, said] = this.answers[step] ?? [];
    this.answers.length = step;
    this.urgent = false;
    this.#ask(step, said);
    this.#focus();
  }

  /** Goes on again where somebody came back from, if a choice is made. */
  forward() {
    if (this.chosen) this.#form?.querySelector('button')?.click();
  }

  /**
   * @param {FirstQuestion} id
   * @param {number} step
   */
  #question(id, step) {
    const fact = words.facts[id];
    /** @param {'question' | 'hint' | 'why'} part */
    const word = (part) => fact[`${part}${this.#they}`] ?? fact[part];
    const hint = word('hint');
    /** @param {string} value */
    const label = (value) => fact.value[value + this.#they] ?? fact.value[value];
    const on = make('button', { type: 'submit', class: 'main', part: 'button' }, words.continue);
    const form = make(
      'form',
      { novalidate: true },
      make(
        'fieldset',
        { 'aria-describedby': hint && `hint-${id}` },
        make('legend', {}, make('h2', { tabindex: '-1' }, word('question'))),
        hint && make('p', { class: 'hint', id: `hint-${id}` }, hint),
        ...fact.values.map((value, nth) => radio(id, value, nth, label(value))),
        make('details', { class: 'why' }, make('summary', {}, words.why), make('p', {}, word('why'))),
      ),
      on,
    );
    // Enter in a field presses it too. A frame that allows no forms never tells of one that is sent.
    on.addEventListener('click', (event) => {
      event.preventDefault();
      const { chosen } = this;
      if (!chosen) return this.#fault(form);
      this.answers.push([id, chosen]);
      this.#ask(step + 1);
      this.#focus();
    });
    return form;
  }

  /** Waits for the wasm, as everything that can be asked without it is answered. */
  #wait() {
    this.#form = undefined;
    if (this.#answer('danger') === 'now') this.#danger();
    else this.#show(make('p', { role: 'status', tabindex: '-1' }, words.wait.loading));
  }

  /** @param {HTMLElement} [on] */
  #danger(on) {
    const { heading, body, call, link } = words.wait;
    this.#form = undefined;
    this.#show(
      make(
        'section',
        { class: 'urgent' },
        make('h2', { tabindex: '-1' }, heading),
        make('p', {}, body),
        make('a', { class: 'contact', href: link }, call),
        on,
      ),
    );
  }

  /**
   * Says what to do first, with a link to the field, and again at the field itself.
   *
   * @param {HTMLFormElement} form
   */
  #fault(form) {
    const link = make('a', { href: '#fault' }, words.choose);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      form.querySelector('input')?.focus();
    });
    const summary = make(
      'div',
      { class: 'summary', role: 'alert', tabindex: '-1' },
      make('h2', {}, words['error-heading']),
      make('p', {}, link),
    );
    form.querySelectorAll('.summary, .fault').forEach((old) => old.remove());
    form.prepend(summary);
    form.querySelector('.choice')?.before(make('p', { class: 'fault', id: 'fault' }, words.choose));
    summary.focus();
  }

  /** @param {HTMLElement} content */
  #show(content) {
    this.#root.replaceChildren(make('div', { class: 'page' }, content));
  }

  #focus() {
    /** @type {HTMLElement | null} */
    const first = this.#root.querySelector('[tabindex]');
    first?.focus();
  }
}

/**
 * @param {FirstQuestion} fact
 * @param {string} value
 * @param {number} nth
 * @param {string | undefined} label
 */
function radio(fact, value, nth, label) {
  const id = `${fact}-${nth}`;
  return make(
    'div',
    { class: 'choice' },
    make('input', { type: 'radio', id, name: fact, value }),
    make('label', { for: id }, label),
  );
}
