// Whatever fails, the page's own content and the crisis contacts are there, and one plain sentence says so.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { pageFile } from './pages.mjs';
import { answer, button, events, look, visit, walk, widget } from './widget.mjs';

const BUNDLE = '**/city-and-hackney.json';
const WASM = '**/no-wrong-door.wasm';
const SENTENCE = 'The questions could not be shown here. You can still use the contacts and the link on this page.';

const json =
  (body, status = 200) =>
  (route) =>
    route.fulfill({ status, body, contentType: 'application/json' });
const altered = (alter) => async (route, bundle) => {
  const copy = JSON.parse(bundle);
  alter(copy);
  return json(JSON.stringify(copy))(route);
};

const FAILURES = [
  {
    name: 'the wasm is not there',
    url: WASM,
    answer: (route) => route.fulfill({ status: 404 }),
    code: 'no-wasm',
    faults: [/404/, /integrity/i],
  },
  {
    name: 'the wasm is cut short',
    url: WASM,
    answer: async (route) => {
      const whole = await (await route.fetch()).body();
      return route.fulfill({ body: whole.subarray(0, whole.length / 2), contentType: 'application/wasm' });
    },
    code: 'no-wasm',
    faults: [/integrity|digest/i],
  },
  {
    name: 'the wasm never arrives',
    url: WASM,
    answer: (route) => route.abort(),
    code: 'no-wasm',
    faults: [/ERR_FAILED/],
  },
  { name: 'the bundle is not there', url: BUNDLE, answer: json('', 404), code: 'no-bundle', faults: [/404/] },
  {
    name: 'the bundle cannot be reached',
    url: BUNDLE,
    answer: (route) => route.abort(),
    code: 'no-bundle',
    faults: [/ERR_FAILED/],
  },
  {
    name: 'the bundle is cut short',
    url: BUNDLE,
    answer: (route, bundle) => json(bundle.slice(0, 5000))(route),
    code: 'not-json',
  },
  { name: 'the bundle is empty', url: BUNDLE, answer: json(''), code: 'not-json' },
  {
    name: 'the bundle is not UTF-8',
    url: BUNDLE,
    answer: json(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
    code: 'not-utf8',
  },
  { name: 'the bundle is another thing', url: BUNDLE, answer: json('{"hello":"there"}') },
  {
    name: 'the bundle is a web page',
    url: BUNDLE,
    answer: json('<!doctype html><title>Log in</title>'),
    code: 'not-json',
  },
  {
    name: 'the bundle is not valid',
    url: BUNDLE,
    answer: altered((bundle) => {
      bundle.services[0].group = 'nowhere';
    }),
  },
  { name: 'the bundle nests too deep', url: BUNDLE, answer: json('['.repeat(500) + ']'.repeat(500)), code: 'too-deep' },
  {
    name: 'the bundle is of a later format',
    url: BUNDLE,
    answer: altered((bundle) => {
      bundle.format = 2;
    }),
  },
  {
    name: 'the bundle has 50 MB',
    url: BUNDLE,
    answer: (route, bundle) => json(bundle + ' '.repeat(50e6))(route),
    code: 'too-long',
  },
  { name: 'the bundle is not the one meant', page: '/pages/integrity.html', code: 'no-bundle', faults: [/integrity/i] },
  { name: 'no bundle is named', page: '/pages/no-src.html', code: 'no-src' },
  {
    name: "the host's policy does not allow wasm",
    noWasm: true,
    code: 'no-wasm',
    faults: [/wasm-unsafe-eval|Policy: script-src wasm-eval|violates/],
  },
];

/** What people can see and press. */
const seen = (page) =>
  page.evaluate(() => {
    const element = window.nwdTest.host(0);
    const { shown } = window.nwdTest;
    const root = element.shadowRoot;
    const inSight = (selector, from = element) => [...from.querySelectorAll(selector)].filter(shown);
    return {
      sentences: inSight('.broken', root).map((p) => p.textContent),
      crisis: inSight('[slot=crisis] a[href^="tel:"]').length > 0,
      bar: inSight('.call', root).map((a) => a.getAttribute('href')),
      link: inSight('a[href*="nhs.uk"]').length > 0,
      controls: inSight('button, input, summary', root).map((control) => control.textContent),
      intro: inSight('.intro', root).length,
    };
  });

for (const { name, url, answer: reply, page: path = '/pages/plain.html', code, faults, noWasm } of FAILURES) {
  browserTest(`${name}: the page's own content stays`, { faults }, async (page, { context, bundle, policy }) => {
    if (url) await context.route(url, (route) => reply(route, bundle));
    if (noWasm) {
      await context.route('**/pages/plain.html', async (route) => {
        await route.fulfill({
          body: pageFile('plain.html'),
          headers: {
            'content-type': 'text/html',
            'content-security-policy': policy.replace(" 'wasm-unsafe-eval'", ''),
          },
        });
      });
    }
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
    const told = await events(page);
    assert.equal(told.length, 1, 'told once');
    assert.equal(told[0].type, 'nwd-error');
    assert.deepEqual(Object.keys(told[0].detail), ['code']);
    if (code) assert.equal(told[0].detail.code, code);
    assert.match(told[0].detail.code, /^[a-z0-9-]+$/);
  });
}

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
    let letGo;
    const held = new Promise((done) => {
      letGo = done;
    });
    await context.route(WASM, async (route) => {
      await held;
      await route.continue();
    });
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
  assert.notEqual(await answer(page, 'friend'), null);
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
  window.CSSStyleSheet = class {
    constructor() {
      throw new TypeError('Illegal constructor');
    }
  };
};

for (const [policy, styled, faults] of [
  ['none', true, []],
  ["the page's", false, [/inline/]],
]) {
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
      const position = await page.evaluate(
        () => getComputedStyle(window.nwdTest.host(0).shadowRoot.querySelector('.bar')).position,
      );
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
