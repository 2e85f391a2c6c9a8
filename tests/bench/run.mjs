// Runs every bench, one after another, and prints what it finds as one compact Markdown table beside what we aim at.
// Option: --runs 10. Each bench's own table goes to standard error, its figures to target/bench/.

import { parseArgs } from 'node:util';
import { CONDITIONS } from './browser.mjs';
import { load, loadTables } from './load.mjs';
import { gained, memory, memoryTable } from './memory.mjs';
import { native, nativeTable } from './native.mjs';
import { buildSite } from './pages/build.mjs';
import { sizes, sizesTable } from './sizes.mjs';
import { steps, stepsTable } from './steps.mjs';
import { table, whole } from './stats.mjs';

/** @import { Mark } from './load.mjs' */
/** @import { Summary } from './stats.mjs' */

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10' } } });
const runs = Number(values.runs);
/** @param {string} text */
const tell = (text) => console.error(`${text}\n`);

await buildSite();
const loaded = await load({ runs, pages: ['widget', 'preact', 'surveyjs'], conditions: Object.keys(CONDITIONS) });
loadTables(loaded).forEach(tell);
const sized = await sizes();
tell(sizesTable(sized));
const stepped = await steps({ runs });
tell(stepsTable(stepped));
const held = await memory({ times: 200 });
tell(memoryTable(held));
const timed = native();
tell(nativeTable(timed));

const BYTES_IN_MIB = 1024 ** 2;
const BYTES_IN_KB = 1000;
/** @param {number} bytes */
const kilobytes = (bytes) => `${whole(bytes / BYTES_IN_KB)} kB`;
const slow = Object.entries(loaded.conditions);
/**
 * @param {string} label
 * @param {Mark} mark
 * @param {(pages: Record<string, Record<Mark, Summary>>) => string} aim
 */
const atLoad = (label, mark, aim) =>
  slow.map(([condition, { widget, preact, surveyjs }]) => [
    `${label}, ${CONDITIONS[condition].label}`,
    `${whole(widget[mark].median)} ms`,
    `${whole(preact[mark].median)} ms`,
    `${whole(surveyjs[mark].median)} ms`,
    aim({ widget, preact, surveyjs }),
  ]);
/** @param {boolean} met */
const kept = (met) => (met ? 'yes' : 'no');
/** @param {{ median: number }[]} medians */
const slowest = (medians) => Math.max(...medians.map(({ median }) => median));
const nativeMicroseconds = slowest(timed.filter(({ bench }) => bench === 'outcome'));
const wasmMicroseconds = slowest(Object.values(stepped.outcome));
const [restarts, mounts] = [gained(held.restarts), gained(held.mounts)];
const wasmGained = restarts.wasm + mounts.wasm;
const nodesGained = restarts.nodes + mounts.nodes;
/** Times that are less than one frame apart, at 60 a second, are the same to a person. */
const FRAME_MS = 17;
const MAX_NATIVE_MICROSECONDS = 50;
const MAX_WASM_MICROSECONDS = 1000;
const MAX_WASM_BYTES = 8 * BYTES_IN_MIB;

console.log(
  table(
    ['', 'no-wrong-door', 'Preact + htm', 'SurveyJS', 'as aimed'],
    [
      [
        'first visit, brotli',
        kilobytes(sized.widget.brotli),
        kilobytes(sized.preact.brotli),
        kilobytes(sized.surveyjs.brotli),
        '',
      ],
      ...atLoad('crisis contacts visible', 'crisis', ({ widget }) =>
        kept(widget.crisis.median - widget.host.median < FRAME_MS),
      ),
      ...atLoad('first question visible', 'question', ({ widget, preact }) =>
        kept(widget.question.median <= preact.question.median + FRAME_MS),
      ),
      ...atLoad('answered, second visible', 'usable', ({ widget, surveyjs }) =>
        kept(widget.usable.median < surveyjs.usable.median / 2),
      ),
      ['one step, laid out', `${stepped.forth.median.toFixed(1)} ms`, '', '', ''],
      [
        'one evaluation, native, at most',
        `${nativeMicroseconds.toFixed(0)} µs`,
        '',
        '',
        kept(nativeMicroseconds < MAX_NATIVE_MICROSECONDS),
      ],
      [
        'one evaluation, wasm, at most',
        `${wasmMicroseconds.toFixed(0)} µs`,
        '',
        '',
        kept(wasmMicroseconds < MAX_WASM_MICROSECONDS),
      ],
      [
        'wasm memory after a journey',
        `${(held.journey.wasm / BYTES_IN_MIB).toFixed(1)} MiB`,
        '',
        '',
        kept(held.journey.wasm < MAX_WASM_BYTES),
      ],
      ['gained by 200 restarts and 200 mounts', `${whole(wasmGained / 1024)} KiB`, '', '', kept(wasmGained === 0)],
      ['DOM nodes gained by the same', whole(nodesGained), '', '', kept(nodesGained === 0)],
    ],
  ),
);
