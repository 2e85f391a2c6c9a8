// Chrome's autofill asks its maker's server about the form of a page with fields of text: what makes it ask, and that
// it asks nothing about the element. A frame's fields count as the host page's, unless the host puts the frame in such a
// form. The browser runs behind a proxy that lets nothing out.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { server } from '../harness.mjs';
import { FORMS, serveForm } from './forms.mjs';
import { reach, until, walk } from './hands.mjs';

/** @import { AddressInfo } from 'node:net' */
/** @import { BrowserContext, Page } from 'playwright-core' */
/** @import { Form } from './forms.mjs' */

const QUESTIONS = /https:\/\/content-autofill\.googleapis\.com\/v1\/pages\/([^"?]*)/g;
const TIMEOUT_MS = 60_000;
/** The browser waits for more of a form before it asks. */
const ASKS_WITHIN_MS = 1500;
/** As people's own is: none of the flags that the driver gives, which turn such requests off. */
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-debugging-pipe'];
const ORDINARY =
  '<form><label>Name <input name="name"></label><label>Email <input type="email" name="email"></label></form>';

/** @type {{ name: string, markup: string, asks: boolean }[]} */
const FIELDS = [
  { name: 'one field of text', markup: '<label>Age <input></label>', asks: true },
  { name: 'one that is a number', markup: '<label>Age <input type="number"></label>', asks: true },
  { name: 'one that is a search', markup: '<label>Search <input type="search"></label>', asks: true },
  {
    name: 'one with autofill off',
    markup: '<form autocomplete="off"><label>Age <input autocomplete="off" inputmode="numeric"></label></form>',
    asks: true,
  },
  {
    name: 'one in a closed root',
    markup: `<p></p><script>
      document.querySelector('p').attachShadow({ mode: 'closed' }).innerHTML = '<label>Age <input></label>';
    </script>`,
    asks: true,
  },
  {
    name: 'a text that can only be read',
    markup: '<textarea readonly aria-label="Copy">Age: 13</textarea>',
    asks: true,
  },
  {
    name: 'fields of a form that goes to a search',
    markup: '<form action="/search" method="dialog"><label>Age <input></label><textarea readonly>13</textarea></form>',
    asks: false,
  },
  { name: 'a select', markup: '<label>Age <select><option>13<option>14</select></label>', asks: false },
  {
    name: 'radios and ticks',
    markup: '<label><input type="radio" name="who"> Me</label><label><input type="checkbox" name="what"> Sleep</label>',
    asks: false,
  },
  { name: 'a slider', markup: '<label>Age <input type="range" max="25"></label>', asks: false },
  {
    name: 'text that can be edited',
    markup: '<div contenteditable="plaintext-only" role="searchbox" aria-label="Search">x</div>',
    asks: false,
  },
];

/** A proxy that refuses everybody: nothing gets out. */
async function refusing() {
  const proxy = createServer((_request, response) => response.writeHead(502).end());
  proxy.on('connect', (_request, socket) => {
    // The browser may be gone by then.
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Refused\r\n\r\n');
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {AddressInfo} */ (proxy.address());
  return { port, close: () => proxy.close() };
}

/**
 * What the browser asks about a page: a form that it does ask about comes last, to show that it would have, and is left
 * out.
 *
 * @param {(page: Page, context: BrowserContext) => Promise<unknown>} use
 */
async function askedAbout(use) {
  const all = await questions(async (page, context) => {
    await use(page, context);
    await page.waitForTimeout(ASKS_WITHIN_MS);
    await show(page, ORDINARY);
  }, ordinary);
  all.delete(ordinary);
  return all;
}

/**
 * What the browser asks, by its own network log, up to a certain question or the first one.
 *
 * @param {(page: Page, context: BrowserContext) => Promise<unknown>} use
 * @param {string} [last]
 * @returns {Promise<Set<string>>}
 */
async function questions(use, last) {
  const { base } = await server();
  const proxy = await refusing();
  const profile = mkdtempSync(`${tmpdir()}/nwd-autofill-`);
  const file = `${profile}/net.json`;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    ignoreDefaultArgs: true,
    args: [
      ...FLAGS,
      `--user-data-dir=${profile}`,
      `--proxy-server=127.0.0.1:${proxy.port}`,
      `--log-net-log=${file}`,
      '--net-log-capture-mode=Everything',
    ],
    baseURL: base,
  });
  try {
    const page = await context.newPage();
    await use(page, context);
    await page.waitForTimeout(ASKS_WITHIN_MS);
    await context.close();
    // The log is written out a little later.
    return await until('a question about the ordinary form', async () => {
      const log = existsSync(file) ? readFileSync(file, 'utf8') : '';
      const asked = Array.from(log.matchAll(QUESTIONS), ([, question = '']) => signatureOf(question));
      return (last ? asked.includes(last) : asked.length > 0) && new Set(asked);
    });
  } finally {
    await context.close();
    proxy.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * What a question tells of a form: its signature, and that of its first field. What else is in it is of the browser, with
 * noise.
 *
 * @param {string} question a message of Chrome's `AutofillPageQueryRequest`
 */
function signatureOf(question) {
  const bytes = Buffer.from(question, 'base64url');
  // Its client, by length; then the form: tag and length, a tag and the signature; the field: the same.
  const form = 2 + (bytes[1] ?? 0) + 2;
  return [bytes.subarray(form + 1, form + 9), bytes.subarray(form + 12, form + 16)]
    .map((it) => it.toString('hex'))
    .join(' ');
}

/**
 * @param {Page} page
 * @param {string} markup
 */
async function show(page, markup) {
  const body = `<!doctype html><title>A page</title>${markup}`;
  await page.route('**/fields.html', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await page.goto('/fields.html');
}

/** The ordinary form's signature. */
let ordinary = '';
before(async () => {
  [ordinary = ''] = await questions((page) => show(page, ORDINARY));
});

describe('fields that make the browser ask', { concurrency: 2 }, () => {
  for (const { name, markup, asks } of FIELDS) {
    test(`${name}: ${asks ? 'it asks' : 'it does not ask'}`, { timeout: TIMEOUT_MS }, async () => {
      const asked = await askedAbout((page) => show(page, markup));
      assert.equal(asked.size > 0, asks);
    });
  }
});

/** Each meets other fields that are typed in. @type {Answers[]} */
const PEOPLE = [
  { audience: 'young-person', danger: 'no', needs: ['sleep'], age: 14 },
  {
    audience: 'young-person',
    danger: 'no',
    needs: ['pregnancy-or-baby'],
    age: 17,
    perinatal: 'pregnant',
    weeks_pregnant: 20,
  },
];

/** @param {Form} form @param {Answers} person */
const askedOf = (form, person) =>
  askedAbout(async (page, context) => {
    await serveForm(context, form);
    await page.goto('/plain.html');
    const fields = await walk(await reach(page), person);
    const isAsked = fields.some(({ fact }) => fact === 'weeks_pregnant');
    assert.equal(isAsked, 'weeks_pregnant' in person);
  });

const { open, closed, isolated } = FORMS;
/** What the privacy page recommends. */
const IN_A_FORM = {
  name: 'isolated, in a form that goes to a search',
  markup: `<form action="/search" method="dialog">${isolated.markup}</form>`,
};

describe('what the browser asks about the element', { concurrency: 2 }, () => {
  for (const form of [open, closed, IN_A_FORM]) {
    test(`${form.name}: nothing`, { timeout: TIMEOUT_MS }, async () => {
      for (const person of PEOPLE) assert.deepEqual([...(await askedOf(form, person))], []);
    });
  }

  test(`${isolated.name}: the same for everybody`, { timeout: TIMEOUT_MS }, async () => {
    const [one, another] = [await askedOf(isolated, PEOPLE[0]), await askedOf(isolated, PEOPLE[1])];
    assert.deepEqual(one, another);
  });
});
