// London time, whatever the device's own zone says.

/** Made when it is first wanted: it takes longer than anything else in this script. */
let london;

/** The moment in London as `YYYY-MM-DDTHH:MM`. */
export function londonNow() {
  london ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  return london.format(new Date()).replace(' ', 'T');
}
