// HTTPS by certificate files of the office.

import type { RequestListener, Server } from 'node:http';
import { createServer, Server as HttpsServer } from 'node:https';

/** Key and certificate with its chain, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A client that opens a connection and says nothing is cut after this long. */
const HANDSHAKE_MS = 10_000;
/** As fastify has it for plain HTTP. */
const KEEP_ALIVE_MS = 72_000;

/** Makes the server that fastify serves on. */
export function tlsServer(
  { key, cert }: Certificate,
  { requestTimeoutMs }: { readonly requestTimeoutMs: number },
): (handler: RequestListener) => Server {
  return (handler) => {
    const server = createServer(
      {
        key,
        cert,
        minVersion: 'TLSv1.2',
        handshakeTimeout: HANDSHAKE_MS,
        requestTimeout: requestTimeoutMs,
        keepAliveTimeout: KEEP_ALIVE_MS,
      },
      handler,
    );
    return server;
  };
}

/** Takes another certificate for connections to come; throws for one that is none. */
export function useCertificate(server: Server, { key, cert }: Certificate): void {
  if (!(server instanceof HttpsServer)) throw new Error('a certificate for a server that does not encrypt');
  server.setSecureContext({ key, cert, minVersion: 'TLSv1.2' });
}
