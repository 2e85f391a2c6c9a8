// The shape of the code that no compiler keeps: no circles of files, the order of the core's modules, one door to the
// diagram library.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bare, circles, functions, imports, measure } from './measure.mjs';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), '../../src');

/** A folder with these files of a crate.
 * @param {Record<string, string>} files */
function crate(files) {
  const folder = mkdtempSync(join(tmpdir(), 'house-'));
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  return folder;
}

test('no files rest on each other in a circle', () => {
  const found = circles(imports(SOURCE)).map((circle) => circle.map((file) => relative(SOURCE, file)));
  assert.deepEqual(found, []);
});

test('a circle is found, through use trees, super and written paths', () => {
  const folder = crate({
    'a/lib.rs': 'mod one; mod two; mod three;',
    'a/one.rs': 'use crate::{three, two::Two};',
    'a/two.rs': 'fn f() { super::three::g() }',
    'a/three.rs': '// use crate::one;\nfn g() { "crate::one"; crate::one::h() }',
  });
  const names = circles(imports(folder)).map((circle) => circle.map((file) => relative(folder, file)));
  assert.deepEqual(names, [['a/one.rs', 'a/three.rs', 'a/two.rs']]);
});

test("the core's modules rest only on those that its documentation names before them", () => {
  const core = join(SOURCE, 'core');
  const listed = readFileSync(join(core, 'lib.rs'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('//! - ['))
    .flatMap((line) => [...line.matchAll(/\[`(?:mod@)?(\w+)`\](?=[:,;])/g)].map(([, name]) => name));
  /** @param {string} file */
  const module = (file) => relative(core, file).split('/')[0].replace(/\.rs$/, '');
  const files = [...imports(SOURCE)].filter(([file]) => file.startsWith(`${core}/`) && module(file) !== 'lib');
  const unlisted = files.map(([file]) => module(file)).filter((name) => !listed.includes(name));
  assert.deepEqual(unlisted, [], 'modules that lib.rs does not list');
  const upwards = files.flatMap(([file, named]) =>
    [...named]
      .filter((other) => listed.indexOf(module(other)) > listed.indexOf(module(file)))
      .map((other) => `${relative(core, file)} rests on ${relative(core, other)}`),
  );
  assert.ok(files.length > 20, 'the core was found');
  assert.deepEqual(upwards, []);
});

test('one file knows the diagram library', () => {
  assert.equal(measure(SOURCE)['files that name the diagram library'], 1);
});

test('functions are measured to their closing brace, whatever stands in their texts', () => {
  const code = bare('fn one() {\n  let a = "}";\n}\nfn two(f: &str) -> u8 {\n  if true {\n    1\n  } else { 2 }\n}\n');
  assert.deepEqual(functions(code), [
    { name: 'one', lines: 3 },
    { name: 'two', lines: 5 },
  ]);
});
