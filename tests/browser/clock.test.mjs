// London time by the rule, against the time zone database that the runtime carries.

import assert from 'node:assert/strict';
import test from 'node:test';
import { londonNow } from '../../www/element/clock.js';

const zone = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

test('London time is what the time zone database says, every half hour of twenty years', () => {
  const [from, to] = [Date.UTC(2022, 0, 1), Date.UTC(2042, 0, 1)];
  for (let at = from; at < to; at += 30 * 60 * 1000) {
    const moment = new Date(at);
    assert.equal(londonNow(moment), zone.format(moment).replace(' ', 'T'));
  }
});
