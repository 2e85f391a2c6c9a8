// The isolated form, as `nwd embed --isolated` prints it: everything works in a frame of its own origin, on a phone, and the
// page round it sees nothing of it.

import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { AREA } from '../pages.mjs';
import { browserTest, ROOT, run } from '../harness.mjs';
import { TEENAGER } from '../people.mjs';

/** @import { BrowserContext, Locator, Page } from 'playwright-core' */

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const HOST = '/demo/isolated/';
const AWAY = 'https://www.bbc.co.uk/weather';
/** Between two looks at where the frame is. */
const FOLLOW_MS = 100;

/**
 * Opens the page and waits for the first question in its frame.
 *
 * @param {Page} page
 * @param {BrowserContext} context
 */
async function visitFrame(page, context) {
  await context.route(AWAY, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
  await page.goto(HOST);
  const frame = page.frames().find((it) => it !== page.mainFrame());
  assert.ok(frame, 'there is a frame');
  await frame.waitForFunction(() => window.nwdTest?.look(0).kind === 'question');
  return frame;
}

/**
 * Scrolls until something can be seen, as people do, and presses it where it is.
 *
 * @param {Page} page
 * @param {Locator} target
 */
async function press(page, target) {
  for (let tries = 0; tries < 40; tries += 1) {
    const box = await target.boundingBox();
    assert.ok(box, 'it is drawn');
    const middle = box.y + box.height / 2;
    if (middle > 90 && middle < 760) return page.touchscreen.tap(box.x + Math.min(box.width, 200) / 2, middle);
    await page.mouse.move(195, 500);
    await page.mouse.wheel(0, middle > 400 ? 240 : -240);
    await page.waitForTimeout(FOLLOW_MS);
  }
  assert.fail('it cannot be scrolled to');
}

browserTest(
  'on a phone, by touch: the bar is in view wherever the page is scrolled, to the results',
  { context: PHONE },
  async (page, { context }) => {
    const frame = await visitFrame(page, context);
    const bar = frame.locator('.bar');
    const isInView = async (/** @type {string} */ where) => {
      await page.waitForTimeout(FOLLOW_MS);
      const box = await bar.boundingBox();
      assert.ok(box && box.y > -4 && box.y + box.height < 844, `${where}: the bar is at ${box?.y}`);
    };
    await press(page, frame.locator('label[for=audience-0]'));
    await press(page, frame.locator('.page .main'));
    await isInView('danger');
    for (const by of [200, 150, 200]) {
      await page.evaluate((by) => window.scrollBy(0, by), by);
      const box = await page.locator('iframe').boundingBox();
      if (box && box.y + box.height > 200) await isInView(`the frame at ${box.y}`);
    }
    await page.evaluate(() => document.querySelector('iframe')?.scrollIntoView());
    await press(page, frame.locator('label[for=danger-2]'));
    await press(page, frame.locator('.page .main'));
    await isInView('what is next');
    await frame.evaluate((person) => window.nwdTest.walk(person), TEENAGER);
    const { start } = await frame.evaluate(() => window.nwdTest.results(0));
    assert.ok(start.length > 0);
    await isInView('results');
  },
);

browserTest(
  'links take the whole page, numbers are called, a file is saved, text is copied, the frame alone is printed',
  {},
  async (page, { context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const frame = await visitFrame(page, context);
    await frame.evaluate((person) => window.nwdTest.walk({ audience: 'young-person', ...person }), TEENAGER);
    const inFrame = page.frameLocator('iframe');
    await inFrame.getByRole('button', { name: 'Copy as text' }).click();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /What can help/);
    const printed = frame.evaluate(() => new Promise((done) => (window.print = () => done(window.name))));
    await inFrame.getByRole('button', { name: 'Print', exact: true }).click();
    await printed;
    const saved = page.waitForEvent('download');
    await inFrame.getByRole('button', { name: 'Make a summary to take along' }).click();
    await inFrame.getByRole('button', { name: 'Save as a text file' }).click();
    assert.match((await saved).suggestedFilename(), /^summary\./);

    await inFrame.locator('.bar .call').click();
    // A frame that may not call says so: see below.
    await page.waitForTimeout(FOLLOW_MS);
  },
);

browserTest(
  'without the printed words, a number would not be called',
  { faults: [/frame attempting navigation of the top-level window is sandboxed/] },
  async (page, { context }) => {
    await visitFrame(page, context);
    await page.evaluate(async () => {
      const frame = document.querySelector('iframe');
      frame?.setAttribute('sandbox', 'allow-scripts');
      await new Promise((done) => {
        frame?.addEventListener('load', done, { once: true });
        frame?.setAttribute('src', frame.src);
      });
    });
    await page.frameLocator('iframe').locator('.bar .call').click();
    await page.waitForTimeout(FOLLOW_MS);
  },
);

browserTest(
  'a link leads the whole page there, and Back to the first question',
  { keeps: true },
  async (page, given) => {
    const frame = await visitFrame(page, given.context);
    // Of a frame that was put away the driver knows no more: what is seen is compared.
    const seen = async () => (await page.screenshot()).toString('base64');
    const first = await seen();
    await frame.evaluate((person) => window.nwdTest.walk({ audience: 'young-person', ...person }), TEENAGER);
    const link = page.frameLocator('iframe').locator('.page a[href^="https:"]:visible').first();
    const to = `${await link.getAttribute('href')}`;
    await given.context.route(to, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Away</title>' }));
    await page.evaluate(() => Object.assign(window, { marked: true }));
    await link.scrollIntoViewIfNeeded();
    await Promise.all([page.waitForURL(to), link.click()]);
    await page.evaluate(() => history.back()).catch(() => {});
    await page.waitForURL(`**${HOST}`, { waitUntil: 'commit' });
    assert.ok(await page.evaluate(() => 'marked' in window), 'the page was put away, and is no new one');
    await page.mouse.move(400, 600);
    for (let looks = 0; looks < 50; looks += 1) {
      await page.mouse.wheel(0, -2000);
      if ((await seen()) === first) return;
      await page.waitForTimeout(FOLLOW_MS);
    }
    assert.fail('something else is seen than at first');
  },
);

for (const how of ['the button', 'Shift three times']) {
  browserTest(`exit by ${how} takes the whole page away, and 'back' does not lead here`, {}, async (page, given) => {
    await page.goto('/demo/');
    const frame = await visitFrame(page, given.context);
    const pages = await page.evaluate(() => history.length);
    await frame.locator('label[for=audience-0]').click();
    const leave = async () => {
      if (how === 'the button') return frame.getByRole('button', { name: 'Exit this page' }).click();
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
    };
    await Promise.all([page.waitForURL(AWAY), leave()]);
    assert.equal(await page.evaluate(() => history.length), pages);
    await page.goBack();
    assert.match(page.url(), /\/demo\/$/);
  });
}

browserTest('the page round it sees and hears nothing', {}, async (page, { context }) => {
  await page.addInitScript(() => {
    if (window.top !== window) return;
    /** @type {string[]} */
    const heard = [];
    const types = Object.keys(window)
      .concat('message')
      .map((name) => name.replace(/^on/, ''));
    const about = new Set([...types, 'input', 'keydown', 'copy', 'nwd-ready', 'nwd-start', 'nwd-error']);
    // What comes of where the pointer, the focus and the page's own load are is of the page itself.
    const own =
      /^(pointer|mouse|focus|blur|load|page|readystatechange|visibility|resize|scroll|gotpointer|lostpointer|animation|transition|DOMContent)/;
    for (const type of about) if (!own.test(type)) addEventListener(type, () => heard.push(type), true);
    Object.assign(window, { heard });
  });
  const frame = await visitFrame(page, context);
  const reach = await page.evaluate(() => {
    const inside = document.querySelector('iframe');
    /** @param {() => unknown} look */
    const attempt = (look) => {
      try {
        return look() ?? 'nothing';
      } catch (error) {
        return `${/** @type {Error} */ (error).name}`;
      }
    };
    return [
      attempt(() => inside?.contentDocument),
      attempt(() => inside?.contentWindow?.document),
      attempt(() => inside?.contentWindow?.customElements),
    ];
  });
  assert.deepEqual(reach, ['nothing', 'SecurityError', 'SecurityError']);
  const before = await page.locator('iframe').boundingBox();
  await frame.locator('label[for=audience-0]').click();
  await frame.getByRole('button', { name: 'Continue' }).click();
  for (let key = 0; key < 8; key += 1) await page.keyboard.press(key % 2 ? 'Tab' : 'Space');
  await frame.evaluate((person) => window.nwdTest.walk(person), { ...TEENAGER, needs: ['self-harm'] });
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).heard), []);
  const after = await page.locator('iframe').boundingBox();
  assert.deepEqual([after?.width, after?.height], [before?.width, before?.height], 'how high it is says nothing');
});

browserTest('what the command prints is what the pages here have', {}, async (page) => {
  const file = `${tmpdir()}/nwd-isolated-${process.pid}.html`;
  try {
    const printed = run(['embed', `content/${AREA}`, `--isolated=${file}`, '--base', '/']);
    /** @param {string} html */
    const attributes = (html) =>
      page.evaluate((html) => {
        const frame = new DOMParser().parseFromString(html, 'text/html').querySelector('iframe');
        return ['title', 'sandbox', 'width', 'height'].map((name) => frame?.getAttribute(name));
      }, html);
    for (const written of ['www/demo/isolated/index.html', 'tests/browser/engines/pages/isolated.html']) {
      const html = readFileSync(`${ROOT}${written}`, 'utf8');
      assert.deepEqual(await attributes(html), await attributes(printed), written);
    }
  } finally {
    rmSync(file, { force: true });
  }
});

browserTest('a bundle that is not there: help stays', {}, async (page) => {
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => document.getElementById('bundle')?.remove());
  });
  await page.goto(HOST);
  const frame = page.frameLocator('iframe');
  await frame.getByText('The questions could not be shown here').waitFor();
  assert.ok(await frame.locator('aside a[href="tel:999"]').isVisible());
});
