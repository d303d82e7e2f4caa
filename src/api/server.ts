// The HTTP server: API, stream, page. Nothing else listens.

import { parse } from 'node:querystring';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Log } from '../runtime/log.ts';
import type { Hub } from '../stream/hub.ts';
import { serveStream } from '../stream/socket-server.ts';
import { Access, assertListenAllowed, isOwnHost, isOwnOrigin, SESSION_COOKIE } from './access.ts';
import { addBeat } from './beat.ts';
import { BEAT_PATH } from './beat-path.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, handleBadAddress, handleBadRequest, handleErrors } from './errors.ts';
import { addHealth } from './health.ts';
import { addPage, addSecurityHeaders } from './page.ts';
import { addRoutes } from './routes.ts';
import { addSession, guard, guardChanges } from './session.ts';

/** Largest request body in bytes: acts and log-ins are short. */
const MOST_BODY_BYTES = 16 * 1024;
/** A request that takes longer is cut. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Where and how to serve. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly token?: string;
  /** Folder of the built page. */
  readonly webRoot: string;
  readonly version: string;
}

/** A server at work. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Why the server could not begin. */
export class ServerFailure extends Error {
  readonly code = 'listen';
}

/** Begins to serve. Rejects with a coded Error when the address is taken or not allowed. */
export async function startServer(
  options: ServerOptions,
  deps: ApiDeps & { readonly hub: Hub; readonly log: Log },
): Promise<RunningServer> {
  assertListenAllowed(options.host, options.token !== undefined);
  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128, querystringParser: parseQuery },
    frameworkErrors: handleBadAddress,
    clientErrorHandler: handleBadRequest,
  });
  const access = new Access(options.token, deps.monoMs);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Bodies are JSON: a form or plain text is what a page of another site can send without being asked for leave first.
  app.removeContentTypeParser('text/plain');
  handleErrors(app, deps.log);
  addSecurityHeaders(app);
  app.addHook('onRequest', (request, _, done) => {
    // A device calls by whatever name leads it here, and what it is told is no secret.
    if (request.routeOptions.url === BEAT_PATH || isOwnHost(request.raw, access.guarded)) done();
    else
      done(new ApiError(403, 'host', 'this name is not one of this server; use the address it listens on'));
  });
  guardChanges(app);
  guard(app, access);
  await addDescription(app, options.version);
  addHealth(app, deps);
  addSession(app, access);
  addRoutes(app, deps);
  addBeat(app, deps);
  await addPage(app, options.webRoot);
  const stream = serveStream(app.server, deps.hub, (request) => {
    if (!isOwnHost(request, access.guarded))
      return { status: 403, code: 'host', message: 'this name is not one of this server' };
    if (!isOwnOrigin(request))
      return { status: 403, code: 'origin', message: 'a page of another site may not listen' };
    if (!access.allows(request)) return { status: 401, code: 'token', message: 'an access token is wanted' };
    return undefined;
  });
  await listen(app, options);
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    host: options.host,
    port,
    close: async () => {
      stream.close();
      await app.close();
    },
  };
}

/** Parameters of a query. An empty one counts as absent: it would be read as 0. */
function parseQuery(text: string): Record<string, string | string[] | undefined> {
  return Object.fromEntries(Object.entries(parse(text)).filter(([, value]) => value !== ''));
}

async function addDescription(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'jalur',
        version,
        description:
          'Data paths of a province. Times are epoch ms. The stream is a WebSocket at /api/v1/stream; see docs/stream.md.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
  });
  app.get('/openapi.json', { schema: { hide: true } }, (_, reply) => reply.send(app.swagger()));
}

async function listen(app: FastifyInstance, options: ServerOptions): Promise<void> {
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (cause) {
    const found = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const hint =
      found === 'EADDRINUSE'
        ? 'something else listens there already (another jalur?); stop it, or choose another port (monitor.listen)'
        : 'choose another address (monitor.listen)';
    throw new ServerFailure(`cannot listen on ${options.host}:${options.port}: ${found}; ${hint}`, { cause });
  }
}
