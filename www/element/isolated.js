// The script of a page that stands in a frame of its own origin: the element, and what that frame needs beside it.

import './index.js';
import css from './isolated.css';
import { make } from './dom.js';

/** How closely the frame's place in the window is followed: by this part of its height. */
const STEP = 1 / 256;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [sheet];
keepBarInView(document.documentElement);

/**
 * Follows how much of the frame lies above the window, as the page round it is scrolled. Of that page a frame is told no
 * more than which part of itself can be seen.
 *
 * @param {HTMLElement} root
 */
function keepBarInView(root) {
  const whole = make('div', { class: 'whole', 'aria-hidden': 'true' });
  root.append(whole);
  const threshold = Array.from({ length: 1 / STEP + 1 }, (_, nth) => nth * STEP);
  const follow = new IntersectionObserver(
    (entries) => {
      const above = entries.at(-1)?.intersectionRect.top ?? 0;
      root.style.setProperty('--no-wrong-door-above', `${above}px`);
    },
    { threshold },
  );
  follow.observe(whole);
}
