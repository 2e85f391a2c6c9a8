// Whatever fails, the page's own content and the crisis contacts are there, and one plain sentence says so.

import assert from 'node:assert/strict';
import { browserTest, holdBack } from './harness.mjs';
import { pageFile } from './pages.mjs';
import { answer, button, events, look, visit, walk, widget } from './widget.mjs';

/** @import { Page, Route } from 'playwright-core' */

const BUNDLE = '**/city-and-hackney.json';
const WASM = '**/no-wrong-door.wasm';
const SENTENCE = 'The questions could not be shown here. You can still use the contacts and the link on this page.';

/** @typedef {(route: Route, bundle: string) => Promise<void>} Reply to a request, given the bundle as it should be */

/**
 * @param {string | Buffer} body
 * @returns {Reply}
 */
const json = (body) => (route) => route.fulfill({ body, contentType: 'application/json' });
/**
 * @param {(bundle: string) => string} alter
 * @returns {Reply}
 */
const altered = (alter) => (route, bundle) => json(alter(bundle))(route, bundle);
/** @type {Reply} */
const missing = (route) => route.fulfill({ status: 404 });
/** @type {Reply} */
const unreachable = (route) => route.abort();
/** @type {Reply} */
const half = async (route) => {
  const whole = await (await route.fetch()).body();
  await route.fulfill({ body: whole.subarray(0, whole.length / 2), contentType: 'application/wasm' });
};

/** @type {{ name: string, reply: Reply, code: string, faults: RegExp[] }[]} */
const WASM_FAILURES = [
  { name: 'the wasm is not there', reply: missing, code: 'no-wasm', faults: [/404/, /integrity/i] },
  { name: 'the wasm is cut short', reply: half, code: 'no-wasm', faults: [/integrity|digest/i] },
  { name: 'the wasm never arrives', reply: unreachable, code: 'no-wasm', faults: [/ERR_FAILED/] },
];

/** @type {{ name: string, reply: Reply, code?: string, faults?: RegExp[] }[]} the codes of the core are its own to test */
const BUNDLE_FAILURES = [
  { name: 'the bundle is not there', reply: missing, code: 'no-bundle', faults: [/404/] },
  { name: 'the bundle cannot be reached', reply: unreachable, code: 'no-bundle', faults: [/ERR_FAILED/] },
  { name: 'the bundle is cut short', reply: altered((bundle) => bundle.slice(0, 5000)), code: 'not-json' },
  { name: 'the bundle is empty', reply: json(''), code: 'not-json' },
  { name: 'the bundle is not UTF-8', reply: json(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), code: 'not-utf8' },
  { name: 'the bundle is another thing', reply: json('{"hello":"there"}') },
  { name: 'the bundle is a web page', reply: json('<!doctype html><title>Log in</title>'), code: 'not-json' },
  {
    name: 'the bundle is not valid',
    reply: altered((bundle) => bundle.replace(/"group":"[^"]*"/, '"group":"nowhere"')),
  },
  { name: 'the bundle nests too deep', reply: json('['.repeat(500) + ']'.repeat(500)), code: 'too-deep' },
  { name: 'the bundle is of a later format', reply: altered((bundle) => bundle.replace('"format":1', '"format":2')) },
  { name: 'the bundle has 50 MB', reply: altered((bundle) => bundle + ' '.repeat(50e6)), code: 'too-long' },
];

/**
 * What people can see and press.
 *
 * @param {Page} page
 */
const seen = (page) =>
  page.evaluate(() => {
    const { all, host, shown } = window.nwdTest;
    /** @param {string} selector */
    const inside = (selector) => all(selector).filter(shown);
    /** @param {string} selector */
    const ofThePage = (selector) => all(selector, host()).filter(shown);
    return {
      sentences: inside('.broken').map((p) => p.textContent),
      crisis: ofThePage('[slot=crisis] a[href^="tel:"]').length > 0,
      bar: inside('.call').map((a) => a.getAttribute('href')),
      link: ofThePage('a[href*="nhs.uk"]').length > 0,
      controls: inside('button, input, summary').map((control) => control.textContent),
      intro: inside('.intro').length,
    };
  });

/**
 * Opens a page in which the questions cannot be shown, and looks at what it shows and tells instead.
 *
 * @param {Page} page
 * @param {string} path
 * @param {string} [code]
 */
async function broken(page, path, code) {
  await page.goto(path);
  await page.waitForFunction(() => window.nwdTest.look().kind === 'broken');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  assert.deepEqual(await seen(page), {
    sentences: [SENTENCE],
    crisis: true,
    bar: ['tel:999'],
    link: true,
    controls: ['Exit this page'],
    intro: 0,
  });
  const [told, ...more] = await events(page);
  assert.deepEqual(more, [], 'told once');
  assert.equal(told.type, 'nwd-error');
  assert.deepEqual(Object.keys(told.detail), ['code']);
  if (code) assert.equal(told.detail.code, code);
  assert.match(String(told.detail.code), /^[a-z0-9-]+$/);
}

const FAILURES = [
  ...WASM_FAILURES.map((failure) => ({ url: WASM, ...failure })),
  ...BUNDLE_FAILURES.map((failure) => ({ url: BUNDLE, ...failure })),
];

for (const { name, url, reply, code, faults = [] } of FAILURES) {
  browserTest(`${name}: the page's own content stays`, { faults }, async (page, { context, bundle }) => {
    await context.route(url, (route) => reply(route, bundle));
    await broken(page, '/pages/plain.html', code);
  });
}

browserTest("the bundle is not the one meant: the page's own content stays", { faults: [/integrity/i] }, (page) =>
  broken(page, '/pages/integrity.html', 'no-bundle'),
);

browserTest("no bundle is named: the page's own content stays", {}, (page) =>
  broken(page, '/pages/no-src.html', 'no-src'),
);

browserTest(
  "the host's policy does not allow wasm: the page's own content stays",
  { faults: [/wasm-unsafe-eval|Policy: script-src wasm-eval|violates/] },
  async (page, { context, policy }) => {
    const without = policy.replace(" 'wasm-unsafe-eval'", '');
    await context.route('**/pages/plain.html', (route) =>
      route.fulfill({
        body: pageFile('plain.html'),
        headers: { 'content-type': 'text/html', 'content-security-policy': without },
      }),
    );
    await broken(page, '/pages/plain.html', 'no-wasm');
  },
);

for (const path of ['/demo/council/', '/demo/school/', '/demo/staff/', '/pages/plain.html']) {
  browserTest(
    `without scripts, ${path} has the contacts and the link`,
    { context: { javaScriptEnabled: false } },
    async (page) => {
      await page.goto(path);
      const element = page.locator('no-wrong-door');
      for (const href of ['tel:999', 'tel:111', 'https://www.nhs.uk/nhs-services/mental-health-services/']) {
        assert.ok(await element.locator(`a[href="${href}"]`).isVisible(), href);
      }
      assert.equal(await element.locator('button, input, select, summary').count(), 0, 'no dead controls');
    },
  );
}

browserTest(
  "what is slow: the page's own content beside the question, gone when the wasm is there",
  {},
  async (page, { context }) => {
    const letGo = await holdBack(context, WASM);
    await page.clock.install();
    await page.goto('/pages/plain.html');
    const link = page.getByRole('link', { name: /NHS website/ });
    await widget(page).getByLabel('A friend').waitFor();
    assert.equal(await link.isVisible(), false);
    await page.clock.fastForward(9000);
    await link.waitFor();
    assert.ok(await widget(page).getByLabel('A friend').isVisible());
    await page.clock.resume();
    letGo();
    await link.waitFor({ state: 'hidden' });
    assert.equal((await look(page)).kind, 'question');
  },
);

browserTest('a later try works once the bundle is there again', { faults: [/404/] }, async (page, { context }) => {
  let missing = true;
  await context.route(BUNDLE, (route) => (missing ? route.fulfill({ status: 404 }) : route.continue()));
  await page.goto('/pages/plain.html');
  await page.waitForFunction(() => window.nwdTest.look().kind === 'broken');
  missing = false;
  await page.evaluate(() => {
    window.nwdTest.host(0).src = '/city-and-hackney.json?again';
  });
  await context.route('**/city-and-hackney.json?again', (route) => route.continue());
  await page.waitForFunction(() => window.nwdTest.look().kind === 'question');
  assert.equal((await seen(page)).sentences.length, 0);
  assert.deepEqual(await answer(page, 'friend'), { audience: 'friend' });
  assert.equal((await look(page)).fact, 'danger');
});

const STOPS = [
  // Nothing outside can make the core panic; an address that is not in its memory ends it in the same way.
  {
    name: 'a trap in the wasm',
    faults: [/RuntimeError|TypeError/],
    stop: () => {
      window.nwdTest.wasm.functions.forEach((run) => setTimeout(() => run(0xfffffff0, 4)));
    },
  },
  {
    name: 'a host call that throws',
    faults: [/no clock/],
    stop: () => {
      Date.prototype.toISOString = () => {
        throw new Error('no clock');
      };
    },
  },
];
for (const { name, faults, stop } of STOPS) {
  browserTest(`${name} gives the page back`, { faults }, async (page) => {
    await visit(page, '/pages/plain.html');
    await walk(page, { audience: 'young-person', danger: 'no' }, { until: 'age' });
    await page.evaluate(stop);
    await page.waitForTimeout(50);
    if (await button(page, 'Help now').isVisible()) await button(page, 'Help now').click();
    await page.waitForFunction(() => window.nwdTest.look().kind === 'broken', undefined, { timeout: 3000 });
    const shown = await seen(page);
    assert.deepEqual(
      [shown.sentences, shown.crisis, shown.link, shown.controls],
      [[SENTENCE], true, true, ['Exit this page']],
    );
    assert.deepEqual(
      (await events(page, 'nwd-error')).map(({ detail }) => detail),
      [{ code: 'panic' }],
    );
  });
}

/** As in Safari before 16.4: style sheets cannot be made. */
const withoutSheets = () => {
  window.CSSStyleSheet = new Proxy(CSSStyleSheet, {
    construct() {
      throw new TypeError('Illegal constructor');
    },
  });
};

const POLICIES = [
  { policy: 'none', styled: true, faults: [] },
  { policy: "the page's", styled: false, faults: [/inline/] },
];
for (const { policy, styled, faults } of POLICIES) {
  browserTest(
    `an old browser that cannot share style sheets asks all the same (policy: ${policy})`,
    { faults },
    async (page, { context }) => {
      await context.addInitScript(withoutSheets);
      if (styled) {
        await context.route('**/pages/plain.html', (route) =>
          route.fulfill({ body: pageFile('plain.html'), headers: { 'content-type': 'text/html' } }),
        );
      }
      await page.goto('/pages/plain.html');
      await widget(page).getByLabel('A friend').check();
      await widget(page).getByRole('button', { name: 'Continue' }).click();
      await widget(page).getByRole('heading', { name: 'Is anyone in danger right now?' }).waitFor();
      assert.ok((await seen(page)).crisis);
      const position = await page.evaluate(() => getComputedStyle(window.nwdTest.find('.bar')).position);
      assert.equal(position === 'sticky', styled);
    },
  );
}

browserTest(
  "whatever breaks before the first question: the page's own content stays",
  { faults: [/broken on purpose/] },
  async (page, { context }) => {
    await context.addInitScript(() => {
      window.matchMedia = () => {
        throw new Error('broken on purpose');
      };
    });
    await page.goto('/pages/plain.html');
    await page.getByRole('link', { name: /NHS website/ }).waitFor();
    assert.ok(await page.locator('[slot=crisis] a[href="tel:999"]').isVisible());
  },
);
