// The HTTP server: API, stream, page. Nothing else listens.

import { parse } from 'node:querystring';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { AccessConfig } from '../config/access-config.ts';
import type { Scope } from '../domain/access.ts';
import type { Log } from '../runtime/log.ts';
import type { AccessStore } from '../store/access/port.ts';
import type { Hub } from '../stream/hub.ts';
import { type StreamHub, serveStream } from '../stream/socket-server.ts';
import { assertListenAllowed } from './access.ts';
import { SESSION_COOKIE } from './access-cookie.ts';
import { addAccess, openAccess } from './access-desk.ts';
import { guardRoutes, type Scopes } from './access-guard.ts';
import { isLoopbackHost } from './access-origin.ts';
import type { PasswordHasher } from './access-passwords.ts';
import { isRuled, type RouteOf } from './access-rules.ts';
import { admit } from './access-stream.ts';
import { type Certificate, tlsServer, useCertificate } from './access-tls.ts';
import { auditChanges } from './audit.ts';
import { addBeat } from './beat.ts';
import type { ApiDeps } from './deps.ts';
import { handleBadAddress, handleBadRequest, handleErrors } from './errors.ts';
import { addHealth } from './health.ts';
import { addPage, addSecurityHeaders } from './page.ts';
import { addRoutes } from './routes.ts';

/** Largest request body in bytes: acts and log-ins are short. */
const MOST_BODY_BYTES = 16 * 1024;
/** Longest start of a plug-in of the server. */
const PLUGIN_TIMEOUT_MS = 60_000;
/** A request that takes longer is cut. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Connections at once; beyond, more are cut when they come. Four for each of the most streams; the descriptors of a service
 * are for echoes, stores and messages too.
 */
const MOST_CONNECTIONS = 8_000;

/** Where and how to serve. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly token?: string;
  /** Who may come in; absent: whoever the token and the users of the store let in. */
  readonly access?: AccessConfig;
  /** Key and certificate as PEM; absent: nothing is encrypted. */
  readonly tls?: Certificate;
  /** Folder of the built page. */
  readonly webRoot: string;
  readonly version: string;
  /** Connections at once; 8,000 when absent. */
  readonly mostConnections?: number;
}

/** A server at work. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Whether only this machine reaches it. */
  readonly isLoopback: boolean;
  /** Every route, and whether there is a line about it in the table of who may call it. */
  readonly routes: readonly ServedRoute[];
  /** Looks at the log-ins of open streams, and at what the audit trail has to sum up; called every few seconds. */
  checkAccess(): void;
  /** Takes another certificate for connections to come; throws for one that is none. */
  useCertificate(certificate: Certificate): void;
  close(): Promise<void>;
}

/** A route as it was added. */
export interface ServedRoute extends RouteOf {
  readonly ruled: boolean;
}

/** Why the server could not begin. */
export class ServerFailure extends Error {
  readonly code = 'listen';
}

/** What serving needs. */
export interface ServerDeps extends ApiDeps {
  readonly hub: Hub;
  readonly log: Log;
  /** Users, tokens, sessions and the audit trail. */
  readonly accessStore: AccessStore;
  /** Parts of the province, for those who see no more. */
  readonly scopes: Scopes;
  /** The stream of a part; undefined while too many others are watched. */
  readonly scopeHub: (scope: Scope) => StreamHub | undefined;
  /** Absent: scrypt. */
  readonly passwordHasher?: PasswordHasher;
}

/** Begins to serve. Rejects with a coded Error when the address is taken or not allowed. */
export async function startServer(options: ServerOptions, deps: ServerDeps): Promise<RunningServer> {
  const desk = openAccess(options, deps);
  const { access, guests, trail } = desk;
  assertListenAllowed(options.host, access.hasWayIn);
  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A start with ten thousand links on a busy machine is no fault of a plug-in.
    pluginTimeout: PLUGIN_TIMEOUT_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128, querystringParser: parseQuery },
    frameworkErrors: handleBadAddress,
    clientErrorHandler: handleBadRequest,
    ...(options.tls && { serverFactory: tlsServer(options.tls, { requestTimeoutMs: REQUEST_TIMEOUT_MS }) }),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Bodies are JSON: a form or plain text is what a page of another site can send without being asked for leave first.
  app.removeContentTypeParser('text/plain');
  handleErrors(app, deps.log);
  addSecurityHeaders(app, options.tls !== undefined);
  const routes = noteRoutes(app);
  guardRoutes(app, access, deps.scopes);
  auditChanges(app, trail, deps.now);
  await addDescription(app, options.version);
  addHealth(app, deps);
  addAccess(app, desk, deps);
  addRoutes(app, deps);
  addBeat(app, deps);
  await addPage(app, options.webRoot);
  const { hub, scopeHub } = deps;
  const hubOf = (scope: Scope): StreamHub | undefined => (scope.kind === 'province' ? hub : scopeHub(scope));
  const stream = serveStream(app.server, hub, (request) => admit(request, { access, guests, hubOf }));
  app.server.maxConnections = options.mostConnections ?? MOST_CONNECTIONS;
  await listen(app, options);
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    host: options.host,
    port,
    isLoopback: isLoopbackHost(options.host),
    routes: routes(),
    checkAccess: () => {
      try {
        guests.check();
      } catch (error) {
        // Nobody is thrown out because it cannot be read who may stay; nobody new comes in either.
        deps.log.error('Log-ins of open streams could not be looked at', { detail: String(error) });
      }
      trail.sumUp();
    },
    useCertificate: (certificate) => useCertificate(app.server, certificate),
    close: async () => {
      stream.close();
      await app.close();
    },
  };
}

/** Hooks of the page's own scope say later that a route is the page's: hence asked for at the end. */
function noteRoutes(app: FastifyInstance): () => readonly ServedRoute[] {
  const added: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    added.push(route);
  });
  return () =>
    added.flatMap(({ method, url, config }) =>
      [method].flat().map((each) => ({
        method: each,
        url,
        page: config?.page === true,
        ruled: isRuled({ method: each, url }),
      })),
    );
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
