// What `nwd render` writes before directory.js, into the same file.

declare const DIRECTORY: {
  /** The ids of the services, A to Z. */
  services: string[];
  /** What is going on: the phrases that it is found by, and its services by position, in their order. */
  needs: { phrases: string; services: number[]; danger: boolean }[];
  /** What can be asked of a service, and those of which it is so, by position. */
  filters: { label: string; services: number[] }[];
  /** Of the language: words that tell nothing, words that are the same, endings that a word is forgiven. */
  nothing: string;
  same: string;
  endings: string;
  words: Record<'label' | 'hint' | 'only' | 'found' | 'none' | 'danger' | 'count' | 'count-one', string>;
};
