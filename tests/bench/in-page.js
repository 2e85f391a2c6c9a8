// Runs in every page before its own scripts: finds things wherever they stand, also in shadow roots, and acts on them
// as a person would, one frame at a time.

function benchInPage() {
  /** The document and every open shadow root. */
  function roots() {
    const shadows = [...document.querySelectorAll('*')].map((element) => element.shadowRoot);
    return [document, ...shadows.filter((root) => root !== null)];
  }
  /**
   * @param {string} selector
   * @returns {HTMLElement[]}
   */
  const all = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)].filter(isHtml));
  /**
   * @param {Element} element
   * @returns {element is HTMLElement}
   */
  const isHtml = (element) => element instanceof HTMLElement;
  /**
   * @param {string} selector
   * @param {string} text
   */
  const withText = (selector, text) => all(selector).find((element) => element.textContent.trim() === text);

  /**
   * It has a size, and is no longer see-through: half-way through a fade it can be read.
   *
   * @param {Element | null | undefined} element
   */
  function visible(element) {
    if (!element?.isConnected) return false;
    const { width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    let seen = 1;
    for (let at = /** @type {Element | undefined} */ (element); at; at = around(at)) {
      seen *= Number(getComputedStyle(at).opacity);
    }
    return seen >= 0.5;
  }

  /**
   * What an element is drawn in.
   *
   * @param {Element} element
   */
  function around(element) {
    const root = element.getRootNode();
    return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
  }

  const frame = () => new Promise(requestAnimationFrame);
  /** After the frame that is being made: a message is delivered once it is drawn. */
  const drawn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });

  /**
   * When this is first on the screen, in milliseconds from the start of the navigation.
   *
   * @param {() => Element | null | undefined} find
   */
  async function seen(find) {
    while (!visible(find())) await frame();
    await drawn();
    return performance.now();
  }

  /** @param {HTMLLabelElement} label */
  const chosen = (label) => /** @type {HTMLInputElement} */ (label.control ?? label.querySelector('input'));
  const go = () =>
    all('button, input[type="submit"], input[type="button"]').find(
      (it) => ((it instanceof HTMLInputElement && it.value) || it.textContent).trim() === 'Continue' && visible(it),
    );

  return { all, withText, visible, frame, drawn, seen, chosen, go };
}

window.bench = benchInPage();
