// Pages at a moment that never passes, so that pictures of them are the same whenever they are taken.

import { open } from './harness.mjs';

/** @import { BrowserContextOptions } from 'playwright-core' */

/** A morning on which helplines are open. */
const NOW = new Date('2026-11-23T10:30:00Z');

/** @param {BrowserContextOptions} [options] */
export async function still(options) {
  const opened = await open(options);
  await opened.context.clock.setFixedTime(NOW);
  return opened;
}
