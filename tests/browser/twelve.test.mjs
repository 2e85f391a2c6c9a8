// Twelve people of the panels, three an area, on phones by pointer and at a desk by keys: each screen begins at the top
// with the crisis line in view, and what stands first is what professionals would say first. With SHOTS=folder each screen is kept, to be looked at.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AREAS, browserTest, ROOT } from './harness.mjs';
import { arrive, give, look, results, visit, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Content } from './harness.mjs' */
/** @typedef {{ id: string, who: string, truth: Answers, gold: string[], must_top3?: string[], never_top3?: string[] }} Person of an area's `panel.json` */

/** @type {{ viewport: { width: number, height: number }, hasTouch: boolean, hand: 'pointer' | 'keyboard' }[]} */
const PLACES = [
  { viewport: { width: 390, height: 844 }, hasTouch: true, hand: 'pointer' },
  { viewport: { width: 375, height: 667 }, hasTouch: true, hand: 'pointer' },
  { viewport: { width: 1280, height: 800 }, hasTouch: false, hand: 'keyboard' },
];
const ASKERS = ['young-person', 'parent-carer', 'professional'];
/**
 * What is so of people where their record says nothing.
 *
 * @type {Answers}
 */
const USUAL = {
  danger: 'no',
  circumstances: [],
  perinatal: 'no',
  learning_disability: 'none',
  works_in: 'not-working',
};

/** @param {Page} page */
const stands = (page) =>
  page.evaluate(() => {
    const { find, all, screen, shown } = window.nwdTest;
    const [top, bar, call] = [screen().querySelector('h2'), find('.bar'), find('.bar .call')].map((it) => {
      if (!it) throw new Error('no heading');
      return it.getBoundingClientRect();
    });
    const [control] = all('.choice:not(.search *), .contact, .group, .number input, .card', screen());
    return {
      control: control ? control.getBoundingClientRect().top : 0,
      heading: top.top - bar.bottom,
      call: shown(find('.bar .call')) && call.top >= 0 && call.bottom <= innerHeight,
    };
  });

/**
 * Of the results, from their top: where the first service is that is none of these, and the numbers before it.
 *
 * @param {Page} page
 * @param {string[]} others
 */
const ahead = (page, others) =>
  page.evaluate((others) => {
    const { all, screen } = window.nwdTest;
    /** @param {HTMLElement} it */
    const from = (it) => it.getBoundingClientRect().top - screen().getBoundingClientRect().top;
    const cards = all('[part=card]', screen()).filter(
      (card) => !others.includes(card.querySelector('h4, .name')?.textContent ?? ''),
    );
    const [first] = cards.map(from);
    if (first === undefined) throw new Error('no service');
    const links = all('a:is([href^="tel:"], [href^="sms:"])', screen()).filter((link) => link.checkVisibility());
    const numbers = links.filter((link) => from(link) < first).map((link) => link.getAttribute('href'));
    return { first: Math.round(first), all: Math.round(screen().getBoundingClientRect().height), numbers };
  }, others);

/**
 * The names by which a service is shown.
 *
 * @param {Content} content
 * @param {string} id
 */
const names = (content, id) => ['', '@they'].map((variant) => content.locales.en[`service.${id}.name${variant}`]);

for (const [nth, area] of AREAS.entries()) {
  /** @type {Person[]} */
  const panel = JSON.parse(readFileSync(`${ROOT}content/${area}/panel.json`, 'utf8'));
  for (const [which, asker] of ASKERS.entries()) {
    const { hand, ...context } = PLACES[(nth + which) % PLACES.length] ?? assert.fail();
    const { width, height } = context.viewport;
    const person = panel.find(({ truth }) => truth.audience === asker);
    assert.ok(person, `${area} has a ${asker}`);
    const { id, who, truth, gold, must_top3: must = [], never_top3: never = [] } = person;

    browserTest(`${id} at ${width}: ${who}`, { area, context }, async (page, { t, content }) => {
      await visit(page, '/demo/council/');
      let at = await look(page);
      let questions = 0;
      let screens = 0;
      for (; at.kind !== 'results'; screens += 1) {
        assert.ok(screens < 12, 'it comes to an end');
        questions += at.fields.length;
        at =
          at.kind === 'heard'
            ? await arrive(page, () => page.locator('no-wrong-door').locator('.page .main').click())
            : await give(page, hand, at, { ...USUAL, ...truth });
        const { heading, call, control } = await stands(page);
        assert.ok(control < height, `${at.heading}: the first control is at ${control}`);
        assert.ok(heading >= -1 && heading < 160, `${at.heading}: ${heading} px below the bar`);
        assert.ok(call, `${at.heading}: the crisis line is in view`);
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${id}-${screens}.png` });
      }
      if (process.env.SHOTS) await widget(page).screenshot({ path: `${process.env.SHOTS}/${id}-results.png` });
      const { first, all, numbers } = await ahead(
        page,
        content.crisis.flatMap((service) => names(content, service)),
      );
      t.diagnostic(
        `${questions} questions on ${screens} screens; results of ${all} px, the first service that is no crisis line at ${first}, ${numbers.length} numbers before it`,
      );
      assert.ok(first < 2 * 844, `the first that is no crisis service is at ${first}`);
      assert.equal(new Set(numbers).size, numbers.length, `each number once: ${numbers}`);
      const { start } = await results(page);
      /** @param {string} service */
      const isFirst = (service) => names(content, service).some((name) => start.includes(name));
      assert.deepEqual(
        must.filter((service) => !isFirst(service)),
        [],
        `must be among ${start}`,
      );
      assert.deepEqual(never.filter(isFirst), [], `must not be among ${start}`);
      assert.ok(gold.filter(isFirst).length >= 2, `${start}`);
    });
  }
}
