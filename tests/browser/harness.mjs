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

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Every area of the content: what extends the national part. All are served. */
export const AREAS = readdirSync(`${ROOT}content`)
  .filter((name) => {
    const file = `${ROOT}${folder(name)}/area.json`;
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).extends;
  })
  .sort();
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What this file's tests started, to be closed when they are over. */
const started = [];
/** Closes all of it. */
export const stop = () => Promise.all(started.splice(0).map((close) => close()));
after(stop);

function folder(area) {
  return `content/${area}`;
}

function lazy(make) {
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

/** What a run of the command prints. */
export function run(...args) {
  const input = typeof args.at(-1) === 'object' ? JSON.stringify(args.pop()) : undefined;
  const done = spawnSync(nwd(), args, { cwd: ROOT, input, encoding: 'utf8', maxBuffer: 1 << 28 });
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
  return { base, policy };
});

/** An area's bundle, as it is sent and as a value. */
async function bundleOf(area) {
  const { base } = await server();
  const bundle = await (await fetch(`${base}/${area}.json`)).text();
  return { bundle, content: dotted(JSON.parse(bundle)) };
}

export const browser = lazy(async () => {
  const running = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  started.push(() => running.close());
  return running;
});

/** A context with the test pages under /pages/ and an area's bundle, and a list of what its pages complain of. */
export async function open(options = {}, area = AREA) {
  const { base, policy } = await server();
  const context = await (await browser()).newContext({ baseURL: base, reducedMotion: 'reduce', ...options });
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
 * A test in a fresh page. `options.area` is whose bundle its widgets load; `options.context` goes to the browser context;
 * `options.faults` are patterns of complaints that belong to the test.
 */
export function browserTest(name, options, body) {
  const { area = AREA, context: contextOptions, faults: expected = [], ...rest } = options;
  test(name, { timeout: 60_000, ...rest }, async (t) => {
    const { context, faults } = await open(contextOptions, area);
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
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

/** A bundle with its words under dotted keys, which is easier to look things up in. */
function dotted(bundle) {
  const flat = (words, prefix) =>
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === 'string' ? [[prefix + key, word]] : flat(word, `${prefix}${key}.`),
    );
  const locales = Object.fromEntries(
    Object.entries(bundle.locales).map(([lang, words]) => [lang, Object.fromEntries(flat(words, ''))]),
  );
  return { ...bundle, locales };
}
