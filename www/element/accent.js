// A host's accent colour is used only where people can read it: AA contrast with its text and with the ground.

const LEAST = 4.5;

/** Marks the element `data-nwd-accent="refused"` where the host's colours cannot be read; the styles then use their own. */
export function readableAccent(host) {
  const probe = document.createElement('span');
  const colour = (name, fallback) => {
    probe.style.setProperty('color', `var(${name}, ${fallback})`);
    return parse(getComputedStyle(probe).color);
  };
  host.append(probe);
  const accent = colour('--nwd-accent', 'transparent');
  const text = colour('--nwd-accent-text', '#fff');
  probe.remove();
  const refused = accent && text && contrast(accent, text) < LEAST;
  host.toggleAttribute('data-nwd-accent-refused', Boolean(refused));
}

function parse(colour) {
  const [, numbers] = colour.match(/^rgba?\((.*)\)$/) ?? [];
  const [r, g, b, a = 1] = (numbers ?? '').split(/[\s,/]+/).map(Number);
  return a === 1 && [r, g, b].every(Number.isFinite) ? [r, g, b] : undefined;
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
