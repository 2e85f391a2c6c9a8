// London time, whatever the device's own zone says. Worked out by the rule of the Summer Time Order 2002: the browser's own
// time zones take longer to load than everything else in this script.

const HOUR_MS = 3600 * 1000;

/** The moment in London as `YYYY-MM-DDTHH:MM`. */
export function londonNow(now = new Date()) {
  return new Date(now.getTime() + (isSummer(now) ? HOUR_MS : 0)).toISOString().slice(0, 16);
}

/**
 * From 01:00 UTC on the last Sunday in March until 01:00 UTC on the last Sunday in October.
 *
 * @param {Date} now
 */
function isSummer(now) {
  const year = now.getUTCFullYear();
  const time = now.getTime();
  return time >= lastSunday(year, 2) && time < lastSunday(year, 9);
}

/**
 * 01:00 UTC on the last Sunday of a month, January being 0. Both months that matter have 31 days.
 *
 * @param {number} year
 * @param {number} month
 */
function lastSunday(year, month) {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.setUTCDate(31 - last.getUTCDay());
}
