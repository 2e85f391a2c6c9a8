// Nothing stays: by whatever way somebody leaves, what they said is not there when the page is shown again.

import assert from 'node:assert/strict';
import { browserTest } from '../harness.mjs';
import { TEENAGER } from '../people.mjs';
import { answer, button, look, results, visit, walk, widget } from '../widget.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */

const PERSON = { audience: 'young-person', ...TEENAGER };
const FIRST = 'Who is this for?';

/** @param {Page} page */
async function toResults(page) {
  await visit(page, '/pages/plain.html');
  await walk(page, PERSON);
  assert.equal((await look(page)).kind, 'results');
}

/**
 * Goes back to the page as the browser put it away.
 *
 * @param {Page} page
 */
async function back(page) {
  await page.evaluate(() => history.back());
  await page.waitForURL('**/plain.html', { waitUntil: 'commit' });
  await page.waitForFunction(() => window.nwdTest && !['none', 'waiting'].includes(window.nwdTest.look(0).kind));
}

/** Whether a page is the one that was put away, and no new one. @param {Page} page */
const isTheSame = (page) => page.evaluate(() => 'marked' in window);
/** @param {Page} page */
const mark = (page) => page.evaluate(() => Object.assign(window, { marked: true }));

/** @type {{ how: string, leave: (page: Page) => Promise<unknown> }[]} */
const WAYS = [
  { how: 'a link of the page', leave: (page) => page.evaluate(() => location.assign('/demo/')) },
  { how: 'an address', leave: (page) => page.goto('/demo/') },
];

for (const { how, leave } of WAYS) {
  browserTest(`after ${how} and 'back' the first question is there, and it works`, { keeps: true }, async (page) => {
    await toResults(page);
    await mark(page);
    await Promise.all([page.waitForURL('**/demo/'), leave(page)]);
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await back(page);
    assert.ok(await isTheSame(page), 'the page was put away, and is no new one');
    assert.equal((await look(page)).heading, FIRST);
    assert.doesNotMatch(`${await widget(page).locator('.frame').textContent()}`, /What can help|What you told us/);
    await walk(page, PERSON);
    assert.equal((await look(page)).kind, 'results');
    // The browser itself may ask for the page's icon.
    assert.deepEqual(
      asked.filter((path) => !path.endsWith('.svg')),
      [],
      'nobody is told',
    );
  });
}

browserTest('what was answered before the wasm was there is gone too', { keeps: true }, async (page) => {
  await visit(page, '/pages/plain.html');
  await answer(page, 'young-person');
  await mark(page);
  await page.goto('/demo/');
  await back(page);
  assert.ok(await isTheSame(page));
  assert.equal((await look(page)).heading, FIRST);
});

browserTest(
  "results that somebody keeps are there on 'back', until they start again",
  { keeps: true },
  async (page) => {
    const keep = widget(page).getByRole('checkbox', { name: 'Keep this list while I look at other pages' });
    const hint = widget(page).getByText('anybody who uses this device after you');
    await toResults(page);
    const { start } = await results(page);
    assert.equal(await hint.count(), 0);
    await keep.click();
    assert.ok(await hint.isVisible(), 'it is said what that means');
    await mark(page);
    await page.goto('/demo/');
    await back(page);
    assert.ok(await isTheSame(page));
    assert.deepEqual((await results(page)).start, start);
    await button(page, 'Start again').click();
    await walk(page, PERSON);
    assert.ok(!(await keep.isChecked()));
    await page.goto('/demo/');
    await back(page);
    assert.equal((await look(page)).heading, FIRST);
  },
);

browserTest('results that somebody keeps are not there after exit', { keeps: true }, async (page) => {
  await page.goto('/demo/school/');
  await toResults(page);
  await widget(page).getByRole('checkbox', { name: 'Keep this list' }).click();
  await Promise.all([page.waitForURL('**/demo/'), button(page, 'Exit this page').click()]);
  await page.evaluate(() => history.back());
  await page.waitForURL('**/school/', { waitUntil: 'commit' });
});

browserTest("after links within the page, exit leaves nothing of it on 'back'", { keeps: true }, async (page) => {
  await page.goto('/demo/school/');
  await toResults(page);
  for (const place of ['one', 'two']) await page.evaluate((place) => (location.hash = place), place);
  await Promise.all([page.waitForURL('**/demo/'), button(page, 'Exit this page').click()]);
  await page.evaluate(() => history.back());
  await page.waitForURL('**/school/', { waitUntil: 'commit' });
});

browserTest("exit leaves a page that asks whether to 'Leave site?', and does not ask", {}, async (page) => {
  await toResults(page);
  let asked = 0;
  page.on('dialog', (dialog) => (asked += 1) && dialog.accept());
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
  await Promise.all([page.waitForURL('**/demo/'), button(page, 'Exit this page').click()]);
  assert.equal(asked, 0);
});

browserTest(
  'what was copied is cleared by exit and by starting again, and not by following a link',
  {},
  async (page, { context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const held = () => page.evaluate(() => navigator.clipboard.readText());
    const copy = async () => {
      await toResults(page);
      await button(page, 'Copy as text').click();
      assert.match(await held(), /What can help/);
      assert.match(`${await widget(page).locator('.foot').textContent()}`, /stays on this device until/);
    };
    await copy();
    await page.goto('/demo/');
    assert.match(await held(), /What can help/);
    await copy();
    await button(page, 'Start again').click();
    assert.equal(await held(), '.');
    await copy();
    await Promise.all([page.waitForURL('**/demo/'), button(page, 'Exit this page').click()]);
    assert.equal(await held(), '.');
  },
);

/**
 * A page of the council's with the widget's page in a frame.
 *
 * @param {Page} page
 * @param {BrowserContext} context
 * @param {string} sandbox what the frame is allowed, or nothing where it is no sandbox
 */
async function framed(page, context, sandbox) {
  const inside = await (await page.request.get('/demo/council/')).text();
  const type = 'text/html; charset=utf-8';
  await context.route('**/inside/', (route) =>
    route.fulfill({ contentType: type, body: inside.replace('<head>', '<head><base href="/demo/council/">') }),
  );
  const body = `<!doctype html><title>Council</title><h1>Council</h1><iframe src="/inside/" width="390" height="844" ${sandbox}></iframe>`;
  await context.route('**/outside/', (route) => route.fulfill({ contentType: type, body }));
  await page.goto('/outside/');
  const frame = page.frameLocator('iframe');
  await frame.locator('no-wrong-door label').first().waitFor();
  return frame;
}

browserTest('in a frame, exit takes the whole page away', {}, async (page, { context }) => {
  const frame = await framed(page, context, '');
  await frame.getByRole('button', { name: 'Exit this page' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/outside'), { waitUntil: 'commit' }).catch(() => {});
  assert.doesNotMatch(page.url(), /outside/);
});

browserTest(
  'in a frame that allows neither, questions can be answered, and exit says that it cannot leave',
  { faults: [/Unsafe attempt to initiate navigation|allow-top-navigation/] },
  async (page, { context }) => {
    const frame = await framed(page, context, 'sandbox="allow-scripts allow-same-origin"');
    await frame.locator('no-wrong-door label').first().click();
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.getByRole('heading', { name: 'Is anyone in danger right now?' }).waitFor();
    await frame.getByRole('button', { name: 'Exit this page' }).click();
    await frame.getByRole('button', { name: 'Close this tab to leave' }).waitFor();
    await frame.getByRole('heading', { name: FIRST }).waitFor();
  },
);
