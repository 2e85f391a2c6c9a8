// Where the eye is on a phone: help now and the first choice at a first look, and what is urgent beside what raised it.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { TEENAGER } from './people.mjs';
import { answer, button, visit, walk, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

const BIG = { width: 390, height: 844 };
const SMALL = { width: 375, height: 812 };
/** @type {[demo: string, phone: typeof BIG][]} */
const LOOKS = [
  ['/demo/council/', BIG],
  ['/demo/council/', SMALL],
  ['/demo/school/', BIG],
  ['/demo/staff/', BIG],
  ['/demo/staff/', SMALL],
];
const LINE_PX = 24;

/**
 * The panel of crisis contacts: how many lines it has, and which of its links can be seen.
 *
 * @param {Page} page
 */
const panel = (page) =>
  page.evaluate((line) => {
    const [slotted] = document.querySelectorAll('[slot=crisis]');
    if (!slotted) throw new Error('no crisis contacts');
    const { top, bottom, height } = slotted.getBoundingClientRect();
    const links = [...slotted.querySelectorAll('a')].map((link) => link.getBoundingClientRect());
    const seen = links.filter((link) => link.top >= top && link.bottom <= bottom);
    return { lines: Math.round(height / line), seen: seen.length, all: links.length };
  }, LINE_PX);

for (const [demo, viewport] of LOOKS) {
  browserTest(
    `${demo} at ${viewport.width}: help now, and the first choice, are in view`,
    { context: { viewport, hasTouch: true } },
    async (page) => {
      await visit(page, demo);
      const choice = await page.evaluate(() => window.nwdTest.find('.choice').getBoundingClientRect().bottom);
      assert.ok(choice <= viewport.height, `the first choice ends at ${choice}`);
      const { lines, seen } = await panel(page);
      assert.ok(lines <= 2 && seen > 0, `${lines} lines, ${seen} links`);
    },
  );
}

const PHONE = { context: { viewport: BIG, hasTouch: true } };

browserTest(
  'the panel of crisis contacts opens and closes, and is a line after the first screen',
  PHONE,
  async (page) => {
    await visit(page, '/demo/council/');
    await button(page, 'More: Help now').tap();
    const open = await panel(page);
    assert.equal(open.seen, open.all);
    await button(page, 'Less: Help now').tap();
    assert.ok((await panel(page)).seen < open.all);
    await answer(page, 'young-person');
    const { lines, seen } = await panel(page);
    assert.ok(lines === 1 && seen > 0, `${lines} lines, ${seen} links`);
  },
);

browserTest('keys reach every crisis contact, and none of them where it cannot be seen', PHONE, async (page) => {
  await visit(page, '/demo/council/');
  await page.locator('[slot=crisis] a').first().focus();
  const { seen, all } = await panel(page);
  assert.equal(seen, all);
});

browserTest('where there is room for all of it, nothing is to be opened', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  assert.equal(await button(page, 'More: Help now').count(), 0);
});

browserTest('PHQ-9: the alert stands below its answer, and nothing moves', PHONE, async (page) => {
  await visit(page, '/demo/staff/');
  await walk(page, { ...TEENAGER, role: 'school' });
  await button(page, 'PHQ-9: low mood').tap();
  const item = widget(page).locator('.item').nth(8);
  const option = item.locator('label').nth(1);
  await option.scrollIntoViewIfNeeded();
  const before = await option.boundingBox();
  await option.tap();
  const alert = item.locator('.alert');
  await alert.getByText('999').first().waitFor();
  assert.deepEqual(await option.boundingBox(), before);
  const [last, told] = [await item.locator('label').last().boundingBox(), await alert.boundingBox()];
  assert.ok(last && told && told.y >= last.y && told.y - last.y < 100, 'it is below the answers');
});
