// Runs in every page before its own scripts: notes the element's events, and lets a test look at and work the element.

'use strict';

/** @typedef {string | number | boolean | string[] | null | undefined} Answer nothing: not said */
/** @typedef {Record<string, Answer>} Answers by question */
/** @typedef {{ type: string, detail: Record<string, unknown>, bubbles: boolean, composed: boolean, at: number }} Told */
/** @typedef {ReturnType<typeof nwdInPage>} NwdTest */

function nwdInPage() {
  /**
   * How many screens have come after the first one, told by what the focus was moved to.
   *
   * @type {WeakMap<Element, number>}
   */
  const arrived = new WeakMap();
  const screens = (nth = 0) => arrived.get(host(nth)) ?? 0;
  // A closed root is opened, so that tests can look into it: this runs in every frame, so that nothing is natural any more.
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, { ...options, mode: 'open' });
    root.addEventListener('focusin', ({ target }) => {
      const isHeading = target instanceof HTMLElement && target.matches(':is(h2, p)[tabindex]');
      if (isHeading) arrived.set(this, (arrived.get(this) ?? 0) + 1);
    });
    return root;
  };

  /** @type {Told[]} */
  const events = [];
  for (const name of ['ready', 'start', 'error']) {
    addEventListener(`nwd-${name}`, (event) => {
      const { type, detail, target, bubbles, composed } = /** @type {CustomEvent} */ (event);
      events.push({ type, detail, bubbles, composed, at: hosts().findIndex((host) => host === target) });
    });
  }
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`Policy: ${violatedDirective} ${blockedURI}`);
  });

  /**
   * What the wasm shows to JavaScript, under names that the build makes up: hence by kind.
   *
   * @type {{ memory: WebAssembly.Memory | undefined, functions: Function[] }}
   */
  const wasm = { memory: undefined, functions: [] };
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...args) => {
    const loaded = await instantiateStreaming.apply(WebAssembly, args);
    const shown = Object.values(loaded.instance.exports);
    wasm.memory = shown.find((it) => it instanceof WebAssembly.Memory);
    wasm.functions = shown.filter((it) => typeof it === 'function');
    return loaded;
  };

  /**
   * Lets promises, and what they drew, come first.
   *
   * @returns {Promise<void>}
   */
  const settle = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (port1.close(), done());
      port2.postMessage(0);
    });

  const hosts = () => [...document.querySelectorAll('no-wrong-door')];

  function host(nth = 0) {
    const found = hosts()[nth];
    if (!found) throw new Error(`no element ${nth}`);
    return found;
  }

  function root(nth = 0) {
    const { shadowRoot } = host(nth);
    if (!shadowRoot) throw new Error(`element ${nth} has nothing inside`);
    return shadowRoot;
  }

  /**
   * The first element inside that a selector fits; a test without it is wrong.
   *
   * @param {string} selector
   * @param {ParentNode} from
   */
  function find(selector, from = root()) {
    const found = from.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`);
    return found;
  }

  /**
   * @param {string} selector
   * @param {ParentNode} from
   * @returns {HTMLElement[]}
   */
  const all = (selector, from = root()) =>
    [...from.querySelectorAll(selector)].filter((it) => it instanceof HTMLElement);

  /**
   * @param {string} selector
   * @param {ParentNode | null | undefined} from
   */
  const inputs = (selector, from) => [...(from?.querySelectorAll('input') ?? [])].filter((it) => it.matches(selector));

  /** @param {Element | null | undefined} element */
  const text = (element) => element?.textContent.trim() ?? '';
  /** @param {Element | null | undefined} element */
  const shown = (element) => Boolean(element?.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }));
  const screen = (nth = 0) => find('.question, .heard, .urgent, .results', root(nth));

  /** What stands in the element, in a few words. */
  function look(nth = 0) {
    const inside = hosts()[nth]?.shadowRoot;
    const nothing = { heading: '', focus: '', ...lookAt() };
    if (!inside) return { kind: 'none', ...nothing };
    const broken = all('.broken', inside).find((it) => !it.hidden);
    if (broken) return { kind: 'broken', ...nothing, heading: text(broken) };
    if (!inside.querySelector('.page[lang]')) return { kind: 'waiting', ...nothing };
    const page = screen(nth);
    const heading = page.querySelector('h2');
    const focus = inside.activeElement;
    return {
      kind: `${page.classList[0]}`,
      heading: text(heading),
      focus: focus === heading ? 'heading' : focus?.id || focus?.className || '',
      ...lookAt(page),
    };
  }

  /** @param {Element} [page] */
  function lookAt(page) {
    const form = page?.querySelector('form');
    const fields = page?.matches('.question, .results') ? fieldsOf(page) : [];
    const [first = { fact: '', ...lookAtField(form) }] = fields;
    return {
      ...first,
      fields,
      back: Boolean(page?.querySelector('.back')),
      skip: Boolean(page?.querySelector('.on button')),
    };
  }

  /**
   * The questions of a screen, or among the results.
   *
   * @param {ParentNode} page
   */
  function fieldsOf(page) {
    return all('fieldset', page).map((field) => ({
      fact: inputs('[type=radio]', field)[0]?.name ?? '',
      ...lookAtField(field),
    }));
  }

  /** @param {Element | null | undefined} field */
  function lookAtField(field) {
    return {
      control: field ? control(field) : undefined,
      offered: inputs('.choice:not(.search *) input', field).map((input) => input.value),
      checked: inputs('.choice input:checked', field).map((input) => input.value),
      typed: inputs('[id^=number]', field).at(0)?.value,
      fault: text(field?.querySelector('.fault')),
    };
  }

  /** @param {Element} field */
  function control(field) {
    if (field.querySelector('[id^=number]')) return 'number';
    return field.querySelector('[type=checkbox]') ? 'ticks' : 'choices';
  }

  /**
   * Answers a screen as far as what is said is offered, and goes on; says what was answered (null: not said). What is
   * given without a question's name is for the first.
   *
   * @param {Answer | Answers} given
   * @returns {Promise<Answers>}
   */
  async function answer(given, nth = 0) {
    const form = find('form', screen(nth));
    /** @type {Answers} */
    const said = {};
    for (const [at, { fact }] of fieldsOf(form).entries()) {
      said[fact] = say(find(`fieldset:nth-of-type(${at + 1})`, form), valueOf(given, fact, at));
      await settle();
    }
    find('.main', form).click();
    await settle();
    await settle();
    return said;
  }

  /**
   * What is given for a question: by its name, or without one for the first.
   *
   * @param {Answer | Answers} given
   * @param {string} fact
   * @param {number} at
   * @returns {Answer}
   */
  function valueOf(given, fact, at) {
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given[fact];
    return at === 0 ? given : null;
  }

  /**
   * @param {Element} field
   * @param {Answer} value
   * @returns {Answer}
   */
  function say(field, value) {
    const number = inputs('[id^=number]', field).at(0);
    const ticks = inputs('[type=checkbox]', field);
    if (typeof value === 'number' && number) {
      number.value = `${value}`;
      number.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return value;
    }
    if (Array.isArray(value) && ticks.length > 0) return tick(field, ticks, value);
    return choose(field, value);
  }

  /**
   * @param {Element} form
   * @param {HTMLInputElement[]} ticks
   * @param {string[]} values
   */
  function tick(form, ticks, values) {
    const chosen = ticks.filter(({ value }) => values.includes(value));
    chosen.forEach((tick) => tick.click());
    if (chosen.length > 0) return chosen.map(({ value }) => value);
    const none = radio(form, 'none');
    (none ?? radio(form, 'declined'))?.click();
    return none ? [] : null;
  }

  /**
   * Where a value is not offered, the one that stands for the rest is chosen.
   *
   * @param {Element} form
   * @param {Answer} value
   */
  function choose(form, value) {
    const offered = [value ?? 'declined', 'elsewhere', 'declined', 'no'].map((it) => radio(form, `${it}`));
    const [chosen] = [...offered, ...inputs('[type=radio]', form)].filter((it) => it !== undefined);
    if (!chosen) throw new Error('nothing can be chosen');
    chosen.click();
    if (chosen.value === 'declined') return null;
    return { true: true, false: false }[chosen.value] ?? chosen.value;
  }

  /**
   * @param {Element} form
   * @param {string} value
   */
  const radio = (form, value) => inputs('[type=radio]', form).find((it) => it.value === value);

  /**
   * Presses a button of the screen.
   *
   * @param {string} selector
   * @param {number} nth
   */
  async function press(selector, nth) {
    find(selector, screen(nth)).click();
    await settle();
    await settle();
  }

  /**
   * Answers whatever is asked, also among the results; what `answers` does not hold is declined.
   *
   * @param {Answers} answers
   * @param {{ nth?: number, until?: string, skip?: boolean }} options `until`: a question, or `results`; `skip`: goes to
   *   the results once all is said
   */
  async function walk(answers, { nth = 0, until, skip } = {}) {
    /** @type {Answers} */
    const said = {};
    for (let steps = 0; steps < 60; steps += 1) {
      const { kind, fields, skip: canSkip } = look(nth);
      if (kind === until || fields.some(({ fact }) => fact === until)) break;
      const done = skip && Object.keys(answers).every((fact) => fact in said);
      const asks = Boolean(screen(nth).querySelector('form'));
      if (kind === 'results' && (done || !asks)) break;
      if (kind === 'urgent' || kind === 'heard') await press('.main', nth);
      else if (done && canSkip) await press('.on button', nth);
      else if (asks) Object.assign(said, await answer(answers, nth));
    }
    return said;
  }

  /** What the results say: the services in each part, by name, and the alerts. */
  function results(nth = 0) {
    const page = screen(nth);
    /**
     * @param {ParentNode} parent
     * @param {string} selector
     */
    const names = (parent, selector) => all(selector, parent).map(text);
    /** @param {Element} part */
    const label = (part) => part.getAttribute('aria-labelledby') ?? '';
    return {
      alerts: all('.alert [id^=alert-]', page).map(({ id }) => id.slice('alert-'.length)),
      start: names(page, '.steps > li h4'),
      fits: all('.band[aria-labelledby^="group-"]', page).map((band) => ({
        group: label(band).slice('group-'.length),
        names: names(band, '.group .name'),
      })),
      may: names(page, '.band[aria-labelledby=may] .group .name'),
      folded: all('.folded', page).map((part) => ({
        heading: text(part.querySelector('summary')),
        names: names(part, 'strong, .name'),
      })),
      recap: Object.fromEntries(
        all('.recap dl > div', page).map((row) => [text(row.querySelector('dt')), text(row.querySelector('dd'))]),
      ),
    };
  }

  return { events, wasm, settle, host, root, screen, screens, find, all, inputs, look, answer, walk, results, shown };
}

window.nwdTest = nwdInPage();
