// Where the wasm and the bundle come from: files on the host's site.

/** The browser's Back and Forward go between screens. */
export const HAS_ENTRIES = true;

const WASM_URL = new URL('no-wrong-door.wasm', import.meta.url);

/** What the wasm is made from. */
export const wasm = () => fetchChecked(WASM_URL, __WASM_INTEGRITY__);

/**
 * Whether the wasm itself threw an error: its own address stands in the stack.
 *
 * @param {Error | undefined} error
 */
export const isOfWasm = (error) => Boolean(error?.stack?.includes(WASM_URL.href));

/**
 * The bytes of a bundle.
 *
 * @param {URL} url
 * @param {string} integrity
 */
export const bundle = (url, integrity) => fetchChecked(url, integrity).then((response) => response.arrayBuffer());

/**
 * @param {URL} url
 * @param {string} integrity
 */
async function fetchChecked(url, integrity) {
  const response = await fetch(url, { integrity: integrity || '', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status}`);
  return response;
}
