// What the tests of access look for on any page: what axe finds, and the widths and text sizes at which all must fit.

/** @import { AxeBuilder } from '@axe-core/playwright' */

/** The success criteria of WCAG 2.2 AA. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Narrow, and text at 200 %. */
export const SIZES = [
  { width: 320, size: '100%' },
  { width: 1280, size: '200%' },
  { width: 390, size: '200%' },
];

/**
 * What axe finds, a line for each rule, with three places at most.
 *
 * @param {AxeBuilder} axe
 */
export async function findings(axe) {
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ target, any }) => `${target.flat().join(' ')} ${any[0]?.message ?? ''}`);
    return `${id}: ${places.slice(0, 3).join('; ')}`;
  });
}
