// The gallery of the demonstration: every state that it lists is reached, in its frame, and the page itself is as good as any.

import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { STATES } from '../../www/demo/gallery/states.js';
import { browserTest } from './harness.mjs';
import { findings, WCAG } from './inspect.mjs';

/** @import { Frame, Page } from 'playwright-core' */

const GALLERY = '/demo/gallery/';

/**
 * The page of a state's frame, which loads when it comes into view.
 *
 * @param {Page} page
 * @param {string} id
 */
async function frameOf(page, id) {
  const frame = page.locator(`iframe[src$="?state=${id}"]`);
  await frame.scrollIntoViewIfNeeded();
  const shown = await (await frame.elementHandle())?.contentFrame();
  assert.ok(shown, id);
  return shown;
}

/**
 * What is seen in a frame: whether something is there, and the heading of the screen.
 *
 * @param {Frame} frame
 * @param {string} has
 */
async function seen(frame, has) {
  await frame.waitForFunction((has) => {
    const inside = document.querySelector('no-wrong-door')?.shadowRoot;
    return [...(inside?.querySelectorAll(has) ?? [])].some(window.nwdTest.shown);
  }, has);
  return frame.evaluate(() => window.nwdTest.root().querySelector('.page h2')?.textContent ?? '');
}

browserTest(
  'every state of the gallery is reached, and nobody who looks on is moved',
  { timeout: 240_000, faults: [/404/] },
  async (page) => {
    await page.goto(GALLERY);
    const before = await page.evaluate(() => history.length);
    /** @type {string[]} */
    const wrong = [];
    for (const { id, without, has, until, heading = '' } of STATES) {
      const frame = await frameOf(page, id);
      if (without === 'script') {
        await frame.getByRole('link', { name: /NHS website/ }).waitFor();
        assert.ok(!(await frame.evaluate(() => Boolean(window.nwdTest.host().shadowRoot))));
      } else {
        const found = await seen(frame, has ?? until ?? '').catch(
          (error) => `not there: ${error.message.split('\n')[0]}`,
        );
        if (found !== heading) wrong.push(`${id}: ${found}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'body');
    assert.equal(await page.evaluate(() => history.length), before, "the browser's Back leaves the gallery");
  },
);

browserTest('the frames have the width and the colours that are chosen', {}, async (page) => {
  await page.goto(GALLERY);
  const frame = await frameOf(page, 'first');
  await seen(frame, '.page[lang] [name=audience]');
  const look = () =>
    frame.evaluate(() => [
      innerWidth,
      getComputedStyle(document.documentElement).colorScheme,
      window.nwdTest.look().kind,
    ]);
  assert.deepEqual(await look(), [390, 'light dark', 'question']);
  await page.getByLabel('320').check();
  await page.getByLabel('Dark').check();
  await frame.waitForFunction(() => innerWidth === 320);
  assert.deepEqual(await look(), [320, 'dark', 'question']);
});

browserTest('a frame can be used from where it was led', {}, async (page) => {
  await page.goto(GALLERY);
  const frame = await frameOf(page, 'danger');
  await seen(frame, '.page[lang] [name=danger]');
  await frame.getByText('Yes, now').click();
  await frame.getByRole('button', { name: 'Continue' }).click();
  assert.equal(await seen(frame, '.urgent'), 'Get help now');
  assert.equal((await frame.evaluate(() => window.nwdTest.look())).focus, 'heading');
});

browserTest('axe finds nothing on the gallery', {}, async (page) => {
  // What is in the frames has its own tests, and takes long.
  await page.route('**/frame.html*', (route) =>
    route.fulfill({ body: '<title>A frame</title>', contentType: 'text/html' }),
  );
  for (const [width, colorScheme] of /** @type {const} */ ([
    [320, 'light'],
    [1280, 'dark'],
  ])) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.goto(GALLERY);
    // axe waits for each frame, so that none may be left for later.
    await page.locator('iframe').evaluateAll((all) => all.forEach((frame) => frame.setAttribute('loading', 'eager')));
    await page.waitForFunction((count) => window.frames.length === count, STATES.length);
    const axe = new AxeBuilder({ page }).withTags(WCAG).options({ iframes: false });
    assert.deepEqual(await findings(axe), [], `${width} px, ${colorScheme}`);
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      'nothing runs out sideways',
    );
  }
});
