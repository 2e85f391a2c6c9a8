// What the scripts in the page give to the benches.

interface Window {
  bench: ReturnType<typeof benchInPage>;
  /** In the pages of the loading bench. */
  benchMarks: () => ReturnType<typeof marksOf>;
  /** In the widget's page. */
  benchJourney: ReturnType<typeof journeyInPage>;
}
