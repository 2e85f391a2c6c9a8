// What tells of a person in what a recorder took: the words and ids that are there more often than where somebody else
// answered the same questions otherwise.

/** @import { recorded } from './recorders.mjs' */
/** @import { Field } from './hands.mjs' */
/** @typedef {Awaited<ReturnType<typeof recorded>>} Recorded */
/** @typedef {{ answers: number, of: number, recap: number, alerts: number, services: number, shown: number, presses: number, pressed: number }} Figures */

/**
 * @param {Answers} answers
 * @param {Recorded} one who gave them
 * @param {Recorded} other
 */
export function figuresOf(answers, one, other) {
  const [mine, theirs] = [one, other].map(({ taken }) => wordsOf(taken));
  /** @param {string[]} forms the words and ids of one thing */
  const isTold = (forms) => forms.some((form) => count(mine, form) > count(theirs, form));
  const given = one.asked.flatMap((field) => formsOf(field, answers[field.fact]));
  const services = one.seen.services.filter((name) => !other.seen.services.includes(name));
  // Nothing but the recap puts several answers in one text.
  const rows = Object.values(one.seen.recap).filter((row) => row.includes('; '));
  const all = one.taken.join('\n');
  return {
    answers: given.filter(isTold).length,
    of: given.length,
    recap: rows.filter((row) => isTold([row])).length,
    alerts: one.seen.alerts.filter((forms) => isTold(forms)).length,
    services: services.filter((name) => isTold([name])).length,
    shown: services.length,
    presses: one.presses.filter(({ x, y }) => RegExp(`\\b${x}\\b\\D{1,9}\\b${y}\\b`).test(all)).length,
    pressed: one.presses.length,
  };
}

/**
 * The words and the id of each answer to a question.
 *
 * @param {Field} field
 * @param {Answer} answer
 */
function formsOf({ choices }, answer) {
  if (answer === undefined || answer === null) return [];
  return (Array.isArray(answer) ? answer : [answer]).map((value) => {
    const choice = choices.find((choice) => choice.value === value);
    // Digits that were typed stand in many an attribute too: they count as a text of their own alone.
    return choice ? [choice.label, `"${value}"`, `"${choice.id}"`] : [`\n"${value}"\n`];
  });
}

/**
 * @param {string} text
 * @param {string} form
 */
function count(text, form) {
  return text.split(form).length - 1;
}

/**
 * All texts in what was taken, each in quotation marks; what is JSON within is taken apart.
 *
 * @param {string[]} taken
 */
function wordsOf(taken) {
  const values = taken.flatMap((text) => text.split('\n')).map(parsed);
  return [...values, ...namedIn(values)]
    .flatMap(leaves)
    .map((leaf) => `"${leaf.trim()}"`)
    .join('\n');
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function leaves(value) {
  if (typeof value === 'string') {
    const inner = /^[[{]/.test(value) ? parsed(value) : value;
    return typeof inner === 'string' ? [inner] : leaves(inner);
  }
  return value && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [];
}

/**
 * What events of rrweb's kind name by number: the words and attributes of each node that was pressed, or that was
 * chosen.
 *
 * @param {unknown[]} values
 */
function namedIn(values) {
  /** @type {Map<number, any>} */
  const nodes = new Map();
  const named = [];
  for (const value of values.flatMap(objects)) {
    const { id, attributes, source, isChecked, type } = value;
    if (attributes && !Array.isArray(attributes)) nodes.set(id, value);
    const isPress = source === 2 && type === 2;
    const isChoice = source === 5 && isChecked;
    if (isPress || isChoice) named.push(nodes.get(id)?.attributes);
  }
  return named;
}

/**
 * A value and all objects in it, from the outside in.
 *
 * @param {unknown} value
 * @returns {any[]}
 */
function objects(value) {
  if (!value || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(objects)];
}
