// Every screen and state of the element: how it is reached, and what is to be seen there.

/** @typedef {string | number | string[]} Answer */
/** @typedef {{ press: string } | { click: string } | { type: string, in: string } | { open: string }} Act */
/**
 * @typedef {object} State
 * @property {string} id
 * @property {string} name
 * @property {string} shows
 * @property {'wasm' | 'bundle' | 'script'} [without] what never arrives
 * @property {Record<string, Answer>} [answers] by question; whatever else is asked is declined
 * @property {string} [until] what is there when enough has been answered
 * @property {Act[]} [acts] what is done then: a button's words, or a selector
 * @property {string} [has] what is then to be seen, where that is not what `until` says
 * @property {string} [heading] the screen's
 */

const YOUNG = {
  audience: 'young-person',
  danger: 'no',
  needs: ['anxiety', 'sleep'],
  age: 15,
  level: 'moderate',
  lives_in: 'hackney',
  studies_in: 'hackney',
  gp_in: 'hackney',
  school_type: 'maintained',
  learning_disability: 'none',
};
const PARENT = { ...YOUNG, audience: 'parent-carer', needs: ['anxiety', 'school-attendance'], age: 9, level: 'mild' };
const FRIEND = { ...YOUNG, audience: 'friend' };
const STAFF = { ...YOUNG, audience: 'professional', role: 'school' };
const UNSAFE = { ...YOUNG, needs: ['self-harm'] };
/** The results with nothing left to ask among them. */
const WHOLE = '.results:not(:has(form))';

/** @type {State[]} */
export const STATES = [
  {
    id: 'first',
    name: 'First question',
    shows: 'Who this is for. It is asked before the rest has arrived.',
    until: '[name=audience]',
    heading: 'Who is this for?',
  },
  {
    id: 'crisis',
    name: 'Crisis panel, opened',
    shows: 'All that the page itself says of whom to call.',
    until: '[name=audience]',
    acts: [{ press: 'More' }],
    has: '.crisis[data-open]',
    heading: 'Who is this for?',
  },
  {
    id: 'danger',
    name: 'Second question',
    shows: 'Whether anyone is in danger.',
    answers: YOUNG,
    until: '[name=danger]',
    heading: 'Is anyone in danger right now?',
  },
  {
    id: 'error',
    name: 'Nothing chosen',
    shows: 'An error: what to do stands above the question and at the field.',
    answers: YOUNG,
    until: '[name=danger]',
    acts: [{ click: '.main' }],
    has: '.summary + fieldset .fault, .summary ~ fieldset .fault',
    heading: 'One thing to do first',
  },
  {
    id: 'needs',
    name: 'What is going on',
    shows: 'Groups that open, and a search.',
    answers: YOUNG,
    until: '#search',
    acts: [{ open: '.group' }],
    has: '.group[open]',
    heading: "What's going on?",
  },
  {
    id: 'search',
    name: 'Search, with something found',
    shows: 'What people write in their own words, and what it may be.',
    answers: YOUNG,
    until: '#search',
    acts: [{ type: 'cant sleep', in: '#search' }],
    has: '.search .choice',
    heading: "What's going on?",
  },
  {
    id: 'search-danger',
    name: 'Search, with danger found',
    shows: 'Words of danger are answered at once with whom to call.',
    answers: YOUNG,
    until: '#search',
    acts: [{ type: 'want to die', in: '#search' }],
    has: '.search [role=alert] .contact',
    heading: "What's going on?",
  },
  {
    id: 'heard',
    name: 'Heard',
    shows: 'What must not wait is answered on the very next screen: here, hurting oneself.',
    answers: UNSAFE,
    until: '.heard',
    heading: 'You can talk about hurting yourself',
  },
  {
    id: 'about',
    name: 'Age, home and school',
    shows: 'Three questions that share a screen.',
    answers: YOUNG,
    until: '[name=lives_in]',
    has: '#number-age',
    heading: 'A few things about you',
  },
  {
    id: 'number-error',
    name: 'Age that is none',
    shows: 'An error at a number.',
    answers: YOUNG,
    until: '#number-age',
    acts: [{ type: '500', in: '#number-age' }, { click: '.main' }],
    has: '#fact-age .fault',
    heading: 'A few things about you',
  },
  {
    id: 'where',
    name: 'GP and kind of school',
    shows: 'Questions about places.',
    answers: YOUNG,
    until: '[name=gp_in]',
    heading: 'Your GP and your school',
  },
  {
    id: 'level',
    name: 'How much it gets in the way',
    shows: 'One choice, each with an example.',
    answers: YOUNG,
    until: '[name=level]',
    heading: 'How things are for you',
  },
  {
    id: 'urgent',
    name: 'Help now',
    shows: 'Whom to call, text, go to and write to, at the press of a button on every screen.',
    answers: YOUNG,
    until: '[name=danger]',
    acts: [{ press: 'Help now' }],
    has: '.urgent:not(.heard)',
    heading: 'Get help now',
  },
  {
    id: 'results',
    name: 'Results of a young person',
    shows: 'What to start with, and what else can help.',
    answers: YOUNG,
    until: WHOLE,
    has: '.results .steps',
    heading: 'What can help',
  },
  {
    id: 'results-parent',
    name: 'Results of a parent',
    shows: 'The same for a child of nine.',
    answers: PARENT,
    until: WHOLE,
    has: '.results .steps',
    heading: 'What can help them',
  },
  {
    id: 'results-friend',
    name: 'Results of a friend',
    shows: 'With what a friend can do.',
    answers: FRIEND,
    until: WHOLE,
    has: '.results .steps',
    heading: 'What can help them',
  },
  {
    id: 'results-staff',
    name: 'Results of a professional',
    shows: "A child's safety first, notes, who may refer, questionnaires.",
    answers: STAFF,
    until: WHOLE,
    has: '.results .staff',
    heading: 'What can help them',
  },
  {
    id: 'results-alert',
    name: 'Results with an alert',
    shows: 'What is urgent stands above everything else.',
    answers: UNSAFE,
    until: WHOLE,
    has: '.results > .alert',
    heading: 'What can help',
  },
  {
    id: 'one-more',
    name: 'Results with one more question',
    shows: 'Where an answer could still open more, it is asked among the results.',
    answers: { audience: 'young-person', danger: 'no', needs: ['anxiety'] },
    until: '[name=lives_in]',
    acts: [{ press: 'Show what there is so far' }],
    has: '.results form',
    heading: 'What can help',
  },
  {
    id: 'filters',
    name: 'Results, filters opened',
    shows: 'What the rest can be narrowed down to, each with how many it leaves.',
    answers: YOUNG,
    until: WHOLE,
    acts: [{ open: '.filters' }],
    has: '.filters[open] input',
    heading: 'What can help',
  },
  {
    id: 'folded',
    name: 'Results, everything opened',
    shows: 'All that is folded: more about each service, what is not for now and why, what was said.',
    answers: YOUNG,
    until: WHOLE,
    acts: [{ open: 'details' }],
    has: '.results details[open]',
    heading: 'What can help',
  },
  {
    id: 'summary',
    name: 'Summary to take along',
    shows: 'What goes in is chosen item by item.',
    answers: YOUNG,
    until: WHOLE,
    acts: [{ press: 'Make a summary to take along' }],
    has: '.preview',
    heading: 'Summary to take along',
  },
  {
    id: 'questionnaire',
    name: 'Questionnaire',
    shows: 'For professionals, with no total until every item is answered.',
    answers: STAFF,
    until: WHOLE,
    acts: [{ press: 'GAD-7: worry and anxiety' }],
    has: '.item',
    heading: 'GAD-7: worry and anxiety',
  },
  {
    id: 'questionnaire-alert',
    name: 'Questionnaire with an alert',
    shows: 'The ninth item of PHQ-9 is answered at once with whom to call.',
    answers: STAFF,
    until: WHOLE,
    acts: [{ press: 'PHQ-9: low mood' }, { click: '.item:nth-of-type(9) .choice:nth-of-type(4) input' }],
    has: '[role=alert] .alert',
    heading: 'PHQ-9: low mood',
  },
  {
    id: 'loading',
    name: 'Loading',
    shows: 'The wasm never arrives. After eight seconds the page gets its own content back as well.',
    without: 'wasm',
    answers: YOUNG,
    until: '.page > [role=status]',
  },
  {
    id: 'broken',
    name: 'Broken',
    shows: 'The bundle is not there: a sentence, and what the page itself has inside the element.',
    without: 'bundle',
    until: '.broken:not([hidden])',
  },
  {
    id: 'fallback',
    name: 'Without the script',
    shows: 'What stands inside the element, as people without scripts see it.',
    without: 'script',
  },
];
