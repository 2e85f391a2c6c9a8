// What a person does with the element, with real keys and a real pointer; and quicker ways for tests about other things.

import assert from 'node:assert/strict';

/** @import { Page } from 'playwright-core' */
/** @typedef {ReturnType<NwdTest['look']>} Screen */

/**
 * Opens a page and waits until the element asks its first question.
 *
 * @param {Page} page
 * @param {string} path
 */
export async function visit(page, path) {
  await page.goto(path);
  await page.waitForFunction(() => {
    const kinds = [...document.querySelectorAll('no-wrong-door')].map((_, nth) => window.nwdTest.look(nth).kind);
    return kinds.length > 0 && !kinds.includes('waiting') && !kinds.includes('none');
  });
}

/** @param {Page} page */
export const look = (page, nth = 0) => page.evaluate((nth) => window.nwdTest.look(nth), nth);
/** @param {Page} page */
export const results = (page, nth = 0) => page.evaluate((nth) => window.nwdTest.results(nth), nth);
/**
 * The events so far; of one type alone where it is named.
 *
 * @param {Page} page
 * @param {string} [type]
 */
export const events = (page, type) =>
  page.evaluate((type) => window.nwdTest.events.filter((e) => !type || e.type === type), type);

/**
 * Answers quickly, from inside the page: until the results, or until a question comes up.
 *
 * @param {Page} page
 * @param {Answers} answers
 * @param {Parameters<NwdTest['walk']>[1]} options
 */
export const walk = (page, answers, options = {}) =>
  page.evaluate(({ answers, options }) => window.nwdTest.walk(answers, options), { answers, options });
/**
 * Answers a screen quickly: its first question, or each by its name.
 *
 * @param {Page} page
 * @param {Answer | Answers} value
 */
export const answer = (page, value, nth = 0) =>
  page.evaluate(({ value, nth }) => window.nwdTest.answer(value, nth), { value, nth });

/** @param {Page} page */
export const widget = (page, nth = 0) => page.locator('no-wrong-door').nth(nth);
/**
 * @param {Page} page
 * @param {string} name
 */
export const button = (page, name, nth = 0) => widget(page, nth).getByRole('button', { name, exact: true });

/**
 * Unfolds everything, or what the selector names.
 *
 * @param {Page} page
 */
export const unfold = (page, selector = 'details') =>
  widget(page)
    .locator(selector)
    .evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));

/**
 * Does something that leads to another screen, and looks at that.
 *
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
export async function arrive(page, act) {
  const screens = () => window.nwdTest.screens(0);
  const before = await page.evaluate(screens);
  await act();
  await page.waitForFunction((before) => window.nwdTest.screens(0) > before, before);
  await page.evaluate(() => window.nwdTest.settle());
  return look(page);
}

/**
 * A way to work a question.
 *
 * @typedef {object} Hand
 * @property {(page: Page, fact: string, value: string) => Promise<void>} choose
 * @property {(page: Page, fact: string, values: string[]) => Promise<void>} tick
 * @property {(page: Page, fact: string, text: string) => Promise<void>} type
 * @property {(page: Page) => Promise<void>} goOn
 */

/**
 * The same answers by pointer and by keys alone.
 *
 * @type {Record<'pointer' | 'keyboard', Hand>}
 */
export const HANDS = {
  pointer: { choose, tick, type, goOn },
  keyboard: { choose: chooseByKeys, tick: tickByKeys, type: typeByKeys, goOn: goOnByKeys },
};

/**
 * Makes the answers of a screen by hand, and does not go on yet. What is given without a question's name is for the
 * first.
 *
 * @param {Page} page
 * @param {keyof typeof HANDS} hand
 * @param {Screen} screen
 * @param {Answer | Answers} given
 */
export async function make(page, hand, screen, given) {
  for (const [at, field] of screen.fields.entries()) await makeOne(page, hand, field, valueOf(given, field.fact, at));
}

/**
 * What is given for a question: by its name, or without one for the first.
 *
 * @param {Answer | Answers} given
 * @param {string} fact
 * @param {number} at
 * @returns {Answer}
 */
function valueOf(given, fact, at) {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given[fact];
  return at === 0 ? given : null;
}

/**
 * @param {Page} page
 * @param {keyof typeof HANDS} hand
 * @param {Screen['fields'][0]} field
 * @param {Answer} value
 */
async function makeOne(page, hand, { fact, control, offered }, value) {
  const hands = HANDS[hand];
  if (value === undefined || value === null) await hands.choose(page, fact, 'declined');
  else if (Array.isArray(value) && value.length === 0) await hands.choose(page, fact, 'none');
  else if (Array.isArray(value)) await hands.tick(page, fact, value);
  else if (control === 'number') await hands.type(page, fact, String(value));
  else await hands.choose(page, fact, offered.includes(String(value)) ? String(value) : 'declined');
}

/**
 * Answers a screen by hand and goes on.
 *
 * @param {Page} page
 * @param {keyof typeof HANDS} hand
 * @param {Screen} screen
 * @param {Answer | Answers} given
 */
export async function give(page, hand, screen, given) {
  await make(page, hand, screen, given);
  return arrive(page, () => HANDS[hand].goOn(page));
}

/**
 * @param {Page} page
 * @param {string} fact
 * @param {string} value
 */
async function choose(page, fact, value) {
  const radio = widget(page).locator(`.page input[type=radio][name="${fact}"][value="${value}"]`);
  await widget(page)
    .locator(`.page label[for="${await radio.getAttribute('id')}"]`)
    .click();
}

/**
 * @param {Page} page
 * @param {string} fact
 * @param {string[]} values
 */
async function tick(page, fact, values) {
  for (const value of values) {
    const box = widget(page).locator(`.page #fact-${fact} input[type=checkbox][value="${value}"]`).last();
    const closed = widget(page).locator('details.group:not([open])', { has: page.locator(`input[value="${value}"]`) });
    if (await closed.count()) await closed.locator('summary').click();
    await box.click();
  }
}

/**
 * @param {Page} page
 * @param {string} fact
 * @param {string} text
 */
function type(page, fact, text) {
  return widget(page).locator(`#number-${fact}`).fill(text);
}

/** @param {Page} page */
function goOn(page) {
  return widget(page).locator('.page .main').first().click();
}

/** @typedef {Awaited<ReturnType<typeof focused>>} Stop where the focus is */

/** @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const element = activeElement?.shadowRoot?.activeElement ?? activeElement;
    const input = element instanceof HTMLInputElement ? element : undefined;
    return {
      localName: element?.localName,
      type: input?.type,
      name: input?.name,
      value: input?.value,
      id: element?.id,
      open: element?.closest('details')?.open,
      text: element?.textContent.trim() ?? '',
    };
  });

/**
 * Tabs on until the focus is where it is wanted.
 *
 * @param {Page} page
 * @param {(stop: Stop) => boolean} wanted
 */
export async function tabTo(page, wanted, maxPresses = 80) {
  for (let presses = 0; presses < maxPresses; presses += 1) {
    const at = await focused(page);
    if (wanted(at)) return at;
    await page.keyboard.press('Tab');
  }
  return assert.fail(`no such stop within ${maxPresses} presses of Tab`);
}

/**
 * @param {Page} page
 * @param {string} fact
 * @param {string} value
 */
async function chooseByKeys(page, fact, value) {
  const field = (await look(page)).fields.find((field) => field.fact === fact);
  assert.ok(field?.offered.includes(value), `${value} is not offered`);
  await tabTo(page, (at) => at.type === 'radio' && at.name === fact);
  await page.keyboard.press('Space');
  for (let presses = 0; (await focused(page)).value !== value; presses += 1) {
    assert.ok(presses < 30, `${value} cannot be reached with the arrow keys`);
    await page.keyboard.press('ArrowDown');
  }
}

/**
 * @param {Page} page
 * @param {string} fact
 * @param {string[]} values
 */
async function tickByKeys(page, fact, values) {
  for (const value of values) {
    const group = await page.evaluate(
      ({ fact, value }) => {
        const { find } = window.nwdTest;
        const group = find(`#fact-${fact} [type=checkbox][value="${value}"]`).closest('details.group');
        return group ? find('.name', group).textContent : undefined;
      },
      { fact, value },
    );
    /** @param {Stop} at */
    const isBox = (at) => at.type === 'checkbox' && at.value === value;
    /** @param {Stop} at */
    const isGroup = (at) => group !== undefined && at.localName === 'summary' && at.text.startsWith(group);
    const at = await tabTo(page, (at) => isBox(at) || isGroup(at));
    if (!isBox(at) && !at.open) await page.keyboard.press('Enter');
    await tabTo(page, isBox);
    await page.keyboard.press('Space');
  }
}

/**
 * @param {Page} page
 * @param {string} fact
 * @param {string} text
 */
async function typeByKeys(page, fact, text) {
  await tabTo(page, (at) => at.id === `number-${fact}`);
  await page.keyboard.type(text);
}

/** @param {Page} page */
function goOnByKeys(page) {
  return page.keyboard.press('Enter');
}
