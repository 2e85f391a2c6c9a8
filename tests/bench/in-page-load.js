// Runs in every page of the loading bench: notes when each thing is first on the screen, and goes on to the second
// question as soon as a person could.

bench.visit = (async () => {
  const { withText, seen, visible, chosen, go, frame, drawn } = bench;
  const [first, second] = ['A friend', "I'm worried about safety"];
  const found = (text) => withText('label, label *', text);
  const marks = { gaps: 0 };
  addEventListener('nwd-ready', () => (marks.ready = performance.now()));
  addEventListener('nwd-error', (event) => (marks.error = event.detail.code));

  /** Counts the frames in which what was seen once is not there. */
  async function watch(find) {
    for (;;) {
      await frame();
      if (!visible(find())) marks.gaps += 1;
    }
  }

  /** Chooses and continues; once more only where the form was replaced and what was said is lost. */
  async function goOn() {
    let pressed;
    while (!visible(found(second))) {
      const label = found(first)?.closest('label');
      const button = label && go();
      if (button && !chosen(label).checked) chosen(label).click();
      else if (button && button !== pressed) (pressed = button).click();
      await frame();
    }
    await drawn();
    return performance.now();
  }

  const crisis = () => document.querySelector('a[href="tel:999"]');
  marks.host = await seen(() => document.querySelector('h1'));
  marks.crisis = visible(crisis()) ? marks.host : await seen(crisis);
  watch(crisis);
  marks.question = await seen(() => found(first));
  marks.usable = await goOn();
  return marks;
})();

/** Everything, once the second question is there. */
bench.marks = async () => {
  const marks = await bench.visit;
  const buffered = (type) =>
    new Promise((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type, buffered: true });
      setTimeout(() => resolve(observer.takeRecords()), 200);
    });
  const paints = Object.fromEntries(
    performance.getEntriesByType('paint').map(({ name, startTime }) => [name, startTime]),
  );
  const shifts = await buffered('layout-shift');
  return {
    ...marks,
    paint: paints['first-paint'],
    contentful: paints['first-contentful-paint'],
    shift: shifts.filter((shift) => !shift.hadRecentInput).reduce((sum, { value }) => sum + value, 0),
    requests: performance
      .getEntriesByType('resource')
      .map(({ name, startTime, responseEnd }) => [
        new URL(name).pathname,
        Math.round(startTime),
        Math.round(responseEnd),
      ]),
  };
};
