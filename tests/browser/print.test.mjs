// What comes out of the printer: the help, on two pages, and nothing of the page round it.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { button, visit, walk, widget } from './widget.mjs';

const CHILD = {
  audience: 'parent-carer',
  danger: 'no',
  needs: ['anxiety', 'school-attendance'],
  age: 9,
  level: 'mild',
  lives_in: 'hackney',
  gp_in: 'hackney',
  studies_in: 'hackney',
  school_type: 'maintained',
  learning_disability: 'none',
  circumstances: [],
};

for (const path of ['/demo/council/', '/demo/school/', '/demo/staff/']) {
  browserTest(`a child's results, printed from ${path}: two pages, and nothing else of the page`, {}, async (page) => {
    await visit(page, path);
    await walk(page, CHILD);
    const look = () =>
      page.evaluate(() => {
        const element = window.nwdTest.host(0);
        const root = element.shadowRoot;
        const shown = (nodes) => [...nodes].filter(window.nwdTest.shown);
        const rest = shown(document.querySelectorAll('h1, nav, header, footer, p, li')).filter(
          (node) => !element.contains(node),
        );
        const links = shown(root.querySelectorAll('.way-in a.contact[href^="https:"]'));
        return {
          rest: rest.map((node) => node.textContent.trim().slice(0, 40)),
          controls: shown(root.querySelectorAll('button, input, summary')).length,
          links: links.length,
          bare: links.filter((a) => !a.innerText.includes(a.getAttribute('href'))).map((a) => a.innerText),
          crisis: window.nwdTest.shown(element.querySelector('[slot=crisis]')),
        };
      });
    const before = await look();
    assert.ok(
      before.rest.length > 0 && before.controls > 0 && before.links > 0 && before.bare.length > 0,
      'on the screen it is all there',
    );
    await page.evaluate(() => {
      window.print = () => {
        window.printed = (window.printed ?? 0) + 1;
      };
    });
    await button(page, 'Print').click();
    assert.equal(await page.evaluate(() => window.printed), 1);
    await page.emulateMedia({ media: 'print' });
    const { links, ...seen } = await look();
    assert.deepEqual(seen, { rest: [], controls: 0, bare: [], crisis: true });
    assert.ok(links > 0);
    const pdf = await page.pdf({ format: 'A4', margin: { top: '12mm', right: '12mm', bottom: '12mm', left: '12mm' } });
    const counts = [...pdf.toString('latin1').matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count));
    assert.ok(counts.length > 0, 'the document says how many pages it has');
    assert.ok(Math.max(...counts) <= 2, `${Math.max(...counts)} pages`);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.ok(await page.locator('h1').isVisible(), 'the page is as it was');
    assert.equal(await widget(page).getAttribute('data-nwd-print'), null);
  });
}
