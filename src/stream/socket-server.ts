// WebSockets on the API's HTTP server. Who may connect is decided before the upgrade.

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CloseReason, Transport } from './client.ts';
import type { Hub } from './hub.ts';
import { MOST_INCOMING_BYTES } from './incoming.ts';

/** Where the stream is. */
export const STREAM_PATH = '/api/v1/stream';

/** How long a client may take to answer a close frame. */
const CLOSE_TIMEOUT_MS = 5_000;

/** Bounds of what a client sends (GHSA-3h5v-q93c-6h6q, GHSA-96hv-2xvq-fx4p); no deflate, which costs memory per client. */
const SOCKET_OPTIONS = {
  noServer: true,
  maxPayload: MOST_INCOMING_BYTES,
  maxFragments: 16,
  maxBufferedChunks: 64,
  perMessageDeflate: false,
  closeTimeout: CLOSE_TIMEOUT_MS,
};

/** How a request that may not connect is answered. */
export interface Refusal {
  readonly status: 401 | 403 | 404 | 503;
  readonly code: string;
  readonly message: string;
}

/** What of a hub a connection needs. */
export type StreamHub = Pick<Hub, 'refuses' | 'attach'>;

/** Where a request that may connect is connected to. */
export interface Admission {
  readonly hub: StreamHub;
  /** Called with how to end the stream; returns what is called when it has ended. */
  readonly onOpen?: (end: (why: CloseReason, message: string) => void) => () => void;
}

const UNKNOWN: Refusal = { status: 503, code: 'access', message: 'who may come in cannot be read now' };
const FULL: Refusal = { status: 503, code: 'full', message: 'too many clients; try again later' };

const STATUS_TEXTS = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
} as const;

/** Serves the hub's stream on a server. `look` looks at every request before it is upgraded; without a word from it: let in. */
export function serveStream(
  server: Server,
  hub: StreamHub,
  look: (request: IncomingMessage) => Refusal | Admission | undefined,
): { readonly close: () => void } {
  const sockets = new WebSocketServer(SOCKET_OPTIONS);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    // Not `new URL`, which throws on addresses such as `//`.
    const [path, query] = (request.url ?? '/').split('?', 2);
    const found: Refusal | Admission =
      path === STREAM_PATH
        ? looked(request, hub, look)
        : { status: 404, code: 'not-found', message: `the stream is at ${STREAM_PATH}` };
    if ('status' in found) {
      answer(socket, found);
      return;
    }
    if (found.hub.refuses()) {
      answer(socket, FULL);
      return;
    }
    const asked = new URLSearchParams(query).get('since');
    const since = asked !== null && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
    sockets.handleUpgrade(request, socket, head, (client) => connect(found, client, since));
  });
  return {
    close: () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

/** Whoever cannot be looked at is not let in. */
function looked(
  request: IncomingMessage,
  hub: StreamHub,
  look: (request: IncomingMessage) => Refusal | Admission | undefined,
): Refusal | Admission {
  try {
    return look(request) ?? { hub };
  } catch {
    return UNKNOWN;
  }
}

function answer(socket: Duplex, refusal: Refusal): void {
  const body = JSON.stringify({ error: { code: refusal.code, message: refusal.message } });
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_TEXTS[refusal.status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function connect({ hub, onOpen }: Admission, client: WebSocket, since: number | undefined): void {
  client.on('error', () => client.terminate());
  const attached = hub.attach(transportOf(client), since);
  if (!attached) {
    client.close(1013, 'too many clients; try again later');
    return;
  }
  client.on('message', (data, isBinary) => attached.message(isBinary ? '' : String(data)));
  const ended = onOpen?.((why, message) => attached.end(why, message));
  client.on('pong', () => attached.pong());
  client.on('close', () => {
    ended?.();
    attached.gone();
  });
}

function transportOf(client: WebSocket): Transport {
  return {
    send: (bytes, sent) => client.send(bytes, { binary: false }, () => sent?.()),
    ping: () => client.ping(),
    close: (code, reason) => client.close(code, reason),
    terminate: () => client.terminate(),
  };
}
