// The element in other people's pages: several of it, moved, taken out, in hostile styles, from right to left.

import assert from 'node:assert/strict';
import { browserTest, holdBack } from './harness.mjs';
import { answer, button, events, look, results, visit, walk, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

browserTest('two on one page do not disturb each other', {}, async (page) => {
  await visit(page, '/pages/two.html');
  await widget(page, 0).getByLabel('A friend').check();
  await widget(page, 1).getByLabel('My child').check();
  assert.deepEqual([(await look(page, 0)).checked, (await look(page, 1)).checked], [['friend'], ['parent-carer']]);
  await button(page, 'Continue', 0).click();
  await page.waitForFunction(() => window.nwdTest.look(0).fact === 'danger');
  assert.equal((await look(page, 1)).fact, 'audience');
  await button(page, 'Help now', 1).click();
  await page.waitForFunction(() => window.nwdTest.look(1).kind === 'urgent');
  assert.equal((await look(page, 0)).kind, 'question');
  await widget(page, 0).getByText('Why we ask').click();
  await walk(page, { danger: 'no', needs: ['sleep'], age: 30 }, { nth: 0 });
  await walk(page, { audience: 'young-person', danger: 'no', needs: ['anger'], age: 12 }, { nth: 1 });
  assert.notDeepEqual((await results(page, 0)).start, (await results(page, 1)).start);
  assert.deepEqual([...new Set((await events(page)).map(({ at }) => at))].toSorted(), [0, 1]);
});

browserTest('moved in the page, it keeps its answers and what is half said', {}, async (page) => {
  await visit(page, '/pages/two.html');
  await walk(page, { audience: 'young-person', danger: 'no', needs: ['anger'] }, { until: 'age' });
  await widget(page).locator('[id^=number]').fill('1');
  await page.evaluate(() => window.nwdTest.find('#elsewhere', document).append(window.nwdTest.host(0)));
  const at = await look(page, 1);
  assert.deepEqual([at.fact, at.typed], ['age', '1']);
  await answer(page, 14, 1);
  assert.equal((await look(page, 1)).kind, 'question');
  const ready = await events(page, 'nwd-ready');
  assert.equal(ready.length, 2, 'neither was started again');
  await page.keyboard.press('Shift');
});

browserTest('taken out and put back later, it begins anew', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await answer(page, 'friend');
  await page.evaluate(async () => {
    const kept = window.nwdTest.host(0);
    kept.remove();
    await new Promise((done) => setTimeout(done, 20));
    document.body.append(kept);
  });
  await page.waitForFunction(() => window.nwdTest.look().kind === 'question');
  const at = await look(page);
  assert.deepEqual([at.fact, at.checked], ['audience', []]);
  await answer(page, 'young-person');
  assert.equal((await look(page)).fact, 'danger');
});

browserTest('taken out while it loads, it does nothing more', {}, async (page, { context }) => {
  const letGo = await holdBack(context, '**/city-and-hackney.json');
  await page.goto('/pages/plain.html');
  await widget(page).getByLabel('A friend').waitFor();
  await page.evaluate(() => window.nwdTest.host(0).remove());
  letGo();
  await page.waitForLoadState('networkidle');
  assert.deepEqual(await events(page), []);
});

browserTest('put in and taken out 30 times, it leaves nothing behind', {}, async (page, { context }) => {
  await visit(page, '/pages/plain.html');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  /** @param {number} count */
  const mounts = (count) =>
    page.evaluate(async (count) => {
      const pattern = window.nwdTest.host(0);
      for (let nth = 0; nth < count; nth += 1) {
        const element = /** @type {HTMLElement} */ (pattern.cloneNode(true));
        const ready = new Promise((done) => element.addEventListener('nwd-ready', done, { once: true }));
        document.body.append(element);
        await ready;
        await window.nwdTest.answer('friend', 1);
        element.remove();
        await window.nwdTest.settle();
      }
      window.nwdTest.events.length = 0;
    }, count);
  const measure = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const named = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    const wasm = await page.evaluate(() => window.nwdTest.wasm.memory?.buffer.byteLength);
    assert.ok(wasm);
    return { nodes: named.Nodes, listeners: named.JSEventListeners, heap: named.JSHeapUsedSize, wasm };
  };
  // What is compiled after some rounds stays: it is there before they are counted.
  await mounts(35);
  const before = await measure();
  await mounts(30);
  const after = await measure();
  const both = `before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`;
  assert.ok(after.nodes <= before.nodes && after.listeners <= before.listeners, both);
  assert.ok(after.wasm <= before.wasm && after.heap < before.heap + 20_000, both);
});

browserTest('another src, another bundle', {}, async (page, { context, content }) => {
  await context.route('**/other.json', (route) =>
    route.fulfill({
      contentType: 'application/json',
      body: JSON.stringify({ ...content, id: 'other' }).replace('"Who is this for?"', '"And whom is this for?"'),
    }),
  );
  await visit(page, '/pages/plain.html');
  await answer(page, 'friend');
  await page.evaluate(() => {
    window.nwdTest.host(0).src = '/other.json';
  });
  await page.waitForFunction(() => window.nwdTest.look().heading === 'And whom is this for?');
  const at = await look(page);
  assert.deepEqual([at.fact, at.checked], ['audience', []], 'no answer is carried over');
  assert.equal((await events(page, 'nwd-ready')).length, 2);
  // Two changes in a row: the last one counts.
  await page.evaluate(() => {
    window.nwdTest.host(0).src = '/missing.json';
    window.nwdTest.host(0).src = '/city-and-hackney.json';
  });
  await page.waitForFunction(
    () => window.nwdTest.look().heading === 'Who is this for?' && window.nwdTest.look().kind === 'question',
  );
  assert.deepEqual(await events(page, 'nwd-error'), []);
});

browserTest('a second copy of the script is harmless', {}, async (page) => {
  await visit(page, '/pages/copy.html');
  await answer(page, 'friend');
  assert.equal((await look(page)).fact, 'danger');
  assert.equal((await events(page, 'nwd-ready')).length, 1);
});

browserTest('each attribute is a property, and a property is its attribute', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  const mirrored = await page.evaluate(() => {
    const element = document.createElement('no-wrong-door');
    /** @type {['src' | 'integrity' | 'audience' | 'exitUrl' | 'lang', string][]} */
    const both = [
      ['src', 'src'],
      ['integrity', 'integrity'],
      ['audience', 'audience'],
      ['exitUrl', 'exit-url'],
      ['lang', 'lang'],
    ];
    return both.map(([property, attribute]) => {
      const empty = element[property];
      element.setAttribute(attribute, 'one');
      const read = element[property];
      Object.assign(element, { [property]: 'two' });
      return { property, values: [empty, read, element.getAttribute(attribute)] };
    });
  });
  for (const { property, values } of mirrored) assert.deepEqual(values, ['', 'one', 'two'], property);
});

browserTest('an audience that the page gives later is taken; an unknown one is not', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  /** @param {string} audience */
  const set = (audience) =>
    page.evaluate(async (audience) => {
      const ready = new Promise((done) => addEventListener('nwd-ready', done, { once: true }));
      Object.assign(window.nwdTest.host(0), { audience });
      await ready;
      await window.nwdTest.settle();
    }, audience);
  await set('professional');
  assert.equal((await look(page)).fact, 'danger');
  await set('nobody-known');
  assert.equal((await look(page)).fact, 'audience');
});

browserTest('its events bubble, and leave the shadow roots of others', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  const seen = await page.evaluate(async () => {
    const outer = document.createElement('div');
    const element = window.nwdTest.host(0).cloneNode(true);
    outer.attachShadow({ mode: 'open' }).append(element);
    const ready = new Promise((done) =>
      addEventListener('nwd-ready', (event) => done(event.target === outer), { once: true }),
    );
    document.body.append(outer);
    return ready;
  });
  assert.equal(seen, true);
  for (const { bubbles, composed } of await events(page)) assert.ok(bubbles && composed);
});

browserTest(
  "the host's colours, font, corners, width and parts are used; an accent that cannot be read is refused",
  {},
  async (page) => {
    await visit(page, '/pages/colours.html');
    /** @param {number} nth */
    const styles = (nth) =>
      page.evaluate((nth) => {
        const { find, host, root } = window.nwdTest;
        /** @param {string} selector */
        const style = (selector) => getComputedStyle(find(selector, root(nth)));
        return {
          accent: style('.main').backgroundColor,
          radius: style('.main').borderRadius,
          font: style('h2').fontFamily,
          width: host(nth).offsetWidth,
          question: style('.question').borderTop,
          button: style('.main').letterSpacing,
        };
      }, nth);
    const rest = {
      radius: '20px',
      font: '"Courier New", monospace',
      width: 320,
      question: '7px solid rgb(18, 52, 86)',
      button: '3px',
    };
    assert.deepEqual(await styles(0), { accent: 'rgb(109, 36, 89)', ...rest });
    assert.deepEqual(await styles(1), { accent: 'rgb(11, 90, 120)', ...rest }, 'its own accent');
    await walk(page, { audience: 'young-person', danger: 'no' });
    const card = await widget(page)
      .locator('[part=card]')
      .first()
      .evaluate((card) => getComputedStyle(card).outlineStyle);
    assert.equal(card, 'dotted');
  },
);

browserTest("a host's hostile styles do not break it", {}, async (page) => {
  await visit(page, '/pages/hostile.html');
  const measure = () =>
    page.evaluate(() => {
      const { all, find, host, shown } = window.nwdTest;
      const style = getComputedStyle(find('.frame'));
      const parts = all('.bar > *, .page button, .page input, .page h2');
      const controls = parts.filter((node) => !node.closest('details:not([open])'));
      return {
        display: getComputedStyle(host()).display,
        controls: controls.length > 0,
        // Not letter and word spacing: those are the reader's to set.
        style: [
          style.color,
          style.textTransform,
          style.getPropertyValue('white-space-collapse'),
          style.textIndent,
          style.fontStyle,
          style.fontVariantCaps,
          style.textAlign,
          style.textShadow,
        ],
        hidden: controls.filter((node) => !node.checkVisibility()).length,
        out: controls
          .filter(
            (node) => node.getBoundingClientRect().right > innerWidth + 1 || node.getBoundingClientRect().left < -1,
          )
          .map((node) => node.className || node.localName),
        crisis: shown(host().querySelector('[slot=crisis] a')),
      };
    });
  const sane = {
    display: 'block',
    controls: true,
    style: ['rgb(23, 32, 42)', 'none', 'collapse', '0px', 'normal', 'normal', 'start', 'none'],
    hidden: 0,
    out: [],
    crisis: true,
  };
  assert.deepEqual(await measure(), sane);
  await walk(page, { audience: 'young-person', danger: 'worried', needs: ['anxiety'], age: 14, lives_in: 'hackney' });
  assert.equal((await look(page)).kind, 'results');
  assert.deepEqual(await measure(), sane);
});

const narrow = { viewport: { width: 390, height: 800 } };
const TALK = { audience: 'young-person', danger: 'worried', needs: ['anxiety'], age: 14, lives_in: 'hackney' };
/** @param {Page} page */
const layout = (page) =>
  page.evaluate(() => {
    const { find } = window.nwdTest;
    /** @param {string} selector */
    const box = (selector) => find(selector).getBoundingClientRect();
    return {
      direction: getComputedStyle(find('.page')).direction,
      radioFirst: box('.choice input').left < box('.choice label').left,
      callFirst: box('.call').left < box('.exit').left,
      wide: document.documentElement.scrollWidth > innerWidth,
    };
  });

/**
 * The directions in which the numbers of contacts run.
 *
 * @param {Page} page
 */
const directions = (page) =>
  page.evaluate(() => {
    const values = window.nwdTest.all('.contact .value');
    return [...new Set(values.map((value) => getComputedStyle(value).direction))];
  });

browserTest(
  'in a page from right to left, English still runs from left to right',
  { context: narrow },
  async (page) => {
    await visit(page, '/pages/rtl.html');
    const { direction, radioFirst, wide } = await layout(page);
    assert.deepEqual({ direction, radioFirst, wide }, { direction: 'ltr', radioFirst: true, wide: false });
    await walk(page, TALK);
    assert.deepEqual(await directions(page), ['ltr'], 'no number is read backwards');
  },
);

browserTest(
  'in a language from right to left, everything is mirrored but the numbers',
  { context: narrow },
  async (page, { context, content }) => {
    await context.route('**/city-and-hackney.json', (route) => {
      const locales = { ...content.locales, ar: { ...content.locales[content.default_locale], 'ui.dir': 'rtl' } };
      return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ ...content, locales }) });
    });
    await page.goto('/pages/rtl.html');
    await page.evaluate(() => {
      window.nwdTest.host(0).lang = 'ar';
    });
    await page.waitForFunction(() => window.nwdTest.look().kind === 'question');
    const { direction, radioFirst, wide } = await layout(page);
    assert.deepEqual({ direction, radioFirst, wide }, { direction: 'rtl', radioFirst: false, wide: false });
    await walk(page, TALK);
    assert.deepEqual(await directions(page), ['ltr'], 'no number is read backwards');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  },
);
