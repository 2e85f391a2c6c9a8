// Every kind of screen, in light and dark, narrow and wide: what axe finds against WCAG 2.2 AA, and what runs out of the page.

import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { browserTest } from './harness.mjs';
import { answer, arrive, button, look, visit, walk, widget } from './widget.mjs';

const HOSTS = ['/demo/council/', '/demo/school/', '/demo/staff/'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];

/** Leads through every kind of screen, and says the name of each. */
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
  await widget(page)
    .locator('details.group')
    .evaluateAll((all) =>
      all.forEach((group) => {
        group.open = true;
      }),
    );
  await widget(page).locator('#search').fill('worry');
  await widget(page).locator('.search .choice input').first().check();
  yield 'many choices in groups';
  await walk(page, person, { until: 'age' });
  yield 'number';
  await widget(page).locator('#number').fill('abc');
  await empty();
  yield 'number, refused';
  await answer(page, person.age);
  yield 'one choice with examples';
  await walk(page, person, { until: 'circumstances' });
  yield 'many choices';
  await empty();
  yield 'many choices, none chosen';
  await arrive(page, () => button(page, 'Help now').click());
  await widget(page)
    .locator('details')
    .evaluateAll((all) =>
      all.forEach((part) => {
        part.open = true;
      }),
    );
  yield 'urgent';
  await walk(page, person);
  await widget(page)
    .locator('details')
    .evaluateAll((all) =>
      all.forEach((part) => {
        part.open = true;
      }),
    );
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
  await walk(page, { ...person, danger: 'worried', needs: ['self-harm', 'domestic-abuse'] }, { until: 'age' });
  await answer(page, null);
  await arrive(page, () => button(page, 'Show what there is so far').click());
  yield 'results with alerts and one more question';
}

async function* brokenScreen(page, { context }) {
  await context.route('**/city-and-hackney.json', (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await page.waitForFunction(() => window.nwdTest.look().kind === 'broken');
  yield 'broken';
}

/** What runs out of the element sideways; and where the page has nothing else, out of the page. */
const wide = (page) =>
  page.evaluate(() => {
    const element = window.nwdTest.host(0);
    const alone = document.querySelectorAll('main').length === 0;
    if (element.offsetWidth < 200) return [`the page leaves it only ${element.offsetWidth} px`];
    const edge = (alone ? document.documentElement.clientWidth : element.getBoundingClientRect().right) + 0.5;
    const inside = [...element.shadowRoot.querySelectorAll('*')].filter(
      (node) => node.checkVisibility() && !node.matches('.unseen'),
    );
    const out = inside
      .filter((node) => node.getBoundingClientRect().right > edge)
      .map((node) => node.className || node.localName);
    return [...new Set(out)];
  });

for (const path of HOSTS) {
  browserTest(`axe finds nothing on ${path}`, { timeout: 120_000, faults: [/404/] }, async (page, given) => {
    await visit(page, path);
    const found = [];
    const inspect = async (name, axe) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          await toTop();
          const { violations } = await axe.analyze();
          for (const { id, nodes } of violations) {
            found.push(
              `${name}, ${colorScheme}, ${width} px: ${id}: ${nodes
                .map(({ target, any }) => `${target.flat().join(' ')} ${any[0]?.message ?? ''}`)
                .slice(0, 3)
                .join('; ')}`,
            );
          }
        }
      }
    };
    // From its top: what is scrolled under the bar that stays in view would count as covered.
    const toTop = () => page.evaluate(() => scrollTo(0, 0));
    const axe = () => new AxeBuilder({ page }).withTags(TAGS).setLegacyMode();
    await inspect('whole page', axe());
    const seen = [];
    for await (const name of screens(page)) {
      seen.push(name);
      await inspect(name, axe().include('no-wrong-door'));
    }
    assert.equal(seen.includes('questionnaire'), path === '/demo/staff/', 'questionnaires are for professionals');
    for await (const name of brokenScreen(page, given)) await inspect(name, axe().include('no-wrong-door'));
    assert.deepEqual(found, []);
  });
}

for (const path of ['/pages/plain.html', ...HOSTS]) {
  browserTest(
    `nothing runs out of the element sideways on ${path}, at 320 px and with text at 200%`,
    { timeout: 120_000, faults: [/404/] },
    async (page, given) => {
      await visit(page, path);
      const found = [];
      const inspect = async (name) => {
        for (const [width, size] of [
          [320, '100%'],
          [1280, '200%'],
          [390, '200%'],
        ]) {
          await page.setViewportSize({ width, height: 800 });
          await page.evaluate((size) => {
            document.documentElement.style.fontSize = size;
          }, size);
          const out = await wide(page);
          if (out.length) found.push(`${name}, ${width} px, text at ${size}: ${out.join(', ')}`);
          const small = await page.evaluate(() => {
            const targets = window.nwdTest
              .host(0)
              .shadowRoot.querySelectorAll('button, input, a.contact, a.call, summary');
            return [...targets]
              .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 40)
              .map((node) => `${node.className || node.localName} ${node.getBoundingClientRect().height}`);
          });
          if (small.length) found.push(`${name}, ${width} px: small targets ${[...new Set(small)].join(', ')}`);
        }
      };
      for await (const name of screens(page)) await inspect(name);
      for await (const name of brokenScreen(page, given)) await inspect(name);
      assert.deepEqual(found, []);
    },
  );
}

for (const viewport of [
  { width: 320, height: 568 },
  { width: 1280, height: 720 },
]) {
  browserTest(
    `what has the focus is never under the bar or out of sight, at ${viewport.width} px`,
    { context: { viewport } },
    async (page) => {
      await visit(page, '/demo/council/');
      const covered = () =>
        page.evaluate(() => {
          const root = window.nwdTest.host(0).shadowRoot;
          const focus = root.activeElement;
          if (!focus || focus.closest('.bar')) return undefined;
          window.inspected = (window.inspected ?? 0) + 1;
          const box = focus.getBoundingClientRect();
          const bar = root.querySelector('.bar').getBoundingClientRect();
          const hidden =
            (bar.top <= 1 && box.top < bar.bottom - 1 && box.bottom > bar.top) ||
            box.bottom > innerHeight + 1 ||
            box.top < 0;
          return hidden
            ? `${focus.localName} ${focus.id || focus.textContent.trim()}: ${Math.round(box.top)} to ${Math.round(box.bottom)}, the bar to ${Math.round(bar.bottom)}`
            : undefined;
        });
      const found = new Set();
      const note = async (where) => {
        const what = await covered();
        if (what) found.add(`${where}: ${what}`);
      };
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
        if (['needs', 'age', 'circumstances'].includes(at.fact)) {
          for (let presses = 0; presses < 14; presses += 1) {
            await page.keyboard.press('Tab');
            await note(`${at.fact}, on`);
          }
          for (let presses = 0; presses < 8; presses += 1) {
            await page.keyboard.press('Shift+Tab');
            await note(`${at.fact}, back`);
          }
        }
        await answer(page, answers[at.fact]);
      }
      await note('results heading');
      for (let presses = 0; presses < 20; presses += 1) {
        await page.keyboard.press('Tab');
        await note('results, on');
      }
      for (let presses = 0; presses < 20; presses += 1) {
        await page.keyboard.press('Shift+Tab');
        await note('results, back');
      }
      assert.deepEqual([...found], []);
      assert.ok((await page.evaluate(() => window.inspected)) > 50, 'the focus was in the element');
    },
  );
}
