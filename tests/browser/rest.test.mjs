// The results beyond the steps, on a phone: ways to their parts, what they can be narrowed down to, and why what is not
// for now is not.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { CHILD } from './people.mjs';
import { results, visit, walk, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */
/** @typedef {Awaited<ReturnType<typeof results>>} Results */

const PHONE = { context: { viewport: { width: 390, height: 844 }, hasTouch: true } };

/** @param {Results} shown */
const rest = ({ fits, may, folded }) => [
  ...fits.flatMap(({ names }) => names),
  ...may,
  ...(folded.find(({ heading }) => heading.startsWith('Also open to'))?.names ?? []),
];

/** @param {Page} page */
async function arriveAtResults(page) {
  await visit(page, '/demo/council/');
  await walk(page, CHILD, { skip: true });
}

browserTest('filters say how many they leave, and leave them', PHONE, async (page) => {
  await arriveAtResults(page);
  const before = await results(page);
  await widget(page).getByText('Show only some of these').tap();
  const labels = await widget(page).locator('.filters label').allTextContents();
  assert.ok(labels.length > 3, `${labels}`);
  for (const label of labels) {
    const [, count] = /\((\d+)\)$/.exec(label) ?? [];
    const tick = widget(page).locator('.filters label', { hasText: label.replace(/ \(\d+\)$/, '') });
    await tick.tap();
    const after = await results(page);
    assert.equal(rest(after).length, Number(count), label);
    assert.deepEqual(after.start, before.start, 'the steps stay');
    assert.deepEqual(
      rest(after).filter((name) => !rest(before).includes(name)),
      [],
    );
    await tick.tap();
  }
  assert.deepEqual(await results(page), before);
});

browserTest('each way leads to its part, which stands at the top and has the focus', PHONE, async (page) => {
  await arriveAtResults(page);
  const ways = await widget(page).locator('.jumps button').allTextContents();
  assert.ok(ways.length >= 3, `${ways}`);
  for (const way of ways) {
    await widget(page).getByRole('button', { name: way, exact: true }).tap();
    const at = await page.evaluate(() => {
      const { find, root } = window.nwdTest;
      const focus = root().activeElement;
      const bar = find('.bar').getBoundingClientRect().bottom;
      return { heading: focus?.textContent ?? '', below: (focus?.getBoundingClientRect().top ?? 0) - bar };
    });
    assert.ok(way.startsWith(at.heading), `${way}: ${at.heading}`);
    assert.ok(at.below >= 0 && at.below < 600, `${way}: ${at.below} px below the bar`);
  }
});

browserTest('what is not for now stands by reason, each once', PHONE, async (page) => {
  await arriveAtResults(page);
  await widget(page).getByText('Not for now, and why').tap();
  const reasons = await widget(page).locator('.by-reason dt').allTextContents();
  const names = await widget(page).locator('.by-reason dd').allTextContents();
  assert.equal(new Set(reasons).size, reasons.length);
  assert.equal(new Set(names).size, names.length);
  assert.ok(reasons.length < names.length, `${reasons.length} reasons for ${names.length}`);
});
