// What esbuild does not know by itself: where the words come from, and what becomes of style sheets.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @import { Plugin } from 'esbuild' */
/** @import { Fact, FirstQuestion, Words } from 'words' */

const LANG = 'en';
const NATURAL = fileURLToPath(new URL('element/natural.js', import.meta.url));

/**
 * The module `words`.
 *
 * @param {string} root the project's folder
 * @returns {Plugin}
 */
export const words = (root) => ({
  name: 'words',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^words$/ }, () => ({ path: 'words', namespace: 'words' }));
    onLoad({ filter: /.*/, namespace: 'words' }, async () => ({
      contents: JSON.stringify(await frameWords(root)),
      loader: 'json',
    }));
  },
});

/**
 * The words of what stands before the wasm: the frame and the first question of either kind of page.
 *
 * @param {string} root
 * @returns {Promise<Words>}
 */
async function frameWords(root) {
  /** @param {string} path */
  const json = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));
  const { ui } = await json(`content/locales/${LANG}.json`);
  /** @type {{ fact: Record<string, Omit<Fact, 'values'>> }} */
  const { fact: questions } = await json(`content/national/locales/${LANG}/facts.json`);
  /** @type {{ id: string, values: string[] }[]} */
  const facts = await json('content/national/facts.json');
  /** @param {FirstQuestion} id */
  const first = (id) => {
    const words = questions[id];
    const values = facts.find((fact) => fact.id === id)?.values;
    if (!words || !values) throw new Error(`content/national has no question ${id}`);
    return { ...wordsOf(words), values };
  };
  const { alert } = await json(`content/national/locales/${LANG}/alerts.json`);
  const { title: heading, body } = alert['danger-now'];
  const { loading, ...frame } = await json(`www/element/locales/${LANG}.json`);
  return {
    lang: LANG,
    frame,
    wait: { loading, heading, body, call: frame.call, link: frame['call-link'], on: ui.urgent.on },
    back: ui.back,
    why: ui.why,
    continue: ui.continue,
    choose: ui.error.choose,
    'error-heading': ui.error['heading-one'],
    facts: { audience: first('audience'), danger: first('danger') },
  };
}

/**
 * The words that a first question is asked with, in each form that they have.
 *
 * @template {object} All
 * @param {All} all
 * @returns {All}
 */
function wordsOf(all) {
  const keys = ['question', 'hint', 'why', 'value'];
  const asked = Object.entries(all).filter(([key]) => keys.includes(key.replace('@they', '')));
  return /** @type {All} */ (Object.fromEntries(asked));
}

/**
 * The glue that wasm-bindgen makes, with our own function where it sets a property of a field.
 *
 * @type {Plugin}
 */
export const glue = {
  name: 'glue',
  setup({ onLoad }) {
    onLoad({ filter: /no_wrong_door\.js$/ }, async ({ path }) => {
      const made = await readFile(path, 'utf8');
      const ours = made.replace(/(\w+)\.(checked|value) = (.*);/g, 'fill($1, "$2", $3);');
      if (ours === made) throw new Error(`${path} sets no field`);
      return { contents: `import { fill } from ${JSON.stringify(NATURAL)};\n${ours}` };
    });
  },
};

/**
 * Style sheets as text, each with all that it imports.
 *
 * @type {Plugin}
 */
export const styles = {
  name: 'styles',
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const options = { entryPoints: [path], bundle: true, minify: true, write: false, plugins: [tokens] };
      const { outputFiles = [] } = await esbuild.build(options);
      return { contents: outputFiles.map(({ text }) => text).join(''), loader: 'text' };
    });
  },
};

/**
 * The tokens as the widget has them: it is dark where the page round it is, whose color-scheme it inherits, whatever the
 * device prefers. Browsers without light-dark() have the light ones.
 *
 * @type {Plugin}
 */
const tokens = {
  name: 'tokens',
  setup({ onLoad }) {
    onLoad({ filter: /tokens\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      const [light, dark] = css.split('@media (prefers-color-scheme: dark)').map(declarations);
      if (!light || !dark) throw new Error(`${path} has no dark scheme`);
      const both = Object.entries(dark).map(([name, value]) => [name, `light-dark(${light[name]}, ${value})`]);
      const contents = `:host { ${written(light)} }
        @supports (color: light-dark(#000, #fff)) { :host { ${written(Object.fromEntries(both))} } }`;
      return { contents, loader: 'css' };
    });
  },
};

/**
 * Custom properties by name.
 *
 * @param {string} css
 * @returns {Record<string, string>}
 */
function declarations(css) {
  return Object.fromEntries(Array.from(css.matchAll(/(--[\w-]+): ([^;]+);/g), ([, name, value]) => [name, value]));
}

/** @param {Record<string, string>} properties */
function written(properties) {
  return Object.entries(properties)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
}
