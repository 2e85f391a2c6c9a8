// What must not wait is answered on the very next screen, for each asker in their own words, on a phone.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { arrive, button, give, look, visit, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Content } from './harness.mjs' */

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** @type {{ audience: string, variants: string[] }[]} */
const ASKERS = [
  { audience: 'young-person', variants: [''] },
  { audience: 'friend', variants: ['@friend', '@they', ''] },
  { audience: 'parent-carer', variants: ['@parent-carer', '@they', ''] },
  { audience: 'professional', variants: ['@professional', '@they', ''] },
];

/**
 * An alert's words, as an asker is spoken to.
 *
 * @param {Content} content
 * @param {string} alert
 * @param {string} part
 * @param {string[]} variants
 */
function words(content, alert, part, variants) {
  const keys = variants.map((variant) => `alert.${alert}.${part}${variant}`);
  return content.locales.en[keys.find((key) => content.locales.en[key]) ?? ''];
}

/**
 * What stands where on the screen.
 *
 * @param {Page} page
 */
const seen = (page) =>
  page.evaluate(() => {
    const { all, find, host, screen, shown } = window.nwdTest;
    const contact = find('.heard a.contact');
    const { top, bottom, height } = contact.getBoundingClientRect();
    return {
      underBar: find('.heard').getBoundingClientRect().top - find('.bar').getBoundingClientRect().bottom,
      heading: find('.heard h2').getBoundingClientRect().top,
      text: screen().textContent,
      numbers: all('.heard a.contact').map((way) => way.getAttribute('href')),
      titles: all('.heard :is(h2, h3)').map((title) => title.textContent),
      first: { href: contact.getAttribute('href'), height, inView: top >= 0 && bottom <= innerHeight },
      crisis: all('[slot=crisis] a[href^="tel:"]', host()).some(shown) && shown(find('.bar .call')),
    };
  });

for (const { audience, variants } of ASKERS) {
  browserTest(
    `a ${audience} who says it is told at once, and goes on`,
    { context: PHONE },
    async (page, { content }) => {
      /** @param {string} alert */
      const title = (alert) => words(content, alert, 'title', variants);
      await visit(page, '/demo/council/');
      let at = await look(page);
      for (const value of [audience, 'no', ['self-harm', 'sleep']]) at = await give(page, 'pointer', at, value);
      assert.deepEqual([at.kind, at.heading, at.focus], ['heard', title('self-harm'), 'heading']);
      const { underBar, heading, text, first, crisis } = await seen(page);
      assert.ok(underBar >= -1 && underBar < 40 && heading < 240, `it begins at the top: ${underBar}, ${heading}`);
      assert.ok(text.includes(words(content, 'self-harm', 'body', variants)));
      assert.match(`${first.href}`, /^(tel|sms):/);
      assert.ok(first.inView && first.height >= 44, JSON.stringify(first));
      assert.ok(crisis, 'the crisis panel stays');

      // Back keeps what was ticked; with nothing new it does not come again.
      at = await arrive(page, () => button(page, 'Back').click());
      assert.deepEqual([at.fact, [...new Set(at.checked)].sort()], ['needs', ['self-harm', 'sleep']]);
      at = await arrive(page, () => button(page, 'Continue').click());
      assert.deepEqual([at.fact, at.focus], ['age', 'heading']);

      // What is newly said alone is told, and only that.
      at = await arrive(page, () => button(page, 'Back').click());
      await give(page, 'pointer', at, ['suicidal-thoughts', 'psychosis']);
      const { titles, numbers } = await seen(page);
      assert.deepEqual(titles, [title('suicidal-thoughts'), title('psychosis')]);
      assert.equal(new Set(numbers).size, numbers.length, `each number once: ${numbers}`);
      at = await arrive(page, () => button(page, 'Go on').click());
      assert.deepEqual([at.fact, at.focus], ['age', 'heading']);
      at = await arrive(page, () => button(page, 'Back').click());
      assert.equal(at.heading, title('suicidal-thoughts'));
    },
  );
}

browserTest('where nothing is wrong nothing comes between', { context: PHONE }, async (page) => {
  await visit(page, '/demo/council/');
  let at = await look(page);
  for (const value of ['young-person', 'no', ['anxiety', 'sleep']]) at = await give(page, 'pointer', at, value);
  assert.equal(at.fact, 'age');
  assert.equal(await widget(page).locator('.heard').count(), 0);
});
