// Runs in the widget's page: takes whole journeys through it, and holds on to the wasm's memory to tell its size.

(() => {
  const PLAN = {
    audience: ['young-person'],
    danger: ['no'],
    needs: ['anxiety', 'low-mood', 'sleep'],
    number: '15',
    lives_in: ['hackney'],
    gp_in: ['hackney'],
    level: ['moderate'],
  };

  const SCREEN_TIMEOUT_MS = 5000;

  let memory;
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      memory = Object.values((made.instance ?? made).exports).find((it) => it instanceof WebAssembly.Memory);
      return made;
    };
  }

  const shadow = () => document.querySelector('no-wrong-door').shadowRoot;
  const screen = () => shadow().querySelector('.app > .page > section');
  const button = (text) => [...screen().querySelectorAll('button')].find((it) => it.textContent === text);

  /** Milliseconds until another screen is drawn and laid out. */
  async function timed(act) {
    const before = screen();
    const begun = performance.now();
    act();
    while (screen() === before || !screen()) {
      if (performance.now() - begun > SCREEN_TIMEOUT_MS)
        throw new Error(`No next screen after: ${before.querySelector('h2').textContent}`);
      await bench.drawn();
    }
    screen().getBoundingClientRect();
    return performance.now() - begun;
  }

  /** Answers what is asked by the plan; where that says nothing, the first choice. */
  function answer() {
    const typed = screen().querySelector('input[type="text"]');
    if (typed) {
      typed.value = PLAN.number;
      typed.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return;
    }
    const inputs = [...screen().querySelectorAll('input[type="radio"], .group input')];
    const planned = inputs.filter((input) => (PLAN[input.name] ?? PLAN.needs).includes(input.value));
    for (const input of planned.length ? planned : inputs.slice(0, 1)) input.click();
  }

  const isResults = () => screen().classList.contains('results');
  const onward = () =>
    timed(() => {
      if (screen().classList.contains('urgent')) {
        screen().querySelector('.main').click();
        return;
      }
      answer();
      screen().querySelector('.main').click();
    });

  bench.journey = {
    /** The wasm's memory in bytes. */
    memory: () => memory?.buffer.byteLength,
    ready: () =>
      new Promise((resolve) => {
        if (screen()?.querySelector('#audience-0') && memory) resolve();
        addEventListener('nwd-ready', resolve, { once: true });
      }),
    /** From the first question to the results: the time of each step. */
    async through() {
      const steps = [];
      while (!isResults()) {
        const asked = screen().querySelector('h2').textContent;
        steps.push({ asked, time: await onward() });
        if (steps.length > 60) throw new Error('The journey does not end');
      }
      return steps;
    },
    /** From the results back to the first question: the time of each step. */
    async back() {
      const steps = [];
      while (button('Back'))
        steps.push({
          asked: screen().querySelector('h2').textContent,
          time: await timed(() => button('Back').click()),
        });
      return steps;
    },
    again: () => timed(() => button('Start again').click()),
    /** One more widget in the page, until it is ready, and out again. */
    async mount(src) {
      const element = document.createElement('no-wrong-door');
      element.setAttribute('src', src);
      const ready = new Promise((resolve, reject) => {
        element.addEventListener('nwd-ready', resolve);
        element.addEventListener('nwd-error', (event) => reject(new Error(event.detail.code)));
      });
      document.body.append(element);
      await ready;
      element.remove();
      await bench.drawn();
    },
  };
})();
