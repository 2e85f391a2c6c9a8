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
}

export interface NoWrongDoorEvents {
  /** The first question can be answered. */
  'nwd-ready': CustomEvent<{ services: number }>;
  /** Another screen: how many came before it, and how many questions are left at the most. */
  'nwd-step': CustomEvent<{ step: number; left: number }>;
  /** The results are shown: how many services fit, and how many may. */
  'nwd-results': CustomEvent<{ fit: number; may: number }>;
  /** The questions cannot be shown; the element's own content is. */
  'nwd-error': CustomEvent<{ code: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'no-wrong-door': NoWrongDoorElement;
  }
}
