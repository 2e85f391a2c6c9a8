// The directory: whole without a script, a search with it, nothing that axe or the Nu checker finds, nothing that runs out sideways, and paper.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import readCode from 'jsqr';
import jar from 'vnu-jar';
import { AREAS, browserTest, run } from './harness.mjs';
import { findings, SIZES, WCAG } from './inspect.mjs';

/** @import { Page } from 'playwright-core' */

const QUESTIONS = 'https://wellbeing.example/help?from=a&to=b';
/** All that a directory can be given. */
const SITE = ['--questions', QUESTIONS, '--poster', '--base', 'https://wellbeing.example/directory'];

const PAGES = [
  'index.html',
  'all.html',
  'planned.html',
  'stage/0-5.html',
  'stage/16-25.html',
  'need/feelings.html',
  'need/safety.html',
  'service/first-steps.html',
  'service/city-and-hackney_perinatal-mental-health.html',
  'service/city-and-hackney_kooth.html',
  'poster.html',
];
const LOOKS = /** @type {const} */ ([
  { width: 320, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
]);

const folder = mkdtempSync(join(tmpdir(), 'nwd-'));
after(() => rmSync(folder, { recursive: true }));
run(['render', ...AREAS.map((area) => `content/${area}`), '-o', join(folder, 'rendered'), ...SITE]);

/**
 * Serves what `nwd render` wrote, under the server's own policy.
 *
 * @param {Page} page
 * @param {string} policy
 */
async function serveRendered(page, policy) {
  await page.route('**/rendered*/**', (route) => {
    const { pathname } = new URL(route.request().url());
    return route.fulfill({ path: join(folder, pathname), headers: { 'content-security-policy': policy } });
  });
}

/**
 * How many sheets a page prints on.
 *
 * @param {Page} page
 */
async function sheets(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const counts = [...pdf.toString('latin1').matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count));
  return Math.max(...counts);
}

test('the Nu checker finds nothing on any page of any area', { timeout: 300_000 }, () => {
  for (const area of AREAS) run(['render', `content/${area}`, '-o', join(folder, area)]);
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => /\.(html|css)$/.test(file));
  assert.ok(files.length > 300, `${files.length} files`);
  const { status, stderr } = spawnSync('java', ['-Xss1024k', '-jar', `${jar}`, '--also-check-css', ...files], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  assert.equal(status, 0, stderr.slice(0, 4000));
});

for (const path of PAGES) {
  browserTest(
    `axe finds nothing on ${path}, and nothing runs out sideways`,
    { timeout: 240_000 },
    async (page, { policy }) => {
      const found = [];
      await serveRendered(page, policy);
      const answer = await page.goto(`/rendered/${path}`);
      assert.equal(answer?.status(), 200);
      for (const { width, colorScheme } of LOOKS) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const axe = new AxeBuilder({ page }).withTags([...WCAG, 'best-practice']);
        for (const finding of await findings(axe)) found.push(`${colorScheme}, ${width} px: ${finding}`);
      }
      for (const { width, size } of SIZES) {
        await page.setViewportSize({ width, height: 800 });
        const out = await page.evaluate((size) => {
          document.documentElement.style.fontSize = size;
          return document.documentElement.scrollWidth - innerWidth;
        }, size);
        if (out > 0) found.push(`${width} px, text at ${size}: ${out} px too wide`);
      }
      assert.deepEqual(found, []);
    },
  );
}

const SEARCHES = [
  // By name, by what is going on, with a slip, half typed, by what is said of it.
  { typed: 'first steps', first: 'First Steps' },
  { typed: 'shout', first: 'Shout text line' },
  { typed: "I can't sleep", has: 'First Steps' },
  { typed: 'bullied', has: 'Somebody at your school or college' },
  { typed: 'anxitey', has: 'First Steps' },
  { typed: 'depres', has: 'First Steps' },
  { typed: 'nurse for your school', has: 'School Nursing' },
  // Danger: whom to call first, and the way to the top.
  { typed: 'want to kill myself', has: 'East London Crisis Service', danger: true },
  { typed: 'my dad hits me', has: 'Childline', danger: true },
  { typed: 'zzzz', none: true },
];

for (const path of ['index.html', 'all.html']) {
  browserTest(`the search of ${path} finds by name and by people's own words`, {}, async (page) => {
    await page.goto(`/directory/${path}`);
    const field = page.getByRole('searchbox', { name: 'Find a service in your own words' });
    /** @returns {Promise<string[]>} */
    const shown = () =>
      page
        .locator('[id^="service-"]')
        .evaluateAll((entries) =>
          entries
            .filter((entry) => entry.checkVisibility())
            .map((entry) => entry.querySelector('h4, h2')?.textContent ?? ''),
        );
    const all = await shown();
    for (const { typed, first, has = first, danger = false, none = false } of SEARCHES) {
      await field.fill(typed);
      const found = await shown();
      if (first) assert.equal(found[0], first, typed);
      if (has) assert.ok(found.includes(has), `${typed}: ${found}`);
      assert.equal(found.length === 0, none, typed);
      assert.ok(found.length < all.length, typed);
      const status = page.getByRole('status');
      const count = found.length === 1 ? 'One service' : `${found.length} services`;
      assert.match(await status.innerText(), none ? /^Nothing found/ : new RegExp(`^${count}`), typed);
      assert.equal(await status.getByRole('link', { name: /help now/ }).count(), Number(danger), typed);
    }
    await field.fill('');
    assert.deepEqual(await shown(), all, 'all of them again, in their places');
  });
}

browserTest('what is found for a need stands in the order of its page', {}, async (page) => {
  await page.goto('/directory/need/feelings.html');
  const listed = await page.locator('section:has(#sleep) h3').allInnerTexts();
  await page.goto('/directory/index.html');
  await page.getByRole('searchbox').fill('cant sleep');
  const found = await page.locator('.found h4').allInnerTexts();
  assert.ok(listed.length > 3);
  assert.deepEqual(found.slice(0, listed.length), listed);
});

browserTest('a script that is older than the page finds what is there still', {}, async (page) => {
  const gone = /<li id="service-first-steps">.*?<\/li>/s;
  await page.route('**/directory/index.html', async (route) => {
    const response = await route.fetch();
    const whole = await response.text();
    assert.match(whole, gone);
    await route.fulfill({ response, body: whole.replace(gone, '') });
  });
  await page.goto('/directory/need/feelings.html');
  const listed = await page.locator('section:has(#sleep) h3').allInnerTexts();
  await page.goto('/directory/index.html');
  await page.getByRole('searchbox').fill('cant sleep');
  const left = listed.filter((name) => name !== 'First Steps');
  assert.deepEqual((await page.locator('.found h4').allInnerTexts()).slice(0, left.length), left);
});

browserTest('the search is worked by keyboard, and what it shows has no fault', { timeout: 240_000 }, async (page) => {
  await page.goto('/directory/index.html');
  const field = page.getByRole('searchbox');
  await field.focus();
  await page.keyboard.type('cant sleep');
  await page.keyboard.press('Enter');
  const status = page.getByRole('status');
  const before = parseInt(await status.innerText(), 10);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.ok(await page.getByRole('checkbox', { name: 'No referral needed' }).isChecked());
  assert.ok(parseInt(await status.innerText(), 10) < before, 'fewer with a tick');
  const found = [];
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).withTags([...WCAG, 'best-practice']);
    for (const finding of await findings(axe)) found.push(`${colorScheme}, ${width} px: ${finding}`);
  }
  assert.deepEqual(found, []);
});

browserTest(
  'the search tells nobody: no request, nothing kept, nothing in the address',
  {},
  async (page, { context }) => {
    await page.goto('/directory/index.html');
    const address = page.url();
    /** @type {string[]} */
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByRole('searchbox').fill('cant sleep');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'By phone' }).check();
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, history.length]);
    assert.deepEqual([requests, page.url(), kept[0], kept[1]], [[], address, 0, 0]);
    assert.deepEqual(await context.cookies(), []);
    await page.reload();
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
  },
);

/**
 * What a drawing looks like, in a page that allows pictures from anywhere.
 *
 * @param {Page} page
 * @param {string} drawing
 */
async function pixels(page, drawing) {
  await page.goto('about:blank');
  const SIDE = 400;
  const data = await page.evaluate(
    async ({ drawing, side }) => {
      const picture = new Image(side, side);
      picture.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
      const context = canvas.getContext('2d');
      context?.drawImage(picture, 0, 0, side, side);
      return [...(context?.getImageData(0, 0, side, side).data ?? [])];
    },
    { drawing, side: SIDE },
  );
  return { data: Uint8ClampedArray.from(data), side: SIDE };
}

for (const areas of [...AREAS.map((area) => [area]), AREAS]) {
  const name = areas.length > 1 ? 'all areas' : areas[0];
  browserTest(`the poster of ${name} is one sheet, and a camera finds the questions`, {}, async (page, { policy }) => {
    const out = `rendered-poster-${areas.length > 1 ? 'all' : areas[0]}`;
    run(['render', ...areas.map((area) => `content/${area}`), '-o', join(folder, out), ...SITE]);
    await serveRendered(page, policy);
    await page.goto(`/${out}/poster.html`);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await sheets(page), 1);
    const crisis = page.getByRole('complementary', { name: 'Help now' });
    assert.ok(await crisis.getByRole('link', { name: /9 9 9/ }).isVisible());
    const sizes = await crisis
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => parseFloat(getComputedStyle(link).fontSize)));
    assert.ok(sizes.length > 4 && Math.min(...sizes) >= 20, `${sizes}`);
    const drawing = await page.locator('svg').evaluate((svg) => svg.outerHTML);
    const { data, side } = await pixels(page, drawing);
    assert.equal(readCode(data, side, side)?.data, QUESTIONS);
  });
}

/** What a sheet of A4 has between its margins of 14 mm, in pixels. */
const SHEET = { width: 688, height: 1017 };
/** What is of no use on paper. */
const NOT_PRINTED = '.skip, .crumbs, .find, .foot nav, .masthead span, [hidden]';

for (const path of PAGES.filter((path) => path !== 'poster.html')) {
  browserTest(`on paper nothing of ${path} is cut, hidden or without its address`, {}, async (page, { policy }) => {
    await serveRendered(page, policy);
    await page.setViewportSize(SHEET);
    await page.emulateMedia({ media: 'print' });
    await page.goto(`/rendered/${path}`);
    const cut = await page.evaluate(
      ({ sheet, notPrinted }) => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        const cut = [];
        while (texts.nextNode()) {
          const { parentElement: parent, data } = /** @type {Text} */ (texts.currentNode);
          if (!data.trim() || !parent || parent.closest(`script, ${notPrinted}`)) continue;
          range.selectNodeContents(texts.currentNode);
          const { width, left, right } = range.getBoundingClientRect();
          if (width === 0) cut.push(`hidden: ${data}`);
          if (left < 0 || right > sheet.width + 1) cut.push(`too wide: ${data}`);
        }
        for (const element of document.body.querySelectorAll('*')) {
          const { overflowX, overflowY, position, breakInside } = getComputedStyle(element);
          const place = `${element.localName}.${element.className}`;
          if (element.closest(notPrinted)) continue;
          if (overflowX !== 'visible' || overflowY !== 'visible') cut.push(`clipped: ${place}`);
          if (position === 'fixed' || position === 'sticky') cut.push(`${position}: ${place}`);
          // What may not be broken and is longer than a sheet would be broken anywhere.
          const { height } = element.getBoundingClientRect();
          if (breakInside === 'avoid' && height > sheet.height) cut.push(`too long: ${place} ${height}`);
        }
        for (const link of document.querySelectorAll('main a[href^="https:"]')) {
          const address = link.getAttribute('href') ?? '';
          const [bare] = address.replace('https://', '').split(/[/?#]/);
          const said = /** @type {HTMLElement} */ (link.parentElement).innerText;
          if (!said.includes(bare.replace('www.', ''))) cut.push(`no address: ${address}`);
        }
        return cut;
      },
      { sheet: SHEET, notPrinted: NOT_PRINTED },
    );
    assert.deepEqual(cut, []);
  });
}

browserTest('a card has a few contacts on the screen, and on paper all of the way in', {}, async (page) => {
  await page.goto('/directory/stage/11-16.html');
  const card = page.locator('.card', { has: page.getByRole('link', { name: "City of London's children's team" }) });
  const contacts = card.locator('.contacts > li').filter({ visible: true });
  assert.equal(await contacts.count(), 3);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await contacts.count(), 4);
  assert.equal(await page.locator('.masthead').innerText(), await page.locator('.masthead a').innerText());
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  browserTest(
    `on paper the directory is black on white, whatever the device prefers (${colorScheme})`,
    {},
    async (page) => {
      await page.emulateMedia({ colorScheme, media: 'print' });
      await page.goto('/directory/service/first-steps.html');
      const colours = await page.evaluate(() => {
        /** @param {string} selector */
        const style = (selector) => getComputedStyle(window.nwdTest.find(selector, document));
        return [style('body').backgroundColor, style('body').color, style('.asker').borderTopColor];
      });
      assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
    },
  );
}

browserTest(
  'the directory is whole without scripts, and one can get about in it by keyboard',
  { context: { javaScriptEnabled: false } },
  async (page) => {
    await page.goto('/directory/index.html');
    assert.equal(await page.locator('form, input').count(), 0, 'the script puts its controls there itself');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#main$/);
    await page.getByRole('link', { name: 'First Steps' }).click();
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'First Steps');
    assert.ok(
      await page.getByRole('complementary', { name: 'Help now' }).getByRole('link', { name: /9 9 9/ }).isVisible(),
    );
    for (const name of ['For you', 'For parents and carers', 'For professionals']) {
      assert.ok(await page.getByRole('heading', { name }).first().isVisible());
    }
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').click();
    assert.match(page.url(), /\/directory\/index\.html$/);
  },
);
