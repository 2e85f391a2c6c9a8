// The pictures at the head of README.md, of the real thing: node pictures.mjs [word of a name]. They go to docs/pictures.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, run, stop } from './harness.mjs';
import { TEENAGER } from './people.mjs';
import { still } from './still.mjs';
import { arrive, button, visit, walk } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

const FOLDER = `${ROOT}docs/pictures/`;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 720 };
/** The host's page goes on to its first choices. */
const TALL = { width: 1280, height: 980 };
/** Rows enough to see what the map is: each number weighs. */
const STRIP = { width: 1280, height: 346 };
/** Of a hundred: letters stay sharp. */
const QUALITY = 35;
const AREA = 'content/city-and-hackney';
const PERSON = { ...TEENAGER, audience: 'young-person' };

/** @type {{ name: string, viewport: typeof PHONE, show: (page: Page) => Promise<unknown> }[]} */
const PICTURES = [
  { name: 'question', viewport: PHONE, show: question },
  { name: 'results', viewport: PHONE, show: results },
  { name: 'urgent', viewport: PHONE, show: urgent },
  { name: 'desktop', viewport: TALL, show: (page) => visit(page, '/demo/council/') },
  { name: 'directory', viewport: DESK, show: directory },
  { name: 'gaps', viewport: STRIP, show: gaps },
];

/** @param {Page} page */
async function question(page) {
  await visit(page, '/demo/council/');
  await walk(page, PERSON, { until: 'needs' });
}

/** @param {Page} page */
async function results(page) {
  await visit(page, '/demo/council/');
  await walk(page, PERSON);
}

/** @param {Page} page */
async function urgent(page) {
  await visit(page, '/demo/council/');
  await arrive(page, () => button(page, 'Help now').click());
}

/** @param {Page} page */
function directory(page) {
  return written(page, 'need/feelings.html', (folder) => ['render', AREA, '-o', folder]);
}

/** @param {Page} page */
async function gaps(page) {
  await written(page, 'gaps.html', (folder) => ['prove', AREA, '--page', join(folder, 'gaps.html')]);
  await page.locator('table').evaluate((table) => table.scrollIntoView());
}

/**
 * Opens a page that the command writes.
 *
 * @param {Page} page
 * @param {string} file
 * @param {(folder: string) => string[]} args
 */
async function written(page, file, args) {
  const folder = mkdtempSync(join(tmpdir(), 'nwd-pictures-'));
  try {
    run(args(folder));
    await page.goto(pathToFileURL(join(folder, file)).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * What is in view, as WebP. The browser makes it, so that nothing has to be installed; Playwright itself asks it for PNG
 * and JPEG alone, which are heavier.
 *
 * @param {Page} page
 */
async function picture(page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  return Buffer.from(data, 'base64');
}

const wanted = process.argv[2] ?? '';
mkdirSync(FOLDER, { recursive: true });
try {
  for (const { name, viewport, show } of PICTURES.filter(({ name }) => name.includes(wanted))) {
    const { context } = await still({ viewport });
    const page = await context.newPage();
    await show(page);
    const bytes = await picture(page);
    writeFileSync(`${FOLDER}${name}.webp`, bytes);
    console.log(`${name}: ${bytes.length} bytes`);
    await context.close();
  }
} finally {
  await stop();
}
