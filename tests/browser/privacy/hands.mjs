// A person's hands in a page that nobody patched: looks from a world of its own, which the page's scripts cannot see, also
// into closed roots and sandboxed frames; and presses for real.

import assert from 'node:assert/strict';

/** @import { CDPSession, Frame, Page } from 'playwright-core' */

/** What can be chosen: its value, its id and the words beside it. @typedef {{ value: string, id: string, label: string }} Choice */
/** @typedef {{ fact: string, isNumber: boolean, choices: Choice[] }} Field */
/** @typedef {ReturnType<typeof screenIn>} Screen */
/** @typedef {Awaited<ReturnType<typeof reach>>} Inside */
/**
 * Whatever DevTools says of a node that is needed here.
 *
 * @typedef {object} Node
 * @property {number} backendNodeId
 * @property {string} localName
 * @property {string} [shadowRootType]
 * @property {Node[]} [children]
 * @property {Node[]} [shadowRoots]
 */

const WORLD = 'hands';
const LOOK_AGAIN_MS = 50;
const MAX_LOOKS = 300;
/** As a person presses again. */
const MAX_PRESSES = 3;

/**
 * Looks until something is there.
 *
 * @template Found
 * @param {string} what
 * @param {() => Promise<Found | undefined | false>} look
 */
export async function until(what, look) {
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  }
  return assert.fail(`${what}: waited in vain`);
}

/**
 * The element, in the page or in a frame of it, once it asks its first question.
 *
 * @param {Page} page
 */
export async function reach(page) {
  const { session, root, mode, frame } = await until('the element', () => findIn(page));
  /**
   * What a function returns that is called with the element's root, and with values.
   *
   * @template Result
   * @template {unknown[]} Given
   * @param {(root: ShadowRoot, ...given: Given) => Result} look
   * @param {Given} given
   * @returns {Promise<Awaited<Result>>}
   */
  const ask = async (look, ...given) => {
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: `function (...given) { return (${look})(this, ...given); }`,
      objectId: root,
      arguments: given.map((value) => ({ value })),
      returnByValue: true,
      awaitPromise: true,
    });
    assert.ok(!exceptionDetails, exceptionDetails?.exception?.description);
    return result.value;
  };
  await until('the first question', async () => (await ask(screenIn)).heading);
  /** @type {{ x: number, y: number }[]} where something was pressed, in the page's viewport */
  const presses = [];
  return { page, frame, isFramed: frame !== page.mainFrame(), mode, ask, presses };
}

/** @param {Page} page */
async function findIn(page) {
  for (const frame of page.frames()) {
    const session = await sessionOf(page, frame);
    const shadow = session && (await shadowIn(session));
    if (!shadow) continue;
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = { frameId: frameTree.frame.id, worldName: WORLD };
    const { executionContextId } = await session.send('Page.createIsolatedWorld', world);
    const { backendNodeId, shadowRootType: mode } = shadow;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId, executionContextId });
    assert.ok(object.objectId);
    return { session, root: object.objectId, mode, frame };
  }
  return undefined;
}

/**
 * DevTools of the page, or of a frame that has a process of its own.
 *
 * @param {Page} page
 * @param {Frame} frame
 * @returns {Promise<CDPSession | undefined>}
 */
function sessionOf(page, frame) {
  const own = frame === page.mainFrame() ? page : frame;
  return page
    .context()
    .newCDPSession(own)
    .catch(() => undefined);
}

/** @param {CDPSession} session */
async function shadowIn(session) {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  /** @type {Node[]} */
  const nodes = [root];
  // Grows while it is walked.
  for (const node of nodes) {
    if (node.localName === 'no-wrong-door') return node.shadowRoots?.[0];
    nodes.push(...(node.children ?? []));
  }
  return undefined;
}

/**
 * What stands in the element.
 *
 * @param {ShadowRoot} root
 */
function screenIn(root) {
  const page = root.querySelector('.question, .heard, .urgent, .results');
  /** @param {Element | null | undefined} element */
  const text = (element) => element?.textContent?.trim() ?? '';
  /** @param {HTMLInputElement} input */
  const choice = (input) => ({ value: input.value, id: input.id, label: text(input.labels?.[0]) });
  const fields = [...(page?.querySelectorAll('fieldset') ?? [])].map((field) => {
    const inputs = [...field.querySelectorAll('input')];
    const choices = inputs.filter(({ type }) => type === 'radio' || type === 'checkbox');
    return {
      fact: choices.find(({ type }) => type === 'radio')?.name ?? '',
      isNumber: inputs.some(({ id }) => id.startsWith('number-')),
      choices: choices.map(choice),
    };
  });
  return { kind: page?.classList[0], heading: text(page?.querySelector('h2')), fields };
}

/**
 * Presses what a selector names, the last of several.
 *
 * @param {Inside} inside
 * @param {string} selector
 */
export async function press(inside, selector) {
  const { x, y } = await until(selector, () =>
    inside.isFramed ? placeAtRest(inside, selector) : place(inside, selector),
  );
  await inside.page.mouse.click(x, y);
  inside.presses.push({ x, y });
}

/**
 * Where something is in the window once it moves no more: the page round a frame is scrolled later than the frame.
 *
 * @param {Inside} inside
 * @param {string} selector
 */
async function placeAtRest(inside, selector) {
  const before = await place(inside, selector);
  await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  const after = await place(inside, selector);
  return before && after && before.x === after.x && before.y === after.y && after;
}

/**
 * @param {Inside} inside
 * @param {string} selector
 */
async function place({ frame, isFramed, ask }, selector) {
  const at = await ask(pointIn, selector);
  const box = isFramed ? await (await frame.frameElement()).boundingBox() : { x: 0, y: 0 };
  return at && box && { x: Math.round(box.x + at.x), y: Math.round(box.y + at.y) };
}

/**
 * Where the middle of it is, once it is in view and nothing lies over it.
 *
 * @param {ShadowRoot} root
 * @param {string} selector
 */
function pointIn(root, selector) {
  const element = [...root.querySelectorAll(selector)].at(-1);
  if (!element) return undefined;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const at = { x: left + width / 2, y: top + height / 2 };
  return element.contains(root.elementFromPoint(at.x, at.y)) && at;
}

/**
 * Answers until the results are there; what is not in `answers` is declined. Returns what was asked on the way.
 *
 * @param {Inside} inside
 * @param {Answers} answers
 */
export async function walk(inside, answers) {
  /** @type {Field[]} */
  const asked = [];
  let screen = await inside.ask(screenIn);
  while (screen.kind !== 'results') {
    for (const field of screen.fields) await give(inside, field, answers[field.fact] ?? 'declined');
    asked.push(...screen.fields);
    await press(inside, '.page .main');
    const { heading } = screen;
    screen = await until(`what follows '${heading}'`, async () => {
      const next = await inside.ask(screenIn);
      return next.heading !== '' && next.heading !== heading && next;
    });
    assert.ok(asked.length < 60, 'it comes to an end');
  }
  return asked;
}

/**
 * @param {Inside} inside
 * @param {Field} field
 * @param {NonNullable<Answer>} value
 */
async function give(inside, { fact, isNumber }, value) {
  if (isNumber && typeof value === 'number') {
    await press(inside, `#number-${fact}`);
    await inside.page.keyboard.type(`${value}`);
    return;
  }
  for (const one of Array.isArray(value) ? value : [value]) await choose(inside, fact, `${one}`);
}

/**
 * Unfolds the group that a choice is in, where it is folded, and presses the choice.
 *
 * @param {Inside} inside
 * @param {string} fact
 * @param {string} value
 */
async function choose(inside, fact, value) {
  const choice = `fieldset:has([name="${fact}"]) .choice:has(> input[value="${value}"])`;
  const folded = `details.group:not([open]):has(input[value="${value}"]) > summary`;
  if (await inside.ask((root, selector) => Boolean(root.querySelector(selector)), folded)) await press(inside, folded);
  for (let presses = 0; presses < MAX_PRESSES; presses += 1) {
    await press(inside, `${choice} > label`);
    if (await isSoon(() => inside.ask(isChosen, choice))) return;
  }
  assert.fail(`${fact}: ${value}: pressed in vain`);
}

/**
 * Whether something is so within a moment. Where it is not, a press was lost: what was pressed was drawn anew between down
 * and up, or a frame of another process was not there yet.
 *
 * @param {() => Promise<boolean>} look
 */
async function isSoon(look) {
  for (let looks = 0; looks < MAX_LOOKS / MAX_PRESSES; looks += 1) {
    if (await look()) return true;
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  }
  return false;
}

/**
 * @param {ShadowRoot} root
 * @param {string} choice
 */
function isChosen(root, choice) {
  return Boolean(root.querySelector(`${choice} > input:checked`));
}

/**
 * What the results say.
 *
 * @param {ShadowRoot} root
 */
export function resultsIn(root) {
  /** @param {string} selector */
  const texts = (selector) => [...root.querySelectorAll(selector)].map((it) => it.textContent.trim());
  const alerts = [...root.querySelectorAll('.alert [id^=alert-]')];
  return {
    alerts: alerts.map((it) => [it.id, it.textContent.trim()]),
    services: [...new Set(texts('.steps > li h4, .group .name'))],
    recap: Object.fromEntries(
      [...root.querySelectorAll('.recap dl > div')].map((row) => [
        row.querySelector('dt')?.textContent.trim() ?? '',
        row.querySelector('dd')?.textContent.trim() ?? '',
      ]),
    ),
  };
}
