// How somebody would like to be helped: ticks among the results, which move what stands first.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { look, results, visit, walk, widget } from './widget.mjs';

/** @type {Answers} */
const PUPIL = {
  audience: 'young-person',
  danger: 'no',
  needs: ['anxiety'],
  age: 14,
  level: 'mild',
  lives_in: 'hackney',
  studies_in: 'hackney',
  gp_in: 'hackney',
  circumstances: [],
};

for (const hand of /** @type {const} */ (['pointer', 'keyboard'])) {
  browserTest(`What somebody would like rises and says so, by ${hand}; nothing goes away`, {}, async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await visit(page, '/pages/plain.html');
    await walk(page, PUPIL);
    const before = await results(page);
    const all = await widget(page).locator('.start h4, .band .name').allTextContents();
    const question = widget(page).getByText('How would you like to be helped?');
    const online = widget(page).getByRole('checkbox', { name: 'By text or chat, or online' });
    const press = async (/** @type {import('playwright-core').Locator} */ what, /** @type {string} */ key) => {
      if (hand === 'pointer') {
        await what.click();
      } else {
        await what.focus();
        await page.keyboard.press(key);
      }
    };
    assert.ok(!(await online.isVisible()), 'it is folded: nobody has to choose');
    await press(question, 'Enter');
    await press(online, 'Space');
    const after = await results(page);
    const places = [before, after].map(({ start }) => start.indexOf('Kooth'));
    assert.deepEqual(places, [2, 1], `${before.start}, and then ${after.start}`);
    const because = await widget(page).locator('.start .card', { hasText: 'Kooth' }).locator('.because').textContent();
    assert.equal(because, 'The way you would like: by text or online');
    assert.ok(await online.isChecked());
    const now = await widget(page).locator('.start h4, .band .name').allTextContents();
    assert.deepEqual(now.toSorted(), all.toSorted());
    assert.equal((await look(page)).kind, 'results', 'they stay where they are');
    await press(online, 'Space');
    const last = await results(page);
    assert.deepEqual(last.start, before.start);
    assert.deepEqual(last.recap, before.recap, 'nothing was said');
  });
}

browserTest(
  'What people fear to ask is named on the face and answered by a press, and a doubt about running is on the face',
  {},
  async (page) => {
    await visit(page, '/pages/plain.html');
    await walk(page, { ...PUPIL, needs: ['suicidal-thoughts'] });
    const step = widget(page)
      .locator('.start .card', { has: page.locator('.concerns') })
      .first();
    const concern = (await step.locator('.concerns dt').first().textContent()) ?? '';
    await step.locator('.more > summary', { hasText: concern }).click();
    assert.ok(await step.locator('.concerns dd').first().isVisible());
    await visit(page, '/pages/plain.html');
    await walk(page, { ...PUPIL, circumstances: ['young-carer'] });
    const dated = widget(page).locator('.dated').first();
    assert.match((await dated.textContent()) ?? '', /^Last known: .*\. Ask if it still runs\.$/);
  },
);
