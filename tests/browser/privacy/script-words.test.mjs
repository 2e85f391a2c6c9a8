// Bundles with script and markup in every word: it is shown as it stands, and nothing of it runs or asks for anything.
// What is drawn is made of the same elements as with plain words.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserTest, run } from '../harness.mjs';
import { AREA, pageFile } from '../pages.mjs';
import { TEENAGER } from '../people.mjs';
import { answer, button, events, look, unfold, visit, widget } from '../widget.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */
/** @import { Words } from '../harness.mjs' */

/** By which it is known that the words are on a page as text. */
const MARK = '<img src=/asked.png onerror=ran()>';
/** What would do something, were a word more than text; then what writes backwards, is long, or piles up on a letter. */
const HOSTILE = [
  MARK,
  '<script>ran()</script><script src=/asked.js></script>',
  '"><svg onload=ran()><iframe src=/asked.html></iframe>',
  `' onfocus='ran()' autofocus='" onmouseover="ran()`,
  '</style></title></textarea></script><style>@import "/asked.css"; * { display: none }</style><!--',
  'javascript:ran() <a href="javascript:ran()">here</a> <base href="/asked/"><meta http-equiv=refresh content=0>',
  '{{constructor.constructor("ran()")()}} ${ran()} #{ran()} <%= ran() %> {nothing}',
  '&lt;img src=/asked.png onerror=ran()&gt; &#60;script>ran()&#60;/script>',
  '\u202e\u2066\u200f\u2067 backwards \u0000\u0007\u2028',
  'w'.repeat(300),
  `a${'\u0301'.repeat(60)}`,
].join(' ');

const PHONE = { width: 390, height: 844 };

/** Somebody whom most is shown: with an alert, a way to be helped, and things that they are working with. */
const PERSON = { ...TEENAGER, needs: ['anxiety', 'self-harm'], role: 'school' };

/** @type {(words: Words) => Words} */
const spoilt = (words) =>
  Object.fromEntries(
    Object.entries(words).map(([key, word]) => [key, typeof word === 'string' ? `${word} ${HOSTILE}` : spoilt(word)]),
  );

/**
 * A bundle with all that in every word, and in what its texts are written to.
 *
 * @param {string} bundle
 */
function spoiltBundle(bundle) {
  const json = JSON.parse(bundle);
  json.locales = spoilt(json.locales);
  for (const { contacts = [] } of json.services) {
    for (const contact of contacts) if (contact.kind === 'text') contact.body = HOSTILE;
  }
  return JSON.stringify(json);
}

/**
 * What a screen is made of: the elements with the names of their attributes, what its links lead to,
 * its text, and by how many pixels it runs out sideways.
 *
 * @param {Page} page
 */
const madeOf = (page) =>
  page.evaluate(() => {
    const inside = document.querySelector('no-wrong-door')?.shadowRoot ?? document;
    const all = [...inside.querySelectorAll('*')];
    return {
      elements: all.map((it) => `${it.localName} ${[...it.attributes].map(({ name }) => name).sort()}`),
      schemes: [...new Set(all.map((it) => (it instanceof HTMLAnchorElement ? it.protocol : '')))].sort(),
      text: `${(inside.querySelector('.app') ?? inside.querySelector('body'))?.textContent}`,
      tooWide: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    };
  });

/**
 * Goes through the whole journey, and looks at every screen.
 *
 * @param {Page} page
 * @param {string} audience
 */
async function tour(page, audience) {
  /** @type {Record<string, Awaited<ReturnType<typeof madeOf>>>} */
  const screens = {};
  /** @param {string} name */
  const keep = async (name) => {
    await page.evaluate(() => window.nwdTest.settle());
    await unfold(page);
    screens[name] = await madeOf(page);
  };
  /** @param {string} selector */
  const press = (selector) => widget(page).locator(selector).first().click();
  await visit(page, '/pages/plain.html');
  for (let at = await look(page); at.kind !== 'results'; at = await look(page)) {
    if (at.fact === 'needs') {
      await widget(page).locator('#search').fill('i want to die');
      await widget(page).locator('.search .choice').first().waitFor();
      await keep('search');
      await widget(page).locator('#search').fill('');
    }
    await keep(`${at.kind} ${at.fact}`);
    if (at.kind === 'question') await answer(page, { ...PERSON, audience });
    else await press('.page .main');
  }
  await keep('results');
  await page.emulateMedia({ media: 'print' });
  await keep('printed');
  await page.emulateMedia({ media: 'screen' });
  await button(page, 'Help now').click();
  await keep('urgent');
  await press('.page .main');
  await press('.foot button');
  for (const tick of await widget(page).locator('.choose input').all()) await tick.check();
  await keep('summary');
  await press('.page .back');
  if (await widget(page).locator('.tools button').count()) {
    await press('.tools button');
    for (const item of await widget(page).locator('.item').all()) await item.locator('input').last().check();
    await keep('questionnaire');
  }
  return screens;
}

/** What the element and its page are made of. */
const OWN = /^\/(pages\/plain\.html|no-wrong-door\.(js|wasm)|[a-z-]+\.json|demo\/council\/mark\.svg)$/;

/**
 * Notes what words do, if they do anything: a script that runs, a request for something that is not expected.
 *
 * @param {BrowserContext} context
 * @param {RegExp} expected
 */
async function noteWhatRuns(context, expected) {
  /** @type {string[]} */
  const done = [];
  await context.exposeFunction('ran', () => done.push('a script ran'));
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!expected.test(pathname)) done.push(request.url());
  });
  return done;
}

/**
 * Serves a bundle in the stead of the area's, and notes what it does.
 *
 * @param {BrowserContext} context
 * @param {string} bundle
 */
async function serve(context, bundle) {
  const done = await noteWhatRuns(context, OWN);
  await context.route(`**/${AREA}.json`, (route) => route.fulfill({ contentType: 'application/json', body: bundle }));
  return done;
}

/**
 * Serves the page without a policy: whatever the element lets through would run.
 *
 * @param {BrowserContext} context
 */
const allowAll = (context) =>
  context.route('**/pages/plain.html', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: pageFile('plain.html') }),
  );

/**
 * The same elements and kinds of links, and the words as text.
 *
 * @param {Awaited<ReturnType<typeof madeOf>>} seen
 * @param {Awaited<ReturnType<typeof madeOf>>} plain
 * @param {string} where
 */
function assertText(seen, plain, where) {
  assert.deepEqual(seen.elements, plain.elements, where);
  assert.deepEqual(seen.schemes, plain.schemes, where);
  assert.ok(seen.text.includes(MARK), `${where} shows no such words`);
  assert.equal(seen.tooWide, 0, where);
}

for (const { audience, policy } of [
  { audience: 'young-person', policy: true },
  { audience: 'parent-carer', policy: false },
  { audience: 'professional', policy: false },
]) {
  browserTest(
    `script in every word is text to a ${audience}, on every screen of a page with${policy ? '' : 'out'} a policy`,
    { context: { viewport: PHONE }, timeout: 240_000 },
    async (page, { context, bundle }) => {
      const plain = await tour(page, audience);
      const done = await serve(context, spoiltBundle(bundle));
      if (!policy) await allowAll(context);
      const seen = await tour(page, audience);
      assert.deepEqual(Object.keys(seen), Object.keys(plain));
      for (const name of Object.keys(seen)) assertText(seen[name], plain[name], name);
      assert.deepEqual(done, []);
    },
  );
}

for (const link of [
  'javascript:ran()',
  'JavaScript:ran()//https://example.org/',
  'java\tscript:ran()',
  'data:text/html,<script>ran()</script>',
  'https://example.org/" onclick="ran()',
]) {
  browserTest(`a bundle with the link ${JSON.stringify(link)} is refused`, {}, async (page, { context, bundle }) => {
    const json = JSON.parse(bundle);
    const contacts = json.services.flatMap((/** @type {{ contacts?: object[] }} */ { contacts }) => contacts ?? []);
    contacts.find((/** @type {{ kind: string }} */ { kind }) => kind === 'web').value = link;
    const done = await serve(context, JSON.stringify(json));
    await allowAll(context);
    await page.goto('/pages/plain.html');
    await page.waitForFunction(() => window.nwdTest.look().kind === 'broken');
    assert.deepEqual(
      (await events(page, 'nwd-error')).map(({ detail }) => detail),
      [{ code: 'unsafe-link' }],
    );
    assert.ok(await page.getByRole('link', { name: '999', exact: true }).isVisible());
    assert.deepEqual(done, []);
  });
}

const PAGES = [
  'index.html',
  'all.html',
  'planned.html',
  'stage/16-25.html',
  'need/safety.html',
  'service/first-steps.html',
];

browserTest(
  'script in every word is text on the pages of the directory',
  { context: { viewport: PHONE }, timeout: 120_000 },
  async (page, { context, bundle }) => {
    const folder = mkdtempSync(join(tmpdir(), 'nwd-'));
    /**
     * @param {string} name
     * @param {string} bundle
     */
    const render = (name, bundle) => {
      writeFileSync(join(folder, `${name}.json`), bundle);
      run(['render', join(folder, `${name}.json`), '-o', join(folder, name)]);
    };
    try {
      render('plain', bundle);
      render('spoilt', spoiltBundle(bundle));
      const done = await noteWhatRuns(context, /^\/(plain|spoilt)\/[a-z0-9/-]+\.(html|css|js)$/);
      await context.route(/\/(plain|spoilt)\//, (route) =>
        route.fulfill({ path: join(folder, new URL(route.request().url()).pathname) }),
      );
      for (const path of PAGES) {
        await page.goto(`/plain/${path}`);
        const plain = await madeOf(page);
        await page.goto(`/spoilt/${path}`);
        assertText(await madeOf(page), plain, path);
      }
      assert.deepEqual(done, []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
