// Medians and quartiles, and tables to read and to paste.

/** @typedef {{ median: number, low: number, high: number, count: number }} Summary not numbers where there were no values */

/**
 * The value below which this part of the values lies, between neighbours in proportion.
 *
 * @param {number[]} sorted
 * @param {number} part
 */
function quantile(sorted, part) {
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * Median and quartiles of the values that are there.
 *
 * @param {(number | undefined)[]} values
 * @returns {Summary}
 */
export function summary(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((part) => quantile(sorted, part));
  return { median, low, high, count: sorted.length };
}

/**
 * A Markdown table; the columns stand under each other as plain text too.
 *
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(3, ...all.map((row) => row[at].length)));
  /** @param {string[]} row */
  const line = (row) =>
    `| ${row.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [line(all[0]), rule, ...all.slice(1).map(line)].join('\n');
}

/** @param {number} number */
export const whole = (number) => (Number.isNaN(number) ? '–' : Math.round(number).toLocaleString('en-GB'));
