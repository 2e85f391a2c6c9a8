// What comes out of the printer: the help, on two pages, and nothing of the page round it.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { button, visit, walk, widget } from './widget.mjs';

const CHILD = {
  audience: 'parent-carer', danger: 'no', needs: ['anxiety', 'school-attendance'], age: 9, level: 'mild', lives_in: 'hackney', gp_in: 'hackney',
  studies_in: 'hackney', school_type: 'maintained', learning_disability: 'none', circumstances: [],
};

for (const path of ['/demo/council/', '/demo/school/', '/demo/staff/']) {
  browserTest(`a child's results, printed from ${path}: two pages, and nothing else of the page`, {}, async (page) => {
    await visit(page, path);
    await walk(page, CHILD);
    await page.evaluate(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
    await button(page, 'Print').click();
    assert.equal(await page.evaluate(() => window.printed), 1);
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const element = window.nwdTest.host(0);
      const root = element.shadowRoot;
      const rest = [...document.querySelectorAll('h1, nav, header, footer, p, li')].filter((node) => !element.contains(node) && window.nwdTest.shown(node));
      const bare = [...root.querySelectorAll('.way-in a.contact[href^="https:"]')].filter((a) => window.nwdTest.shown(a) && !a.innerText.includes(a.getAttribute('href')));
      return {
        rest: rest.map((node) => node.textContent.trim().slice(0, 40)),
        controls: [...root.querySelectorAll('button, input, summary')].filter(window.nwdTest.shown).length,
        bare: bare.map((a) => a.innerText),
        crisis: window.nwdTest.shown(element.querySelector('[slot=crisis]')),
      };
    });
    assert.deepEqual(seen, { rest: [], controls: 0, bare: [], crisis: true });
    const pdf = await page.pdf({ format: 'A4', margin: { top: '12mm', right: '12mm', bottom: '12mm', left: '12mm' } });
    const pages = Math.max(...[...pdf.toString('latin1').matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count)));
    assert.ok(pages <= 2, `${pages} pages`);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.ok(await page.locator('h1').isVisible(), 'the page is as it was');
    assert.equal(await widget(page).getAttribute('data-nwd-print'), null);
  });
}
