// After a crash: the browser is killed with the results on the screen, and what it has written to its profile is searched
// for what was answered. Browsers write down what stands in a page's fields, to show it again.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { FLAGS, server } from '../harness.mjs';
import { FORMS, serveForm } from './forms.mjs';
import { reach, walk } from './hands.mjs';

const TIMEOUT_MS = 90_000;
/** A browser writes down what it would show again every few seconds. */
const WRITES_WITHIN_MS = 12_000;
/** Typed in a field beside the element, which browsers do keep: that it is found shows that what is sought would be. */
const WITNESS = 'quixotic zebra';
/** @type {Answers} */
const PERSON = {
  audience: 'young-person',
  danger: 'worried',
  needs: ['self-harm', 'domestic-abuse'],
  age: 14,
  lives_in: 'hackney',
};
/** Values and words of those answers, of the alerts and of the recap, none of which is in an address. */
const TOLD = ['self-harm', 'domestic-abuse', 'hurting myself', 'Hurting myself', 'worried', 'What you told us'];

/** A browser with a profile on disk. */
async function start() {
  const profile = mkdtempSync(`${tmpdir()}/nwd-disk-`);
  const flags = [...FLAGS, `--user-data-dir=${profile}`, '--remote-debugging-port=0'];
  const child = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface(child.stderr);
  for await (const line of lines) {
    const [address] = /ws:\/\/\S+/.exec(line) ?? [];
    if (!address) continue;
    return { profile, child, running: await chromium.connectOverCDP(address) };
  }
  throw new Error('the browser did not start');
}

/**
 * All that is written in a folder.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function written(folder) {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      // What came from the server is in the cache for everybody, and would be there without an answer.
      .filter((file) => !/\/(Cache|Code Cache|GPUCache|DawnGraphiteCache|DawnWebGPUCache)\//.test(file))
      .map((file) => readFileSync(file).toString('latin1'))
  );
}

/**
 * Whether words stand in a text as bytes or as 16-bit characters.
 *
 * @param {string} text
 * @param {string} words
 */
const holds = (text, words) => text.includes(words) || text.includes([...words].join('\0'));

describe('after a crash the profile holds no answer', { concurrency: 2 }, () => {
  for (const form of [FORMS.open, FORMS.closed, FORMS.isolated]) {
    test(form.name, { timeout: TIMEOUT_MS }, async () => {
      const { base } = await server();
      const { profile, child, running } = await start();
      try {
        const [context] = running.contexts();
        assert.ok(context);
        await serveForm(context, form);
        const page = await context.newPage();
        await page.goto(`${base}/plain.html`);
        await page.evaluate(addWitness);
        await walk(await reach(page), PERSON);
        await page.locator('#witness').fill(WITNESS);
        await page.waitForTimeout(WRITES_WITHIN_MS);
        child.kill('SIGKILL');
        await once(child, 'exit');
        const files = written(profile);
        assert.ok(
          files.some((text) => holds(text, WITNESS)),
          'what is typed beside it is there',
        );
        for (const words of TOLD) assert.ok(!files.some((text) => holds(text, words)), words);
      } finally {
        child.kill('SIGKILL');
        // What belongs to the browser may write for a moment yet.
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  }
});

function addWitness() {
  const field = document.createElement('input');
  field.id = 'witness';
  document.body.prepend(field);
}
