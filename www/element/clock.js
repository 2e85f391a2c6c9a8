// London time, whatever the device's own zone says.

const LONDON = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
});

/** The moment in London as `YYYY-MM-DDTHH:MM`. */
export function londonNow() {
  return LONDON.format(new Date()).replace(' ', 'T');
}
