// Runs in the widget's page: takes whole journeys through it, and holds on to the wasm's memory to tell its size.

/** @typedef {{ asked: string, time: number }} Step one question and the milliseconds to the next screen */

function journeyInPage() {
  /** @type {Record<string, string[]>} */
  const PLAN = {
    audience: ['young-person'],
    danger: ['no'],
    needs: ['anxiety', 'low-mood', 'sleep'],
    lives_in: ['hackney'],
    gp_in: ['hackney'],
    level: ['moderate'],
  };
  const AGE = '15';
  const SCREEN_TIMEOUT_MS = 5000;
  const { drawn } = window.bench;

  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiateStreaming.apply(WebAssembly, given);
    memory = Object.values(made.instance.exports).find((it) => it instanceof WebAssembly.Memory);
    return made;
  };

  /** The screen that is shown, once there is one. */
  const shown = () => document.querySelector('no-wrong-door')?.shadowRoot?.querySelector('.app > .page > section');

  function screen() {
    const found = shown();
    if (!found) throw new Error('No screen');
    return found;
  }

  const buttons = () => [...screen().querySelectorAll('button')];
  /** @param {string} text */
  const button = (text) => buttons().find((it) => it.textContent === text);

  /** @param {string} text */
  const press = (text) => timed(() => button(text)?.click());

  /**
   * Milliseconds until another screen is drawn and laid out.
   *
   * @param {() => void} act
   */
  async function timed(act) {
    const before = screen();
    const begun = performance.now();
    act();
    while (shown() === before || !shown()) {
      if (performance.now() - begun > SCREEN_TIMEOUT_MS) throw new Error(`No next screen after: ${heading(before)}`);
      await drawn();
    }
    screen().getBoundingClientRect();
    return performance.now() - begun;
  }

  /** @param {Element} screen */
  const heading = (screen) => screen.querySelector('h2')?.textContent ?? '';

  /** Answers what is asked by the plan; where that says nothing, the first choice. */
  function answer() {
    const inputs = [...screen().querySelectorAll('input')];
    const typed = inputs.find((input) => input.type === 'text');
    if (typed) {
      typed.value = AGE;
      typed.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return;
    }
    const choices = inputs.filter((input) => input.matches('[type="radio"], .group input'));
    const planned = choices.filter((input) => (PLAN[input.name] ?? PLAN.needs).includes(input.value));
    for (const input of planned.length ? planned : choices.slice(0, 1)) input.click();
  }

  const onward = () =>
    timed(() => {
      if (!screen().matches('.urgent')) answer();
      buttons()
        .find((it) => it.matches('.main'))
        ?.click();
    });

  return {
    /** The wasm's memory in bytes. */
    memory: () => memory?.buffer.byteLength ?? 0,
    /** @returns {Promise<unknown>} */
    ready: () =>
      new Promise((resolve) => {
        if (shown()?.querySelector('#audience-0') && memory) resolve(undefined);
        addEventListener('nwd-ready', resolve, { once: true });
      }),
    /** From the first question to the results: the time of each step. */
    async through() {
      /** @type {Step[]} */
      const steps = [];
      while (!screen().matches('.results')) {
        steps.push({ asked: heading(screen()), time: await onward() });
        if (steps.length > 60) throw new Error('The journey does not end');
      }
      return steps;
    },
    /** From the results back to the first question: the time of each step. */
    async back() {
      /** @type {Step[]} */
      const steps = [];
      while (button('Back')) steps.push({ asked: heading(screen()), time: await press('Back') });
      return steps;
    },
    again: () => press('Start again'),
    /**
     * One more widget in the page, until it is ready, and out again.
     *
     * @param {string} src
     */
    async mount(src) {
      const element = document.createElement('no-wrong-door');
      element.src = src;
      const ready = new Promise((resolve, reject) => {
        element.addEventListener('nwd-ready', resolve);
        element.addEventListener('nwd-error', reject);
      });
      document.body.append(element);
      await ready;
      element.remove();
      await drawn();
    },
  };
}

window.benchJourney = journeyInPage();
