// Other people's pages, at /pages/NAME.html: one head and one element in all of them, and here what each has of its own.

import { readFileSync } from 'node:fs';

/** The area whose bundle they load. */
export const AREA = 'city-and-hackney';
const SCRIPT = '/no-wrong-door.js';
/**
 * @typedef {object} HostPage
 * @property {string} title
 * @property {string} [dir]
 * @property {string} [style]
 * @property {string[]} [scripts]
 * @property {Record<string, string | undefined>[]} [elements] the attributes of each that differ from the others'
 * @property {string} [after]
 */

/** @type {Record<string, HostPage>} */
const PAGES = {
  plain: { title: 'One element, and nothing else' },
  two: {
    title: 'Two elements on one page',
    elements: [{ id: 'one' }, { id: 'two' }],
    after: '<section id="elsewhere"></section>',
  },
  copy: { title: 'The script, twice', scripts: [SCRIPT, `${SCRIPT}?copy`] },
  rtl: { title: 'A page from right to left', dir: 'rtl' },
  hostile: { title: 'A page whose styles mean no good', style: 'hostile.css' },
  colours: { title: "The host's colours and parts", style: 'colours.css', elements: [{ id: 'good' }, { id: 'poor' }] },
  integrity: { title: 'A bundle that is not the one meant', elements: [{ integrity: `sha384-${'A'.repeat(64)}` }] },
  'no-src': { title: 'No bundle named', elements: [{ src: undefined }] },
};

/**
 * The text of what stands at /pages/NAME.
 *
 * @param {string} name
 */
export function pageFile(name) {
  const page = PAGES[name.replace(/\.html$/, '')];
  return page ? html(page) : readFileSync(new URL(`pages/${name}`, import.meta.url), 'utf8');
}

/** @param {HostPage} page */
function html({ title, dir = 'ltr', style, scripts = [SCRIPT], elements = [{}], after = '' }) {
  return `<!doctype html>
<html lang="en" dir="${dir}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="icon" href="/demo/council/mark.svg">
  ${style ? `<link rel="stylesheet" href="/pages/${style}">` : ''}
  ${scripts.map((src) => `<script type="module" src="${src}"></script>`).join('\n  ')}
</head>
<body>
  <h1>A page</h1>
  ${elements.map(element).join('\n  ')}
  ${after}
</body>
</html>
`;
}

/** @param {Record<string, string | undefined>} own */
function element(own) {
  const attributes = { src: `/${AREA}.json`, lang: 'en', 'exit-url': '/demo/', ...own };
  const written = Object.entries(attributes)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${value}"`);
  return `<no-wrong-door${written.join('')}>
    <aside slot="crisis" aria-label="${['Help now', own.id].filter(Boolean).join(', ')}">
      <p>In danger now? Call <a href="tel:999">999</a>. Need to talk today? Call <a href="tel:111">111</a>.</p>
    </aside>
    <p><a href="https://www.nhs.uk/nhs-services/mental-health-services/">Find mental health services on the NHS website</a></p>
  </no-wrong-door>`;
}
