// One evaluation natively: runs `cargo bench --bench journey` and reads what divan prints.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { keep, ROOT } from './place.mjs';
import { table } from './stats.mjs';

/** @typedef {{ bench: string, name: string | undefined, fastest: number, median: number }} Timed microseconds */

/** @type {Record<string, number>} */
const MICROSECONDS_IN = { ns: 0.001, µs: 1, ms: 1000 };

/**
 * Rows such as `│  ├─ nothing   137.3 µs │ 212.6 µs │ 141 µs │ 149 µs │ 100 │ 100`, under their bench's name.
 *
 * @param {string} printed
 */
export function readDivan(printed) {
  /** @type {Timed[]} */
  const figures = [];
  let bench = '';
  for (const line of printed.split('\n')) {
    const [, indent, name, rest] = line.match(/^([│ ]*)[├╰]─ (\S+)(.*)$/) ?? [];
    if (!name) continue;
    const [fastest, , median] = [...rest.matchAll(/([\d.]+) (ns|µs|ms)/g)].map(
      ([, number, unit]) => Number(number) * MICROSECONDS_IN[unit],
    );
    if (indent === '') bench = name;
    if (median !== undefined) figures.push({ bench, name: indent === '' ? undefined : name, fastest, median });
  }
  return figures;
}

export function native() {
  const printed = execFileSync('cargo', ['bench', '--quiet', '--bench', 'journey'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const figures = readDivan(printed);
  keep('native', figures);
  return figures;
}

/** @type {Record<string, string>} */
const LABELS = { outcome: 'one evaluation', left: 'the questions left', read: 'reading the bundle' };

/** @param {Timed[]} figures */
export const nativeTable = (figures) =>
  table(
    ['Native', 'median', 'fastest'],
    figures.map(({ bench, name, fastest, median }) => [
      [LABELS[bench], name].filter(Boolean).join(': '),
      `${median.toFixed(1)} µs`,
      `${fastest.toFixed(1)} µs`,
    ]),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(nativeTable(native()));
