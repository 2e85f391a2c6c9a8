// The recorders that pages carry, each started before the element, and what it took while a person walked to the results.

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { browser, server } from '../harness.mjs';
import { serveForm } from './forms.mjs';
import { reach, resultsIn, until, walk } from './hands.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */
/** @import { Form } from './forms.mjs' */

/**
 * @typedef {object} RecorderOf
 * @property {string} name
 * @property {string} file
 * @property {boolean} masked everything that it can mask is
 * @property {string[]} witnesses what it takes of the host's own page, once that is used at the end
 */

/** So high that a frame is all in view. */
const VIEWPORT = { width: 1280, height: 1000 };
const TYPED = 'quartz';
const STARS = '*'.repeat(TYPED.length);

/** @type {RecorderOf[]} */
export const RECORDERS = [
  { name: 'rrweb', file: 'rrweb', masked: false, witnesses: ['witness-sent', TYPED] },
  { name: 'rrweb, masked', file: 'rrweb', masked: true, witnesses: ['witness-sent', STARS] },
  {
    name: "PostHog's autocapture",
    file: 'posthog-autocapture',
    masked: false,
    witnesses: ['witness-send', 'witness-search'],
  },
  { name: "PostHog's replay", file: 'posthog-replay', masked: false, witnesses: ['witness-sent', STARS] },
  { name: "PostHog's replay, masked", file: 'posthog-replay', masked: true, witnesses: ['witness-sent', STARS] },
  { name: 'Clarity', file: 'clarity', masked: false, witnesses: ['witness-sent'] },
  { name: 'Clarity, strict', file: 'clarity', masked: true, witnesses: ['witness-sent'] },
  { name: "Sentry's replay, masked", file: 'sentry', masked: true, witnesses: ['witness-sent', STARS] },
  { name: 'listeners on the window', file: 'listeners', masked: false, witnesses: ['witness-send', TYPED] },
  { name: 'hooks of the page', file: 'hooks', masked: false, witnesses: ['witness-sent'] },
];

/** @type {Map<string, Promise<string>>} */
const scripts = new Map();
/** @param {RecorderOf} recorder */
function scriptOf({ file, masked }) {
  const key = `${file} ${masked}`;
  const script = scripts.get(key) ?? bundled(file, masked);
  scripts.set(key, script);
  return script;
}

/**
 * @param {string} file
 * @param {boolean} masked
 */
async function bundled(file, masked) {
  const contents = `
    import { start } from './${file}.js';
    window.taken = [];
    const { stringify } = JSON;
    const push = Array.prototype.push.bind(window.taken);
    window.recorder = start((value) => push(stringify(value)), ${masked});`;
  const stdin = { contents, resolveDir: fileURLToPath(new URL('recorders', import.meta.url)) };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'iife', logLevel: 'silent' });
  return outputFiles[0].text;
}

/**
 * Serves the host's page, and takes what the recorder sends, none of which goes out.
 *
 * @param {BrowserContext} context
 * @param {Form} form
 * @param {RecorderOf} recorder
 */
async function serve(context, form, recorder) {
  /** @type {string[]} */
  const sent = [];
  await serveForm(context, form);
  const script = await scriptOf(recorder);
  await context.route('**/recorder.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await context.route('**/taken/**', (route) => {
    sent.push(route.request().postDataBuffer()?.toString() ?? '');
    const { pathname } = new URL(route.request().url());
    return pathname.endsWith('.js') ? route.abort() : route.fulfill({ json: POSTHOG });
  });
  return sent;
}

/** What PostHog's server says of a project that has replay turned on. */
const POSTHOG = {
  autocapture_opt_out: false,
  sessionRecording: { endpoint: '/s/' },
  supportedCompression: [],
  featureFlags: {},
  flags: {},
};

/**
 * The element in a page of its own, with a recorder that runs.
 *
 * @param {Form} form
 * @param {RecorderOf} recorder
 */
async function open(form, recorder) {
  const { base } = await server();
  const context = await (await browser()).newContext({ baseURL: base, reducedMotion: 'reduce', viewport: VIEWPORT });
  const sent = await serve(context, form, recorder);
  const page = await context.newPage();
  await page.goto('/host.html');
  await page.waitForFunction(() => window.recorder.isReady());
  await page.locator('#witness-open').click();
  return { context, sent, page, inside: await reach(page) };
}

/**
 * What a recorder took while a person answered, and what they saw.
 *
 * @param {Form} form
 * @param {RecorderOf} recorder
 * @param {Answers} answers
 */
export async function recorded(form, recorder, answers) {
  const { context, sent, page, inside } = await open(form, recorder);
  try {
    const asked = await walk(inside, answers);
    const seen = await inside.ask(resultsIn);
    const taken = await takenOf(page, sent, recorder);
    return { mode: inside.mode, presses: inside.presses, asked, seen, taken };
  } finally {
    await close(context);
  }
}

/**
 * Closes it with whatever still loads in it.
 *
 * @param {BrowserContext} context
 */
async function close(context) {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
}

/**
 * All that a recorder took, once it has what it must take if it runs: what is typed and pressed beside the element.
 *
 * @param {Page} page
 * @param {string[]} sent
 * @param {RecorderOf} recorder
 */
async function takenOf(page, sent, { witnesses }) {
  // Not by the page's own functions, as some are hooked.
  const devtools = await page.context().newCDPSession(page);
  await page.locator('#witness-search').click();
  await page.keyboard.type(TYPED);
  return until(witnesses.join(), async () => {
    // Again and again: some send what they hold back when the next thing happens.
    await page.locator('#witness-send').click();
    await devtools.send('Runtime.evaluate', { expression: 'recorder.flush()', awaitPromise: true });
    const { result } = await devtools.send('Runtime.evaluate', { expression: 'taken', returnByValue: true });
    const all = [...sent, .../** @type {string[]} */ (result.value)];
    return witnesses.every((it) => all.some((text) => text.includes(it))) && all;
  });
}
