// Makes target/bench/site/: the widget, Preact and SurveyJS in the same host page, and all that these load.

import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { exists, ROOT, SITE } from '../place.mjs';

/** @import { BuildOptions, Plugin } from 'esbuild' */
/** @import { Question, Words } from 'questions' */

const ASKED = ['audience', 'danger', 'needs', 'age', 'level', 'lives_in'];
const BENCH = join(ROOT, 'tests/bench');

/** @param {string} path */
const text = (path) => readFile(join(ROOT, path), 'utf8');
/** @param {string} path */
const json = async (path) => JSON.parse(await text(path));

/**
 * What is taken from `facts.json`.
 *
 * @typedef {object} Fact
 * @property {string} id
 * @property {Question['type']} type
 * @property {string[]} [values]
 * @property {{ id: string, values: string[] }[]} [sections]
 * @property {number} [min]
 * @property {number} [max]
 * @property {boolean} [required]
 */

/**
 * What is taken from its words.
 *
 * @typedef {object} FactWords
 * @property {string} question
 * @property {string} [hint]
 * @property {string} why
 * @property {string} short
 * @property {Record<string, string>} value
 * @property {Record<string, string>} section
 */

/**
 * The questions with their words, as both pages made by hand ask them.
 *
 * @returns {Promise<Question[]>}
 */
export async function questions() {
  /** @type {Fact[]} */
  const facts = await json('content/national/facts.json');
  /** @type {{ fact: Record<string, FactWords> }} */
  const { fact: words } = await json('content/national/locales/en/facts.json');
  return ASKED.map((id) => {
    const fact = facts.find((fact) => fact.id === id);
    if (!fact) throw new Error(`content/national/facts.json has no ${id}`);
    const { type, values = [], sections = [], min, max, required = false } = fact;
    const { question, hint, why, short, value, section } = words[id];
    /** @param {string[]} list */
    const choices = (list) => list.map((name) => ({ value: name, label: value[name] }));
    return {
      id,
      type,
      question,
      hint,
      why,
      short,
      min,
      max,
      required,
      choices: choices(values),
      sections: sections.map(({ id: name, values: within }) => ({ label: section[name], choices: choices(within) })),
    };
  });
}

/** @returns {Promise<Words>} */
async function words() {
  const { ui } = await json('content/locales/en.json');
  return {
    continue: ui.continue,
    back: ui.back,
    why: ui.why,
    decline: ui.decline,
    fault: ui.error.choose,
    done: ui.results.heading,
  };
}

/**
 * The modules `questions` and `words`.
 *
 * @type {Plugin}
 */
const content = {
  name: 'content',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(questions|words)$/ }, ({ path }) => ({ path, namespace: 'content' }));
    onLoad({ filter: /.*/, namespace: 'content' }, async ({ path }) => ({
      contents: JSON.stringify(path === 'questions' ? await questions() : await words()),
      loader: 'json',
      resolveDir: BENCH,
    }));
  },
};

/**
 * @param {string} entry
 * @param {string} outfile
 * @param {BuildOptions} options
 */
const bundle = (entry, outfile, options = {}) =>
  build({
    entryPoints: [join(BENCH, entry)],
    outfile: join(SITE, outfile),
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    loader: { '.css': 'text' },
    plugins: [content, css],
    logLevel: 'warning',
    ...options,
  });

/**
 * A style sheet in a script, minified as ours is.
 *
 * @type {Plugin}
 */
const css = {
  name: 'css',
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /preact\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code, loader: 'text' };
    });
  },
};

/**
 * Replaces the one place where `before` stands.
 *
 * @param {string} page
 * @param {string | RegExp} before
 * @param {string} after
 */
function swap(page, before, after) {
  const parts = page.split(before);
  if (parts.length !== 2) throw new Error(`The council's page has ${parts.length - 1} times: ${before}`);
  return parts.join(after);
}

/**
 * The widget's host page with another script in place of the widget.
 *
 * @param {string} page
 * @param {string} name
 */
function rival(page, name, styles = '') {
  /** @type {[before: string | RegExp, after: string][]} */
  const swaps = [
    ['<link rel="stylesheet" href="/demo/council/council.css">', `<link rel="stylesheet" href="/rival.css">${styles}`],
    ['src="/no-wrong-door.js"', `src="/${name}.js"`],
    [/<no-wrong-door [^>]*>/, '<div class="door">'],
    ['<aside slot="crisis"', '<aside'],
    ['</no-wrong-door>', '<div id="questions"></div></div>'],
  ];
  return swaps.reduce((done, [before, after]) => swap(done, before, after), page);
}

/** Links by which the page could ask for both files earlier. */
const PRELOADS = ['no-wrong-door.wasm', 'city-and-hackney.json']
  .map((name) => `<link rel="preload" as="fetch" crossorigin href="/${name}">`)
  .join('');

async function pages() {
  const page = await text('www/demo/council/index.html');
  const council = await text('www/demo/council/council.css');
  const rivalStyles = council.replaceAll('no-wrong-door:not(:defined)', '.door').replaceAll('no-wrong-door', '.door');
  await write('rival.css', rivalStyles);
  await write('widget/index.html', page);
  await write('preloaded/index.html', swap(page, '<script type="module"', `${PRELOADS}<script type="module"`));
  await write('preact/index.html', rival(page, 'preact'));
  await write('surveyjs/index.html', rival(page, 'surveyjs', '<link rel="stylesheet" href="/surveyjs.css">'));
}

/**
 * @param {string} path
 * @param {string} contents
 */
async function write(path, contents) {
  await mkdir(dirname(join(SITE, path)), { recursive: true });
  await writeFile(join(SITE, path), contents);
}

/** The engine alone, built and shrunk as the widget's wasm is. */
export async function engine() {
  const target = join(ROOT, 'target/bench/engine');
  const manifest = join(BENCH, 'engine/Cargo.toml');
  const built = ['--profile', 'widget', '--target', 'wasm32-unknown-unknown', '--target-dir', target];
  execFileSync('cargo', ['build', '--quiet', '--locked', '--manifest-path', manifest, ...built], { stdio: 'inherit' });
  const shrink = join(ROOT, 'www/node_modules/.bin/wasm-opt');
  const wasm = join(target, 'wasm32-unknown-unknown/widget/no_wrong_door_bench.wasm');
  execFileSync(shrink, ['-Oz', '--strip-debug', wasm, '-o', join(SITE, 'engine.wasm')], { stdio: 'inherit' });
}

/** Makes everything anew. */
export async function buildSite() {
  if (!exists(join(ROOT, 'dist/no-wrong-door.wasm'))) throw new Error('Build the element first: bash .dev/build');
  await rm(SITE, { recursive: true, force: true });
  await mkdir(SITE, { recursive: true });
  for (const name of ['no-wrong-door.js', 'no-wrong-door.wasm']) {
    await copyFile(join(ROOT, 'dist', name), join(SITE, name));
  }
  await cp(join(ROOT, 'www/demo/council'), join(SITE, 'demo/council'), { recursive: true });
  const nwd = ['run', '--quiet', '--release', '--', 'build', 'content/city-and-hackney'];
  const stdio = /** @type {const} */ (['ignore', 'inherit', 'ignore']);
  execFileSync('cargo', [...nwd, '-o', join(SITE, 'city-and-hackney.json')], { cwd: ROOT, stdio: [...stdio] });
  await pages();
  await bundle('pages/preact.js', 'preact.js');
  await bundle('pages/surveyjs.js', 'surveyjs.js');
  // The other style sheet fetches a font from another site, which would only slow the page down.
  await copyFile(join(BENCH, 'node_modules/survey-core/survey-core.fontless.min.css'), join(SITE, 'surveyjs.css'));
  await engine();
}
