// A link to the page may name needs: they are ticked where that is asked, and nothing is taken for said.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { give, look, visit, walk } from './widget.mjs';

/** @type {{ hash: string, ticked: string[] }[]} */
const LINKS = [
  { hash: '#nwd=sleep', ticked: ['sleep'] },
  { hash: '#nwd=anxiety,sleep', ticked: ['anxiety', 'sleep'] },
  { hash: '#nwd=sleep,no-such-need', ticked: ['sleep'] },
  { hash: '#nwd=<b>', ticked: [] },
  { hash: '#nwd=', ticked: [] },
  { hash: '#sleep', ticked: [] },
];

for (const { hash, ticked } of LINKS) {
  browserTest(`${hash}: ${ticked.join(' and ') || 'nothing'} is ticked`, {}, async (page) => {
    await visit(page, `/pages/plain.html${hash}`);
    assert.equal((await look(page)).heading, 'Who is this for?');
    await walk(page, { audience: 'young-person', danger: 'no' }, { until: 'needs' });
    assert.deepEqual((await look(page)).checked, ticked);
  });
}

browserTest('a link brings the element into view, and another link in the page begins anew', {}, async (page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page, '/demo/council/#nwd=sleep');
  const top = () => page.evaluate(() => window.nwdTest.host().getBoundingClientRect().top);
  assert.ok((await top()) < 100, `at ${await top()}`);
  await page.evaluate(() => (location.hash = '#nwd=anxiety'));
  await page.waitForFunction(() => window.nwdTest.look().kind === 'question');
  await walk(page, { audience: 'friend', danger: 'no' }, { until: 'needs' });
  assert.deepEqual((await look(page)).checked, ['anxiety']);
});

browserTest('what was said is not lost by a link, and what was unticked stays so', {}, async (page) => {
  await visit(page, '/pages/plain.html#nwd=sleep');
  await walk(page, { audience: 'young-person', danger: 'no' }, { until: 'needs' });
  await page.evaluate(() => (location.hash = '#nwd=anxiety'));
  const at = await look(page);
  assert.equal(at.fact, 'needs');
  assert.deepEqual(at.checked, ['sleep']);
  await page.evaluate(() => window.nwdTest.find('.page input[value=sleep]').click());
  await give(page, 'pointer', await look(page), { needs: ['anger'] });
  await page.goBack();
  await page.waitForFunction(() => window.nwdTest.look().fact === 'needs');
  assert.deepEqual((await look(page)).checked, ['anger']);
});
