// Runs in every page of the loading bench: notes when each thing is first on the screen, and goes on to the second
// question as soon as a person could.

/**
 * When each thing was there, in milliseconds from the start of the navigation.
 *
 * @typedef {object} Marks
 * @property {number} host the page's own heading
 * @property {number} crisis the crisis contacts
 * @property {number} gaps in how many frames after that they were not there
 * @property {number} question the first question
 * @property {number} [ready] the element's event
 * @property {string} [error] the code of its other event
 * @property {number} usable the second question
 */

async function visitInPage() {
  const { withText, seen, visible, chosen, go, frame, drawn } = window.bench;
  const [first, second] = ['A friend', "I'm worried about safety"];
  /** @param {string} text */
  const found = (text) => withText('label, label *', text);
  /** @type {Marks} */
  const marks = { host: 0, crisis: 0, gaps: 0, question: 0, usable: 0 };
  addEventListener('nwd-ready', () => (marks.ready = performance.now()));
  addEventListener('nwd-error', (event) => (marks.error = /** @type {CustomEvent} */ (event).detail.code));

  /**
   * Counts the frames in which what was seen once is not there.
   *
   * @param {() => Element | null} find
   */
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
}

/**
 * Everything, once the second question is there.
 *
 * @param {Promise<Marks>} visit
 */
async function marksOf(visit) {
  const marks = await visit;
  /** @param {string} name */
  const paint = (name) => performance.getEntriesByName(name, 'paint').at(0)?.startTime;
  const requests = performance.getEntriesByType('resource');
  const shifts = await layoutShifts();
  return {
    ...marks,
    paint: paint('first-paint'),
    contentful: paint('first-contentful-paint'),
    shift: shifts.filter((shift) => !shift.hadRecentInput).reduce((sum, { value }) => sum + value, 0),
    requests: requests.map(({ name, startTime, duration }) => ({
      path: new URL(name).pathname,
      from: Math.round(startTime),
      to: Math.round(startTime + duration),
    })),
  };
}

/** @returns {Promise<(PerformanceEntry & { value: number, hadRecentInput: boolean })[]>} */
function layoutShifts() {
  return new Promise((resolve) => {
    /** @param {PerformanceEntryList} entries */
    const told = (entries) =>
      // Not in TypeScript's declarations, as one browser alone has them.
      resolve(/** @type {(PerformanceEntry & { value: number, hadRecentInput: boolean })[]} */ (entries));
    const observer = new PerformanceObserver((list) => told(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => told(observer.takeRecords()), 200);
  });
}

const visitMarks = visitInPage();
window.benchMarks = () => marksOf(visitMarks);
