// The modules that build.mjs makes for the pages written by hand, and what Preact's package does not declare.

declare module '*.css' {
  const text: string;
  export default text;
}

declare module 'questions' {
  export interface Choice {
    value: string;
    label: string;
  }

  export interface Question {
    id: string;
    type: 'one-of' | 'any-of' | 'integer';
    question: string;
    hint: string | undefined;
    why: string;
    short: string;
    min: number | undefined;
    max: number | undefined;
    required: boolean;
    choices: Choice[];
    sections: { label: string; choices: Choice[] }[];
  }

  export type Words = Record<'continue' | 'back' | 'why' | 'decline' | 'fault' | 'done', string>;

  const questions: Question[];
  export default questions;
}

declare module 'words' {
  const words: import('questions').Words;
  export default words;
}
