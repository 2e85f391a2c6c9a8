// The first questions, written by hand with Preact and htm: what a careful developer would have made instead.

import { html, render } from 'htm/preact';
import { useState } from 'preact/hooks';
import questions from 'questions';
import words from 'words';
import css from './preact.css';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** @import { Choice, Question } from 'questions' */
/** @typedef {string | string[]} Answer */

function Journey() {
  const [at, go] = useState(0);
  const [answers, setAnswers] = useState(/** @type {Record<string, Answer | undefined>} */ ({}));
  const [fault, setFault] = useState(false);
  const question = questions[at];
  if (!question) return html`<section><h2>${words.done}</h2></section>`;
  const answer = answers[question.id];
  /** @param {Answer} value */
  const set = (value) => setAnswers({ ...answers, [question.id]: value });
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const empty = !answer || answer.length === 0;
    setFault(empty);
    if (!empty) go(at + 1);
  };
  const back = () => {
    setFault(false);
    go(at - 1);
  };
  return html`<section class="question" key=${question.id}>
    ${at > 0 && html`<button type="button" class="link" onClick=${back}>${words.back}</button>`}
    <form novalidate onSubmit=${submit}>
      <fieldset aria-describedby=${question.hint && 'hint'}>
        <legend><h2 tabindex="-1">${question.question}</h2></legend>
        ${question.hint && html`<p id="hint">${question.hint}</p>`}
        <details>
          <summary>${words.why}</summary>
          <p>${question.why}</p>
        </details>
        ${fault && html`<p class="fault" role="alert">${words.fault}</p>`}
        <${Control} question=${question} answer=${answer} set=${set} />
      </fieldset>
      <button type="submit" class="main">${words.continue}</button>
    </form>
  </section>`;
}

/** @typedef {{ answer: Answer | undefined, set: (value: Answer) => void }} State */

/** @param {State & { question: Question }} props */
function Control({ question, answer, set }) {
  if (question.type === 'integer') return html`<${Number} question=${question} answer=${answer} set=${set} />`;
  /** @param {Choice} choice */
  const tick = (choice) => html`<${Tick} choice=${choice} answer=${answer} set=${set} />`;
  const several = question.type === 'any-of';
  return html` ${
    several
      ? question.sections.map(
          (section) =>
            html`<details class="group">
              <summary>${section.label}</summary>
              ${section.choices.map(tick)}
            </details>`,
        )
      : question.choices.map(
          (choice) => html`<${Radio} name=${question.id} choice=${choice} answer=${answer} set=${set} />`,
        )
  }
  ${!question.required && html`<${Radio} name=${question.id} choice=${declined} answer=${answer} set=${set} />`}`;
}

const declined = { value: 'declined', label: words.decline };

/** @param {State & { name: string, choice: Choice }} props */
function Radio({ name, choice, answer, set }) {
  const id = `${name}-${choice.value}`;
  return html`<div class="choice">
    <input type="radio" id=${id} name=${name} checked=${answer === choice.value} onChange=${() => set(choice.value)} />
    <label for=${id}>${choice.label}</label>
  </div>`;
}

/** @param {State & { choice: Choice }} props */
function Tick({ choice, answer, set }) {
  const ticked = Array.isArray(answer) ? answer : [];
  const on = ticked.includes(choice.value);
  const change = () => set(on ? ticked.filter((value) => value !== choice.value) : [...ticked, choice.value]);
  return html`<div class="choice">
    <input type="checkbox" id=${choice.value} checked=${on} onChange=${change} />
    <label for=${choice.value}>${choice.label}</label>
  </div>`;
}

/** @param {State & { question: Question }} props */
function Number({ question, answer, set }) {
  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  const typed = (event) => set(event.currentTarget.value);
  return html`<label for="number">${question.short}</label>
    <input
      id="number"
      type="text"
      inputmode="numeric"
      value=${answer === 'declined' ? '' : answer}
      onInput=${typed}
    />`;
}

const place = document.getElementById('questions');
if (place) render(html`<${Journey} />`, place);
