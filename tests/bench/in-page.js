// Runs in every page before its own scripts: finds things wherever they stand, also in shadow roots, and acts on them
// as a person would, one frame at a time.

globalThis.bench = (() => {
  /** The document and every open shadow root. */
  const roots = () => [
    document,
    ...[...document.querySelectorAll('*')].map((element) => element.shadowRoot).filter(Boolean),
  ];
  const all = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
  const withText = (selector, text) => all(selector).find((element) => element.textContent.trim() === text);

  /** It has a size, and is no longer see-through: half-way through a fade it can be read. */
  function visible(element) {
    if (!element?.isConnected) return false;
    const { width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    let seen = 1;
    for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host)
      seen *= Number(getComputedStyle(at).opacity);
    return seen >= 0.5;
  }

  const frame = () => new Promise(requestAnimationFrame);
  /** After the frame that is being made: a message is delivered once it is drawn. */
  const drawn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });

  /** When this is first on the screen, in milliseconds from the start of the navigation. */
  async function seen(find) {
    while (!visible(find())) await frame();
    await drawn();
    return performance.now();
  }

  const chosen = (label) => label.control ?? label.querySelector('input');
  const go = () =>
    all('button, input[type="submit"], input[type="button"]').find(
      (it) => (it.value || it.textContent).trim() === 'Continue' && visible(it),
    );

  return { all, withText, visible, frame, drawn, seen, chosen, go };
})();
