// The same first questions as a SurveyJS form, one a page.

import { Model } from 'survey-core';
import 'survey-js-ui';
import questions from 'questions';
import words from 'words';

/** @import { Question } from 'questions' */

const TYPES = { 'one-of': 'radiogroup', 'any-of': 'checkbox', integer: 'text' };

const survey = new Model({
  showQuestionNumbers: 'off',
  pageNextText: words.continue,
  pagePrevText: words.back,
  completeText: words.continue,
  pages: questions.map((question) => ({ elements: [element(question)] })),
});

/** @param {Question} question */
function element({ id, type, question, hint, choices, min, max, required }) {
  return {
    type: TYPES[type],
    name: id,
    title: question,
    description: hint,
    choices: type === 'integer' ? undefined : choices.map(({ value, label }) => ({ value, text: label })),
    inputType: type === 'integer' ? 'number' : undefined,
    min,
    max,
    isRequired: true,
    showOtherItem: false,
    showNoneItem: type !== 'integer' && !required,
    noneText: words.decline,
  };
}

survey.render(document.getElementById('questions'));
