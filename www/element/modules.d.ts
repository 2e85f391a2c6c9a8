// The modules that www/build.mjs makes, and the name that it puts in.

declare const __WASM_INTEGRITY__: string;

declare module '*.css' {
  const text: string;
  export default text;
}

/** The words of the frame and of the first questions, in the one language that they have so far. */
declare module 'words' {
  /** The questions that are asked before the wasm is there. */
  export type FirstQuestion = 'audience' | 'danger';

  export interface Words {
    lang: string;
    frame: Omit<typeof import('./locales/en.json'), 'loading'>;
    wait: Record<'loading' | 'heading' | 'body' | 'call' | 'link' | 'on', string>;
    back: string;
    why: string;
    continue: string;
    choose: string;
    'error-heading': string;
    facts: Record<FirstQuestion, Fact>;
  }

  /** A question's words. Those that differ for somebody who asks for another are there again under `…@they`. */
  export interface Fact {
    question: string;
    hint?: string;
    why: string;
    value: Partial<Record<string, string>>;
    values: string[];
    'question@they'?: string;
    'hint@they'?: string;
    'why@they'?: string;
  }

  const words: Words;
  export default words;
}

/** What wasm-bindgen makes of `src/widget/boundary.rs`. */
declare module 'glue' {
  /** What the wasm asks of the page. */
  export interface Host {
    now(): string;
    ready(services: number): void;
    step(depth: number): void;
    keep(kept: boolean): void;
    uncopy(): void;
    copy(text: string): boolean;
    shares(): boolean;
    share(text: string): void;
    feedback(): string;
    save(name: string, type: string, text: string): void;
    print(): void;
  }

  export class Widget {
    constructor(root: Element);
    read(bundle: unknown): void;
    show(
      lang: string,
      audience: string,
      answers: [fact: string, value: string][],
      chosen: string,
      linked: string,
      host: Host,
    ): void;
    speak(lang: string): void;
    urgent(): void;
    back(): void;
    forward(): void;
    leave(): void;
  }

  export default function init(from: { module_or_path: Response | Uint8Array }): Promise<unknown>;
}

/** Where the wasm and the bundle come from: `source/fetched.js`, or `source/carried.js`. */
declare module 'source' {
  export const HAS_ENTRIES: boolean;
  export function wasm(): Promise<Response | Uint8Array>;
  export function isOfWasm(error: unknown): boolean;
  export function bundle(url: URL, integrity: string): Promise<ArrayBuffer>;
}

/** The wasm's bytes. */
declare module 'wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
