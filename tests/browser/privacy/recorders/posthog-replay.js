// PostHog's replay by its defaults, which mask what is typed; masked: with all text masked.

import posthog from 'posthog-js';
import 'posthog-js/dist/posthog-recorder';

/** @type {StartRecorder} */
export function start(_take, masked) {
  posthog.init('phc_council', {
    api_host: `${location.origin}/taken`,
    autocapture: false,
    session_recording: { compress_events: false, ...(masked && { maskTextSelector: '*' }) },
    // A browser that a test drives counts as a bot.
    opt_out_useragent_filter: true,
    disable_compression: true,
    request_batching: false,
  });
  return { isReady: () => posthog.sessionRecordingStarted(), flush: () => {} };
}
