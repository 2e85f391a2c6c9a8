// Makes dist/: the element's one script (loader, styles and wasm glue), the wasm, the type declarations, each also in brotli.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const LANG = 'en';

const json = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));

/** The words of what stands before the wasm: the frame and the first question of either kind of page. */
async function frameWords() {
  const ui = await json(`content/locales/${LANG}.json`);
  const { fact: words } = await json(`content/national/locales/${LANG}/facts.json`);
  const facts = await json('content/national/facts.json');
  const first = (id) => [
    id,
    { ...pick(words[id], ['question', 'hint', 'why', 'value']), values: facts.find((fact) => fact.id === id).values },
  ];
  const { alert } = await json(`content/national/locales/${LANG}/alerts.json`);
  const { title: heading, body } = alert['danger-now'];
  const { loading, ...frame } = await json(`www/element/locales/${LANG}.json`);
  return {
    lang: LANG,
    frame,
    wait: { loading, heading, body, call: frame.call, link: frame['call-link'], on: ui.ui.urgent.on },
    back: ui.ui.back,
    why: ui.ui.why,
    continue: ui.ui.continue,
    choose: ui.ui.error.choose,
    'error-heading': ui.ui.error.heading,
    facts: Object.fromEntries(['audience', 'danger'].map(first)),
  };
}

const pick = (object, keys) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key.replace('@they', ''))));

const wordsPlugin = {
  name: 'words',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^words$/ }, () => ({ path: 'words', namespace: 'words' }));
    onLoad({ filter: /.*/, namespace: 'words' }, async () => ({
      contents: JSON.stringify(await frameWords()),
      loader: 'json',
    }));
  },
};

/** Style sheets as text, each with all that it imports. */
const cssPlugin = {
  name: 'css',
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await esbuild.build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        plugins: [tokensPlugin],
      });
      return { contents: outputFiles[0].text, loader: 'text' };
    });
  },
};

/**
 * The tokens as the widget has them: it is dark where the page round it is, whose color-scheme it inherits, whatever the
 * device prefers. Browsers without light-dark() have the light ones.
 */
const tokensPlugin = {
  name: 'tokens',
  setup({ onLoad }) {
    onLoad({ filter: /tokens\.css$/ }, async ({ path }) => {
      const [light, dark] = (await readFile(path, 'utf8'))
        .split('@media (prefers-color-scheme: dark)')
        .map(declarations);
      const both = Object.entries(dark).map(([name, value]) => [name, `light-dark(${light[name]}, ${value})`]);
      const contents = `:host {${written(Object.entries(light))}} @supports (color: light-dark(#000, #fff)) {:host {${written(both)}}}`;
      return { contents, loader: 'css' };
    });
  },
};

const declarations = (css) =>
  Object.fromEntries([...css.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]));
const written = (tokens) => tokens.map(([name, value]) => `${name}: ${value};`).join('');

/**
 * Shortens the names that wasm and script call each other by: those that wasm-bindgen gives are long, with hashes that do
 * not compress. Returns the short names by the long ones, for the script.
 */
function shortenNames(from, to) {
  const given = execFileSync('wasm-opt', ['--minify-imports-and-exports-and-modules', from, '-o', to], {
    encoding: 'utf8',
  });
  const { imports, exports } = JSON.parse(given);
  const [[module]] = imports;
  return Object.fromEntries([[module, 'a'], ...imports.map(([, name, short]) => [name, short]), ...exports]);
}

const generated = (name) => join(root, 'target/pkg', name);
const names = shortenNames(generated('no_wrong_door_bg.wasm'), generated('short.wasm'));
// Inlining and sharing of common parts make the file smaller as it is, and larger as it travels, in brotli. The lowest
// memory is the far end of the stack, which nothing lies in.
const smaller = [
  '-Os',
  '--one-caller-inline-max-function-size=0',
  '--skip-pass=local-cse',
  '--skip-pass=simplify-locals',
  '--low-memory-unused',
  '--converge',
  '--strip-debug',
  '--strip-producers',
  '--strip-target-features',
];
execFileSync('wasm-opt', [...smaller, generated('short.wasm'), '-o', generated('small.wasm')], { stdio: 'inherit' });
const wasm = await readFile(generated('small.wasm'));
const integrity = `sha384-${createHash('sha384').update(wasm).digest('base64')}`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  entryPoints: [join(root, 'www/element/index.js')],
  outfile: join(dist, 'no-wrong-door.js'),
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  // What the wasm exports and imports, and the module it imports it from, which stands in quotes.
  mangleProps: new RegExp(
    `^(${Object.keys(names)
      .map((name) => name.replaceAll('.', '\\.'))
      .join('|')})$`,
  ),
  mangleQuoted: true,
  mangleCache: names,
  define: { __WASM_INTEGRITY__: JSON.stringify(integrity) },
  plugins: [wordsPlugin, cssPlugin],
  logLevel: 'warning',
});
await writeFile(join(dist, 'no-wrong-door.wasm'), wasm);
await copyFile(join(root, 'www/element/no-wrong-door.d.ts'), join(dist, 'no-wrong-door.d.ts'));

for (const name of ['no-wrong-door.js', 'no-wrong-door.wasm']) {
  const bytes = await readFile(join(dist, name));
  const small = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  await writeFile(join(dist, `${name}.br`), small);
  console.log(`${name}: ${bytes.length} bytes, ${small.length} in brotli`);
}
