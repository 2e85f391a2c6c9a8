// What the widget holds after a whole journey, and what 200 restarts and 200 mounts add to it.
// Options: --times 200, --no-build.

import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { freshPage, launch } from './browser.mjs';
import { buildSite } from './pages/build.mjs';
import { keep } from './place.mjs';
import { serve } from './serve.mjs';
import { table, whole } from './stats.mjs';

/** @import { CDPSession, Page } from 'playwright-core' */
/** @typedef {Awaited<ReturnType<typeof held>>} Held */
/** @typedef {{ before: Held, after: Held }} Change */

const BYTES_IN_KIB = 1024;

/**
 * What is held once all that can be freed is.
 *
 * @param {Page} page
 * @param {CDPSession} devtools
 */
async function held(page, devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  /** @param {string} name */
  const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    wasm: await page.evaluate(() => window.benchJourney.memory()),
    heap: of('JSHeapUsedSize'),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}

/**
 * Does it ten times, for what is only ever made once, and then this often; what is held before and after.
 *
 * @param {Page} page
 * @param {CDPSession} devtools
 * @param {number} times
 * @param {(times: number) => Promise<void>} act in the page
 */
async function repeated(page, devtools, times, act) {
  await page.evaluate(act, 10);
  const before = await held(page, devtools);
  await page.evaluate(act, times);
  return { before, after: await held(page, devtools) };
}

/** @param {{ times: number }} options */
export async function memory({ times }) {
  const server = await serve();
  const browser = await launch();
  const { page, devtools } = await freshPage(browser, ['in-page.js', 'in-page-journey.js']);
  await devtools.send('Performance.enable');
  await page.goto(`${server.base}/widget/`);
  await page.evaluate(() => window.benchJourney.ready());
  const ready = await held(page, devtools);
  await page.evaluate(() => window.benchJourney.through());
  const journey = await held(page, devtools);
  await page.evaluate(() => window.benchJourney.again());
  const restarts = await repeated(page, devtools, times, async (count) => {
    for (let at = 0; at < count; at += 1) {
      await window.benchJourney.through();
      await window.benchJourney.again();
    }
  });
  const mounts = await repeated(page, devtools, times, async (count) => {
    for (let at = 0; at < count; at += 1) await window.benchJourney.mount('/city-and-hackney.json');
  });
  await browser.close();
  server.close();
  const figures = { times, ready, journey, restarts, mounts };
  keep('memory', figures);
  return figures;
}

/**
 * What was added.
 *
 * @param {Change} change
 * @returns {Held}
 */
export const gained = ({ before, after }) => ({
  wasm: after.wasm - before.wasm,
  heap: after.heap - before.heap,
  nodes: after.nodes - before.nodes,
  listeners: after.listeners - before.listeners,
});

/** @param {Awaited<ReturnType<typeof memory>>} figures */
export function memoryTable({ times, ready, journey, restarts, mounts }) {
  /**
   * @param {string} label
   * @param {Held} held
   */
  const row = (label, { wasm, heap, nodes, listeners }) => [
    label,
    whole(wasm / BYTES_IN_KIB),
    whole(heap / BYTES_IN_KIB),
    whole(nodes),
    whole(listeners),
  ];
  return table(
    ['Held', 'wasm memory, KiB', 'JS heap, KiB', 'DOM nodes', 'listeners'],
    [
      row('at the first question', ready),
      row('after a whole journey', journey),
      row(`gained by ${times} journeys and restarts`, gained(restarts)),
      row(`gained by ${times} mounts and unmounts`, gained(mounts)),
    ],
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { times: { type: 'string', default: '200' }, 'no-build': { type: 'boolean', default: false } },
  });
  if (!values['no-build']) await buildSite();
  console.log(memoryTable(await memory({ times: Number(values.times) })));
}
