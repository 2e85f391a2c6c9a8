// What the documents name is there: the files that they link to, and the files of the project that they write out.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

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
