// The browser's Back and Forward between screens. Each screen after the first has an entry of the tab's history, which
// holds how many came before it, and nothing else. One element of a page has them: the first that goes on.

/** @typedef {{ back: () => void, forward: () => void }} Ways what an element does when the browser goes */

/** What our entries hold their place under. */
const KEY = 'no-wrong-door';
/** Whoever listens to the page's entries may hold up a way back: this long is waited for it. */
const TIMEOUT_MS = 300;

/** @type {Ways | undefined} */
let owner;
/** How many screens came before the one whose entry this is. */
let at = 0;
/** Our own moves, one after the other. */
let moves = Promise.resolve();
let isMoving = false;

/**
 * The place of the entry that the browser is at, where it is one of ours.
 *
 * @returns {number | undefined}
 */
const place = () => history.state?.[KEY];

/** The browser went: whoever has the entries follows. */
window.addEventListener('popstate', () => {
  const to = place();
  if (isMoving || !owner || to === undefined) return;
  const by = to - at;
  at = to;
  for (let steps = Math.abs(by); steps > 0; steps -= 1) by < 0 ? owner.back() : owner.forward();
});

/**
 * Another screen is there. Where entries cannot be made, as in some sandboxes, the browser's Back leaves the page.
 *
 * @param {Ways} ways
 * @param {number} depth how many screens came before it
 */
export function enter(ways, depth) {
  if (!owner && depth > 0) owner = ways;
  if (owner !== ways) return;
  moves = moves.then(() => moveTo(depth)).catch(() => {});
}

/** @param {number} depth */
async function moveTo(depth) {
  const before = at;
  at = depth;
  if (depth < before) await traverse(depth - before);
  for (let made = before + 1; made <= depth; made += 1) {
    // What the host keeps in the entry of the page stays.
    if (place() === undefined) history.replaceState({ ...history.state, [KEY]: made - 1 }, '');
    history.pushState({ [KEY]: made }, '');
    history.scrollRestoration = 'manual';
  }
}

/** @param {number} by */
async function traverse(by) {
  // To go by nothing would load the page anew.
  if (by === 0) return;
  isMoving = true;
  const gone = new Promise((there) => window.addEventListener('popstate', there, { once: true }));
  history.go(by);
  await inTime(gone);
  isMoving = false;
}

/**
 * What was said is gone: nothing is to be gone back to.
 *
 * @param {Ways} ways
 */
export function drop(ways) {
  if (owner !== ways) return;
  owner = undefined;
  at = 0;
}

/** Goes back over our entries, where nobody has them any more: they lead to nothing. */
export async function rewind() {
  if (!owner) await traverse(-(place() ?? 0));
}

/**
 * Goes back over all entries of the page, also those that links within it made, of which not every browser tells: what
 * takes the place of the page then takes that of the first.
 */
export async function toFirst() {
  const navigation = 'navigation' in window ? window.navigation : undefined;
  const first = navigation?.entries().find(({ sameDocument }) => sameDocument);
  if (!navigation || !first) return rewind();
  if (first.key !== navigation.currentEntry?.key) await inTime(navigation.traverseTo(first.key).finished);
}

/** @param {Promise<unknown> | undefined} done */
function inTime(done) {
  const late = new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS));
  return Promise.race([done?.catch(() => {}), late]);
}

window.addEventListener('pageshow', rewind);
