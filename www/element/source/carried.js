// Where the wasm and the bundle come from in a frame of its own origin, which may fetch nothing: this script, and its page.

import bytes from 'wasm';

/** A page round the frame can count the tab's entries, and how many screens there were tells of answers. */
export const HAS_ENTRIES = false;

/** What the wasm is made from. */
export const wasm = async () => bytes;

/**
 * Whether the wasm itself threw an error: there is no other in the frame.
 *
 * @param {unknown} error
 */
export const isOfWasm = (error) => error instanceof WebAssembly.RuntimeError;

/**
 * The bytes of a bundle.
 *
 * @param {URL} url of the element of the page that it stands in
 */
export async function bundle(url) {
  const text = document.getElementById(url.hash.slice(1))?.textContent;
  if (!text) throw new Error('no bundle');
  return new TextEncoder().encode(text).buffer;
}
