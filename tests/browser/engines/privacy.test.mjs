// Nothing stays and nothing leaks in Firefox and WebKit, as tests/browser/privacy has it for Chromium.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { ENGINES, serve, until } from './drive.mjs';

/** @import { WebDriver } from 'selenium-webdriver' */

const FIRST = 'Who is this for?';
/** Elements of the first two questions, in the order of pressing. */
const PRESSES = ['label[for=audience-0]', '.page .main', 'label[for=danger-1]', '.page .main'];

const served = serve();
after(async () => (await served).stop());

for (const [name, start] of Object.entries(ENGINES)) {
  describe(name, { timeout: 300_000 }, () => {
    /** @type {import('./drive.mjs').Browser} */
    let browser;
    before(async () => {
      browser = await start();
    });
    after(() => browser?.quit());

    /** @param {string} page */
    const open = async (page) => {
      const { driver } = browser;
      await driver.get(`${(await served).base}/demo/away.html`);
      await driver.get(`${(await served).base}/demo/${page}.html`);
      return driver;
    };

    test('a link and Back: the first question', async () => {
      const driver = await open('open');
      await pressAll(driver);
      await driver.executeScript('location.assign("/demo/away.html")');
      await until('away', async () => (await driver.getTitle()) === 'Away');
      await driver.navigate().back();
      await until('the first question', async () => (await heading(driver)) === FIRST);
      // Firefox puts no page away while it is driven, whatever its preferences say: there it is a new one.
      assert.equal((await heard(driver)).includes('put away'), name === 'WebKit');
    });

    test('exit, and Back does not lead here', async () => {
      const driver = await open('open');
      await pressAll(driver);
      const pages = await driver.executeScript('return history.length');
      await (await inside(driver, '.exit')).click();
      await until('away', async () => (await driver.getTitle()) === 'Away');
      assert.equal(await driver.executeScript('return history.length'), pages);
      await driver.navigate().back();
      assert.equal(await driver.getTitle(), 'Away');
    });

    test('closed: a page’s scripts get no root, no answer and no field', async () => {
      const driver = await open('open');
      /** @type {{ x: number, y: number }[]} */
      const places = [];
      await pressAll(driver, async (selector) => {
        places.push(await middle(driver, selector));
      });
      assert.match(`${await heard(driver)}`, /root of no-wrong-door.*input input/s, 'in the open form they do');

      await open('closed');
      await until('ready', async () => `${await heard(driver)}`.includes('nwd-ready'));
      assert.equal(await driver.executeScript('return document.querySelector("no-wrong-door").shadowRoot'), null);
      for (const { x, y } of places) {
        await driver.executeScript('scrollTo(0, 0)');
        await driver.actions().move({ x, y }).click().perform();
        await driver.sleep(200);
      }
      const told = await heard(driver);
      assert.ok(
        told.some((it) => it.startsWith('nwd-start')),
        'the presses were where they should be',
      );
      const leaks = told.filter(
        (it) => !/^(click|change|input|keydown|keyup|nwd-\w+) no-wrong-door,body,html$/.test(it),
      );
      assert.deepEqual(leaks, []);
    });

    test('isolated: it works in its frame, and the page round it hears nothing', async () => {
      const driver = await open('isolated');
      await driver.switchTo().frame(0);
      await pressAll(driver);
      assert.notEqual(await heading(driver), FIRST);
      await driver.actions().sendKeys(Key.TAB, Key.SPACE).perform();
      await driver.switchTo().defaultContent();
      assert.deepEqual(await heard(driver), []);
      assert.equal(await driver.executeScript('return document.querySelector("iframe").contentDocument'), null);
      await driver.switchTo().frame(0);
      // The weather page may not be there: that it is gone to is enough.
      await inside(driver, '.exit')
        .then((exit) => exit.click())
        .catch(() => {});
      await driver.switchTo().defaultContent();
      await until('away', async () => !(await driver.getCurrentUrl()).includes('/demo/'));
    });
  });
}

/** @param {WebDriver} driver */
const heard = (driver) => /** @type {Promise<string[]>} */ (driver.executeScript('return window.heard'));

/**
 * What a selector names in the element's root.
 *
 * @param {WebDriver} driver
 * @param {string} selector
 * @returns {Promise<import('selenium-webdriver').WebElement>}
 */
const inside = (driver, selector) =>
  driver.executeScript(
    'return document.querySelector("no-wrong-door").shadowRoot.querySelector(arguments[0])',
    selector,
  );

/** @param {WebDriver} driver */
const heading = (driver) =>
  driver.executeScript(
    'return document.querySelector("no-wrong-door")?.shadowRoot?.querySelector(".page h2")?.textContent',
  );

/**
 * @param {WebDriver} driver
 * @param {string} selector
 * @returns {Promise<{ x: number, y: number }>}
 */
const middle = (driver, selector) =>
  driver.executeScript(
    `scrollTo(0, 0);
    const box = document.querySelector("no-wrong-door").shadowRoot.querySelector(arguments[0]).getBoundingClientRect();
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };`,
    selector,
  );

/**
 * Answers the first questions once the wasm is there.
 *
 * @param {WebDriver} driver
 * @param {(selector: string) => Promise<void>} look is called before each press
 */
async function pressAll(driver, look = async () => {}) {
  await until('the questions', () =>
    driver.executeScript('return document.querySelector("no-wrong-door")?.shadowRoot?.querySelector(".page[lang]")'),
  );
  for (const selector of PRESSES) {
    await look(selector);
    await (await inside(driver, selector)).click();
    await driver.sleep(200);
  }
}
