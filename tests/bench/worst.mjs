// How long an answer takes in a page at a CPU four times slower, over the largest bundles of each heavy shape that are accepted.
// `worst.rs` makes them. Without the drawing of what it comes to; the best of six times, but for reading, which a visit does once.
// Option: --no-build.

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONDITIONS, freshPage, launch } from './browser.mjs';
import { engine } from './pages/build.mjs';
import { keep, OUT, SITE } from './place.mjs';
import { table } from './stats.mjs';

const SHAPES = join(OUT, 'worst');

/** @import { Page } from 'playwright-core' */

/**
 * What `engine/` exports of a walk through the journey.
 *
 * @typedef {object} Engine
 * @property {WebAssembly.Memory} memory
 * @property {(size: number) => number} room
 * @property {(at: number, size: number) => number} open
 * @property {() => void} start
 * @property {() => number} answer
 * @property {() => number} coming_birthdays
 */

/**
 * Milliseconds to read a bundle, for each answer of a journey, and for what results look ahead to.
 *
 * @param {Page} page
 * @param {Buffer} wasm
 * @param {Buffer} bundle
 */
const journey = (page, wasm, bundle) =>
  page.evaluate(
    async ([wasm, bundle]) => {
      /** @param {string} text */
      const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const { instance } = await WebAssembly.instantiate(bytesOf(wasm));
      // What a module exports is known to nobody but who wrote it.
      const engine = /** @type {Engine} */ (/** @type {unknown} */ (instance.exports));
      const bytes = bytesOf(bundle);
      /** @param {() => unknown} work */
      const timed = (work) => {
        const begun = performance.now();
        work();
        return performance.now() - begun;
      };
      const at = engine.room(bytes.length);
      new Uint8Array(engine.memory.buffer).set(bytes, at);
      const read = timed(() => {
        if (!engine.open(at, bytes.length)) throw new Error('The bundle is not valid');
      });
      const walk = () => {
        const answers = [timed(() => engine.start())];
        for (let more = 1; more;) answers.push(timed(() => (more = engine.answer())));
        return { answers, birthdays: timed(() => engine.coming_birthdays()) };
      };
      const walks = Array.from({ length: 6 }, walk);
      /** @param {number[]} times */
      const best = (times) => Math.min(...times);
      return {
        read,
        answers: walks[0].answers.map((_, nth) => best(walks.map(({ answers }) => answers[nth]))),
        birthdays: best(walks.map(({ birthdays }) => birthdays)),
      };
    },
    [wasm.toString('base64'), bundle.toString('base64')],
  );

const { values } = parseArgs({ options: { 'no-build': { type: 'boolean', default: false } } });
mkdirSync(SITE, { recursive: true });
if (!values['no-build']) await engine();
const wasm = readFileSync(join(SITE, 'engine.wasm'));
const browser = await launch();
const { page } = await freshPage(browser, [], CONDITIONS['plain-cpu']);
const figures = [];
for (const name of readdirSync(SHAPES)) {
  const { read, answers, birthdays } = await journey(page, wasm, readFileSync(join(SHAPES, name)));
  const sorted = answers.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  figures.push({ shape: basename(name, '.json'), read, median, longest: sorted[sorted.length - 1], birthdays });
}
await browser.close();
keep('worst', figures);
/** @param {number} time */
const ms = (time) => `${time.toFixed(1)} ms`;
const rows = figures.map(({ shape, read, median, longest, birthdays }) => [
  shape,
  ...[median, longest, birthdays, read].map(ms),
]);
console.log(
  table(['largest bundle that is accepted, CPU 4x', 'an answer: median', 'longest', 'birthdays', 'reading'], rows),
);
