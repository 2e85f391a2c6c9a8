/** The element's public surface. What is not here may change between versions. */
export interface NoWrongDoorElement extends HTMLElement {
  /** The service bundle: a URL, relative to the page. */
  src: string;
  /** The bundle's integrity value, as `nwd embed` prints it. */
  integrity: string;
  /** The audience that the page itself names, such as `professional`; then nobody is asked who they are. */
  audience: '' | 'young-person' | 'friend' | 'parent-carer' | 'professional';
  /** Where 'Exit this page' goes. */
  exitUrl: string;
  /** Where to say that something is wrong: an `https:` or `mailto:` address, which is given the service's name alone. */
  feedbackUrl: string;
  /** Whether the page's scripts are kept from what is in the element; read once, when it is first put into a page. */
  closed: boolean;
}

export interface NoWrongDoorEvents {
  /** The first question can be answered. */
  'nwd-ready': CustomEvent<{ services: number }>;
  /** Somebody has gone on from the first question. Of what comes after, nothing is told. */
  'nwd-start': CustomEvent<Record<string, never>>;
  /** The questions cannot be shown; the element's own content is. */
  'nwd-error': CustomEvent<{ code: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'no-wrong-door': NoWrongDoorElement;
  }
}
