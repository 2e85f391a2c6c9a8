// Prints the widget without the page round it.

/** Prints one element alone; the page is as before when the print is done. */
export function printAlone(element) {
  const alone = new CSSStyleSheet();
  alone.replaceSync(`@media print {
    body :not(:has([data-nwd-print])):not([data-nwd-print]):not([data-nwd-print] *) { display: none !important; }
  }`);
  element.setAttribute('data-nwd-print', '');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
  window.addEventListener('afterprint', () => {
    element.removeAttribute('data-nwd-print');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== alone);
  }, { once: true });
  window.print();
}
