// Firefox and WebKit by WebDriver, as Debian packages them; and the pages that are opened in them.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Builder } from 'selenium-webdriver';
import firefox from 'selenium-webdriver/firefox.js';
import { nwd, ROOT } from '../harness.mjs';
import { AREA } from '../pages.mjs';

/** @import { WebDriver } from 'selenium-webdriver' */
/** @typedef {{ driver: WebDriver, quit: () => Promise<void> }} Browser */

const PAGES = fileURLToPath(new URL('pages', import.meta.url));
const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const LOOKS = 100;
const LOOK_AGAIN_MS = 100;

/** Serves the pages of this folder under /demo/, and beside them the frame's page. */
export async function serve() {
  const server = spawn(nwd(), ['serve', '--port', '0', '--quiet', '--www', PAGES, `content/${AREA}`], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(server.stdout), 'line');
  return { base: line.replace('Listening on ', ''), stop: () => server.kill() };
}

/** @type {Record<string, () => Promise<Browser>>} */
export const ENGINES = {
  async Firefox() {
    const options = new firefox.Options().addArguments('-headless').setBinary('/usr/bin/firefox-esr');
    const service = new firefox.ServiceBuilder(`${ROOT}target/tools/bin/geckodriver`);
    const builder = new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service);
    const driver = await builder.build();
    return { driver, quit: () => driver.quit() };
  },
  async WebKit() {
    const port = await freePort();
    const command = ['-a', 'WebKitWebDriver', `--port=${port}`];
    const service = spawn('xvfb-run', command, { stdio: 'ignore', detached: true });
    const server = `http://127.0.0.1:${port}`;
    await until('WebKit is ready', () =>
      fetch(`${server}/status`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const capabilities = {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
    };
    const driver = await new Builder().usingServer(server).withCapabilities(capabilities).build();
    const quit = async () => {
      await driver.quit();
      // The display that was started for it goes too.
      if (service.pid) process.kill(-service.pid);
    };
    return { driver, quit };
  },
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  assert.ok(address && typeof address === 'object');
  return address.port;
}

/**
 * Looks until something is so.
 *
 * @param {string} what
 * @param {() => Promise<unknown>} look
 */
export async function until(what, look) {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    if (await look()) return;
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  }
  assert.fail(`waited in vain: ${what}`);
}
