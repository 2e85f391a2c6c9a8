// One step of the widget, from the choice to the next screen laid out, and one evaluation in WebAssembly, in Chromium.
// Options: --runs 20, --no-build.

import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { freshPage, launch } from './browser.mjs';
import { buildSite } from './pages/build.mjs';
import { keep } from './place.mjs';
import { serve } from './serve.mjs';
import { summary, table } from './stats.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Summary } from './stats.mjs' */

/** The cases of said.rs, in their order. */
const CASES = ['nothing', 'halfway', 'everything', 'emergency'];
/** How many evaluations are timed as one, since one alone is shorter than the clock can tell. */
const EVALUATIONS_A_SAMPLE = 200;

/**
 * Whole journeys there and back.
 *
 * @param {Page} page
 * @param {number} runs
 */
async function walk(page, runs) {
  return page.evaluate(async (times) => {
    const journey = window.benchJourney;
    await journey.ready();
    /** @type {{ forth: Step[], back: Step[], again: number[] }} */
    const taken = { forth: [], back: [], again: [] };
    for (let run = 0; run <= times; run += 1) {
      const forth = await journey.through();
      const back = await journey.back();
      await journey.through();
      const again = await journey.again();
      // The first time round compiles; it is not what a step costs.
      if (run === 0) continue;
      taken.forth.push(...forth);
      taken.back.push(...back);
      taken.again.push(again);
    }
    return taken;
  }, runs);
}

/**
 * What `engine/` exports.
 *
 * @typedef {object} Engine
 * @property {WebAssembly.Memory} memory
 * @property {(size: number) => number} room
 * @property {(at: number, size: number) => number} open
 * @property {(nth: number, times: number) => void} outcome
 * @property {(nth: number, times: number) => void} left
 */

/**
 * Microseconds for one evaluation of each case, and milliseconds to read the bundle.
 *
 * @param {Page} page
 * @param {number} runs
 */
async function evaluate(page, runs) {
  return page.evaluate(
    async ({ cases, count, rounds }) => {
      const { instance } = await WebAssembly.instantiateStreaming(fetch('/engine.wasm'));
      // What a module exports is known to nobody but who wrote it.
      const engine = /** @type {Engine} */ (/** @type {unknown} */ (instance.exports));
      const bytes = new Uint8Array(await (await fetch('/city-and-hackney.json')).arrayBuffer());
      /** @param {() => void} work */
      const timed = (work) => {
        const begun = performance.now();
        work();
        return performance.now() - begun;
      };
      const open = () => {
        const at = engine.room(bytes.length);
        new Uint8Array(engine.memory.buffer).set(bytes, at);
        return timed(() => {
          if (!engine.open(at, bytes.length)) throw new Error('The bundle is not valid');
        });
      };
      /** @param {() => void} work */
      const evaluate = (work) => (timed(work) * 1000) / count;
      // The very first reading, before the wasm is optimised, is the one that a person waits for.
      const first = open();
      const read = Array.from({ length: rounds }, open);
      /** @type {{ outcome: number[], left: number[] }[]} */
      const taken = cases.map(() => ({ outcome: [], left: [] }));
      for (let round = 0; round <= rounds; round += 1) {
        for (const [at, { outcome, left }] of taken.entries()) {
          const times = {
            outcome: evaluate(() => engine.outcome(at, count)),
            left: evaluate(() => engine.left(at, count)),
          };
          // The first round compiles.
          if (round === 0) continue;
          outcome.push(times.outcome);
          left.push(times.left);
        }
      }
      return { first, read, taken };
    },
    { cases: CASES, count: EVALUATIONS_A_SAMPLE, rounds: runs },
  );
}

/** @param {{ runs: number }} options */
export async function steps({ runs }) {
  const server = await serve();
  const browser = await launch();
  const { page } = await freshPage(browser, ['in-page.js', 'in-page-journey.js']);
  await page.goto(`${server.base}/widget/`);
  const walked = await walk(page, runs);
  const evaluated = await evaluate(page, runs);
  await browser.close();
  server.close();
  /** @param {'outcome' | 'left'} what */
  const byCase = (what) => Object.fromEntries(CASES.map((name, at) => [name, summary(evaluated.taken[at][what])]));
  /** @param {Step[]} list */
  const times = (list) => list.map(({ time }) => time);
  const asked = [...new Set(walked.forth.map((step) => step.asked))];
  const figures = {
    runs,
    forth: summary(times(walked.forth)),
    back: summary(times(walked.back)),
    again: summary(walked.again),
    byQuestion: Object.fromEntries(
      asked.map((question) => [question, summary(times(walked.forth.filter((step) => step.asked === question)))]),
    ),
    firstRead: evaluated.first,
    read: summary(evaluated.read),
    outcome: byCase('outcome'),
    left: byCase('left'),
  };
  keep('steps', figures);
  return figures;
}

/** @param {Awaited<ReturnType<typeof steps>>} figures */
export function stepsTable({ forth, back, again, byQuestion, firstRead, read, outcome, left }) {
  const slowest = Object.entries(byQuestion).sort(([, a], [, b]) => b.median - a.median)[0];
  /**
   * @param {string} label
   * @param {Summary} summary
   * @param {string} unit
   */
  const row = (label, { median, low, high }, unit, digits = 1) => [
    label,
    `${median.toFixed(digits)} ${unit}`,
    `${low.toFixed(digits)}–${high.toFixed(digits)}`,
  ];
  return table(
    ['WebAssembly in Chromium', 'median', 'quartiles'],
    [
      row('one step: choose, Continue, next screen', forth, 'ms'),
      row(`the slowest: ${slowest[0]}`, slowest[1], 'ms'),
      row('one step back', back, 'ms'),
      row('start again', again, 'ms'),
      ...Object.entries(outcome).map(([name, time]) => row(`one evaluation: ${name}`, time, 'µs', 0)),
      ...Object.entries(left).map(([name, time]) => row(`with what is left: ${name}`, time, 'µs', 0)),
      row('reading the bundle', read, 'ms'),
      ['reading the bundle, the first time', `${firstRead.toFixed(1)} ms`, ''],
    ],
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '20' }, 'no-build': { type: 'boolean', default: false } },
  });
  if (!values['no-build']) await buildSite();
  console.log(stepsTable(await steps({ runs: Number(values.runs) })));
}
