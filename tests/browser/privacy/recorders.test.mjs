// What recorders get of what a person answers and sees, for each form of the element: every pair is printed with its
// figures, which the README has.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FORMS } from './forms.mjs';
import { RECORDERS, recorded } from './recorders.mjs';
import { figuresOf } from './told.mjs';

/** @import { RecorderOf } from './recorders.mjs' */
/** @import { Figures, Recorded } from './told.mjs' */

const TIMEOUT_MS = 120_000;
/** So many at once: half of it is waiting. */
const AT_ONCE = 2;

/** Both are asked in the same words; only the answers that are compared differ, all twelve of them. */
const ASKER = { audience: 'young-person' };
/** @type {Answers} */
const ONE = {
  danger: 'worried',
  needs: ['self-harm', 'domestic-abuse', 'sleep', 'bullying'],
  age: 14,
  lives_in: 'hackney',
  studies_in: 'elsewhere',
  circumstances: ['young-carer', 'adhd', 'in-care', 'ehcp'],
};
/** @type {Answers} */
const OTHER = {
  danger: 'no',
  needs: ['eating', 'family-conflict', 'anxiety', 'friendships'],
  age: 16,
  lives_in: 'city-of-london',
  studies_in: 'not-in-education',
  circumstances: ['early-help', 'autism', 'care-leaver', 'send'],
};
const ANSWERS = 12;

/**
 * The answers, and whether alerts, that each recorder gets where the element does not keep them. One that gets less than half
 * of it has changed, and what the closed form shows of it is worth nothing; a few fewer come of a slow machine.
 *
 * @type {Record<'open' | 'rootAlone' | 'closed', Record<string, { answers: number, alerts?: boolean }>>}
 */
const AT_LEAST = {
  open: {
    rrweb: { answers: 12, alerts: true },
    'rrweb, masked': { answers: 11, alerts: true },
    "PostHog's autocapture": { answers: 11 },
    "PostHog's replay": { answers: 12, alerts: true },
    "PostHog's replay, masked": { answers: 11, alerts: true },
    Clarity: { answers: 11, alerts: true },
    'Clarity, strict': { answers: 11, alerts: true },
    "Sentry's replay, masked": { answers: 11, alerts: true },
    'listeners on the window': { answers: 12 },
    'hooks of the page': { answers: 11, alerts: true },
  },
  // Why the closed form is more than a closed root.
  rootAlone: {
    rrweb: { answers: 10 },
    Clarity: { answers: 10, alerts: true },
    'listeners on the window': { answers: 1 },
  },
  // Recorders get nothing there; a script that is made for it does.
  closed: { 'hooks of the page': { answers: 11, alerts: true } },
};

/**
 * @param {keyof typeof FORMS} form
 * @param {RecorderOf} recorder
 */
async function measured(form, recorder) {
  const people = [ONE, OTHER].map((answers) => recorded(FORMS[form], recorder, { ...ASKER, ...answers }));
  const [one, other] = await Promise.all(people);
  for (const fact of Object.keys(ONE)) assert.deepEqual(choicesOf(one, fact), choicesOf(other, fact), fact);
  const figures = figuresOf(ONE, one, other);
  assert.equal(figures.of, ANSWERS);
  assert.equal(one.mode, form === 'open' || form === 'isolated' ? 'open' : 'closed');
  return figures;
}

/**
 * @param {Recorded} person
 * @param {string} fact
 */
function choicesOf({ asked }, fact) {
  const field = asked.find((field) => field.fact === fact);
  assert.ok(field, `${fact} is asked`);
  return field.choices;
}

/** @param {Figures} figures */
function line({ answers, of, recap, alerts, services, shown, presses, pressed }) {
  return [
    `${answers} of ${of} answers`,
    `recap ${recap ? 'yes' : 'no'}`,
    `alerts ${alerts}`,
    `${services} of ${shown} services`,
    `where ${presses} of ${pressed} presses were`,
  ].join(', ');
}

/** @type {(keyof typeof AT_LEAST)[]} */
const SHOWN = ['open', 'rootAlone', 'closed'];
/** @type {('closed' | 'isolated')[]} */
const KEPT = ['closed', 'isolated'];

for (const form of SHOWN) {
  describe(`${FORMS[form].name}: recorders get what is answered`, { concurrency: AT_ONCE }, () => {
    for (const [name, { answers, alerts = false }] of Object.entries(AT_LEAST[form])) {
      test(name, { timeout: TIMEOUT_MS }, async (t) => {
        const recorder = RECORDERS.find((recorder) => recorder.name === name);
        assert.ok(recorder);
        const figures = await measured(form, recorder);
        t.diagnostic(`${FORMS[form].name}, ${name}: ${line(figures)}`);
        assert.ok(figures.answers >= answers / 2);
        assert.ok(figures.alerts > 0 || !alerts);
      });
    }
  });
}

for (const form of KEPT) {
  describe(`${FORMS[form].name}: recorders get no answer`, { concurrency: AT_ONCE }, () => {
    for (const recorder of RECORDERS.filter(({ name }) => form !== 'closed' || !(name in AT_LEAST.closed))) {
      test(recorder.name, { timeout: TIMEOUT_MS }, async (t) => {
        const figures = await measured(form, recorder);
        t.diagnostic(`${FORMS[form].name}, ${recorder.name}: ${line(figures)}`);
        // Keys are the window's before they are the element's: what is typed can be kept only in a frame.
        const typed = form === 'closed' && recorder.file === 'listeners' ? 1 : 0;
        assert.ok(figures.answers <= typed);
        const { recap, alerts, services } = figures;
        assert.deepEqual({ recap, alerts, services }, { recap: 0, alerts: 0, services: 0 });
        if (form === 'isolated') assert.equal(figures.presses, 0);
      });
    }
  });
}
