// Makes dist/: the element's one script (loader, styles and wasm glue), the wasm, a script for a frame of its own with the
// wasm in it, the type declarations; all but the last also in brotli.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { glue, styles, words } from './plugins.mjs';

/** @import { BuildOptions } from 'esbuild' */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

/**
 * A file that wasm-bindgen made, or that is made of one.
 *
 * @param {string} name
 */
const generated = (name) => join(ROOT, 'target/pkg', name);

/** @param {string} name */
const element = (name) => join(ROOT, 'www/element', name);

/**
 * Shortens the names that wasm and script call each other by: those that wasm-bindgen gives are long, with hashes that do
 * not compress. Returns the short names by the long ones, for the script.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Record<string, string>}
 */
function shortenNames(from, to) {
  const options = ['--minify-imports-and-exports-and-modules', from, '-o', to];
  /** @type {{ imports: [module: string, name: string, short: string][], exports: [name: string, short: string][] }} */
  const { imports, exports } = JSON.parse(execFileSync('wasm-opt', options, { encoding: 'utf8' }));
  const names = imports.map(([, name, short]) => [name, short]);
  const modules = imports.map(([module]) => [module, 'a']);
  return Object.fromEntries([...modules, ...names, ...exports]);
}

/**
 * Makes the wasm smaller as it travels.
 *
 * @param {string} from
 * @param {string} to
 */
function shrink(from, to) {
  const options = [
    '-Os',
    // Inlining and sharing of common parts make the file smaller as it is, and larger in brotli.
    '--one-caller-inline-max-function-size=0',
    '--skip-pass=local-cse',
    '--skip-pass=simplify-locals',
    // The lowest memory is the far end of the stack, which nothing lies in.
    '--low-memory-unused',
    '--converge',
    '--strip-debug',
    '--strip-producers',
    '--strip-target-features',
  ];
  execFileSync('wasm-opt', [...options, from, '-o', to], { stdio: 'inherit' });
}

/**
 * Makes a script of the element.
 *
 * @param {string} name
 * @param {Record<string, string>} names the wasm's short names by their long ones
 * @param {BuildOptions} options in which it differs
 */
async function script(name, names, { alias, ...options }) {
  const renamed = Object.keys(names).map((name) => name.replaceAll('.', '\\.'));
  await build({
    outfile: join(DIST, name),
    bundle: true,
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    alias: { glue: generated('no_wrong_door.js'), ...alias },
    // And the fields that wasm-bindgen keeps on objects of its own.
    mangleProps: new RegExp(`^(${renamed.join('|')}|_+wbg_.*|__destroy_into_raw)$`),
    // The name of the module that the wasm imports from stands in quotes.
    mangleQuoted: true,
    mangleCache: names,
    plugins: [words(ROOT), styles, glue],
    logLevel: 'warning',
    ...options,
  });
}

/**
 * Writes a file's brotli beside it.
 *
 * @param {string} name
 */
async function compress(name) {
  const bytes = await readFile(join(DIST, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const small = brotliCompressSync(bytes, { params });
  await writeFile(join(DIST, `${name}.br`), small);
  console.log(`${name}: ${bytes.length} bytes, ${small.length} in brotli`);
}

const names = shortenNames(generated('no_wrong_door_bg.wasm'), generated('short.wasm'));
shrink(generated('short.wasm'), generated('small.wasm'));
const wasm = await readFile(generated('small.wasm'));

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
await script('no-wrong-door.js', names, {
  entryPoints: [element('index.js')],
  format: 'esm',
  alias: { source: element('source/fetched.js') },
  define: { __WASM_INTEGRITY__: JSON.stringify(`sha384-${createHash('sha384').update(wasm).digest('base64')}`) },
});
// A frame of its own origin may load a script of the host's, and fetch nothing: the wasm is in it.
await script('no-wrong-door.isolated.js', names, {
  entryPoints: [element('isolated.js')],
  format: 'iife',
  alias: { source: element('source/carried.js'), wasm: generated('small.wasm') },
  loader: { '.wasm': 'binary' },
  define: { 'import.meta.url': 'undefined' },
});
await writeFile(join(DIST, 'no-wrong-door.wasm'), wasm);
await copyFile(join(ROOT, 'www/element/no-wrong-door.d.ts'), join(DIST, 'no-wrong-door.d.ts'));
await compress('no-wrong-door.js');
await compress('no-wrong-door.isolated.js');
await compress('no-wrong-door.wasm');
