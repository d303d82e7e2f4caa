// The page: the built files of src/web under a policy that lets nothing in from elsewhere.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type {} from './access-visit.ts';

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

/** RFC 6797: once reached over TLS, never again without it. */
const TLS_HEADERS = { 'strict-transport-security': 'max-age=31536000' } as const;

/** Adds the headers to every answer; `tls`: this server encrypts. */
export function addSecurityHeaders(app: FastifyInstance, tls: boolean): void {
  const headers = Object.entries({ ...HEADERS, ...(tls && TLS_HEADERS) });
  app.addHook('onSend', (_, reply, payload, done) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value);
    done(null, payload);
  });
}

/**
 * Serves the page from a folder, compressed beforehand where there is a file.gz beside a file; a word of help where it has
 * not been built. In a scope of its own: the files in it are for everybody.
 */
export async function addPage(server: FastifyInstance, webRoot: string): Promise<void> {
  await server.register(async (app) => {
    app.addHook('onRoute', (route) => {
      route.config = { ...route.config, page: true };
    });
    await addFiles(app, webRoot);
  });
}

async function addFiles(app: FastifyInstance, webRoot: string): Promise<void> {
  if (!existsSync(join(webRoot, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, (_, reply) =>
      reply.type('text/html; charset=utf-8').send(NOT_BUILT),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: webRoot,
    index: ['index.html'],
    wildcard: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      // Names under assets/ carry a hash of what is in them.
      const hashed = path.includes(`${join(webRoot, 'assets')}`);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
