// From the start of the navigation to the crisis contacts, the first question, and the second: the widget, Preact and
// SurveyJS by turns. Options: --runs 10, --pages widget,preact,surveyjs, --conditions plain,plain-cpu,slow,slow-cpu, --no-build.

import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { CONDITIONS, freshPage, launch } from './browser.mjs';
import { buildSite } from './pages/build.mjs';
import { keep } from './place.mjs';
import { serve } from './serve.mjs';
import { summary, table, whole } from './stats.mjs';

/** @import { Browser } from 'playwright-core' */
/** @import { Conditions } from './browser.mjs' */
/** @import { Summary } from './stats.mjs' */

/** @typedef {Awaited<ReturnType<typeof visit>>} Visit */
/** @typedef {typeof SUMMED[number]} Mark */
/** @typedef {{ runs: number, conditions: Record<string, Record<string, Record<Mark, Summary>>> }} Loaded by condition and page */

/** @type {Record<string, string>} */
const NAMES = {
  widget: 'no-wrong-door',
  preact: 'Preact + htm',
  surveyjs: 'SurveyJS',
  preloaded: 'no-wrong-door, preloads',
};
const SUMMED = /** @type {const} */ (['contentful', 'host', 'crisis', 'question', 'ready', 'usable', 'shift', 'gaps']);
/** @type {{ mark: Mark, label: string }[]} */
const MARKS = [
  { mark: 'contentful', label: 'first paint, as the browser tells' },
  { mark: 'host', label: "page's heading visible" },
  { mark: 'crisis', label: 'crisis contacts visible' },
  { mark: 'question', label: 'first question visible' },
  { mark: 'usable', label: 'answered, second visible' },
];

const scripts = ['in-page.js', 'in-page-load.js'];

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {Conditions} [conditions]
 */
async function visit(browser, url, conditions) {
  const { context, page } = await freshPage(browser, scripts, conditions);
  await page.goto(url, { waitUntil: 'commit' });
  const marks = await page.evaluate(() => window.benchMarks());
  await context.close();
  return marks;
}

/**
 * Each page once in each round, the first by turns, so that what else the machine does falls on all alike.
 *
 * @param {{ runs: number, pages: string[], conditions: string[] }} options
 */
export async function load({ runs, pages, conditions }) {
  const server = await serve();
  const browser = await launch();
  /** @type {{ condition: string, page: string, visit: Visit }[]} */
  const taken = [];
  for (const page of pages) await visit(browser, `${server.base}/${page}/`);
  for (let run = 0; run < runs; run += 1) {
    for (const condition of conditions) {
      for (let at = 0; at < pages.length; at += 1) {
        const page = pages[(at + run) % pages.length];
        const visited = await visit(browser, `${server.base}/${page}/`, CONDITIONS[condition]);
        taken.push({ condition, page, visit: visited });
      }
    }
  }
  await browser.close();
  server.close();
  /** @type {Loaded} */
  const figures = { runs, conditions: {} };
  for (const condition of conditions) {
    /** @param {string} page */
    const visits = (page) => taken.filter((it) => it.condition === condition && it.page === page);
    figures.conditions[condition] = Object.fromEntries(
      pages.map((page) => [page, summarise(visits(page).map(({ visit }) => visit))]),
    );
  }
  keep('load', { ...figures, taken });
  return figures;
}

/** @param {Visit[]} visits */
function summarise(visits) {
  const summaries = SUMMED.map((mark) => [mark, summary(visits.map((visit) => visit[mark]))]);
  return /** @type {Record<Mark, Summary>} */ (Object.fromEntries(summaries));
}

/**
 * Medians with quartiles, and how ours compares.
 *
 * @param {Loaded} loaded
 */
export function loadTables({ conditions }) {
  return Object.entries(conditions).map(([condition, pages]) => {
    const names = Object.keys(pages);
    /** @param {Summary} it */
    const spread = (it) => `${whole(it.median)} (${whole(it.low)}–${whole(it.high)})`;
    /**
     * @param {Mark} mark
     * @param {string} other
     */
    const ratio = (mark, other) =>
      pages[other] && pages.widget ? (pages.widget[mark].median / pages[other][mark].median).toFixed(2) : '–';
    const rows = MARKS.map(({ mark, label }) => [
      label,
      ...names.map((name) => spread(pages[name][mark])),
      ratio(mark, 'preact'),
      ratio(mark, 'surveyjs'),
    ]);
    rows.push(['frames without them since', ...names.map((name) => String(pages[name].gaps.high)), '', '']);
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
