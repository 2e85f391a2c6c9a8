// The journey from the first question to the results and back, by keys alone and by pointer.

import assert from 'node:assert/strict';
import { browserTest, holdBack } from './harness.mjs';
import { answer, arrive, button, give, HANDS, look, results, tabTo, unfold, visit, walk, widget } from './widget.mjs';

/** @type {Answers} */
const TEENAGER = {
  danger: 'no',
  needs: ['anxiety', 'sleep'],
  age: 14,
  level: 'mild',
  lives_in: 'hackney',
  gp_in: 'hackney',
  circumstances: [],
};
/** @type {{ name: string, path: string, answers: Answers, preset?: boolean, spokenTo: string }[]} */
const ASKERS = [
  {
    name: 'Me',
    path: '/pages/plain.html',
    answers: { audience: 'young-person', ...TEENAGER },
    spokenTo: 'What can help',
  },
  {
    name: 'A friend',
    path: '/demo/council/',
    answers: { audience: 'friend', ...TEENAGER },
    spokenTo: 'What can help them',
  },
  {
    name: 'My child',
    path: '/demo/council/',
    answers: { audience: 'parent-carer', ...TEENAGER, age: 8 },
    spokenTo: 'What can help them',
  },
  {
    name: 'Someone I work with',
    path: '/demo/school/',
    answers: { audience: 'professional', ...TEENAGER },
    spokenTo: 'What can help them',
  },
  {
    name: 'A staff page, which says who asks',
    path: '/demo/staff/',
    answers: TEENAGER,
    preset: true,
    spokenTo: 'What can help them',
  },
];

for (const { name, path, answers, preset, spokenTo } of ASKERS) {
  for (const hand of /** @type {const} */ (['pointer', 'keyboard'])) {
    browserTest(`${name}, by ${hand}: to services with a way in that is open`, {}, async (page) => {
      await visit(page, path);
      let at = await look(page);
      assert.equal(at.fact, preset ? 'danger' : 'audience');
      assert.equal(at.focus, '', 'nothing takes the focus before the person does something');
      /** @type {string[]} */
      const asked = [];
      while (at.kind === 'question') {
        assert.ok(!asked.includes(at.fact) && asked.length < 20, `${at.fact} is asked again after ${asked}`);
        asked.push(...at.fields.map(({ fact }) => fact));
        at = await give(page, hand, at, answers);
        assert.equal(at.focus, 'heading', `the heading has the focus after ${asked.at(-1)}`);
      }
      assert.equal(at.kind, 'results');
      assert.equal(at.heading, spokenTo);
      const ways = widget(page).locator('.band[aria-labelledby^=group-] .card .way-in a.contact');
      assert.ok((await ways.count()) > 0, 'somebody can be reached');
      const { recap, start } = await results(page);
      assert.ok(start.length > 0 && start.length <= 3, `${start}`);
      const steps = widget(page)
        .getByRole('list')
        .filter({ has: page.getByRole('heading', { name: start[0] }) });
      assert.equal(await steps.locator('> li').count(), start.length, 'the steps are a list');
      assert.equal(Object.keys(recap).length, asked.length, 'what was asked is what can be changed');
    });
  }
}

for (const { age, college, perinatal } of [
  { age: 9, college: false, perinatal: false },
  { age: 17, college: true, perinatal: true },
]) {
  browserTest(
    `Aged ${age}: what cannot be is not offered, and what has one answer left is not asked`,
    {},
    async (page) => {
      await visit(page, '/pages/plain.html');
      /** @type {Answers} */
      const answers = { ...TEENAGER, audience: 'parent-carer', needs: null, age, studies_in: 'hackney' };
      /** @type {Record<string, string[]>} */
      const offered = {};
      for (let at = await look(page); at.fields.length > 0; at = await look(page)) {
        for (const { fact, offered: choices } of at.fields) offered[fact] = choices;
        await answer(page, answers);
      }
      assert.equal(offered.school_type.includes('college'), college);
      assert.ok(offered.school_type.includes('maintained'), `${offered.school_type}`);
      assert.equal(offered.school_type.includes('none'), age > 15, 'a university is neither school nor college');
      assert.equal('perinatal' in offered, perinatal);
      const { recap } = await results(page);
      assert.equal('Pregnancy or baby' in recap, perinatal);
    },
  );
}

browserTest('Back keeps every answer, and Continue goes on to what is not yet answered', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  /** @type {Answers} */
  const given = {
    audience: 'parent-carer',
    danger: 'worried',
    needs: ['anger', 'sleep'],
    age: 11,
    lives_in: 'hackney',
    studies_in: 'hackney',
  };
  const way = [];
  let at = await look(page);
  while (at.kind === 'question' && at.fact in given) {
    way.push(at);
    at = await give(page, 'pointer', at, given);
    if (at.kind === 'heard') {
      way.push(at);
      at = await arrive(page, () => button(page, 'Go on').click());
    }
  }
  const end = at.fact;
  assert.deepEqual(
    way.map(({ kind, fact }) => fact || kind),
    ['audience', 'danger', 'heard', 'needs', 'age'],
  );
  for (const { heading, fact } of way.toReversed()) {
    at = await arrive(page, () => button(page, 'Back').click());
    assert.deepEqual([at.heading, at.fact, at.focus], [heading, fact, 'heading']);
    for (const { fact, control, typed, checked } of at.fields) {
      assert.deepEqual(control === 'number' ? [typed] : checked, [given[fact]].flat().map(String), fact);
    }
  }
  assert.equal(at.back, false, 'nothing comes before the first question');
  at = await arrive(page, () => button(page, 'Continue').click());
  assert.equal(at.fact, end);
});

browserTest(
  'an answer changed from the recap leaves no trace of the branch that it closes',
  {},
  async (page, { content }) => {
    await visit(page, '/pages/plain.html');
    const pregnant = {
      audience: 'young-person',
      danger: 'no',
      needs: ['pregnancy-or-baby'],
      age: 17,
      lives_in: 'hackney',
      gp_in: 'hackney',
      perinatal: 'pregnant',
      weeks_pregnant: 12,
      first_baby: true,
    };
    const said = await walk(page, pregnant);
    assert.equal(said.weeks_pregnant, 12, 'the weeks are asked');
    /** @param {string} fact */
    const short = (fact) => content.locales.en[`fact.${fact}.short`];
    const before = await results(page);
    assert.equal(before.recap[short('weeks_pregnant')], '12');
    await unfold(page, '.recap details');
    let at = await arrive(page, () => button(page, `Change: ${short('perinatal')}`).click());
    assert.equal(at.fact, 'perinatal');
    assert.deepEqual(at.checked, ['pregnant']);
    at = await give(page, 'pointer', at, 'no');
    while (at.kind === 'question') {
      assert.ok(!['weeks_pregnant', 'first_baby', 'months_since_birth'].includes(at.fact), at.fact);
      at = await give(page, 'pointer', at, null);
    }
    const changed = await results(page);
    assert.equal(changed.recap[short('weeks_pregnant')], undefined);
    await button(page, 'Start again').click();
    assert.equal((await look(page)).fact, 'audience');
    await walk(page, { ...pregnant, perinatal: 'no' });
    assert.deepEqual(changed, await results(page), 'as if the branch had never been taken');
  },
);

const FAULTS = [
  { control: 'choices', until: 'audience', words: 'Choose one answer', field: 'audience-0' },
  { control: 'ticks', until: 'needs', words: 'Tick what fits', field: 'search' },
  { control: 'number', until: 'age', words: 'Type a number', field: 'number-age' },
  { control: 'flat ticks', until: 'circumstances', words: 'Tick what fits' },
];
for (const { control, until, words, field } of FAULTS) {
  browserTest(
    `Continue with nothing said (${control}): what to do first, with a link to the field`,
    {},
    async (page) => {
      await visit(page, '/pages/plain.html');
      await walk(page, { audience: 'young-person', danger: 'no' }, { until });
      const asked = async () => (await look(page)).fields.find(({ fact }) => fact === until);
      assert.ok(await asked());
      await button(page, 'Continue').click();
      const summary = widget(page).getByRole('alert').filter({ visible: true });
      await summary.waitFor();
      await page.waitForFunction(() => window.nwdTest.look().focus === 'summary');
      assert.ok((await asked())?.fault.startsWith(words), (await asked())?.fault);
      assert.match(await summary.innerText(), new RegExp(words));
      await summary.getByRole('link', { name: words }).press('Enter');
      const { focus } = await look(page);
      assert.ok(field ? focus === field : focus.startsWith(until), `the link leads to ${focus}`);
      assert.equal(new URL(page.url()).hash, '');
      // A second empty try says it again, and a good answer goes on.
      await button(page, 'Continue').click();
      await page.waitForFunction(() => window.nwdTest.look().focus === 'summary');
      await answer(page, null);
      await answer(page, 'young-person');
      assert.equal(await asked(), undefined);
    },
  );
}

const ACCEPTED = ['14 ', ' 14 years', '14years old'];
const REFUSED = [
  { typed: 'abc', words: /Type a number, like \d+/ },
  { typed: '500', words: /from 0 to 120/ },
  { typed: '-3', words: /Type a number/ },
  { typed: '14.5', words: /Type a number/ },
  { typed: '14 and a half', words: /Type a number/ },
  { typed: '99999999999999999999', words: /from 0 to 120/ },
  { typed: '', words: /Type a number/ },
  { typed: '<b>14</b>', words: /Type a number/ },
];
browserTest('numbers are taken as people type them, refused kindly, and kept', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await walk(page, { audience: 'young-person', danger: 'no' }, { until: 'age' });
  const number = widget(page).locator('[id^=number]');
  await HANDS.pointer.choose(page, 'lives_in', 'declined');
  await HANDS.pointer.choose(page, 'studies_in', 'declined');
  for (const typed of ACCEPTED) {
    await number.fill(typed);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.nwdTest.look().fact !== 'age');
    await arrive(page, () => button(page, 'Back').click());
    assert.equal((await look(page)).typed, '14');
  }
  for (const { typed, words } of REFUSED) {
    await number.fill(typed);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.nwdTest.look().focus === 'summary');
    const at = await look(page);
    assert.match(at.fault, words, typed);
    assert.equal(at.typed, typed, 'what was typed stays');
    assert.equal(await number.getAttribute('aria-invalid'), 'true');
    assert.doesNotMatch(at.fault, /invalid|error|wrong|fail/i);
  }
});

browserTest('the search knows everyday words; Enter in it does not go on', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await walk(page, { audience: 'young-person', danger: 'no' }, { until: 'needs' });
  await tabTo(page, (at) => at.id === 'search');
  await page.keyboard.type('cant slep');
  const found = widget(page).locator('.search .choice');
  await found.first().waitFor();
  await page.keyboard.press('Enter');
  assert.equal((await look(page)).fact, 'needs');
  const label = await found.first().locator('label').textContent();
  await found.first().locator('input').focus();
  await page.keyboard.press('Space');
  const at = await look(page);
  assert.equal(new Set(at.checked).size, 1, `only '${label}' is ticked, there and in its group`);
  await widget(page).locator('#search').fill('zzzzzz');
  await widget(page).getByText('Nothing found for that').waitFor();
  const next = await arrive(page, () => button(page, 'Continue').click());
  assert.notEqual(next.fact, 'needs');
});

browserTest('results as they stand, and one more answer among them', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await walk(page, { audience: 'young-person', danger: 'no', needs: ['anxiety'] }, { until: 'age' });
  let at = await arrive(page, () => button(page, 'Show what there is so far').click());
  assert.equal(at.kind, 'results');
  const before = await results(page);
  const inline = widget(page).locator('.one-more');
  await inline.locator('[id^=number]').fill('14');
  await inline.getByRole('button', { name: 'Continue' }).click();
  await widget(page).locator('.recap dd', { hasText: /^14$/ }).waitFor({ state: 'attached' });
  at = await look(page);
  assert.equal(at.kind, 'results', 'the person stays among the results');
  const after = await results(page);
  assert.notDeepEqual(after.may, before.may);
  const focus = await page.evaluate(() => Boolean(document.activeElement?.shadowRoot?.activeElement));
  assert.ok(focus, 'the focus is not lost');
});

browserTest('an empty answer among the results: what to do first, in its place', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await walk(page, { audience: 'young-person', danger: 'no', needs: ['anxiety'] }, { until: 'age' });
  await arrive(page, () => button(page, 'Show what there is so far').click());
  await widget(page).locator('.one-more').getByRole('button', { name: 'Continue' }).click();
  await page.waitForFunction(() => window.nwdTest.look().focus === 'summary');
  assert.equal((await look(page)).kind, 'results');
});

browserTest('what is chosen before the wasm is there is kept', {}, async (page, { context }) => {
  const letGo = await holdBack(context, '**/no-wrong-door.wasm');
  await page.goto('/pages/plain.html');
  const first = widget(page).getByLabel('A friend');
  await first.check();
  await page.keyboard.press('Enter');
  letGo();
  await page.waitForFunction(() => window.nwdTest.look().fact === 'danger');
  assert.deepEqual((await arrive(page, () => button(page, 'Back').click())).checked, ['friend']);
});

browserTest('the questions look the same before and after the wasm arrives', {}, async (page, { context }) => {
  const letGo = await holdBack(context, '**/no-wrong-door.wasm');
  await page.goto('/pages/plain.html');
  await widget(page).getByLabel('A friend').waitFor();
  const boxes = () =>
    page.evaluate(() => {
      const pick = ['.page h2', '.why', ...[0, 1, 2, 3].map((nth) => `#audience-${nth}`), '.main', '.bar', '.intro'];
      return pick.map((selector) => [selector, window.nwdTest.find(selector).getBoundingClientRect().toJSON()]);
    });
  const before = await boxes();
  letGo();
  await page.waitForFunction(() => window.nwdTest.look().kind === 'question');
  assert.deepEqual(await boxes(), before, 'nothing jumps');
});
