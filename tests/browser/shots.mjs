// Pictures of every screen, to be looked at: node shots.mjs [word of a name]. They go to shots/, which git ignores.

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { browser, stop } from './harness.mjs';
import { CHILD } from './people.mjs';
import { still } from './still.mjs';
import { answer, arrive, button, unfold, visit, walk, widget } from './widget.mjs';

/** @import { BrowserContextOptions, Page } from 'playwright-core' */

const SHOTS = fileURLToPath(new URL('shots/', import.meta.url));
/** @type {(BrowserContextOptions & { name: string, path: string })[]} */
const LOOKS = [
  { name: 'light-390', path: '/demo/council/', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'light-1280', path: '/demo/council/', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'dark-390', path: '/demo/school/', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { name: 'dark-1280', path: '/demo/school/', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'forced-390', path: '/demo/council/', viewport: { width: 390, height: 844 }, forcedColors: 'active' },
  { name: 'staff-1280', path: '/demo/staff/', viewport: { width: 1280, height: 900 } },
  { name: 'rtl-390', path: '/pages/rtl.html', viewport: { width: 390, height: 844 } },
  { name: 'hostile-1280', path: '/pages/hostile.html', viewport: { width: 1280, height: 900 } },
];
const wanted = process.argv[2] ?? '';

/**
 * @param {Page} page
 * @param {string} look
 * @param {string} name
 */
async function take(page, look, name) {
  await page.screenshot({ path: `${SHOTS}${look}-${name}.png`, fullPage: true });
}

/**
 * @param {Page} page
 * @param {string} look
 */
async function screens(page, look) {
  /** @param {string} name */
  const shot = (name) => take(page, look, name);
  await page.screenshot({ path: `${SHOTS}${look}-01-first-view.png` });
  await shot('02-start');
  await button(page, 'Continue').dispatchEvent('click');
  await page.waitForFunction(() => window.nwdTest.look().fault);
  await shot('03-error');
  await walk(page, CHILD, { until: 'danger' });
  await shot('04-danger');
  await walk(page, CHILD, { until: 'needs' });
  await page.screenshot({ path: `${SHOTS}${look}-05-needs-view.png` });
  await shot('06-needs');
  await unfold(page, 'details.group >> nth=0');
  await page.evaluate(() => {
    const ticks = window.nwdTest.all('.group[open] input');
    ticks.slice(0, 2).forEach((tick) => tick.click());
  });
  await page.evaluate(() => {
    const [search] = window.nwdTest.inputs('#search', window.nwdTest.root());
    search.value = 'scool';
    search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
  await page.evaluate(() => window.nwdTest.settle());
  await shot('07-needs-open');
  await walk(page, CHILD, { until: 'age' });
  await answer(page, { ...CHILD, age: 500 });
  await shot('08-number-refused');
  await answer(page, CHILD);
  await walk(page, CHILD, { until: 'level' });
  await shot('09-level-and-circumstances');
  await walk(page, CHILD, { until: 'results' });
  await shot('10-results-at-first');
  await walk(page, CHILD);
  await page.screenshot({ path: `${SHOTS}${look}-11-results-view.png` });
  await shot('12-results');
  await unfold(page);
  await shot('13-results-open');
  await button(page, 'Start again').dispatchEvent('click');
  await page.evaluate(() => window.nwdTest.settle());
  await walk(page, { ...CHILD, danger: 'worried', needs: ['self-harm', 'domestic-abuse'], age: 15 }, { until: 'age' });
  await arrive(page, () => widget(page).locator('.on button').dispatchEvent('click'));
  await shot('14-results-alerts');
  await arrive(page, () => widget(page).locator('.now').dispatchEvent('click'));
  await page.screenshot({ path: `${SHOTS}${look}-15-urgent-view.png` });
  await shot('16-urgent');
  await arrive(page, () => button(page, 'Find other help').dispatchEvent('click'));
  await summary(page, shot);
}

/**
 * What is made from the results: the summary, and for professionals a questionnaire.
 *
 * @param {Page} page
 * @param {(name: string) => Promise<void>} shot
 */
async function summary(page, shot) {
  await button(page, 'Make a summary to take along').dispatchEvent('click');
  await widget(page).locator('.preview').waitFor();
  await shot('18-summary');
  await button(page, 'Back').dispatchEvent('click');
  const questionnaire = button(page, 'PHQ-9: low mood');
  if (!(await questionnaire.count())) return;
  await questionnaire.click();
  await widget(page).locator('.item').last().locator('input').last().check();
  await shot('19-questionnaire');
}

/**
 * @param {Page} page
 * @param {string} look
 */
async function printed(page, look) {
  await visit(page, '/demo/council/');
  await walk(page, CHILD);
  // As the button does, without the dialogue.
  await page.evaluate(() => {
    window.print = () => {};
    window.nwdTest.find('.second').click();
  });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print' });
  await take(page, look, 'results');
  await page.pdf({ path: `${SHOTS}${look}.pdf`, format: 'A4' });
}

/** Not the page with all of it: it is taller than Chromium takes pictures. */
const DIRECTORY = ['index', 'planned', 'stage/0-5', 'need/feelings', 'service/first-steps'];
/** @type {(BrowserContextOptions & { name: string, media?: 'print' })[]} */
const DIRECTORY_LOOKS = [
  { name: 'light-390', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'dark-1280', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'forced-390', viewport: { width: 390, height: 844 }, forcedColors: 'active' },
  { name: 'print-794', viewport: { width: 794, height: 1123 }, media: 'print' },
];

/** @param {typeof DIRECTORY_LOOKS[number]} look */
async function directory({ name, media, ...options }) {
  const { context } = await still(options);
  const page = await context.newPage();
  if (media) await page.emulateMedia({ media });
  for (const path of DIRECTORY) {
    await page.goto(`/directory/${path}.html`);
    await take(page, `directory-${name}`, path.replace('/', '-'));
  }
  await context.close();
}

mkdirSync(SHOTS, { recursive: true });
try {
  await browser();
  for (const { name, path, ...options } of LOOKS.filter(({ name }) => name.includes(wanted))) {
    const { context, faults } = await still(options);
    const page = await context.newPage();
    await visit(page, path);
    await screens(page, name).catch((error) => console.error(name, error.message));
    if (!name.startsWith('staff')) {
      await context.route('**/city-and-hackney.json', (route) => route.fulfill({ status: 404 }));
      await page.reload();
      await page.waitForFunction(() => window.nwdTest.look().kind === 'broken');
      await take(page, name, '17-broken');
    }
    faults.filter((fault) => !/404/.test(fault)).forEach((fault) => console.error(name, fault));
    await context.close();
  }
  if ('print'.includes(wanted) || wanted.startsWith('print')) {
    const { context } = await still();
    await printed(await context.newPage(), 'print');
    await context.close();
  }
  if ('directory'.includes(wanted) || wanted.startsWith('directory')) {
    for (const look of DIRECTORY_LOOKS) await directory(look);
  }
} finally {
  await stop();
}
