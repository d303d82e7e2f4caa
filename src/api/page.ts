// The page: the built files of src/web under a policy that lets nothing in from elsewhere.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Answers tell what is true now; the page's files say otherwise themselves.
  'cache-control': 'no-store',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const;

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>jalur</title>
<h1>jalur</h1><p>The page is not built. Run <code>npm run prepare</code> once and load this again. The API works:
<a href="/api/v1/network">/api/v1/network</a>, <a href="/openapi.json">/openapi.json</a>.</p>`;

/** Adds the headers to every answer. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', (_, reply, payload, done) => {
    for (const [name, value] of Object.entries(HEADERS))
      if (!reply.hasHeader(name)) reply.header(name, value);
    done(null, payload);
  });
}

/** Serves the page from a folder; a word of help where it has not been built. */
export async function addPage(app: FastifyInstance, webRoot: string): Promise<void> {
  if (!existsSync(join(webRoot, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, (_, reply) =>
      reply.type('text/html; charset=utf-8').send(NOT_BUILT),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: webRoot,
    index: 'index.html',
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Names under assets/ carry a hash of what is in them.
      const hashed = path.includes(`${join(webRoot, 'assets')}`);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
