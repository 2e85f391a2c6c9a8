// The forms of the element, in a page with a recorder that was there before it.

import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { run } from '../harness.mjs';
import { AREA } from '../pages.mjs';

/** @import { BrowserContext } from 'playwright-core' */
/** @typedef {{ name: string, markup: string, before?: string }} Form `before`: a script that runs before the recorder */

const ATTRIBUTES = 'src="/city-and-hackney.json" lang="en" exit-url="/demo/"';
/** @type {Record<'open' | 'rootAlone' | 'closed' | 'isolated', Form>} */
export const FORMS = {
  open: { name: 'open', markup: `<no-wrong-door ${ATTRIBUTES}></no-wrong-door>` },
  rootAlone: {
    name: 'a closed root alone',
    markup: `<no-wrong-door ${ATTRIBUTES}></no-wrong-door>`,
    before: `const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function () { return attachShadow.call(this, { mode: 'closed' }); };`,
  },
  closed: { name: 'closed', markup: `<no-wrong-door closed ${ATTRIBUTES}></no-wrong-door>` },
  isolated: { name: 'isolated', markup: framed() },
};

/** The frame as the command prints it; the server has its page. */
function framed() {
  const page = `${tmpdir()}/nwd-frame-${process.pid}.html`;
  try {
    const printed = run(['embed', `content/${AREA}`, `--isolated=${page}`]);
    return printed.replaceAll(/src="[^"]*"/g, `src="/${AREA}.html"`);
  } finally {
    rmSync(page, { force: true });
  }
}

/**
 * A page with nothing but an element.
 *
 * @param {Form} form
 */
function plainPage({ markup }) {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Find help</title><link rel="icon" href="/demo/council/mark.svg">
<script type="module" src="/no-wrong-door.js"></script>
${markup}
</html>`;
}

/**
 * Serves a form in the host's page (`/host.html`) and alone (`/plain.html`).
 *
 * @param {BrowserContext} context
 * @param {Form} form
 */
export async function serveForm(context, form) {
  const pages = { '/host.html': hostPage(form), '/plain.html': plainPage(form) };
  for (const [path, body] of Object.entries(pages)) {
    await context.route(`**${path}`, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  }
}

/**
 * The host's page: the element comes by a press, when the recorder runs; what is written and pressed beside it are the
 * witnesses that it does.
 *
 * @param {Form} form
 */
function hostPage({ markup, before = '' }) {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Council</title><link rel="icon" href="/demo/council/mark.svg">
<script>${before}</script>
<script src="/recorder.js"></script>
<h1>Council</h1>
<button id="witness-open">Find help</button>
<main></main>
<label>Search this site <input id="witness-search"></label>
<button id="witness-send">Send</button>
<script>
  document.getElementById('witness-open').onclick = () => {
    document.querySelector('main').innerHTML = ${JSON.stringify(markup)};
    const script = document.createElement('script');
    script.type = 'module';
    script.src = '/no-wrong-door.js';
    document.head.append(script);
  };
  document.getElementById('witness-send').onclick = ({ target }) => {
    target.insertAdjacentHTML('afterend', '<p id="witness-sent">Sent</p>');
  };
</script>
</html>`;
}
