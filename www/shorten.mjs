// Gives the names that wasm and glue call each other by, long and with hashes that do not compress, short ones in both.

/** Renames the imports and exports of a wasm file, and the same names in its glue; returns both. */
export function shorten(wasm, glue) {
  const names = new Map();
  const short = (name, least = 10) => {
    if (name.length < least || !glue.includes(name)) return name;
    if (!names.has(name)) names.set(name, `n${names.size.toString(36)}`);
    return names.get(name);
  };
  const sections = [wasm.subarray(0, 8)];
  for (const { id, body } of read(wasm)) {
    const renamed = id === 2 ? imports(body, short) : id === 7 ? exports(body, short) : body;
    sections.push(Buffer.from([id]), leb(renamed.length), renamed);
  }
  // Longest first: one name may begin another.
  const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
  const renamedGlue = longestFirst.reduce((text, [long, name]) => text.replaceAll(long, name), glue);
  return { wasm: Buffer.concat(sections), glue: renamedGlue };
}

function* read(wasm) {
  for (let at = 8; at < wasm.length;) {
    const id = wasm[at];
    const [size, start] = number(wasm, at + 1);
    yield { id, body: wasm.subarray(start, start + size) };
    at = start + size;
  }
}

/** The import section: module, name, and for a function, which is all that wasm-bindgen imports, its type. */
function imports(body, short) {
  let [count, at] = number(body, 0);
  const out = [leb(count)];
  for (; count > 0; count -= 1) {
    const module = string(body, at);
    const name = string(body, module.end);
    if (body[name.end] !== 0) throw new Error(`${name.text} is imported and is no function`);
    const [type, end] = number(body, name.end + 1);
    out.push(text(short(module.text)), text(short(name.text)), Buffer.from([0]), leb(type));
    at = end;
  }
  return Buffer.concat(out);
}

/** The export section: name, kind and position. */
function exports(body, short) {
  let [count, at] = number(body, 0);
  const out = [leb(count)];
  for (; count > 0; count -= 1) {
    const name = string(body, at);
    const [, end] = number(body, name.end + 1);
    // Only the longest: the plain ones are how tests and tools know a wasm-bindgen module.
    out.push(text(short(name.text, 24)), body.subarray(name.end, end));
    at = end;
  }
  return Buffer.concat(out);
}

function number(bytes, at) {
  for (let value = 0, shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function string(bytes, at) {
  const [size, start] = number(bytes, at);
  return { text: bytes.toString('utf8', start, start + size), end: start + size };
}

function leb(value) {
  const out = [];
  do {
    out.push((value % 128) | (value >= 128 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(out);
}

function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([leb(bytes.length), bytes]);
}
