// The first questions, asked while the wasm is still on its way: who this is for, and whether anyone is in danger. They
// are drawn as the wasm draws them, and it carries on from the answers.

import words from 'words';
import { make } from './dom.js';

export class Early {
  /** The answers so far, as the wasm takes them: pairs of fact and value. */
  answers = [];
  /** Whether what to do now stands in place of the question. */
  urgent = false;
  #root;
  #audience;
  #asked;
  #form;
  #step;
  #onStep;

  /** `audience` is the asker that the page itself names; `onStep` is told how many screens came before. */
  constructor(root, audience, onStep) {
    this.#root = root;
    this.#audience = audience;
    this.#asked = audience ? ['danger'] : ['audience', 'danger'];
    this.#onStep = onStep;
    this.#ask(0);
  }

  /** The value that is chosen and not yet sent. */
  get chosen() {
    return this.#form?.querySelector(':checked')?.value;
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

  get #they() {
    const asker = this.#audience || this.#answer('audience');
    return asker && asker !== 'young-person' ? '@they' : '';
  }

  /** The value that was said of a fact. */
  #answer(fact) {
    return this.answers.find(([asked]) => asked === fact)?.[1];
  }

  /** Asks a question; `chosen` is the value that was chosen of it before. */
  #ask(step, chosen) {
    const id = this.#asked[step];
    this.#step = step;
    this.#onStep(step);
    if (!id) return this.#wait();
    this.#form = this.#question(id, step);
    const back = step > 0 && make('button', { type: 'button', class: 'link back' }, words.back);
    back &&
      back.addEventListener('click', () => {
        this.answers.length = 0;
        this.#ask(step - 1);
        this.#focus();
      });
    this.#show(make('section', { class: 'question', part: 'question' }, ...(back ? [back] : []), this.#form));
    if (chosen) this.#form.elements[id].value = chosen;
  }

  #question(id, step) {
    const fact = words.facts[id];
    const word = (part) => fact[part + this.#they] ?? fact[part];
    const hint = word('hint');
    const label = (value) => fact.value[value + this.#they] ?? fact.value[value];
    const form = make(
      'form',
      { novalidate: true },
      make(
        'fieldset',
        { 'aria-describedby': hint && 'hint' },
        make('legend', {}, make('h2', { tabindex: '-1' }, word('question'))),
        hint && make('p', { class: 'hint', id: 'hint' }, hint),
        make('details', { class: 'why' }, make('summary', {}, words.why), make('p', {}, word('why'))),
        ...fact.values.map((value, nth) => radio(id, value, nth, label(value))),
      ),
      make('button', { type: 'submit', class: 'main', part: 'button' }, words.continue),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.chosen) return this.#fault();
      this.answers.push([id, this.chosen]);
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

  /** Says what to do first, with a link to the field, and again at the field itself. */
  #fault() {
    const link = make('a', { href: '#fault' }, words.choose);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.#form.querySelector('input').focus();
    });
    const summary = make(
      'div',
      { class: 'summary', role: 'alert', tabindex: '-1' },
      make('h2', {}, words['error-heading']),
      make('p', {}, link),
    );
    this.#form.querySelectorAll('.summary, .fault').forEach((old) => old.remove());
    this.#form.prepend(summary);
    this.#form.querySelector('.choice').before(make('p', { class: 'fault', id: 'fault' }, words.choose));
    summary.focus();
  }

  #show(content) {
    this.#root.replaceChildren(make('div', { class: 'page' }, content));
  }

  #focus() {
    this.#root.querySelector('[tabindex]')?.focus();
  }
}

function radio(fact, value, nth, label) {
  const id = `${fact}-${nth}`;
  return make(
    'div',
    { class: 'choice' },
    make('input', { type: 'radio', id, name: fact, value }),
    make('label', { for: id }, label),
  );
}
