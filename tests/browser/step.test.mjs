// A step of the journey looks at the clock once, and what is drawn and told of it is of that moment; a key in a field is no
// step.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { arrive, button, HANDS, look, make, visit, walk, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

/** Counts each look at the clock: nothing else in the page asks for the date of now. */
const countLooks = () => {
  window.looks = 0;
  window.Date = new Proxy(Date, {
    construct(date, parts) {
      if (parts.length === 0) window.looks += 1;
      return Reflect.construct(date, parts);
    },
  });
};

/**
 * How often the clock is looked at while something is done.
 *
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
async function looks(page, act) {
  const before = await page.evaluate(() => window.looks);
  await act();
  await page.evaluate(() => window.nwdTest.settle());
  return (await page.evaluate(() => window.looks)) - before;
}

const ANSWERS = { audience: 'young-person', danger: 'no', needs: ['anxiety'], age: 14, lives_in: 'hackney' };

browserTest(
  'every answer is one look at the clock, and choosing, ticking and typing are none',
  {},
  async (page, { context }) => {
    await context.addInitScript(countLooks);
    await visit(page, '/pages/plain.html');
    for (const fact of ['audience', 'danger', 'needs', 'age']) {
      const at = await look(page);
      assert.equal(at.fact, fact);
      assert.equal(await looks(page, () => make(page, 'pointer', at, ANSWERS)), 0, `making an answer to ${fact}`);
      assert.equal(await looks(page, () => arrive(page, () => HANDS.pointer.goOn(page))), 1, `answering ${fact}`);
    }
  },
);

browserTest(
  'a step without an answer is one look too; a search, and copying what is there, are none',
  {},
  async (page, { context }) => {
    await context.addInitScript(countLooks);
    await visit(page, '/pages/plain.html');
    await walk(page, ANSWERS, { until: 'needs' });
    assert.equal(await looks(page, () => widget(page).locator('#search').pressSequentially('sad')), 0, 'searching');
    await walk(page, ANSWERS, { until: 'age' });
    assert.equal(await looks(page, () => arrive(page, () => button(page, 'Back').click())), 1, 'going back');
    assert.equal(
      await looks(page, () => arrive(page, () => button(page, 'Show what there is so far').click())),
      1,
      'to the results',
    );
    assert.equal(await looks(page, () => button(page, 'Copy as text').click()), 0, 'copying');
  },
);
