// The results beyond the steps, on a phone: ways to their parts, what they can be narrowed down to, and why what is not
// for now is not.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { CHILD, TEENAGER } from './people.mjs';
import { button, results, visit, walk, widget } from './widget.mjs';

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

browserTest('whom to talk it over with stands there whatever is filtered', PHONE, async (page) => {
  await visit(page, '/demo/staff/');
  await walk(page, { ...TEENAGER, role: 'school' });
  const consult = () => widget(page).locator('.consult dt').allTextContents();
  const before = await consult();
  assert.ok(before.length > 0);
  await widget(page).getByText('Show only some of these').tap();
  await widget(page).locator('.filters label', { hasText: 'Free' }).tap();
  assert.deepEqual(await consult(), before);
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

browserTest('the list is shared by the system itself, and tells no answer', PHONE, async (page, { context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'share', {
      value: async (/** @type {{ text: string }} */ { text }) => void (document.title = text),
    });
  });
  await arriveAtResults(page);
  const [first = ''] = (await results(page)).start;
  await button(page, 'Share').tap();
  const shared = await page.title();
  assert.ok(shared.includes(first), shared);
  assert.ok(!/worry|anxi/i.test(shared.replaceAll(first, '')), shared);
});

browserTest('where the system has no sheet, sharing is not offered', PHONE, async (page) => {
  await arriveAtResults(page);
  assert.equal(await button(page, 'Share').count(), 0);
});

/** @type {{ address: string, links: RegExp | null }[]} */
const ADDRESSES = [
  { address: 'mailto:offer@council.example', links: /^mailto:offer@council\.example\?subject=[\w%'()-]+$/ },
  { address: 'https://council.example/tell', links: /^https:\/\/council\.example\/tell\?service=[a-z0-9_-]+$/ },
  { address: 'https://council.example/tell?form=3', links: /tell\?form=3&service=[a-z0-9_-]+$/ },
  { address: 'javascript:alert(1)', links: null },
  { address: '', links: null },
];

for (const { address, links } of ADDRESSES) {
  browserTest(`'Something wrong here?' leads to ${address || 'nothing'}`, PHONE, async (page) => {
    await visit(page, '/pages/plain.html');
    await page.locator('no-wrong-door').evaluate((it, url) => it.setAttribute('feedback-url', url), address);
    await walk(page, CHILD, { skip: true });
    const found = await widget(page)
      .locator('.card .feedback a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    if (links) {
      assert.ok(found.length > 3 && found.every((link) => links.test(link)), `${found}`);
      assert.equal(await widget(page).locator('.foot .feedback a').getAttribute('href'), address);
    } else {
      assert.deepEqual(found, []);
    }
  });
}
