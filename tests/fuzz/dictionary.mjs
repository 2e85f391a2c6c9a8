// Prints the keys and names that the JSON Schemas know, as a dictionary of libFuzzer.

import { readdirSync, readFileSync } from 'node:fs';

const SCHEMAS = new URL('../../content/schema/', import.meta.url);

/** @type {Set<string>} */
const words = new Set();

/** @param {unknown} part */
function collect(part) {
  if (typeof part !== 'object' || part === null) return;
  const { properties, enum: names, const: name } = /** @type {Record<string, any>} */ (part);
  for (const word of [...Object.keys(properties ?? {}), ...(names ?? []), name]) {
    if (typeof word === 'string') words.add(word);
  }
  Object.values(part).forEach(collect);
}

for (const file of readdirSync(SCHEMAS)) collect(JSON.parse(readFileSync(new URL(file, SCHEMAS), 'utf8')));
for (const word of [...words].sort()) console.log(`"\\"${word}\\""`);
