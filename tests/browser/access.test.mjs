// Every kind of screen, in light and dark, narrow and wide: what axe finds against WCAG 2.2 AA, and what runs out of the page.

import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { browserTest } from './harness.mjs';
import { findings, SIZES, WCAG } from './inspect.mjs';
import { answer, arrive, button, look, unfold, visit, walk, widget } from './widget.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */

const HOSTS = ['/demo/council/', '/demo/school/', '/demo/staff/'];
const WIDTHS = [320, 1280];
const SCHEMES = /** @type {const} */ (['light', 'dark']);

/**
 * Leads through every kind of screen, and says the name of each.
 *
 * @param {Page} page
 */
async function* screens(page) {
  const person = {
    audience: 'parent-carer',
    danger: 'no',
    needs: ['anxiety', 'pregnancy-or-baby'],
    age: 15,
    level: 'mild',
    lives_in: 'hackney',
    gp_in: 'hackney',
  };
  const empty = async () => {
    await button(page, 'Continue').click();
    await page.waitForFunction(() => window.nwdTest.look().fault);
  };
  yield 'start';
  await widget(page).getByText('Why we ask').click();
  await empty();
  yield 'one choice, nothing chosen';
  await walk(page, person, { until: 'needs' });
  await unfold(page, 'details.group');
  await widget(page).locator('#search').fill('worry');
  await widget(page).locator('.search .choice input').first().check();
  yield 'many choices in groups';
  await walk(page, person, { until: 'age' });
  yield 'number';
  await widget(page).locator('[id^=number]').fill('abc');
  await empty();
  yield 'number, refused';
  await answer(page, person);
  yield 'one choice with examples';
  await walk(page, person, { until: 'circumstances' });
  yield 'many choices';
  await empty();
  yield 'many choices, none chosen';
  await arrive(page, () => button(page, 'Help now').click());
  await unfold(page);
  yield 'urgent';
  await walk(page, person);
  await unfold(page);
  yield 'results';
  await button(page, 'Make a summary to take along').click();
  await widget(page).locator('.preview').waitFor();
  yield 'summary';
  await button(page, 'Back').click();
  const questionnaire = button(page, 'PHQ-9: low mood');
  if (await questionnaire.count()) {
    await questionnaire.click();
    await widget(page).locator('.item').last().locator('input').last().check();
    yield 'questionnaire';
    await button(page, 'Back').click();
  }
  await button(page, 'Start again').click();
  const unsafe = { ...person, danger: 'worried', needs: ['self-harm', 'domestic-abuse'] };
  await walk(page, unsafe, { until: 'needs' });
  await answer(page, unsafe.needs);
  await unfold(page);
  yield 'heard';
  await walk(page, unsafe, { until: 'age' });
  await answer(page, null);
  await arrive(page, () => button(page, 'Show what there is so far').click());
  yield 'results with alerts and one more question';
}

/**
 * @param {Page} page
 * @param {BrowserContext} context
 */
async function* brokenScreen(page, context) {
  await context.route('**/city-and-hackney.json', (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await page.waitForFunction(() => window.nwdTest.look().kind === 'broken');
  yield 'broken';
}

/**
 * What runs out of the element sideways; and where the page has nothing else, out of the page.
 *
 * @param {Page} page
 */
const wide = (page) =>
  page.evaluate(() => {
    const { all, host } = window.nwdTest;
    const element = host();
    const alone = document.querySelectorAll('main').length === 0;
    if (element.offsetWidth < 200) return [`the page leaves it only ${element.offsetWidth} px`];
    const edge = (alone ? document.documentElement.clientWidth : element.getBoundingClientRect().right) + 0.5;
    const inside = all('*').filter((node) => node.checkVisibility() && !node.matches('.unseen'));
    const out = inside.filter((node) => node.getBoundingClientRect().right > edge);
    return [...new Set(out.map((node) => node.className || node.localName))];
  });

/**
 * What is too small to hit.
 *
 * @param {Page} page
 */
const small = (page) =>
  page.evaluate(() => {
    const targets = window.nwdTest.all('button, input, a.contact, a.call, summary');
    const low = targets.filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 40);
    return [
      ...new Set(low.map((node) => `${node.className || node.localName} ${node.getBoundingClientRect().height}`)),
    ];
  });

for (const path of HOSTS) {
  browserTest(`axe finds nothing on ${path}`, { timeout: 120_000, faults: [/404/] }, async (page, { context }) => {
    await visit(page, path);
    /** @type {string[]} */
    const found = [];
    /**
     * @param {string} name
     * @param {AxeBuilder} axe
     */
    const inspect = async (name, axe) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          await toTop();
          for (const finding of await findings(axe)) found.push(`${name}, ${colorScheme}, ${width} px: ${finding}`);
        }
      }
    };
    // From its top: what is scrolled under the bar that stays in view would count as covered.
    const toTop = () => page.evaluate(() => scrollTo(0, 0));
    const axe = () => new AxeBuilder({ page }).withTags(WCAG);
    await inspect('whole page', axe());
    const seen = [];
    for await (const name of screens(page)) {
      seen.push(name);
      await inspect(name, axe().include('no-wrong-door'));
    }
    assert.equal(seen.includes('questionnaire'), path === '/demo/staff/', 'questionnaires are for professionals');
    for await (const name of brokenScreen(page, context)) await inspect(name, axe().include('no-wrong-door'));
    assert.deepEqual(found, []);
  });
}

for (const path of ['/pages/plain.html', ...HOSTS]) {
  browserTest(
    `nothing runs out of the element sideways on ${path}, at 320 px and with text at 200%`,
    { timeout: 120_000, faults: [/404/] },
    async (page, { context }) => {
      await visit(page, path);
      /** @type {string[]} */
      const found = [];
      /** @param {string} name */
      const inspect = async (name) => {
        for (const { width, size } of SIZES) {
          await page.setViewportSize({ width, height: 800 });
          await page.evaluate((size) => {
            document.documentElement.style.fontSize = size;
          }, size);
          const out = await wide(page);
          if (out.length) found.push(`${name}, ${width} px, text at ${size}: ${out.join(', ')}`);
          const targets = await small(page);
          if (targets.length) found.push(`${name}, ${width} px: small targets ${targets.join(', ')}`);
        }
      };
      for await (const name of screens(page)) await inspect(name);
      for await (const name of brokenScreen(page, context)) await inspect(name);
      assert.deepEqual(found, []);
    },
  );
}

/**
 * Whether the focus is inside, not counting the bar; and where it is, if the bar covers it or it is out of sight.
 *
 * @param {Page} page
 */
const focus = (page) =>
  page.evaluate(() => {
    const { find, root } = window.nwdTest;
    const element = root().activeElement;
    if (!element || element.closest('.bar')) return { inside: false };
    const { top, bottom } = element.getBoundingClientRect();
    const bar = find('.bar').getBoundingClientRect();
    const underBar = bar.top <= 1 && top < bar.bottom - 1 && bottom > bar.top;
    if (!underBar && bottom <= innerHeight + 1 && top >= 0) return { inside: true };
    const name = `${element.localName} ${element.id || element.textContent.trim()}`;
    const [from, to, end] = [top, bottom, bar.bottom].map(Math.round);
    return { inside: true, covered: `${name}: ${from} to ${to}, the bar to ${end}` };
  });

for (const viewport of [
  { width: 320, height: 568 },
  { width: 1280, height: 720 },
]) {
  browserTest(
    `what has the focus is never under the bar or out of sight, at ${viewport.width} px`,
    { context: { viewport } },
    async (page) => {
      await visit(page, '/demo/council/');
      /** @type {Set<string>} */
      const found = new Set();
      let stops = 0;
      /** @param {string} where */
      const note = async (where) => {
        const { inside, covered } = await focus(page);
        if (inside) stops += 1;
        if (covered) found.add(`${where}: ${covered}`);
      };
      /**
       * @param {string} key
       * @param {number} times
       * @param {string} where
       */
      const press = async (key, times, where) => {
        for (let presses = 0; presses < times; presses += 1) {
          await page.keyboard.press(key);
          await note(where);
        }
      };
      /** @type {Answers} */
      const answers = {
        audience: 'young-person',
        danger: 'no',
        needs: ['anxiety'],
        age: 15,
        level: 'mild',
        lives_in: 'hackney',
        gp_in: 'hackney',
      };
      for (let at = await look(page); at.kind === 'question'; at = await look(page)) {
        await note(`${at.fact} heading`);
        if (['needs', 'age', 'level'].includes(at.fact)) {
          await press('Tab', 14, `${at.fact}, on`);
          await press('Shift+Tab', 8, `${at.fact}, back`);
        }
        await answer(page, answers);
      }
      await note('results heading');
      await press('Tab', 20, 'results, on');
      await press('Shift+Tab', 20, 'results, back');
      assert.deepEqual([...found], []);
      assert.ok(stops > 50, 'the focus was in the element');
    },
  );
}
