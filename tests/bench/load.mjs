// From the start of the navigation to the crisis contacts, the first question, and the second: the widget, Preact and
// SurveyJS by turns. Options: --runs 10, --pages widget,preact,surveyjs, --conditions plain,plain-cpu,slow,slow-cpu, --no-build.

import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { CONDITIONS, freshPage, launch } from './browser.mjs';
import { buildSite } from './pages/build.mjs';
import { keep } from './place.mjs';
import { serve } from './serve.mjs';
import { summary, table, whole } from './stats.mjs';

const NAMES = {
  widget: 'no-wrong-door',
  preact: 'Preact + htm',
  surveyjs: 'SurveyJS',
  preloaded: 'no-wrong-door, preloads',
};
const MARKS = {
  contentful: 'first paint, as the browser tells',
  host: "page's heading visible",
  crisis: 'crisis contacts visible',
  question: 'first question visible',
  usable: 'answered, second visible',
};

const scripts = ['in-page.js', 'in-page-load.js'];

async function visit(browser, url, conditions) {
  const { context, page } = await freshPage(browser, { ...conditions, scripts });
  await page.goto(url, { waitUntil: 'commit' });
  const marks = await page.evaluate(() => bench.marks());
  await context.close();
  return marks;
}

/** Each page once in each round, the first by turns, so that what else the machine does falls on all alike. */
export async function load({ runs, pages, conditions }) {
  const server = await serve();
  const browser = await launch();
  const taken = Object.fromEntries(
    conditions.map((condition) => [condition, Object.fromEntries(pages.map((page) => [page, []]))]),
  );
  for (const page of pages) await visit(browser, `${server.base}/${page}/`, {});
  for (let run = 0; run < runs; run += 1) {
    for (const condition of conditions) {
      for (let at = 0; at < pages.length; at += 1) {
        const page = pages[(at + run) % pages.length];
        taken[condition][page].push(await visit(browser, `${server.base}/${page}/`, CONDITIONS[condition]));
      }
    }
  }
  await browser.close();
  server.close();
  const figures = { runs, conditions: {} };
  for (const condition of conditions) {
    figures.conditions[condition] = Object.fromEntries(pages.map((page) => [page, summarise(taken[condition][page])]));
  }
  keep('load', { ...figures, taken });
  return figures;
}

function summarise(visits) {
  const marks = ['contentful', 'host', 'crisis', 'question', 'ready', 'usable', 'shift', 'gaps'];
  return Object.fromEntries(marks.map((mark) => [mark, summary(visits.map((visit) => visit[mark]))]));
}

/** Medians with quartiles, and how ours compares. */
export function loadTables({ conditions }) {
  return Object.entries(conditions).map(([condition, pages]) => {
    const names = Object.keys(pages);
    const spread = (it) => (it ? `${whole(it.median)} (${whole(it.low)}–${whole(it.high)})` : '–');
    const ratio = (mark, other) =>
      pages[other] && pages.widget ? (pages.widget[mark].median / pages[other][mark].median).toFixed(2) : '–';
    const rows = Object.entries(MARKS).map(([mark, label]) => [
      label,
      ...names.map((name) => spread(pages[name][mark])),
      ratio(mark, 'preact'),
      ratio(mark, 'surveyjs'),
    ]);
    rows.push(['frames without them since', ...names.map((name) => pages[name].gaps.high), '', '']);
    rows.push(['layout shift', ...names.map((name) => pages[name].shift.median.toFixed(3)), '', '']);
    return `${CONDITIONS[condition].label}, ms: median (quartiles)\n\n${table(['', ...names.map((name) => NAMES[name] ?? name), 'to Preact', 'to SurveyJS'], rows)}`;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '10' },
      pages: { type: 'string', default: 'widget,preact,surveyjs' },
      conditions: { type: 'string', default: Object.keys(CONDITIONS).join() },
      'no-build': { type: 'boolean', default: false },
    },
  });
  if (!values['no-build']) await buildSite();
  const figures = await load({
    runs: Number(values.runs),
    pages: values.pages.split(','),
    conditions: values.conditions.split(','),
  });
  console.log(loadTables(figures).join('\n\n'));
}
