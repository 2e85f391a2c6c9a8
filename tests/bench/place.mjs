// Where things are, and where results go.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const OUT = join(ROOT, 'target/bench');
export const SITE = join(OUT, 'site');

export const exists = existsSync;

/**
 * Writes a bench's figures.
 *
 * @param {string} name
 * @param {unknown} figures
 */
export function keep(name, figures) {
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}
