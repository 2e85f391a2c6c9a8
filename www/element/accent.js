// A host's accent colour is used only where people can read it (AA, 4.5 to 1): with its text, and as a link on the ground.

const LEAST = 4.5;

/**
 * Marks the host `data-nwd-accent-refused` where its accent and the text on it cannot be read, and
 * `data-nwd-accent-links` where its accent can be read on the widget's ground.
 */
export function readableAccent(host, frame) {
  const given = getComputedStyle(host).getPropertyValue('--nwd-accent').trim();
  const [accent, text] = resolved(frame, ['--nwd-accent', '--accent-text']);
  const ground = pixel(getComputedStyle(frame).backgroundColor);
  host.toggleAttribute('data-nwd-accent-refused', Boolean(given) && contrast(accent, text) < LEAST);
  host.toggleAttribute('data-nwd-accent-links', Boolean(given) && contrast(accent, ground) < LEAST === false);
}

/** Custom properties as the colours that they come to here. */
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

/** A computed colour as red, green and blue. */
function pixel(colour) {
  const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  return plain ? plain.slice(1).map(Number) : painted(colour);
}

let canvas;
/** A colour of any other CSS colour space: painted, and looked at. Slower by far. */
function painted(colour) {
  canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
