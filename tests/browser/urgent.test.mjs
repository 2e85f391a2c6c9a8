// Help now: from everywhere, at once where somebody says so, and in view on every screen.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { answer, arrive, button, look, results, tabTo, visit, walk, widget } from './widget.mjs';

/** The national services named, and those of the area, in the order shown. */
const areas = (content, names) =>
  names.map((name) => {
    const service = content.services.find(({ id }) => content.locales.en[`service.${id}.name`] === name);
    assert.ok(service, `${name} is a service`);
    return service.id === 'emergency-999' ? 'first' : service.area === 'city-and-hackney' ? 'local' : 'national';
  });

/** Local before national, 999 apart. */
function localFirst(content, names) {
  const places = areas(content, names).filter((place) => place !== 'first');
  assert.deepEqual(places, places.toSorted(), names.join(', '));
}

browserTest("from every step 'Help now' shows what to do, and going on returns to the journey", {}, async (page) => {
  await visit(page, '/pages/plain.html');
  const answers = { audience: 'young-person', danger: 'no', needs: ['anxiety'], age: 15, lives_in: 'hackney' };
  for (let at = await look(page); at.kind === 'question'; at = await look(page)) {
    const urgent = await arrive(page, () => button(page, 'Help now').click());
    assert.equal(urgent.kind, 'urgent');
    assert.equal(urgent.focus, 'heading');
    const back = await arrive(page, () => button(page, 'Find other help').click());
    assert.equal(back.fact, at.fact);
    assert.equal(back.focus, 'heading');
    await answer(page, answers[at.fact]);
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
    let letGo;
    const held = new Promise((done) => {
      letGo = done;
    });
    await context.route('**/no-wrong-door.wasm', async (route) => {
      await held;
      await route.continue();
    });
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
          [...window.nwdTest.host(0).shadowRoot.querySelectorAll('.urgent .contacts')].map((list) => ({
            name: list.querySelector('.name').textContent,
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
      [...window.nwdTest.host(0).shadowRoot.querySelectorAll('.urgent h3')].map((h3) => [
        h3.textContent,
        [...h3.nextElementSibling.querySelectorAll('.name')].map((name) => name.textContent),
        [...h3.nextElementSibling.querySelectorAll('a')].map((a) => a.protocol),
      ]),
    );
    assert.deepEqual(
      parts.map(([heading]) => heading),
      ['Call', 'Text', 'Go or ask', 'Write or chat online'],
    );
    const [, called, protocols] = parts[0];
    assert.equal(areas(content, called)[0], 'first', '999 comes first');
    assert.ok(
      parts.some(([, names]) => areas(content, names).includes('local')),
      'local help is there',
    );
    parts.forEach(([, names]) => localFirst(content, names));
    assert.deepEqual(new Set(protocols), new Set(['tel:']));
    const heights = await widget(page)
      .locator('.urgent a.contact')
      .evaluateAll((all) => all.map((a) => a.offsetHeight));
    assert.ok(Math.min(...heights) >= 44, 'large enough to hit');
    // And on from there; the results say it first.
    assert.equal((await arrive(page, () => button(page, 'Find other help').click())).fact, 'needs');
    await walk(page, {});
    assert.equal((await results(page)).alerts[0], 'danger-now');
  });
}

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
browserTest('what is said raises its strips above everything else, local help first', {}, async (page, { content }) => {
  await visit(page, '/pages/plain.html');
  for (const { answers, alerts } of RAISED) {
    await walk(page, { audience: 'young-person', age: 15, lives_in: 'hackney', gp_in: 'hackney', ...answers });
    const shown = await results(page);
    assert.deepEqual(shown.alerts, alerts, JSON.stringify(answers));
    const strips = await page.evaluate(() => {
      const page = window.nwdTest.host(0).shadowRoot.querySelector('.results');
      const first = page.querySelector('.lead');
      return [...page.querySelectorAll('.alert')].map((alert) => ({
        above: Boolean(alert.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING),
        names: [...alert.querySelectorAll('.name')].map((name) => name.textContent),
        ways: alert.querySelectorAll('a.contact').length,
      }));
    });
    for (const { above, names, ways } of strips) {
      assert.ok(above && ways > 0);
      localFirst(content, names);
    }
    await button(page, 'Start again').click();
  }
});

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
            const element = window.nwdTest.host(0);
            const call = element.shadowRoot.querySelector('.bar .call');
            const slotted = element.querySelector('[slot=crisis]');
            const within = (box) =>
              box.top >= 0 && box.bottom <= innerHeight + 1 && box.left >= 0 && box.right <= innerWidth + 1;
            const seen = {};
            for (const [where, block] of [
              ['top', 'start'],
              ['bottom', 'end'],
            ]) {
              element.scrollIntoView({ block, behavior: 'instant' });
              await new Promise(requestAnimationFrame);
              const box = call.getBoundingClientRect();
              const hit = element.shadowRoot.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              seen[where] = within(box) && call.contains(hit);
            }
            return {
              ...seen,
              contacts: window.nwdTest.shown(slotted) && slotted.querySelectorAll('a[href^="tel:"]').length > 0,
            };
          });
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
          await answer(page, answers[at.fact]);
        }
        assert.fail('no results');
      },
    );
  }
}
