// Every case of every area, answered in the browser: it shows what the command says, and nothing leaves the page.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { AREAS, browserTest, ROOT, run } from './harness.mjs';
import { button, events, results, visit, walk } from './widget.mjs';

/** @import { Content } from './harness.mjs' */

/** @typedef {{ name: string, now: string, answers: Answers }} Case of an area's `cases.json` */

/**
 * What `nwd explain` prints: what the tests look up of it.
 *
 * @typedef {object} Explained
 * @property {{ id: string }[]} alerts
 * @property {{ id: string, verdict: string, relevant: boolean, status?: string, start?: boolean }[]} services
 * @property {Answers} [settled]
 */

/**
 * What the command makes of the answers and of what the journey did not ask, because one answer was left.
 *
 * @param {string} bundle
 * @param {Answers} answers
 * @param {string} now
 * @returns {Explained}
 */
function explained(bundle, answers, now) {
  /** @type {Explained} */
  const told = JSON.parse(run(['explain', bundle, '--format', 'json', '--now', now, '--answers', '-'], answers));
  return told.settled ? explained(bundle, { ...answers, ...told.settled }, now) : told;
}

/**
 * The same, laid out as the page should.
 *
 * @param {string} bundle
 * @param {Content} content
 * @param {Answers} answers
 * @param {string} now
 */
function explain(bundle, content, answers, now) {
  const { alerts, services } = explained(bundle, answers, now);
  const group = Object.fromEntries(content.services.map((service) => [service.id, service.group]));
  const shown = services.filter((service) => service.relevant && !service.status);
  /** @param {string} verdict */
  const ids = (verdict) => shown.filter((service) => service.verdict === verdict).map(({ id }) => id);
  const others = shown.filter(({ verdict, start }) => verdict === 'eligible' && !start).map(({ id }) => id);
  const rest = others.filter((id) => !content.crisis.includes(id));
  // A heading stands where the first of its services does.
  const groups = [...new Set(rest.map((id) => group[id]))];
  return {
    alerts: alerts.map(({ id }) => id),
    start: shown.filter(({ start }) => start).map(({ id }) => id),
    fits: groups.map((id) => ({ group: id, services: rest.filter((service) => group[service] === id) })),
    may: ids('unknown'),
    always: others.filter((id) => content.crisis.includes(id)),
    // By reason on the page.
    notNow: ids('not-eligible').sort(),
  };
}

for (const area of AREAS) {
  /** @type {Case[]} */
  const cases = JSON.parse(readFileSync(`${ROOT}content/${area}/cases.json`, 'utf8'));
  assert.ok(cases.length > 0);

  browserTest(
    `${area}: ${cases.length} cases show what nwd explain says, and nothing leaves the page`,
    { area, timeout: 180_000 },
    async (page, { bundle: text, content, context }) => {
      /** @type {string[]} */
      const requests = [];
      await visit(page, '/pages/plain.html');
      const url = page.url();
      await page.waitForLoadState('networkidle');
      page.on('request', (request) => requests.push(request.url()));

      const words = content.locales.en;
      const idOf = Object.fromEntries(
        content.services.flatMap(({ id }) =>
          [`service.${id}.name`, `service.${id}.name@they`].filter((key) => words[key]).map((key) => [words[key], id]),
        ),
      );
      /** @param {string[]} names */
      const ids = (names) => names.map((name) => idOf[name] ?? name);
      const bundle = `${tmpdir()}/nwd-replay-${area}-${process.pid}.json`;
      writeFileSync(bundle, text);
      try {
        const wrong = [];
        for (const [nth, { name, now, answers }] of cases.entries()) {
          // Half the people stop as soon as they have said what they know; the others decline the rest.
          const said = await walk(page, answers, { skip: nth % 2 === 1 });
          const shown = await results(page);
          const expected = explain(bundle, content, said, now);
          /** @param {string} heading */
          const folded = (heading) =>
            ids(shown.folded.find((part) => part.heading.startsWith(words[`ui.results.${heading}`]))?.names ?? []);
          const seen = {
            alerts: shown.alerts,
            start: ids(shown.start),
            fits: shown.fits.map(({ group, names }) => ({ group, services: ids(names) })),
            may: ids(shown.may),
            always: folded('always'),
            notNow: folded('not-now').sort(),
          };
          try {
            assert.deepEqual(seen, expected);
          } catch (error) {
            wrong.push(`${name}: ${JSON.stringify(said)}\n${error}`);
          }
          await button(page, 'Start again').dispatchEvent('click');
          await page.evaluate(() => window.nwdTest.settle());
        }
        assert.equal(wrong.length, 0, `${wrong.length} cases differ:\n${wrong.slice(0, 3).join('\n\n')}`);
      } finally {
        rmSync(bundle);
      }

      assert.deepEqual(requests, [], 'no request after the bundle');
      assert.equal(page.url(), url);
      assert.deepEqual(await context.cookies(), []);
      // What the entries between hold: entries.test.mjs. Who has started again is at the first.
      await page.waitForFunction(() => history.state['no-wrong-door'] === 0);
      const kept = await page.evaluate(async () => ({
        name: window.name,
        title: document.title,
        stored: [
          localStorage.length,
          sessionStorage.length,
          (await indexedDB.databases()).length,
          (await caches.keys()).length,
        ],
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      }));
      assert.deepEqual(kept, {
        name: '',
        title: 'One element, and nothing else',
        stored: [0, 0, 0, 0],
        workers: 0,
      });
      // The same for every one of them: privacy/events.test.mjs.
      const told = (await events(page)).map(({ type, detail }) => ({ type, detail }));
      assert.deepEqual(told, [
        { type: 'nwd-ready', detail: { services: content.services.length } },
        { type: 'nwd-start', detail: {} },
      ]);
    },
  );
}
