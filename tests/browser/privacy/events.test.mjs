// The element's events are the same for everybody: whoever listens learns that somebody began, and nothing of them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AREA } from '../pages.mjs';
import { browserTest, ROOT } from '../harness.mjs';
import { button, events, visit, walk } from '../widget.mjs';

/** @type {{ truth: Answers }[]} */
const panel = JSON.parse(readFileSync(`${ROOT}content/${AREA}/panel.json`, 'utf8'));
const people = [...panel, { truth: { audience: 'young-person', danger: 'now' } }];
/** What somebody may do next, after which something might be told: those in danger end early, others look around. */
const ENDS = ['Copy as text', 'Print', 'Start again'];

browserTest(`${people.length} people cannot be told apart by events`, { timeout: 180_000 }, async (page) => {
  /** @type {Set<string>} */
  const traces = new Set();
  await page.goto('/demo/');
  for (const [nth, { truth }] of people.entries()) {
    await visit(page, '/pages/plain.html');
    await page.evaluate(() => (window.print = () => {}));
    await walk(page, truth, { skip: nth % 2 === 1 });
    await button(page, ENDS[nth % ENDS.length] ?? '').click();
    const told = await events(page);
    traces.add(JSON.stringify(told.map(({ type, detail }) => [type, detail])));
  }
  assert.equal(traces.size, 1, [...traces].join('\n'));
  assert.match([...traces].join(), /nwd-start/);
});
