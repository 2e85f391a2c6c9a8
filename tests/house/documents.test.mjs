// What the documents name is there: the files that they link to, the files of the project that they write out, and the
// pictures that they show, which are light and say in words what is seen.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

const PICTURES = 'docs/pictures';
/** What a picture may weigh, and all of them: a README is also opened on a phone. */
const MAX_PICTURE_BYTES = 50_000;
const MAX_PICTURES_BYTES = 200_000;

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);

/** The paths that a document links to, from the project's folder. Addresses of other sites are not looked at.
 * @param {string} path
 * @param {string} text */
function linked(path, text) {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^\w+:/.test(target))
    .map((target) => join(dirname(path), target));
}

/** The files of the project that stand in code spans, such as `src/core/lib.rs`; not those with a part left open.
 * @param {string} text */
function written(text) {
  const spans = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);
  return spans.filter((span) => /^(src|tests|www|docs|\.dev|\.ci)\/[\w./-]+\.\w+$/.test(span));
}

/** The pictures that a document shows, as paths from the project's folder, each with what it says in their place.
 * @param {string} path
 * @param {string} text */
function pictures(path, text) {
  return [...text.matchAll(/<img src="([^"]+)"[^>]*?(?: alt="([^"]*)")?>/g)].map(([, source, words = '']) => ({
    file: join(dirname(path), source),
    words,
  }));
}

/** Whether words are a sentence that says what is seen.
 * @param {string} words */
const isSentence = (words) => /^[A-Z].*\.$/.test(words) && words.split(' ').length >= 8;

test('every file that a document names is there', () => {
  const dead = documents.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    // Decisions also tell of files that were, and of those of other projects.
    const named = [...linked(path, text), ...(path.startsWith('docs/decisions/') ? [] : written(text))];
    return named.filter((target) => !existsSync(join(ROOT, target))).map((target) => `${path}: ${target}`);
  });
  assert.ok(documents.length > 10, 'the documents were found');
  assert.deepEqual(dead, []);
});

test('a file that is not there is found, linked or written', () => {
  assert.deepEqual(linked('docs/a.md', '[one](b.md#part) [two](https://example.org/x)'), ['docs/b.md']);
  assert.deepEqual(written('`src/x.rs` and `src/*.rs`\n```\n`src/y.rs`\n```\n'), ['src/x.rs']);
});

test('every picture is shown and light, and a sentence says what is seen', () => {
  const shown = documents.flatMap((path) => pictures(path, readFileSync(join(ROOT, path), 'utf8')));
  const there = readdirSync(join(ROOT, PICTURES)).map((name) => `${PICTURES}/${name}`);
  assert.deepEqual([...new Set(shown.map(({ file }) => file))].sort(), there.sort());
  assert.deepEqual(
    shown.filter(({ words }) => !isSentence(words)),
    [],
  );
  const sizes = there.map((file) => statSync(join(ROOT, file)).size);
  assert.ok(Math.max(...sizes) <= MAX_PICTURE_BYTES, `${sizes}`);
  assert.ok(sizes.reduce((sum, size) => sum + size) <= MAX_PICTURES_BYTES, `${sizes}`);
});

test('a picture is found with its words, and without', () => {
  const text = '<img src="pictures/a.webp" width="32%" alt="A door."> <img src="pictures/b.webp">';
  assert.deepEqual(pictures('docs/a.md', text), [
    { file: 'docs/pictures/a.webp', words: 'A door.' },
    { file: 'docs/pictures/b.webp', words: '' },
  ]);
  assert.ok(!isSentence('A door.') && !isSentence('picture of a door that is open on a street'));
  assert.ok(isSentence('A door stands open, and light falls on the street.'));
});
