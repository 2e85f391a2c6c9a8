// PostHog's autocapture by its defaults.

import posthog from 'posthog-js';

/** @type {StartRecorder} */
export function start() {
  posthog.init('phc_council', {
    api_host: `${location.origin}/taken`,
    disable_session_recording: true,
    // A browser that a test drives counts as a bot.
    opt_out_useragent_filter: true,
    disable_compression: true,
    request_batching: false,
  });
  return { isReady: () => posthog.__loaded, flush: () => {} };
}
