// Serves target/bench/site/ from memory, every file in brotli 11 and with the same headers.

import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { SITE } from './place.mjs';

/** @import { AddressInfo } from 'node:net' */

/** @typedef {{ type: string, bytes: Buffer, body: Buffer }} File as it is and in brotli */

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Address to file; compressed once, here.
 *
 * @returns {Map<string, File>}
 */
export function files() {
  const paths = readdirSync(SITE, { encoding: 'utf8', recursive: true }).map((name) => join(SITE, name));
  const files = paths.filter((path) => statSync(path).isFile());
  return new Map(files.map((path) => [`/${relative(SITE, path)}`.replace(/index\.html$/, ''), read(path)]));
}

/**
 * @param {string} path
 * @returns {File}
 */
function read(path) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { type: TYPES[extname(path)], bytes, body: brotliCompressSync(bytes, { params }) };
}

/** Serves until `close`; what is missing is told, for a bench that misses a file measures something else. */
export async function serve() {
  const held = files();
  const server = createServer((request, response) => {
    const file = held.get(new URL(request.url ?? '', 'http://localhost').pathname);
    if (!file || !request.headers['accept-encoding']?.includes('br')) {
      console.error(`Not served: ${request.url}`);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': file.type,
      'content-encoding': 'br',
      'content-length': file.body.length,
      'cache-control': 'public, max-age=3600',
      vary: 'accept-encoding',
    });
    response.end(file.body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { base: `http://localhost:${port}`, files: held, close };
}
