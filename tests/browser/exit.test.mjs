// 'Exit this page': another page in this one's place, by button or by Shift three times.

import assert from 'node:assert/strict';
import { browserTest, holdBack } from './harness.mjs';
import { answer, button, visit, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page */
async function pressShift(page, times = 3) {
  for (let press = 0; press < times; press += 1) await page.keyboard.press('Shift');
}

/** @type {{ how: string, leave: (page: Page) => Promise<void> }[]} */
const EXITS = [
  { how: 'the button', leave: (page) => button(page, 'Exit this page').click() },
  { how: 'Shift three times', leave: (page) => pressShift(page) },
];

/**
 * What the status line says.
 *
 * @param {Page} page
 */
const status = async (page) => (await widget(page).locator('.frame > .unseen').textContent()) ?? '';

for (const { how, leave } of EXITS) {
  browserTest(`${how} leaves at once, and 'back' does not lead here`, {}, async (page) => {
    await page.goto('/demo/');
    await visit(page, '/pages/plain.html');
    await answer(page, 'young-person');
    const before = await page.evaluate(() => history.length);
    await Promise.all([page.waitForURL('**/demo/'), leave(page)]);
    assert.equal(await page.evaluate(() => history.length), before);
    await page.goBack().catch(() => {});
    assert.doesNotMatch(page.url(), /plain/);
  });
}

browserTest('the page is blank, and says nothing, before the other one is there', {}, async (page, { context }) => {
  await visit(page, '/pages/plain.html');
  const letGo = await holdBack(context, '**/demo/');
  const seen = page.evaluate(
    () =>
      new Promise((done) => {
        const look = () => done([getComputedStyle(document.documentElement).display, document.title]);
        new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['style'] });
      }),
  );
  const left = Promise.all([page.waitForURL('**/demo/'), button(page, 'Exit this page').click()]);
  assert.deepEqual(await seen, ['none', '']);
  letGo();
  await left;
});

browserTest('Shift twice and a pause, or Shift with a letter, does not leave', {}, async (page) => {
  await page.clock.install();
  await visit(page, '/pages/plain.html');
  await page.keyboard.press('Shift');
  assert.match(await status(page), /two more times/);
  await page.keyboard.press('Shift');
  assert.match(await status(page), /once more/);
  await page.clock.fastForward(6000);
  assert.match(await status(page), /forgotten/);
  await page.keyboard.press('Shift');
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Shift+A');
  await page.waitForTimeout(100);
  assert.match(page.url(), /plain/);
});

/** What is not Shift three times in a row: typing with sticky keys, moving about, changing the keyboard's language. */
const OTHERWISE = [
  { name: 'Shift between letters', keys: ['Shift', 'x', 'Shift', 'y', 'Shift'] },
  { name: 'Shift between other keys', keys: ['Shift', 'Tab', 'Shift', 'ArrowDown', 'Shift'] },
  { name: 'Alt and Shift together', keys: ['Alt+Shift', 'Alt+Shift', 'Alt+Shift'] },
  { name: 'Shift, and a press of the pointer', keys: ['Shift', 'Shift', 'pointer', 'Shift'] },
  { name: 'Shift held while the pointer is pressed', keys: ['Shift+pointer', 'Shift+pointer', 'Shift+pointer'] },
];

for (const { name, keys } of OTHERWISE) {
  browserTest(`${name}: does not leave, and Shift three times in a row does after it`, {}, async (page) => {
    await visit(page, '/pages/plain.html');
    const heading = page.locator('h1');
    for (const key of keys) {
      if (key === 'pointer') await heading.click();
      else if (key === 'Shift+pointer') await heading.click({ modifiers: ['Shift'] });
      else await page.keyboard.press(key);
    }
    await page.waitForTimeout(100);
    assert.match(page.url(), /plain/);
    await page.keyboard.press('x');
    await Promise.all([page.waitForURL('**/demo/'), pressShift(page)]);
  });
}

browserTest('what is pressed between says once that the presses are forgotten', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await page.keyboard.press('x');
  assert.equal(await status(page), '', 'nothing was counted');
  await page.keyboard.press('Shift');
  assert.match(await status(page), /two more times/);
  await page.keyboard.press('x');
  assert.match(await status(page), /forgotten/);
});

browserTest('an element that is taken out does not listen any more', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await page.evaluate(() => {
    window.nwdTest.host(0).remove();
  });
  await pressShift(page, 4);
  await page.waitForTimeout(100);
  assert.match(page.url(), /plain/);
});
