// Finds services by name, by what is going on in people's own words, and by what can be asked of them. The pages are whole
// without it: what it needs it puts there. It loads, sends and keeps nothing.

'use strict';

{
  const { words } = DIRECTORY;

  /** @typedef {{ text: string, isQuiet: boolean, is: (word: string) => boolean }} Typed a word, and all that it may be read as */
  /** @typedef {{ entry: HTMLElement, home: Element, name: string[], all: string[] }} Place */

  // Words

  /** What a word adds to the weight of a phrase, and one that tells nothing by itself. */
  const WORD = 5;
  const QUIET_WORD = 3;
  /** Words that tell something and may stand within a phrase without being of it. */
  const MOST_BETWEEN = 2;
  /** The shortest beginning by which a word is found while it is being typed, and the shortest that may have a slip. */
  const MIN_BEGINNING = 3;
  const MIN_SLIP = 5;

  /** @param {string} text */
  const wordsOf = (text) =>
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);

  /** @param {string} list phrases with commas between them */
  const phrasesOf = (list) =>
    list
      .split(',')
      .map((phrase) => phrase.split(' ').filter(Boolean))
      .filter((phrase) => phrase.length > 0);

  const nothing = phrasesOf(DIRECTORY.nothing);
  const same = phrasesOf(DIRECTORY.same);
  const endings = phrasesOf(DIRECTORY.endings);
  const needs = DIRECTORY.needs.map((need) => ({ ...need, phrases: phrasesOf(need.phrases) }));
  const known = new Set([...needs.flatMap(({ phrases }) => phrases), ...nothing, ...same].flat());
  const quiet = new Set(nothing.filter(({ length }) => length === 1).flat());

  /**
   * A word without each of the endings that it is forgiven: 'crying' is 'cry'.
   *
   * @param {string} word
   */
  function bases(word) {
    const found = [word];
    for (const [ending, instead = ''] of endings) {
      const stem = word.slice(0, -ending.length);
      if (!word.endsWith(ending) || stem.length < 3) continue;
      found.push(stem + instead);
      if (stem.at(-1) === stem.at(-2)) found.push(stem.slice(0, -1));
    }
    return found;
  }

  /**
   * Whether one letter is added, lost or changed, or two neighbours have changed places.
   *
   * @param {string} typed
   * @param {string} other
   */
  function isSlip(typed, other) {
    if (typed.length < MIN_SLIP || typed[0] !== other[0]) return false;
    let at = 1;
    while (at < typed.length && typed[at] === other[at]) at += 1;
    const [a, b] = [typed.slice(at), other.slice(at)];
    const isSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
    return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || isSwapped;
  }

  /**
   * @param {string} text
   * @param {boolean} isLast it may be half typed
   * @returns {Typed}
   */
  function read(text, isLast) {
    const forms = new Set(bases(text));
    if (![...forms].some((form) => known.has(form))) {
      const isBegun = isLast && text.length >= MIN_BEGINNING;
      for (const word of known) if (isSlip(text, word) || (isBegun && word.startsWith(text))) forms.add(word);
    }
    const isQuiet = [...forms].some((form) => quiet.has(form));
    for (const [first, ...others] of same) if (others.some((other) => forms.has(other))) forms.add(first);
    return { text, isQuiet, is: (word) => forms.has(word) };
  }

  /**
   * The weight of a phrase that begins with the first of these words; nothing where it does not.
   *
   * @param {string[]} phrase
   * @param {Typed[]} typed
   */
  function weightAt(phrase, typed) {
    let [at, weight, between] = [0, 0, MOST_BETWEEN];
    for (const word of typed) {
      if (word.is(phrase[at])) {
        at += 1;
        weight += word.isQuiet ? QUIET_WORD : WORD;
        if (at === phrase.length) return weight;
      } else if (at === 0) {
        return 0;
      } else if (!word.isQuiet) {
        between -= 1;
        if (between < 0) return 0;
      }
    }
    return 0;
  }

  /**
   * What is going on by these words, the nearest first: by the longest phrase of each. What means danger is never left out.
   *
   * @param {Typed[]} typed
   */
  function needsBy(typed) {
    const weighed = needs.map((need) => {
      const weights = need.phrases.flatMap((phrase) => typed.map((_, at) => weightAt(phrase, typed.slice(at))));
      return { need, weight: Math.max(0, ...weights) };
    });
    const greatest = Math.max(...weighed.map(({ weight }) => weight));
    return weighed
      .filter(({ need, weight }) => weight > 0 && (need.danger || weight * 2 > greatest))
      .sort((a, b) => Number(b.need.danger) - Number(a.need.danger) || b.weight - a.weight)
      .map(({ need }) => need);
  }

  // Services

  /**
   * Each service, A to Z, with what it is called and what is said of it; none where this page does not have it: a browser may
   * keep a script that is older.
   *
   * @type {(Place | undefined)[]}
   */
  const byPosition = DIRECTORY.services.map((id) => {
    const entry = document.getElementById(`service-${id}`);
    const home = entry?.parentElement;
    const [name, summary] = ['h2, h4', 'p'].map((of) => wordsOf(entry?.querySelector(of)?.textContent ?? ''));
    return entry && home ? { entry, home, name, all: [...name, ...summary] } : undefined;
  });
  /** @param {number[]} positions */
  const placesAt = (positions) => positions.flatMap((at) => byPosition[at] ?? []);
  const places = placesAt([...byPosition.keys()]);

  /**
   * The services by what was typed: those of that name, those for what is going on, those that say these words.
   *
   * @param {Typed[]} typed
   * @param {ReturnType<typeof needsBy>} about
   */
  function find(typed, about) {
    const telling = typed.filter(({ isQuiet }) => !isQuiet);
    const looked = telling.length > 0 ? telling : typed;
    /** @param {string[]} said */
    const isIn = (said) => looked.every(({ text }) => said.some((word) => word.startsWith(text)));
    return new Set([
      ...places.filter(({ name }) => isIn(name)),
      ...about.flatMap(({ services }) => placesAt(services)),
      ...places.filter(({ all }) => isIn(all)),
    ]);
  }

  // The page

  /**
   * An element with properties and what is in it.
   *
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Partial<HTMLElementTagNameMap[Name]>} properties
   * @param {(string | Node)[]} inside
   */
  function make(name, properties, ...inside) {
    const made = document.createElement(name);
    Object.assign(made, properties);
    made.append(...inside);
    return made;
  }

  const field = make('input', { type: 'search', id: 'find', autocomplete: 'off', spellcheck: false });
  const ticks = DIRECTORY.filters.map(({ label, services }, at) => {
    const tick = make('input', { type: 'checkbox', id: `find-${at}`, autocomplete: 'off' });
    return { tick, label, has: new Set(placesAt(services)) };
  });
  const status = make('div', { role: 'status' });

  // A form, so that the browser's own help with fields asks nobody what they are for; there is nowhere for it to go.
  const form = make(
    'form',
    { className: 'find', role: 'search', method: 'dialog', noValidate: true },
    make('label', { htmlFor: 'find' }, words.label),
    make('p', { className: 'hint', id: 'find-hint' }, words.hint),
    field,
    make(
      'fieldset',
      {},
      make('legend', {}, words.only),
      ...ticks.map(({ tick, label }) => make('div', {}, tick, make('label', { htmlFor: tick.id }, label))),
    ),
    status,
  );
  field.setAttribute('aria-describedby', 'find-hint');

  /** @param {number} count */
  function counted(count) {
    if (count === 0) return words.none;
    return count === 1 ? words['count-one'] : words.count.replace('{count}', String(count));
  }

  const letters = document.querySelector('.letters');
  const groups = [...(letters?.children ?? [])].map((group) => /** @type {HTMLElement} */ (group));
  // What is found stands before the letters; on a page without them, in their own place.
  const entries = make('ul', { className: 'entries' });
  const results = make('div', { className: 'found', hidden: true }, make('h3', {}, words.found), entries);
  const list = letters ? entries : places[0].home;

  /**
   * Shows these in this order; all of them, each in its place, where nothing was asked.
   *
   * @param {Place[] | null} chosen
   */
  function show(chosen) {
    for (const { entry, home } of places) {
      entry.hidden = chosen !== null;
      home.append(entry);
    }
    for (const { entry } of chosen ?? []) {
      entry.hidden = false;
      list.append(entry);
    }
    for (const group of groups) group.hidden = chosen !== null;
    results.hidden = !chosen?.length;
  }

  function update() {
    const texts = wordsOf(field.value);
    const wanted = ticks.filter(({ tick }) => tick.checked);
    const typed = texts.map((text, at) => read(text, at === texts.length - 1));
    const about = needsBy(typed);
    const isAsked = texts.length > 0 || wanted.length > 0;
    const found = texts.length > 0 ? [...find(typed, about)] : places;
    const chosen = isAsked ? found.filter((place) => wanted.every(({ has }) => has.has(place))) : null;
    show(chosen);
    status.replaceChildren();
    if (chosen) status.append(make('p', {}, counted(chosen.length)));
    if (about.some(({ danger }) => danger)) {
      status.append(make('p', {}, make('a', { href: '#crisis' }, words.danger)));
    }
  }

  form.addEventListener('input', update);
  if (letters) {
    letters.before(form);
    letters.prepend(results);
  } else {
    places[0].entry.before(form);
  }
}
