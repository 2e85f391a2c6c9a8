// What a person does with the element, with real keys and a real pointer; and quicker ways for tests about other things.

import assert from 'node:assert/strict';

/** Opens a page and waits until the element asks its first question. */
export async function visit(page, path) {
  await page.goto(path);
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll('no-wrong-door')];
    return (
      all.length > 0 &&
      all.every((_, nth) => window.nwdTest.look(nth).kind !== 'waiting' && window.nwdTest.look(nth).kind !== 'none')
    );
  });
}

export const look = (page, nth = 0) => page.evaluate((nth) => window.nwdTest.look(nth), nth);
export const results = (page, nth = 0) => page.evaluate((nth) => window.nwdTest.results(nth), nth);
export const events = (page, type) =>
  page.evaluate((type) => window.nwdTest.events.filter((e) => !type || e.type === type), type);

/** Answers quickly, from inside the page: until the results, or until a question comes up. */
export const walk = (page, answers, options = {}) =>
  page.evaluate(([a, o]) => window.nwdTest.walk(a, o), [answers, options]);
export const answer = (page, value, nth = 0) => page.evaluate(([v, n]) => window.nwdTest.answer(v, n), [value, nth]);

export const widget = (page, nth = 0) => page.locator('no-wrong-door').nth(nth);
export const button = (page, name, nth = 0) => widget(page, nth).getByRole('button', { name, exact: true });

/** Does something that leads to another screen, and looks at that. */
export async function arrive(page, act) {
  const steps = () => page.evaluate(() => window.nwdTest.events.filter((e) => e.type === 'nwd-step').length);
  const before = await steps();
  await act();
  await page.waitForFunction(
    (before) => window.nwdTest.events.filter((e) => e.type === 'nwd-step').length > before,
    before,
  );
  await page.evaluate(() => window.nwdTest.settle());
  return look(page);
}

/** The ways to work a question: the same answers by pointer and by keys alone. */
export const HANDS = {
  pointer: { choose, tick, type, goOn },
  keyboard: { choose: chooseByKeys, tick: tickByKeys, type: typeByKeys, goOn: goOnByKeys },
};

/** Gives one answer by hand and goes on. */
export async function give(page, hand, question, value) {
  const hands = HANDS[hand];
  if (value === undefined || value === null) await hands.choose(page, 'declined');
  else if (question.control === 'ticks' && value.length === 0) await hands.choose(page, 'none');
  else if (question.control === 'ticks') await hands.tick(page, value);
  else if (question.control === 'number') await hands.type(page, String(value));
  else await hands.choose(page, question.offered.includes(String(value)) ? String(value) : 'declined');
  return arrive(page, () => hands.goOn(page));
}

async function choose(page, value) {
  const radio = widget(page).locator(`.page input[type=radio][value="${value}"]`);
  await widget(page)
    .locator(`.page label[for="${await radio.getAttribute('id')}"]`)
    .click();
}

async function tick(page, values) {
  for (const value of values) {
    const box = widget(page).locator(`.page fieldset input[type=checkbox][value="${value}"]`).last();
    const group = widget(page).locator('details.group', { has: page.locator(`input[value="${value}"]`) });
    if ((await group.count()) && !(await group.evaluate((group) => group.open))) await group.locator('summary').click();
    await box.click();
  }
}

function type(page, text) {
  return widget(page).locator('#number').fill(text);
}

function goOn(page) {
  return widget(page).locator('.page .main').first().click();
}

const focused = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const element = activeElement?.shadowRoot?.activeElement ?? activeElement;
    const { localName, type, name, value, id, className, open } = element;
    return {
      localName,
      type,
      name,
      value,
      id,
      className,
      open: element.closest?.('details')?.open,
      group: element.parentElement?.className,
      text: element.textContent.trim(),
    };
  });

/** Tabs on until the focus is where it is wanted. */
export async function tabTo(page, wanted, maxPresses = 80) {
  for (let presses = 0; presses < maxPresses; presses += 1) {
    const at = await focused(page);
    if (wanted(at)) return at;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no such stop within ${maxPresses} presses of Tab`);
}

async function chooseByKeys(page, value) {
  const { offered } = await look(page);
  assert.ok(offered.includes(value), `${value} is not offered`);
  await tabTo(page, (at) => at.type === 'radio');
  await page.keyboard.press('Space');
  for (let presses = 0; (await focused(page)).value !== value; presses += 1) {
    assert.ok(presses < 30, `${value} cannot be reached with the arrow keys`);
    await page.keyboard.press('ArrowDown');
  }
}

async function tickByKeys(page, values) {
  for (const value of values) {
    const group = await page.evaluate((value) => {
      const box = window.nwdTest.host(0).shadowRoot.querySelector(`fieldset [type=checkbox][value="${value}"]`);
      return box.closest('details.group')?.querySelector('.name').textContent;
    }, value);
    const isBox = (at) => at.type === 'checkbox' && at.value === value;
    const at = await tabTo(
      page,
      (at) => isBox(at) || (group && at.localName === 'summary' && at.text.startsWith(group)),
    );
    if (!isBox(at) && !at.open) await page.keyboard.press('Enter');
    await tabTo(page, isBox);
    await page.keyboard.press('Space');
  }
}

async function typeByKeys(page, text) {
  await tabTo(page, (at) => at.id === 'number');
  await page.keyboard.type(text);
}

function goOnByKeys(page) {
  return page.keyboard.press('Enter');
}
