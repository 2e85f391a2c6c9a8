// One server and one browser a test file, a fresh context a test; what a page complains of fails its test.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { AREA, pageFile } from './pages.mjs';

/** @import { TestContext } from 'node:test' */
/** @import { BrowserContext, BrowserContextOptions, Page } from 'playwright-core' */

/**
 * @typedef {{ id: string, area?: string, group: string, status?: string, helps_with?: string[], seen_by?: string[] }} Service
 */
/**
 * A bundle with its words under dotted keys: what the tests look up of it.
 *
 * @typedef {object} Content
 * @property {string} default_locale
 * @property {Record<string, Record<string, string>>} locales
 * @property {{ id: string, sensitive?: boolean }[]} facts
 * @property {Service[]} services
 * @property {{ id: string, services: string[] }[]} alerts
 * @property {{ id: string }[]} groups
 * @property {string[]} crisis
 */

/** @typedef {{ [key: string]: string | Words }} Words by key, as a bundle has them */

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Every area of the content: what extends the national part. All are served. */
export const AREAS = readdirSync(`${ROOT}content`)
  .filter((name) => {
    const file = `${ROOT}${folder(name)}/area.json`;
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).extends;
  })
  .sort();
/** Long for a machine that does other things besides; nothing waits for it but what fails. */
const ACTION_TIMEOUT_MS = 15_000;
const TEST_TIMEOUT_MS = 60_000;
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };
export const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * What this file's tests started, to be closed when they are over.
 *
 * @type {(() => unknown)[]}
 */
const started = [];
/** Closes all of it. */
export const stop = () => Promise.all(started.splice(0).map((close) => close()));
after(stop);

/** @param {string} area */
function folder(area) {
  return `content/${area}`;
}

/**
 * @template Made
 * @param {() => Made} make
 */
function lazy(make) {
  /** @type {Made | undefined} */
  let made;
  return () => (made ??= make());
}

/** The command: NWD names one that is built; otherwise it is built here. */
export const nwd = lazy(() => {
  if (process.env.NWD) return process.env.NWD;
  const built = spawnSync('cargo', ['build', '--quiet', '--bin', 'nwd'], { cwd: ROOT, stdio: 'inherit' });
  assert.equal(built.status, 0, 'nwd does not build');
  return `${ROOT}target/debug/nwd`;
});

/**
 * What a run of the command prints.
 *
 * @param {string[]} args
 * @param {object} [input] is given to it as JSON
 */
export function run(args, input) {
  const options = { cwd: ROOT, input: JSON.stringify(input) ?? '', maxBuffer: 1 << 28 };
  const done = spawnSync(nwd(), args, { ...options, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

export const server = lazy(async () => {
  assert.ok(existsSync(`${ROOT}dist/no-wrong-door.wasm`), 'Build the element first: bash .dev/build');
  const child = spawn(nwd(), ['serve', '--port', '0', '--quiet', ...AREAS.map(folder)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(() => child.kill());
  const [line] = await once(createInterface(child.stdout), 'line');
  const base = line.replace('Listening on ', '');
  const policy = (await fetch(`${base}/demo/`)).headers.get('content-security-policy');
  assert.ok(policy, 'the server has a policy');
  return { base, policy };
});

/**
 * An area's bundle, as it is sent and as a value.
 *
 * @param {string} area
 */
async function bundleOf(area) {
  const { base } = await server();
  const bundle = await (await fetch(`${base}/${area}.json`)).text();
  return { bundle, content: dotted(JSON.parse(bundle)) };
}

/** @param {string[]} without flags that the driver gives by itself, and that are left out */
async function launch(without = []) {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const running = await chromium.launch({ executablePath, args: FLAGS, ignoreDefaultArgs: without });
  started.push(() => running.close());
  return running;
}

export const browser = lazy(() => launch());
/** A browser that puts pages away as people's own do, and shows them again on 'back'. */
const keeping = lazy(() => launch(['--disable-back-forward-cache']));

/**
 * A context with the test pages under /pages/ and an area's bundle, and a list of what its pages complain of.
 *
 * @param {BrowserContextOptions} options
 */
export async function open(options = {}, area = AREA, keeps = false) {
  const { base, policy } = await server();
  const context = await (
    await (keeps ? keeping() : browser())
  ).newContext({ baseURL: base, reducedMotion: 'reduce', ...options });
  /** @type {string[]} */
  const faults = [];
  context.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  context.on('weberror', (error) => faults.push(String(error.error())));
  await context.addInitScript({ path: fileURLToPath(new URL('in-page.js', import.meta.url)) });
  await context.route('**/pages/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice('/pages/'.length);
    const headers = { 'content-type': TYPES[extname(name)], 'content-security-policy': policy };
    return route.fulfill({ body: pageFile(name), headers });
  });
  if (area !== AREA) await context.route(`**/${AREA}.json`, (route) => route.continue({ url: `${base}/${area}.json` }));
  return { context, faults };
}

/**
 * @typedef {object} Options
 * @property {string} [area] whose bundle the widgets load
 * @property {BrowserContextOptions} [context]
 * @property {boolean} [keeps] pages that are left are put away, and shown again on 'back'
 * @property {RegExp[]} [faults] complaints that belong to the test: they must come, and no others
 * @property {number} [timeout]
 */

/** @typedef {{ t: TestContext, context: BrowserContext, base: string, policy: string, bundle: string, content: Content }} Given */

/**
 * A test in a fresh page.
 *
 * @param {string} name
 * @param {Options} options
 * @param {(page: Page, given: Given) => Promise<void>} body
 */
export function browserTest(name, options, body) {
  const { area = AREA, context: contextOptions, keeps, faults: expected = [], timeout = TEST_TIMEOUT_MS } = options;
  test(name, { timeout }, async (t) => {
    const { context, faults } = await open(contextOptions, area, keeps);
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(ACTION_TIMEOUT_MS);
      await body(page, { t, context, ...(await server()), ...(await bundleOf(area)) });
      const unexpected = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
      assert.deepEqual(unexpected, [], 'the page complained');
      const missing = expected.filter((pattern) => !faults.some((fault) => pattern.test(fault)));
      assert.deepEqual(missing, [], 'the page did not complain');
    } finally {
      await context.close();
    }
  });
}

/**
 * Holds back what is loaded from an address, until what this returns is called.
 *
 * @param {BrowserContext} context
 * @param {string} url
 */
export async function holdBack(context, url) {
  let letGo = () => {};
  /** @type {Promise<void>} */
  const held = new Promise((done) => {
    letGo = done;
  });
  await context.route(url, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/**
 * @param {Content & { locales: Record<string, Words> }} bundle
 * @returns {Content}
 */
function dotted(bundle) {
  const locales = Object.entries(bundle.locales).map(([lang, words]) => [lang, Object.fromEntries(flat(words, ''))]);
  return { ...bundle, locales: Object.fromEntries(locales) };
}

/**
 * @param {Words} words
 * @param {string} prefix
 * @returns {[key: string, word: string][]}
 */
function flat(words, prefix) {
  return Object.entries(words).flatMap(([key, word]) =>
    typeof word === 'string' ? [[prefix + key, word]] : flat(word, `${prefix}${key}.`),
  );
}
