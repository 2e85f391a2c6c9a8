// What the shape of the Rust code comes to, in figures: `node tests/house/measure.mjs [FOLDER]`. house.test.mjs holds
// those that are promised.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A function longer than this is counted as long, in lines. */
const LONG_FUNCTION = 40;

/** A line longer than this is counted as long, in characters. */
const LONG_LINE = 100;

/** Every Rust file below a folder.
 * @param {string} folder */
function rustFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.rs'))
    .map((path) => join(folder, path))
    .sort();
}

/** Code with comments, strings and characters blanked out, line for line; a string keeps its quotes.
 * @param {string} code */
export function bare(code) {
  const pattern = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|r(#*)"[\s\S]*?"\1|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[^']+|[^'\\])'/g;
  return code.replace(pattern, (text) => text.replace(/[^\n"]/g, ' '));
}

/** Code without its unit tests, line for line.
 * @param {string} code */
function withoutTests(code) {
  const at = code.search(/^#\[cfg\(test\)\]\s*\nmod /m);
  return at < 0 ? code : code.slice(0, at);
}

/** The line after the brace that closes the one at a position.
 * @param {string} code
 * @param {number} open */
function lineAfterBlock(code, open) {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === '{') depth += 1;
    if (code[at] === '}') depth -= 1;
    if (depth === 0) return code.slice(0, at).split('\n').length;
  }
  return code.split('\n').length;
}

/** How many lines each function takes, from its signature to its closing brace.
 * @param {string} code */
export function functions(code) {
  const found = [];
  for (const match of code.matchAll(/\bfn\s+(\w+)[^;{]*\{/g)) {
    const first = code.slice(0, match.index).split('\n').length;
    const last = lineAfterBlock(code, match.index + match[0].length - 1);
    found.push({ name: match[1], lines: last - first + 1 });
  }
  return found;
}

/** The crate that a file belongs to, and the file's module path in it. A folder that is a crate itself has no others.
 * @param {string} file
 * @param {string} source */
function moduleOf(file, source) {
  const steps = relative(source, file).replace(/\.rs$/, '').split('/');
  const whole = existsSync(join(source, 'lib.rs'));
  const crate = whole ? '' : steps[0];
  const within = whole ? steps : steps.slice(1);
  if (within.at(-1) === 'mod') within.pop();
  if (within.at(-1) === 'lib' || within.at(-1) === 'main') within.pop();
  return { crate, path: within };
}

/** The paths that a file names: `use` trees and paths written out, from the crate's root.
 * @param {string} code
 * @param {{ path: string[] }} module */
function paths(code, module) {
  /** @type {string[][]} */
  const found = [];
  for (const match of code.matchAll(/\b(crate|super(?:::super)*)((?:::\w+)*)(::\{([^;]*?)\};)?/g)) {
    const ups = match[1] === 'crate' ? 0 : match[1].split('::').length;
    const base = match[1] === 'crate' ? [] : module.path.slice(0, module.path.length - ups);
    const head = [...base, ...match[2].split('::').filter(Boolean)];
    found.push(head);
    if (match[4]) {
      for (const item of match[4].matchAll(/(?:^|[,{]\s*)(\w+)/g)) found.push([...head, item[1]]);
    }
  }
  return found;
}

/** Which files of a crate each file rests on. Children are declared by their parents: that is not resting on them.
 * @param {string} source */
export function imports(source) {
  const files = rustFiles(source);
  const byModule = new Map(files.map((file) => [Object.values(moduleOf(file, source)).flat().join('::'), file]));
  const graph = new Map();
  for (const file of files) {
    const module = moduleOf(file, source);
    const code = bare(withoutTests(readFileSync(file, 'utf8')));
    const named = new Set();
    for (const path of paths(code, module)) {
      for (let length = path.length; length > 0; length -= 1) {
        const target = byModule.get([module.crate, ...path.slice(0, length)].join('::'));
        if (target) {
          if (target !== file) named.add(target);
          break;
        }
      }
    }
    graph.set(file, named);
  }
  return graph;
}

/** Groups of files that rest on each other in a circle (Tarjan's strongly connected components of more than one).
 * @param {Map<string, Set<string>>} graph */
export function circles(graph) {
  const index = new Map();
  const low = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];
  /** @param {string} node */
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) === index.get(node)) {
      const group = stack.splice(stack.indexOf(node));
      if (group.length > 1) found.push(group.sort());
    }
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}

/** @param {number} count
 * @param {number} lines */
const perThousand = (count, lines) => Math.round((count / lines) * 10_000) / 10;

/** @param {string} text
 * @param {RegExp} pattern */
const count = (text, pattern) => [...text.matchAll(pattern)].length;

/** The figures of the Rust code below a folder.
 * @param {string} source */
export function measure(source) {
  const files = rustFiles(source).map((file) => {
    const code = withoutTests(readFileSync(file, 'utf8'));
    return { file: relative(source, file), code, bare: bare(code), lines: code.split('\n').length - 1 };
  });
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const all = files.map((file) => file.bare).join('\n');
  const made = files.flatMap((file) => functions(file.bare).map((made) => ({ ...made, file: file.file })));
  const longest = made.reduce((one, other) => (other.lines > one.lines ? other : one));
  const longestFile = files.reduce((one, other) => (other.lines > one.lines ? other : one));
  return {
    lines,
    functions: made.length,
    'functions over 40 lines': made.filter((it) => it.lines > LONG_FUNCTION).length,
    'longest function': `${longest.lines} (${longest.file}: ${longest.name})`,
    'longest file': `${longestFile.lines} (${longestFile.file})`,
    'named closures per thousand lines': perThousand(
      count(all, /\blet (?:mut )?\w+(?:: [^=;]+)? =\s*(?:move )?\|/g),
      lines,
    ),
    'then and then_some per thousand lines': perThousand(count(all, /\.then(?:_some)?\(/g), lines),
    'lines over 100 columns': files
      .flatMap((file) => file.code.split('\n'))
      .filter((line) => [...line].length > LONG_LINE).length,
    'cfg(feature)': count(files.map((file) => file.code.replace(/^\s*\/\/.*$/gm, '')).join('\n'), /feature = "/g),
    'files that name the diagram library': files.filter((file) => /\boxidd\b/.test(file.bare)).length,
    circles: circles(imports(source)).length,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = join(dirname(fileURLToPath(import.meta.url)), '../../src');
  const source = resolve(process.argv[2] ?? here);
  for (const [what, figure] of Object.entries(measure(source))) console.log(`${what}: ${figure}`);
  for (const circle of circles(imports(source))) {
    console.log(`circle: ${circle.map((file) => relative(source, file)).join(', ')}`);
  }
}
