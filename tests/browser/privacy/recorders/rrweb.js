// rrweb, as its guide starts it; masked: with everything masked that its guide names.

import { record } from 'rrweb';

/** @type {StartRecorder} */
export function start(take, masked) {
  const masking = masked ? { maskAllInputs: true, maskTextSelector: '*' } : {};
  record({ emit: take, ...masking });
  return { isReady: () => true, flush: () => {} };
}
