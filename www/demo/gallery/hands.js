// A visitor's hands in the demonstration: they answer and press by the events that a person's make, in the open root.

/** @import { Act, Answer } from './states.js' */

/** More than any journey has. */
const MAX_SCREENS = 40;

/** Lets what was pressed be drawn. */
export const drawn = () => new Promise((done) => setTimeout(done, 30));

/**
 * Waits until something is there.
 *
 * @template Found
 * @param {() => Found | null | undefined | false} look
 */
export async function there(look) {
  for (;;) {
    const found = look();
    if (found) return found;
    await drawn();
  }
}

/**
 * Answers what is asked until something is there.
 *
 * @param {ShadowRoot} root
 * @param {Record<string, Answer>} answers
 * @param {string} until
 */
export async function walk(root, answers, until) {
  for (let screens = 0; screens < MAX_SCREENS && !root.querySelector(until); screens += 1) {
    const form = root.querySelector('.page form');
    for (const field of form?.querySelectorAll('fieldset') ?? []) {
      answer(field, answers);
      await drawn();
    }
    click(root, '.page .main');
    await drawn();
  }
}

/**
 * Makes the answer to one question, or declines it.
 *
 * @param {Element} field
 * @param {Record<string, Answer>} answers
 */
function answer(field, answers) {
  const inputs = [...field.querySelectorAll('input')];
  const radios = inputs.filter(({ type }) => type === 'radio');
  const said = answers[radios[0]?.name ?? ''];
  const number = inputs.find(({ id }) => id.startsWith('number-'));
  if (number && said !== undefined) return type(number, `${said}`);
  if (Array.isArray(said)) {
    return said.forEach((value) => inputs.find((it) => it.type === 'checkbox' && it.value === value)?.click());
  }
  const [chosen] = [`${said}`, 'none', 'declined']
    .map((value) => radios.find((it) => it.value === value))
    .filter((it) => it !== undefined);
  chosen?.click();
}

/**
 * @param {HTMLInputElement} input
 * @param {string} text
 */
function type(input, text) {
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/**
 * @param {ShadowRoot} root
 * @param {string} selector
 */
function click(root, selector) {
  const found = root.querySelector(selector);
  if (found instanceof HTMLElement) found.click();
}

/**
 * @param {ShadowRoot} root
 * @param {Act} act
 */
export async function perform(root, act) {
  if ('press' in act) {
    [...root.querySelectorAll('button')].find((button) => button.textContent.trim() === act.press)?.click();
  } else if ('click' in act) {
    click(root, act.click);
  } else if ('open' in act) {
    root.querySelectorAll(act.open).forEach((details) => details.setAttribute('open', ''));
  } else {
    const input = root.querySelector(act.in);
    if (input instanceof HTMLInputElement) type(input, act.type);
  }
  await drawn();
}
