// Runs in every page before its own scripts: notes the element's events, and lets a test look at and work the element.

'use strict';

(() => {
  const events = [];
  for (const name of ['ready', 'step', 'results', 'error']) {
    addEventListener(`nwd-${name}`, ({ type, detail, target, bubbles, composed }) => {
      events.push({
        type,
        detail,
        bubbles,
        composed,
        at: [...document.querySelectorAll('no-wrong-door')].indexOf(target),
      });
    });
  }
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`Policy: ${violatedDirective} ${blockedURI}`);
  });

  /** What the wasm shows to JavaScript, under names that the build makes up: hence by kind. */
  const wasm = { memory: undefined, functions: [] };
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...args) => {
    const loaded = await instantiateStreaming.apply(WebAssembly, args);
    const shown = Object.values(loaded.instance.exports);
    wasm.memory = shown.find((it) => it instanceof WebAssembly.Memory);
    wasm.functions = shown.filter((it) => typeof it === 'function');
    return loaded;
  };

  /** Lets promises, and what they drew, come first. */
  const settle = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (port1.close(), done());
      port2.postMessage(0);
    });

  const host = (nth) => document.querySelectorAll('no-wrong-door')[nth];
  const text = (element) => element?.textContent.trim() ?? '';
  const shown = (element) => Boolean(element?.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }));
  const screen = (root) => root.querySelector('.question, .urgent, .results');

  /** What stands in the element, in a few words. */
  function look(nth = 0) {
    const root = host(nth)?.shadowRoot;
    if (!root) return { kind: 'none' };
    const broken = root.querySelector('.broken');
    if (broken && !broken.hidden) return { kind: 'broken', heading: text(broken) };
    if (!root.querySelector('.page[lang]')) return { kind: 'waiting' };
    const page = screen(root);
    const kind = page.classList[0];
    const heading = page.querySelector('h2');
    const form = page.querySelector('form');
    const focus = root.activeElement;
    return {
      kind,
      heading: text(heading),
      focus: focus === heading ? 'heading' : focus?.id || focus?.className || '',
      fact: kind === 'question' ? form.querySelector('[type=radio]').name : undefined,
      control: !form
        ? undefined
        : form.querySelector('#number')
          ? 'number'
          : form.querySelector('[type=checkbox]')
            ? 'ticks'
            : 'choices',
      offered: [...(form?.querySelectorAll('.choice:not(.search *) input') ?? [])].map((input) => input.value),
      checked: [...(form?.querySelectorAll('fieldset .choice input:checked') ?? [])].map((input) => input.value),
      typed: form?.querySelector('#number')?.value,
      fault: text(form?.querySelector('.fault')),
      back: Boolean(page.querySelector('.back')),
      skip: Boolean(page.querySelector('.on button')),
    };
  }

  /** Gives an answer as far as it is offered and goes on; says what was answered (null: not said). */
  async function answer(value, nth = 0, form = screen(host(nth).shadowRoot).querySelector('form')) {
    const choose = (value) => form.querySelector(`[type=radio][value="${value}"]`);
    const number = form.querySelector('#number');
    let given = value;
    if (typeof value === 'number' && number) {
      number.value = value;
      number.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    } else if (Array.isArray(value) && form.querySelector('[type=checkbox]')) {
      const ticks = [...form.querySelectorAll('[type=checkbox]')].filter((tick) => value.includes(tick.value));
      ticks.forEach((tick) => tick.click());
      given = ticks.map((tick) => tick.value);
      if (!ticks.length) {
        given = choose('none') ? [] : null;
        (choose('none') ?? choose('declined')).click();
      }
    } else {
      const radio = value === null || value === undefined ? choose('declined') : choose(value);
      // Where a value is not offered, the one that stands for the rest is.
      const chosen =
        radio ?? choose('elsewhere') ?? choose('declined') ?? choose('no') ?? form.querySelector('[type=radio]');
      chosen.click();
      given = { declined: null, true: true, false: false }[chosen.value];
      if (given === undefined) given = chosen.value;
    }
    await settle();
    form.querySelector('.main').click();
    await settle();
    await settle();
    return given;
  }

  /** Answers whatever is asked, until the results; what `answers` does not hold is declined. */
  async function walk(answers, { nth = 0, until, skip } = {}) {
    const said = {};
    for (let steps = 0; steps < 60; steps += 1) {
      const { kind, fact, skip: canSkip } = look(nth);
      if (kind === 'results' || (fact === until && until)) break;
      if (kind === 'urgent') {
        screen(host(nth).shadowRoot).querySelector('.main').click();
        await settle();
        await settle();
        continue;
      }
      const left = Object.keys(answers).some((fact) => !(fact in said));
      if (skip && canSkip && !left) {
        screen(host(nth).shadowRoot).querySelector('.on button').click();
        await settle();
        await settle();
        continue;
      }
      said[fact] = await answer(answers[fact], nth);
    }
    return said;
  }

  /** What the results say: the services in each part, by name, and the alerts. */
  function results(nth = 0) {
    const page = screen(host(nth).shadowRoot);
    const names = (parent, selector) => [...parent.querySelectorAll(selector)].map(text);
    const bands = [...page.querySelectorAll('.band[aria-labelledby^="group-"]')];
    return {
      alerts: [...page.querySelectorAll('.alert')].map((alert) =>
        alert.getAttribute('aria-labelledby').slice('alert-'.length),
      ),
      fits: bands.map((band) => [band.getAttribute('aria-labelledby').slice('group-'.length), names(band, '.card h4')]),
      may: names(page, '.band[aria-labelledby=may] .card h4'),
      folded: [...page.querySelectorAll('.folded')].map((part) => [
        text(part.querySelector('summary')),
        names(part, 'strong, h4'),
      ]),
      recap: Object.fromEntries(
        [...page.querySelectorAll('.recap dl > div')].map((row) => [
          text(row.querySelector('dt')),
          text(row.querySelector('dd')),
        ]),
      ),
    };
  }

  window.nwdTest = { events, wasm, settle, host, look, answer, walk, results, shown };
})();
