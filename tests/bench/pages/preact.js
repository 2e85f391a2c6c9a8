// The first questions, written by hand with Preact and htm: what a careful developer would have made instead.

import { html, render } from 'htm/preact';
import { useState } from 'preact/hooks';
import questions from 'questions';
import words from 'words';
import css from './preact.css';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

function Journey() {
  const [at, go] = useState(0);
  const [answers, setAnswers] = useState({});
  const [fault, setFault] = useState(false);
  const question = questions[at];
  if (!question) return html`<section><h2>${words.done}</h2></section>`;
  const answer = answers[question.id];
  const set = (value) => setAnswers({ ...answers, [question.id]: value });
  const submit = (event) => {
    event.preventDefault();
    const empty = answer === undefined || answer === '' || answer.length === 0;
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

function Control({ question, answer, set }) {
  if (question.type === 'integer') return html`<${Number} question=${question} answer=${answer} set=${set} />`;
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

function Radio({ name, choice, answer, set }) {
  const id = `${name}-${choice.value}`;
  return html`<div class="choice">
    <input type="radio" id=${id} name=${name} checked=${answer === choice.value} onChange=${() => set(choice.value)} />
    <label for=${id}>${choice.label}</label>
  </div>`;
}

function Tick({ choice, answer, set }) {
  const ticked = Array.isArray(answer) ? answer : [];
  const on = ticked.includes(choice.value);
  const change = () => set(on ? ticked.filter((value) => value !== choice.value) : [...ticked, choice.value]);
  return html`<div class="choice">
    <input type="checkbox" id=${choice.value} checked=${on} onChange=${change} />
    <label for=${choice.value}>${choice.label}</label>
  </div>`;
}

function Number({ question, answer, set }) {
  return html`<label for="number">${question.short}</label>
    <input
      id="number"
      type="text"
      inputmode="numeric"
      value=${answer === 'declined' ? '' : answer}
      onInput=${(event) => set(event.target.value)}
    />`;
}

render(html`<${Journey} />`, document.getElementById('questions'));
