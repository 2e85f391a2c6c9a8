// Help now: from everywhere, at once where somebody says so, and in view on every screen.

import assert from 'node:assert/strict';
import { browserTest, holdBack } from './harness.mjs';
import { answer, arrive, button, look, results, tabTo, unfold, visit, walk, widget } from './widget.mjs';

/** @import { Content } from './harness.mjs' */

/**
 * Where each service named is: 999, of the area, or national.
 *
 * @param {Content} content
 * @param {string[]} names
 */
const areas = (content, names) =>
  names.map((name) => {
    const service = content.services.find(({ id }) => content.locales.en[`service.${id}.name`] === name);
    assert.ok(service, `${name} is a service`);
    if (service.id === 'emergency-999') return 'first';
    return service.area === 'city-and-hackney' ? 'local' : 'national';
  });

/**
 * Local before national, 999 apart.
 *
 * @param {Content} content
 * @param {string[]} names
 */
function localFirst(content, names) {
  const places = areas(content, names).filter((place) => place !== 'first');
  assert.deepEqual(places, places.toSorted(), names.join(', '));
}

browserTest("from every step 'Help now' shows what to do, and going on returns to the journey", {}, async (page) => {
  await visit(page, '/pages/plain.html');
  /** @type {Answers} */
  const answers = { audience: 'young-person', danger: 'no', needs: ['anxiety'], age: 15, lives_in: 'hackney' };
  for (let at = await look(page); at.kind === 'question'; at = await look(page)) {
    const urgent = await arrive(page, () => button(page, 'Help now').click());
    assert.equal(urgent.kind, 'urgent');
    assert.equal(urgent.focus, 'heading');
    const back = await arrive(page, () => button(page, 'Find other help').click());
    assert.equal(back.fact, at.fact);
    assert.equal(back.focus, 'heading');
    await answer(page, answers);
  }
  await arrive(page, () => button(page, 'Help now').click());
  assert.equal((await arrive(page, () => button(page, 'Find other help').click())).kind, 'results');
});

browserTest(
  "'Help now' leads back to where it was pressed: results as they stand, an answer being changed",
  {},
  async (page) => {
    await visit(page, '/pages/plain.html');
    await walk(page, { audience: 'young-person', danger: 'no', needs: ['anxiety'] }, { until: 'age' });
    await arrive(page, () => button(page, 'Show what there is so far').click());
    await arrive(page, () => button(page, 'Help now').click());
    assert.equal((await arrive(page, () => button(page, 'Find other help').click())).kind, 'results');
    await unfold(page, '.recap details');
    await arrive(page, () => widget(page).locator('.recap').getByRole('button').nth(1).click());
    const { fact } = await look(page);
    await arrive(page, () => button(page, 'Help now').click());
    assert.equal((await arrive(page, () => button(page, 'Find other help').click())).fact, fact);
  },
);

browserTest(
  "'Help now' is no dead control while the questions are still on their way",
  {},
  async (page, { context }) => {
    const letGo = await holdBack(context, '**/no-wrong-door.wasm');
    await page.goto('/pages/plain.html');
    const now = button(page, 'Help now');
    const offered = (await now.isVisible()) && (await now.isEnabled());
    if (offered) await now.click();
    letGo();
    await page.waitForFunction(() => !['waiting', 'none'].includes(window.nwdTest.look().kind));
    assert.equal((await look(page)).kind, offered ? 'urgent' : 'question');
  },
);

browserTest(
  'whatever was said before, 999 is the first to call, and what says Text is a text',
  {},
  async (page, { content }) => {
    await visit(page, '/pages/plain.html');
    for (const needs of [['anxiety'], ['self-harm', 'domestic-abuse']]) {
      for (const danger of ['no', 'worried']) {
        await walk(page, { audience: 'parent-carer', danger, needs, age: 15 });
        await arrive(page, () => button(page, 'Help now').click());
        const parts = await page.evaluate(() =>
          window.nwdTest.all('.urgent .contacts').map((list) => ({
            name: window.nwdTest.find('.name', list).textContent,
            first: list.querySelector('a')?.protocol,
          })),
        );
        assert.equal(areas(content, [parts[0].name])[0], 'first', `${danger}, ${needs}: ${parts[0].name}`);
        assert.equal(parts[0].first, 'tel:');
        assert.equal(parts[1].first, 'sms:', `${danger}, ${needs}`);
        await button(page, 'Find other help').click();
        await page.waitForFunction(() => window.nwdTest.look().kind === 'results');
        await button(page, 'Start again').click();
      }
    }
  },
);

for (const hand of ['pointer', 'keyboard']) {
  browserTest(`'Yes, now' shows at once whom to call, local first (by ${hand})`, {}, async (page, { content }) => {
    await visit(page, '/pages/plain.html');
    await answer(page, 'young-person');
    if (hand === 'pointer') {
      await widget(page).getByText('Yes, now').click();
      await button(page, 'Continue').click();
    } else {
      await tabTo(page, (at) => at.type === 'radio');
      await page.keyboard.press('Space');
      if (!(await look(page)).checked.includes('now')) await page.keyboard.press('ArrowUp');
      while (!(await look(page)).checked.includes('now')) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }
    await page.waitForFunction(() => window.nwdTest.look().kind === 'urgent');
    assert.equal((await look(page)).focus, 'heading');
    const parts = await page.evaluate(() =>
      window.nwdTest.all('.urgent h3').map(({ textContent, nextElementSibling }) => ({
        heading: textContent,
        names: [...(nextElementSibling?.querySelectorAll('.name') ?? [])].map((name) => name.textContent),
        protocols: [...(nextElementSibling?.querySelectorAll('a') ?? [])].map((a) => a.protocol),
      })),
    );
    const headings = parts.map(({ heading }) => heading);
    assert.deepEqual(headings, ['Call', 'Text', 'Go or ask', 'Write or chat online']);
    const [call] = parts;
    assert.equal(areas(content, call.names)[0], 'first', '999 comes first');
    const local = parts.filter(({ names }) => areas(content, names).includes('local'));
    assert.ok(local.length > 0, 'local help is there');
    parts.forEach(({ names }) => localFirst(content, names));
    assert.deepEqual(new Set(call.protocols), new Set(['tel:']));
    const heights = await page.evaluate(() => window.nwdTest.all('.urgent a.contact').map((a) => a.offsetHeight));
    assert.ok(heights.length > 0);
    assert.ok(Math.min(...heights) >= 44, 'large enough to hit');
    // And on from there; the results say it first.
    assert.equal((await arrive(page, () => button(page, 'Find other help').click())).fact, 'needs');
    await walk(page, {});
    assert.equal((await results(page)).alerts[0], 'danger-now');
  });
}

/** @type {{ answers: Answers, alerts: string[] }[]} */
const RAISED = [
  { answers: { danger: 'worried' }, alerts: ['worried-about-safety'] },
  { answers: { danger: 'no', needs: ['suicidal-thoughts'] }, alerts: ['suicidal-thoughts'] },
  { answers: { danger: 'no', needs: ['self-harm'] }, alerts: ['self-harm'] },
  { answers: { danger: 'no', needs: ['psychosis'] }, alerts: ['psychosis'] },
  { answers: { danger: 'no', needs: ['domestic-abuse'] }, alerts: ['abuse'] },
  { answers: { danger: 'no', needs: ['violence-or-gangs'] }, alerts: ['exploitation-or-violence'] },
  { answers: { danger: 'no', circumstances: ['child-protection-concern'] }, alerts: ['child-protection'] },
  {
    answers: { danger: 'worried', needs: ['self-harm', 'suicidal-thoughts'] },
    alerts: ['worried-about-safety', 'suicidal-thoughts', 'self-harm'],
  },
  { answers: { danger: 'no', needs: ['anxiety'] }, alerts: [] },
];
browserTest(
  'what is said stands above everything else, local help first, each number once',
  {},
  async (page, { content }) => {
    await visit(page, '/pages/plain.html');
    for (const { answers, alerts } of RAISED) {
      await walk(page, { audience: 'young-person', age: 15, lives_in: 'hackney', gp_in: 'hackney', ...answers });
      const shown = await results(page);
      assert.deepEqual(shown.alerts, alerts, JSON.stringify(answers));
      const urgent = content.locales.en['ui.because.urgent'];
      const { blocks, names, ways } = await page.evaluate((urgent) => {
        const { all, find } = window.nwdTest;
        const steps = all('.steps > li').filter((step) => step.querySelector('.because')?.textContent === urgent);
        const first = find('.results .start');
        return {
          blocks: all('.results .alert').map((alert) =>
            Boolean(alert.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING),
          ),
          names: [...all('.alert .name'), ...steps.map((step) => find('h4', step))].map((name) => name.textContent),
          ways: all('.alert a.contact, .steps a.contact').map((way) => way.getAttribute('href')),
        };
      }, urgent);
      assert.deepEqual(blocks, alerts.length > 0 ? [true] : [], 'one block, above the steps');
      if (alerts.length > 0) assert.ok(names.length > 0 && /^(tel|sms):/.test(`${ways[0]}`), `${names}: ${ways}`);
      assert.equal(new Set(ways).size, ways.length, `each once: ${ways}`);
      localFirst(content, names);
      await button(page, 'Start again').click();
    }
  },
);

for (const path of ['/demo/council/', '/demo/school/', '/demo/staff/']) {
  for (const viewport of [
    { width: 320, height: 568 },
    { width: 1280, height: 720 },
  ]) {
    browserTest(
      `whom to call stays in view on every screen, ${path} at ${viewport.width} px`,
      { context: { viewport } },
      async (page) => {
        await visit(page, path);
        const inView = () =>
          page.evaluate(async () => {
            const { all, find, host, root, shown } = window.nwdTest;
            /** @param {ScrollLogicalPosition} block */
            const callAt = async (block) => {
              host().scrollIntoView({ block, behavior: 'instant' });
              await new Promise(requestAnimationFrame);
              const call = find('.bar .call');
              const { top, bottom, left, right } = call.getBoundingClientRect();
              const within = top >= 0 && bottom <= innerHeight + 1 && left >= 0 && right <= innerWidth + 1;
              return within && call.contains(root().elementFromPoint((left + right) / 2, (top + bottom) / 2));
            };
            const contacts = all('[slot=crisis] a[href^="tel:"]', host()).filter(shown);
            return { top: await callAt('start'), bottom: await callAt('end'), contacts: contacts.length > 0 };
          });
        /** @type {Answers} */
        const answers = {
          audience: 'young-person',
          danger: 'worried',
          needs: ['anxiety'],
          age: 15,
          lives_in: 'hackney',
        };
        for (let steps = 0; steps < 40; steps += 1) {
          const at = await look(page);
          assert.deepEqual(await inView(), { top: true, bottom: true, contacts: true }, `${at.kind} ${at.fact}`);
          if (at.kind === 'results') return;
          if (at.kind === 'heard') await arrive(page, () => button(page, 'Go on').click());
          else await answer(page, answers);
        }
        assert.fail('no results');
      },
    );
  }
}

browserTest(
  'a search that means danger is answered at once, with whom to call or text, and is told once',
  {},
  async (page, { content }) => {
    await visit(page, '/pages/plain.html');
    await walk(page, { audience: 'young-person', danger: 'no' }, { until: 'needs' });
    const search = widget(page).locator('#search');
    const told = widget(page).locator('.search [role="alert"]');
    const strip = told.locator('.alert');
    await search.fill('cant sleep');
    await widget(page).locator('.search .choice').first().waitFor();
    assert.equal(await strip.count(), 0, 'there is no danger in that');
    await search.fill('i want to die');
    await strip.waitFor();
    assert.equal(await strip.getByRole('heading').textContent(), content.locales.en['alert.suicidal-thoughts.title']);
    assert.match((await strip.getByRole('link').first().getAttribute('href')) ?? '', /^(tel|sms):/);
    assert.deepEqual((await look(page)).checked, [], 'nothing is ticked for them');
    await told.evaluate((told) => {
      told.dataset.changes = '0';
      const count = () => (told.dataset.changes = String(Number(told.dataset.changes) + 1));
      new MutationObserver(count).observe(told, { childList: true, subtree: true, characterData: true });
    });
    await search.pressSequentially(' so much');
    await page.evaluate(() => window.nwdTest.settle());
    assert.equal(await told.getAttribute('data-changes'), '0', 'it is not told again at each key');
    await search.fill('football');
    await strip.waitFor({ state: 'detached' });
  },
);
