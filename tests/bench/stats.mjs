// Medians and quartiles, and tables to read and to paste.

/** The value below which this part of the values lies, between neighbours in proportion. */
function quantile(sorted, part) {
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** Median and quartiles of the values that are there. */
export function summary(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const [low, median, high] = [0.25, 0.5, 0.75].map((part) => quantile(sorted, part));
  return { median, low, high, count: sorted.length };
}

/** A Markdown table; the columns stand under each other as plain text too. */
export function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(3, ...all.map((row) => row[at].length)));
  const line = (row) =>
    `| ${row.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [line(all[0]), rule, ...all.slice(1).map(line)].join('\n');
}

export const whole = (number) => (number === undefined ? '–' : Math.round(number).toLocaleString('en-GB'));
