// Prints the widget without the page round it.

/**
 * Prints one element alone; the page is as before when the print is done.
 *
 * @param {Element} element
 */
export function printAlone(element) {
  const alone = new CSSStyleSheet();
  alone.replaceSync(`@media print {
    body :not(:has([data-nwd-print])):not([data-nwd-print]):not([data-nwd-print] *) { display: none !important; }
    :has([data-nwd-print]) { display: block !important; width: auto !important; max-width: none !important; margin: 0 !important; padding: 0 !important; border: 0 !important; min-height: 0 !important; }
  }`);
  element.setAttribute('data-nwd-print', '');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
  window.addEventListener(
    'afterprint',
    () => {
      element.removeAttribute('data-nwd-print');
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== alone);
    },
    { once: true },
  );
  window.print();
}
