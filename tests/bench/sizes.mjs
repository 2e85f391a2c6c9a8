// What a first visit loads, in bytes of brotli 11, beside the host page itself. Option: --no-build.

import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { freshPage, launch } from './browser.mjs';
import { buildSite } from './pages/build.mjs';
import { keep } from './place.mjs';
import { serve } from './serve.mjs';
import { table, whole } from './stats.mjs';

/** @import { Browser } from 'playwright-core' */
/** @typedef {{ path: string, bytes: number, brotli: number }} Part of a visit */
/** @typedef {Record<string, { parts: Part[], brotli: number }>} Sizes by page */

const PAGES = { widget: 'no-wrong-door', preact: 'Preact + htm', surveyjs: 'SurveyJS' };
/** Paths that the host page loads with or without questions. */
const OF_THE_HOST = /\/$|\/rival\.css$|\/demo\//;

/**
 * The files that a page asks for, as it asks for them.
 *
 * @param {Browser} browser
 * @param {string} url
 */
async function asked(browser, url) {
  const { context, page } = await freshPage(browser);
  /** @type {Set<string>} */
  const paths = new Set();
  page.on('request', (request) => paths.add(new URL(request.url()).pathname));
  await page.goto(url, { waitUntil: 'networkidle' });
  await context.close();
  return [...paths].filter((path) => !OF_THE_HOST.test(path));
}

export async function sizes() {
  const server = await serve();
  const browser = await launch();
  /** @type {Sizes} */
  const figures = {};
  for (const name of Object.keys(PAGES)) {
    const paths = await asked(browser, `${server.base}/${name}/`);
    const parts = paths.map((path) => {
      const file = server.files.get(path);
      if (!file) throw new Error(`${name} asks for ${path}, which is not there`);
      return { path, bytes: file.bytes.length, brotli: file.body.length };
    });
    figures[name] = { parts, brotli: parts.reduce((sum, part) => sum + part.brotli, 0) };
  }
  await browser.close();
  server.close();
  keep('sizes', figures);
  return figures;
}

/** @param {Sizes} figures */
export function sizesTable(figures) {
  const rows = Object.entries(PAGES).flatMap(([name, label]) => [
    ...figures[name].parts.map(({ path, bytes, brotli }) => [
      `${label}: ${path.slice(1)}`,
      whole(bytes),
      whole(brotli),
    ]),
    [`**${label}, in all**`, '', `**${whole(figures[name].brotli)}**`],
  ]);
  return table(['First visit, bytes', 'as it is', 'brotli'], rows);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { 'no-build': { type: 'boolean', default: false } } });
  if (!values['no-build']) await buildSite();
  console.log(sizesTable(await sizes()));
}
