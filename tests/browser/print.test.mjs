// What comes out of the printer: the help, on two pages, and nothing of the page round it.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { CHILD } from './people.mjs';
import { button, unfold, visit, walk, widget } from './widget.mjs';

for (const path of ['/demo/council/', '/demo/school/', '/demo/staff/']) {
  browserTest(`a child's results, printed from ${path}: two pages, and nothing else of the page`, {}, async (page) => {
    await visit(page, path);
    await walk(page, CHILD);
    const look = () =>
      page.evaluate(() => {
        const { all, host, shown } = window.nwdTest;
        const element = host();
        const rest = all('h1, nav, header, footer, p, li', document).filter((node) => !element.contains(node));
        const links = all('.way-in a.contact[href^="https:"]').filter(shown);
        // On paper a service's row is its name, and what it unfolds stands under it.
        const controls = all('button, input, summary:not(.group > *)').filter(shown);
        return {
          rest: rest.filter(shown).map((node) => node.textContent.trim().slice(0, 40)),
          controls: controls.length,
          names: all('.group .name').filter(shown).length,
          links: links.length,
          bare: links.map((a) => a.innerText).filter((text) => !text.includes('https:')),
          crisis: shown(element.querySelector('[slot=crisis]')),
        };
      });
    // What is folded on the screen is printed all the same.
    const rows = widget(page).locator('.group');
    await unfold(page, '.group');
    const before = await look();
    await rows.evaluateAll((all) => all.forEach((row) => row.removeAttribute('open')));
    assert.ok(
      before.rest.length > 0 && before.controls > 0 && before.links > 0 && before.bare.length > 0,
      'on the screen it is all there',
    );
    let printed = 0;
    await page.exposeFunction('print', () => {
      printed += 1;
    });
    await button(page, 'Print').click();
    await page.evaluate(() => window.nwdTest.settle());
    assert.equal(printed, 1);
    await page.emulateMedia({ media: 'print' });
    const { links, ...seen } = await look();
    assert.deepEqual(seen, { rest: [], controls: 0, names: seen.names, bare: [], crisis: true });
    assert.ok(seen.names > 0);
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
