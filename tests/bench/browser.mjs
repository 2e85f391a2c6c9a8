// One headless Chromium for a bench, and fresh pages with the network and the CPU that it asks for.

import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    ignoreDefaultArgs: ['--headless'],
  });

/** @import { Browser } from 'playwright-core' */

/**
 * The conditions of a visit.
 *
 * @typedef {object} Conditions
 * @property {string} label
 * @property {{ down: number, up: number, latency: number }} [line] kilobits a second, milliseconds there and back
 * @property {number} [cpu] how many times slower
 */

/** @type {Record<string, Conditions>} */
export const CONDITIONS = {
  plain: { label: 'unthrottled' },
  'plain-cpu': { label: 'unthrottled, CPU 4x', cpu: 4 },
  slow: { label: '1.6 Mbit/s, 150 ms', line: { down: 1600, up: 750, latency: 150 } },
  'slow-cpu': { label: '1.6 Mbit/s, 150 ms, CPU 4x', line: { down: 1600, up: 750, latency: 150 }, cpu: 4 },
};

/** @param {number} kilobits */
const bytesPerSecond = (kilobits) => (kilobits * 1000) / 8;

/**
 * A page in a context of its own, without a cache; these scripts run in it before its own.
 *
 * @param {Browser} browser
 * @param {string[]} scripts
 * @param {Omit<Conditions, 'label'>} conditions
 */
export async function freshPage(browser, scripts = [], { line, cpu } = {}) {
  const context = await browser.newContext({ viewport: { width: 412, height: 915 } });
  for (const name of scripts) await context.addInitScript({ path: fileURLToPath(new URL(name, import.meta.url)) });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`In the page: ${error}`));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (line) {
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latency,
      downloadThroughput: bytesPerSecond(line.down),
      uploadThroughput: bytesPerSecond(line.up),
    });
  }
  if (cpu) await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  return { context, page, devtools };
}
