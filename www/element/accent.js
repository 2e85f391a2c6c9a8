// A host's accent colour is used only where people can read it: with its text on it, and as a link on the ground.

/** WCAG 2.2 AA for text of ordinary size. */
const MIN_CONTRAST = 4.5;

/**
 * Marks the host `data-nwd-accent-refused` where its accent and the text on it cannot be read, and
 * `data-nwd-accent-links` where its accent can be read on the widget's ground.
 *
 * @param {HTMLElement} host
 * @param {HTMLElement} frame
 */
export function readableAccent(host, frame) {
  const given = getComputedStyle(host).getPropertyValue('--nwd-accent').trim();
  const [accent, text] = resolved(frame, ['--nwd-accent', '--accent-text']);
  const ground = pixel(getComputedStyle(frame).backgroundColor);
  host.toggleAttribute('data-nwd-accent-refused', Boolean(given) && contrast(accent, text) < MIN_CONTRAST);
  host.toggleAttribute('data-nwd-accent-links', Boolean(given) && contrast(accent, ground) >= MIN_CONTRAST);
}

/**
 * The colours that custom properties come to in the frame.
 *
 * @param {HTMLElement} frame
 * @param {string[]} names
 */
function resolved(frame, names) {
  const probe = document.createElement('span');
  probe.hidden = true;
  frame.append(probe);
  const colours = names.map((name) => {
    probe.style.color = `var(${name})`;
    return pixel(getComputedStyle(probe).color);
  });
  probe.remove();
  return colours;
}

/**
 * A computed colour as red, green and blue, 0 to 255.
 *
 * @param {string} colour
 * @returns {number[]}
 */
function pixel(colour) {
  const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  return plain ? plain.slice(1).map(Number) : painted(colour);
}

/** @type {OffscreenCanvasRenderingContext2D | undefined} */
let canvas;
/**
 * A colour of any CSS colour space: painted, and read from the canvas. Slower by far.
 *
 * @param {string} colour
 */
function painted(colour) {
  // There is none only where a canvas already has another kind of context.
  canvas ??= /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  );
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
}

/**
 * The contrast ratio of WCAG, 1 to 21.
 *
 * @param {number[]} one
 * @param {number[]} other
 */
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The relative luminance of WCAG, 0 to 1.
 *
 * @param {number[]} rgb
 */
function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
