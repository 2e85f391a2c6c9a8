// The professional's view: a child's safety first, what each role should know, what changes with age, levels of need, and
// questionnaires that start a conversation. Nobody else sees any of it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AREAS, browserTest, ROOT } from './harness.mjs';
import { TEENAGER } from './people.mjs';
import { button, give, look, visit, walk, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

const ROLES = ['school', 'primary-care', 'midwifery-health-visiting', 'social-care', 'youth-justice', 'youth-work'];
/**
 * @param {Page} page
 * @param {string} name
 */
const heading = (page, name) => widget(page).getByRole('heading', { name, exact: true });

/**
 * A place that the area is for.
 *
 * @param {string} area
 */
function homeIn(area) {
  /** @type {{ covers: { any: { in: { fact: string, values: string[] } }[] } }} */
  const { covers } = JSON.parse(readFileSync(`${ROOT}content/${area}/area.json`, 'utf8'));
  const homes = covers.any.filter((part) => part.in.fact === 'lives_in').flatMap((part) => part.in.values);
  assert.ok(homes.length > 0, `${area} is for no place`);
  return homes[0];
}

for (const area of AREAS) {
  const home = homeIn(area);
  const teen = { ...TEENAGER, lives_in: home, gp_in: home, studies_in: home };

  for (const role of ROLES) {
    browserTest(`${area}: a journey in the role of ${role}`, { area }, async (page) => {
      await visit(page, '/demo/staff/');
      /** @type {Answers} */
      const said = { ...teen, role };
      for (let question = await look(page), steps = 0; question.kind === 'question'; steps += 1) {
        assert.ok(steps < 40, 'the questions do not end');
        question = await give(page, 'pointer', question, said);
      }
      await heading(page, 'If you think a child is not safe').waitFor();
      assert.ok(await widget(page).locator('.staff').getByText('This page tells nobody').isVisible());
      assert.ok(await widget(page).locator('.staff a[href^="tel:"]').first().isVisible());
      await heading(page, 'What changes with age').waitFor();
      assert.match(await widget(page).locator('.listing').last().innerText(), /At 18/);
      await heading(page, 'Questionnaires to start a conversation').waitFor();
      assert.ok(
        (await widget(page).locator('.card .notes').count()) > 0,
        'what professionals should know stands on the card',
      );
      assert.ok((await widget(page).locator('.card .way-in').count()) > 2);
    });
  }

  for (const audience of ['young-person', 'parent-carer', 'professional']) {
    browserTest(`${area}: what is planned is not offered to a ${audience}`, { area }, async (page, { content }) => {
      await visit(page, '/pages/plain.html');
      const all = content.services.filter(({ status }) => status === 'planned');
      const services = all.filter(({ seen_by: by }) => !by || by.includes(audience));
      const planned = services.map(({ id }) => content.locales.en[`service.${id}.name`]);
      // Somebody of any age, with every need that is planned for: something planned could be theirs in every area.
      const needs = services.flatMap(({ helps_with }) => helps_with ?? []);
      await walk(page, { ...teen, audience, role: 'school', age: null, needs: [...teen.needs, ...needs] });
      const cards = await widget(page).locator('.card h4').allInnerTexts();
      assert.ok(cards.length > 0);
      assert.deepEqual(
        cards.filter((name) => planned.includes(name)),
        [],
      );
      const folded = widget(page).locator('.folded', { hasText: 'Planned, or not open now' });
      const named = await folded.locator('strong').allTextContents();
      assert.ok(
        named.every((name) => planned.includes(name)),
        `${named}`,
      );
      assert.equal(named.length > 0, services.length > 0, `${named}`);
      assert.equal(await folded.locator('a, .way-in').count(), 0);
    });
  }
}

/** Words that only professionals see; those of levels of need have a test of their own. */
const FOR_PROFESSIONALS = [
  'If you think a child is not safe',
  'What changes with age',
  'Questionnaires',
  'For professionals',
  'PHQ-9',
];

for (const audience of ['young-person', 'friend', 'parent-carer']) {
  browserTest(`none of it is for a ${audience}`, {}, async (page) => {
    await visit(page, '/pages/plain.html');
    /** @param {string} audience */
    const seenBy = async (audience) => {
      await walk(page, { ...TEENAGER, audience, role: 'school' });
      const text = await widget(page).locator('.results').innerText();
      await button(page, 'Start again').click();
      return FOR_PROFESSIONALS.filter((words) => text.includes(words));
    };
    assert.deepEqual(await seenBy('professional'), FOR_PROFESSIONALS);
    assert.deepEqual(await seenBy(audience), []);
  });
}

for (const { audience, age, title, at } of [
  {
    audience: 'young-person',
    age: 15,
    title: 'What changes as you get older',
    at: ['When you are 16', 'When you are 18'],
  },
  {
    audience: 'parent-carer',
    age: 17,
    title: 'What changes as they get older',
    at: ['When they are 18', 'When they are 19'],
  },
  { audience: 'parent-carer', age: 8, title: 'What changes as they get older', at: [] },
]) {
  browserTest(`what changes at the birthdays that are near is told to a ${audience} (${age})`, {}, async (page) => {
    await visit(page, '/pages/plain.html');
    await walk(page, { ...TEENAGER, audience, age });
    const rows = widget(page).locator('.band', { hasText: title }).locator('.listing dt');
    assert.deepEqual(await rows.allInnerTexts(), at);
  });
}

browserTest('whom to talk it over with before a referral', { area: 'bi-borough' }, async (page) => {
  const person = {
    ...TEENAGER,
    level: 'severe',
    lives_in: 'westminster',
    gp_in: 'westminster',
    studies_in: 'westminster',
  };
  await visit(page, '/pages/plain.html');
  await walk(page, { ...person, audience: 'professional', role: 'school' });
  await heading(page, 'Talk it over before you refer').waitFor();
  assert.match(await widget(page).locator('.listing').first().innerText(), /can talk somebody through with CAMHS/);
  await button(page, 'Start again').click();
  await walk(page, { ...person, audience: 'parent-carer' });
  assert.equal(await heading(page, 'Talk it over before you refer').count(), 0);
});

browserTest("Kent's levels of need are for professionals alone", { area: 'kent' }, async (page) => {
  const person = { ...TEENAGER, lives_in: 'kent', gp_in: 'kent', studies_in: 'kent' };
  await visit(page, '/pages/plain.html');
  await walk(page, { ...person, audience: 'professional', role: 'school' });
  const levels = async () => {
    const text = await widget(page).locator('.results').innerText();
    return [...new Set(text.match(/Level \d, [^.]*\. It relies on/g))];
  };
  assert.ok((await levels()).length > 1, String(await levels()));
  await button(page, 'Start again').click();
  await walk(page, { ...person, audience: 'parent-carer' });
  assert.deepEqual(await levels(), []);
});

/**
 * @param {Page} page
 * @param {string} name
 */
async function questionnaire(page, name) {
  await visit(page, '/demo/staff/');
  await walk(page, { ...TEENAGER, role: 'school' });
  await button(page, name).click();
  await heading(page, name).waitFor();
}

/**
 * @param {Page} page
 * @param {number} item
 * @param {number} option
 */
const choose = (page, item, option) =>
  widget(page).locator('.item').nth(item).locator('.choice').nth(option).locator('input').check();
/** @param {Page} page */
const total = (page) => widget(page).locator('.total [role=status]').innerText();

browserTest('PHQ-9: no total until every item is answered', {}, async (page) => {
  await questionnaire(page, 'PHQ-9: low mood');
  assert.equal(await widget(page).locator('.item').count(), 9);
  for (let item = 0; item < 8; item += 1) {
    await choose(page, item, 1);
    assert.match(await total(page), /still to answer/);
  }
  await choose(page, 8, 0);
  assert.equal(await total(page), 'Total: 8 of 27, mild');
  assert.ok(await widget(page).locator('.total').getByText('not a diagnosis').isVisible());
  assert.equal(await widget(page).locator('.alert').count(), 0);
});

browserTest('PHQ-9: the ninth item raises the alert at once, and it stays above the results', {}, async (page) => {
  await questionnaire(page, 'PHQ-9: low mood');
  await choose(page, 8, 1);
  await widget(page).locator('[role=alert] .alert').getByText('999').first().waitFor();
  assert.match(await total(page), /still to answer/);
  await button(page, 'Back').click();
  assert.ok(await widget(page).locator('.results > .alert').first().isVisible());
});

browserTest('GAD-7: totals and bands', {}, async (page) => {
  await questionnaire(page, 'GAD-7: worry and anxiety');
  for (let item = 0; item < 7; item += 1) await choose(page, item, 3);
  assert.equal(await total(page), 'Total: 21 of 21, severe');
  await choose(page, 0, 0);
  assert.equal(await total(page), 'Total: 18 of 21, severe');
});

browserTest('what was answered is forgotten when the questionnaire is left', {}, async (page) => {
  await questionnaire(page, 'GAD-7: worry and anxiety');
  await choose(page, 0, 2);
  assert.equal(await widget(page).locator('.item input:checked').count(), 1);
  await button(page, 'Back').click();
  await button(page, 'GAD-7: worry and anxiety').click();
  assert.equal(await widget(page).locator('.item input:checked').count(), 0);
});

browserTest('questionnaires are not for a child younger than they are made for', {}, async (page) => {
  await visit(page, '/demo/staff/');
  const offered = widget(page).getByText('PHQ-9');
  await walk(page, { ...TEENAGER, role: 'school' });
  assert.equal(await offered.count(), 1);
  await button(page, 'Start again').click();
  await walk(page, { ...TEENAGER, age: 9, role: 'school' });
  assert.equal(await offered.count(), 0);
});
