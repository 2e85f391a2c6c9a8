// What the element promises to other people's pages, and what it weighs: snapshots, accepted with UPDATE=1.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { browserTest, ROOT, run } from './harness.mjs';
import { arrive, button, events, visit, walk } from './widget.mjs';

const ACCEPT = 'Where this is meant: UPDATE=1 node --test surface.test.mjs, and say it in CHANGELOG.md.';
/** Of everything that a page loads, in brotli. */
const MAX_PAGE_BYTES = 194_000;
/** By how much a size may differ from the snapshot, as a part of it. */
const MAX_CHANGE = 0.01;

/**
 * Compares with a snapshot, or writes it.
 *
 * @template Value
 * @param {string} name
 * @param {Value} now
 * @param {(now: Value, before: Value) => void} compare
 */
function snapshot(name, now, compare) {
  const file = new URL(name, import.meta.url);
  if (process.env.UPDATE) writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  else compare(now, JSON.parse(readFileSync(file, 'utf8')));
}

browserTest('the public surface is what it was', { faults: [/404/] }, async (page) => {
  await visit(page, '/pages/plain.html');
  const element = await page.evaluate(() => {
    /** @typedef {CustomElementConstructor & { observedAttributes: string[] }} Observing */
    const { prototype, observedAttributes } = /** @type {Observing} */ (customElements.get('no-wrong-door'));
    const callbacks = ['constructor', 'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback'];
    const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(
      ([name]) => !callbacks.includes(name),
    );
    const probe = document.createElement('no-wrong-door');
    const written = own
      .filter(([, { set }]) => set)
      .flatMap(([name]) => {
        Object.assign(probe, { [name]: 'x' });
        return probe.getAttributeNames();
      });
    return {
      attributes: [...new Set([...observedAttributes, ...written])].sort(),
      properties: own
        .filter(([, { get }]) => get)
        .map(([name]) => name)
        .sort(),
      methods: own
        .filter(([, { value }]) => typeof value === 'function')
        .map(([name]) => name)
        .sort(),
      globals: Object.keys(window).filter((name) => /door|nwd|wasm/i.test(name) && name !== 'nwdTest'),
    };
  });
  const parts = new Set();
  const collect = async () => {
    const seen = await page.evaluate(() => window.nwdTest.all('[part]').flatMap((node) => [...node.part]));
    seen.forEach((part) => parts.add(part));
  };
  await collect();
  await arrive(page, () => button(page, 'Help now').click());
  await collect();
  await walk(page, { audience: 'young-person', danger: 'worried', age: 14 });
  await collect();
  const slots = await page.evaluate(() =>
    window.nwdTest
      .all('slot')
      .map((slot) => slot.getAttribute('name') ?? '(default)')
      .sort(),
  );
  await page.evaluate(() => {
    window.nwdTest.host(0).src = '/missing.json';
  });
  await page.waitForFunction(() => window.nwdTest.look().kind === 'broken');
  /** @type {Record<string, string[]>} */
  const told = {};
  for (const { type, detail } of await events(page)) told[type] = Object.keys(detail).sort();
  const script = readFileSync(`${ROOT}dist/no-wrong-door.js`, 'utf8');
  const custom = [...new Set(script.match(/--nwd-[a-z-]+/g))].sort();
  const surface = { ...element, events: told, parts: [...parts].sort(), slots, customProperties: custom };
  snapshot('surface.json', surface, (now, before) => assert.deepEqual(now, before, ACCEPT));

  // The declarations name the same.
  const declared = readFileSync(`${ROOT}www/element/no-wrong-door.d.ts`, 'utf8');
  assert.deepEqual([...declared.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name).sort(), element.properties);
  for (const [type, keys] of Object.entries(told)) {
    const found = declared.match(new RegExp(`'${type}': CustomEvent<(?:\\{ (.*) \\}|Record<string, never>)>`));
    assert.ok(found, `${type} is declared`);
    assert.deepEqual([...(found[1] ?? '').matchAll(/(\w+):/g)].map(([, key]) => key).sort(), keys, type);
  }
});

test('what a page loads weighs what it did, and never more than it may', () => {
  /** @param {Buffer} bytes */
  const brotli = (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
  const files = {
    'no-wrong-door.js': brotli(readFileSync(`${ROOT}dist/no-wrong-door.js`)),
    'no-wrong-door.wasm': brotli(readFileSync(`${ROOT}dist/no-wrong-door.wasm`)),
    'city-and-hackney.json': brotli(Buffer.from(run(['build', 'content/city-and-hackney', '-o', '-']))),
  };
  const sum = Object.values(files).reduce((sum, bytes) => sum + bytes);
  assert.ok(sum <= MAX_PAGE_BYTES, `${sum} bytes are more than the ${MAX_PAGE_BYTES} that a page may load`);
  /** @type {Record<string, number>} */
  const sizes = { ...files, sum };
  snapshot('sizes.json', sizes, (now, before) => {
    for (const [name, bytes] of Object.entries(now)) {
      const change = bytes / before[name] - 1;
      const both = `${before[name]} bytes before, ${bytes} now (${(change * 100).toFixed(1)} %)`;
      assert.ok(Math.abs(change) <= MAX_CHANGE, `${name}: ${both}. ${ACCEPT}`);
    }
  });
});
