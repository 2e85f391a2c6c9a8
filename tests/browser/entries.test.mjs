// The browser's own Back and Forward: between screens, with the answers; what the entries hold; and that leaving takes
// them back.

import assert from 'node:assert/strict';
import { browserTest, holdBack } from './harness.mjs';
import { arrive, button, give, HANDS, look, visit, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

const ANSWERS = { audience: 'young-person', danger: 'no', needs: ['anxiety'], age: 14, lives_in: 'hackney' };
const PAGE = '/pages/plain.html';

/**
 * Goes on by pointer until so many screens were seen; their headings.
 *
 * @param {Page} page
 * @param {number} count
 */
async function goOver(page, count) {
  let at = await look(page);
  const headings = [at.heading];
  while (headings.length < count) {
    at = await give(page, 'pointer', at, ANSWERS);
    headings.push(at.heading);
  }
  return headings;
}

/**
 * Presses the browser's own button.
 *
 * @param {Page} page
 * @param {'goBack' | 'goForward'} way
 */
const press = (page, way) => arrive(page, () => page[way]({ waitUntil: 'commit' }));

browserTest('Back and Forward go from screen to screen, and answers stay', {}, async (page) => {
  await visit(page, PAGE);
  const headings = await goOver(page, 5);
  for (const heading of headings.slice(1, 4).reverse()) {
    const at = await press(page, 'goBack');
    assert.equal(at.heading, heading);
    assert.equal(at.focus, 'heading');
    assert.ok(at.checked.length > 0 || at.typed, `${heading}: the answer is there`);
  }
  for (const heading of headings.slice(2, 5)) assert.equal((await press(page, 'goForward')).heading, heading);
});

browserTest('the button and the browser go the same way back', {}, async (page) => {
  await visit(page, PAGE);
  const [first, second, third] = await goOver(page, 4);
  assert.equal((await arrive(page, () => button(page, 'Back').click())).heading, third);
  await page.waitForFunction(() => history.state['no-wrong-door'] === 2);
  assert.equal((await press(page, 'goBack')).heading, second);
  assert.equal((await press(page, 'goBack')).heading, first);
  await page.goBack();
  assert.equal(page.url(), 'about:blank');
});

browserTest('an answer given anew leads on, and Forward no more to what was there', {}, async (page) => {
  await visit(page, PAGE);
  await goOver(page, 4);
  await press(page, 'goBack');
  await press(page, 'goBack');
  const at = await give(page, 'pointer', await look(page), { danger: 'worried' });
  await page.goForward({ waitUntil: 'commit', timeout: 500 }).catch(() => {});
  assert.equal((await look(page)).heading, at.heading);
  assert.equal((await press(page, 'goBack')).heading, 'Is anyone in danger right now?');
});

browserTest('before the wasm is there too', {}, async (page, { context }) => {
  const letGo = await holdBack(context, '**/no-wrong-door.wasm');
  await page.goto(PAGE);
  const who = widget(page).getByText('Who is this for?');
  await widget(page).getByText('A friend').click();
  await HANDS.pointer.goOn(page);
  await widget(page).getByText('Is anyone in danger').waitFor();
  await page.goBack();
  await who.waitFor();
  assert.ok(await widget(page).getByLabel('A friend').isChecked());
  await page.goForward();
  await widget(page).getByText('Is anyone in danger').waitFor();
  letGo();
  await page.waitForFunction(() => window.nwdTest.look().kind === 'question');
  assert.equal((await press(page, 'goBack')).heading, 'Who is this for?');
});

browserTest(
  'an entry holds how many screens came before, and neither title nor address tell more',
  {},
  async (page) => {
    await visit(page, PAGE);
    const [title, url] = [await page.title(), page.url()];
    await page.evaluate(() => history.replaceState({ own: 1 }, ''));
    await goOver(page, 4);
    for (const depth of [3, 2, 1, 0]) {
      const state = await page.evaluate(() => history.state);
      assert.deepEqual(state, { ...(depth === 0 && { own: 1 }), 'no-wrong-door': depth });
      assert.equal(await page.title(), title);
      assert.equal(page.url(), url);
      if (depth > 0) await press(page, 'goBack');
    }
  },
);

browserTest('somebody who starts again is at the first entry', {}, async (page) => {
  await visit(page, PAGE);
  await goOver(page, 4);
  await arrive(page, () => button(page, 'Show what there is so far').click());
  await arrive(page, () => button(page, 'Start again').click());
  await page.waitForFunction(() => history.state['no-wrong-door'] === 0);
  await page.goBack();
  assert.equal(page.url(), 'about:blank');
});

browserTest('after Exit, Back never comes to the page', {}, async (page) => {
  await visit(page, PAGE);
  await goOver(page, 4);
  await button(page, 'Exit this page').click();
  await page.waitForURL('**/demo/');
  await page.goBack();
  assert.equal(page.url(), 'about:blank');
});

for (const keeps of [true, false]) {
  browserTest(
    `whoever comes back finds the first question at the first entry, ${keeps ? 'as the page was put away' : 'loaded anew'}`,
    { keeps },
    async (page) => {
      await visit(page, PAGE);
      const [first] = await goOver(page, 4);
      await page.goto('/demo/');
      await page.goBack({ waitUntil: 'commit' });
      await page.waitForFunction(() => window.nwdTest.look().kind === 'question' && !history.state['no-wrong-door']);
      assert.equal((await look(page)).heading, first);
      await page.goBack();
      assert.equal(page.url(), 'about:blank');
    },
  );
}

browserTest('of two elements the first that goes on has the entries', {}, async (page) => {
  await visit(page, '/pages/two.html');
  const one = await look(page);
  await give(page, 'pointer', one, ANSWERS);
  await widget(page, 1).getByText('A friend').click();
  await widget(page, 1).locator('.page .main').first().click();
  await page.waitForFunction(() => window.nwdTest.look(1).heading.includes('danger'));
  assert.equal((await press(page, 'goBack')).heading, one.heading);
  assert.match((await look(page, 1)).heading, /danger/);
});
