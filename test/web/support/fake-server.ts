// A daemon as the page sees one: its files under the daemon's own content policy, the stream with resume, and a token if
// wanted. It does what the test tells it to, silence and death included.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EngineEvent } from '../../../src/domain/event.ts';
import { type NetworkView, PROTOCOL, type ServerMessage } from '../../../src/stream/protocol.ts';
import { acknowledgeMany, FakeActs } from './fake-acts.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
const COOKIE = 'jalur_session';

/** What a fake server serves, and how it behaves. */
export interface FakeServerOptions {
  /** Folder of the built page. */
  readonly webRoot: string;
  readonly network: NetworkView;
  readonly token?: string;
  readonly protocol?: number;
  /** Period of the heartbeats in ms; 0 sends none. */
  readonly heartbeatMs?: number;
}

/** The server. `start` again after `stop` to bring it back on the same port. */
export class FakeServer {
  network: NetworkView;
  /** What heartbeats say. */
  oldestDataMs = 1_200;
  /** The `since` of every stream that was opened, in order. */
  readonly resumes: (number | undefined)[] = [];
  /** What operators do. */
  readonly acts = new FakeActs({ now: () => this.now, emit: (event) => this.emit(event) });
  /** Answers to other questions, by path without query, as long as a test puts them there; else they are empty. */
  readonly answers = new Map<string, unknown>();
  /** Requests for anything that is not there. */
  readonly missing: string[] = [];
  readonly #options: FakeServerOptions;
  readonly #startedMs = performance.now();
  readonly #journal: Extract<ServerMessage, { type: 'event' }>[] = [];
  #http: Server | undefined;
  #sockets = new Set<WebSocket>();
  #beat: NodeJS.Timeout | undefined;
  #port = 0;
  #silent = false;

  constructor(options: FakeServerOptions) {
    this.#options = options;
    this.network = options.network;
    for (const alert of options.network.alerts) this.acts.know(alert);
  }

  /** Address of the page. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** jalur's time now. */
  get now(): number {
    return Math.round(this.#options.network.serverTime + performance.now() - this.#startedMs);
  }

  /** Streams that are open. */
  get clients(): number {
    return this.#sockets.size;
  }

  /** Listens on a free port, or on the one it had. */
  async start(): Promise<void> {
    const http = createServer((request, response) => void this.#answer(request, response));
    const streams = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (!this.#allowed(request)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      streams.handleUpgrade(request, socket, head, (client) => this.#greet(client, request));
    });
    http.listen(this.#port, '127.0.0.1');
    await once(http, 'listening');
    this.#port = (http.address() as AddressInfo).port;
    this.#http = http;
    const period = this.#options.heartbeatMs ?? 1_000;
    if (period > 0) this.#beat = setInterval(() => this.heartbeat(), period);
  }

  /** Dies: no farewell, every connection cut. */
  async stop(): Promise<void> {
    clearInterval(this.#beat);
    for (const client of this.#sockets) client.terminate();
    const http = this.#http;
    this.#http = undefined;
    if (!http) return;
    http.closeAllConnections();
    await new Promise((done) => http.close(done));
  }

  /** Stops or resumes speaking without closing anything; a stream that is opened meanwhile is not greeted either. */
  silence(silent: boolean): void {
    this.#silent = silent;
    clearInterval(this.#beat);
    if (!silent) this.#beat = setInterval(() => this.heartbeat(), 1_000);
  }

  /** Announces an event to all and keeps it for those who resume. */
  emit(event: EngineEvent): void {
    const seq = this.network.seq + 1;
    this.network = { ...this.network, seq };
    if (event.kind === 'alert.raised' || event.kind === 'alert.changed' || event.kind === 'alert.closed') {
      const { alert } = event;
      this.acts.know(alert);
      const others = this.network.alerts.filter(({ number }) => number !== alert.number);
      const alerts = alert.status === 'closed' ? others : [alert, ...others];
      this.network = { ...this.network, alerts };
    }
    const message = { type: 'event', seq, durable: true, ...event } as const;
    this.#journal.push(message);
    this.broadcast(message);
  }

  /** Sends any message to all. */
  broadcast(message: ServerMessage): void {
    for (const client of this.#sockets) client.send(JSON.stringify(message));
  }

  /** Sends a heartbeat to all. */
  heartbeat(): void {
    const { now: serverTime, oldestDataMs } = this;
    this.broadcast({ type: 'heartbeat', serverTime, seq: this.network.seq, oldestDataMs });
  }

  #greet(client: WebSocket, request: IncomingMessage): void {
    this.#sockets.add(client);
    client.on('close', () => this.#sockets.delete(client));
    client.on('error', () => client.terminate());
    const asked = new URL(request.url ?? '/', 'http://fake').searchParams.get('since');
    const since = asked === null ? undefined : Number(asked);
    this.resumes.push(since);
    if (this.#silent) return;
    const send = (message: ServerMessage): void => client.send(JSON.stringify(message));
    const { seq, bootId } = this.network;
    const serverTime = this.now;
    send({ type: 'hello', protocol: this.#options.protocol ?? PROTOCOL, serverTime, seq, bootId });
    const held = since !== undefined && since >= (this.#journal[0]?.seq ?? Number.POSITIVE_INFINITY) - 1;
    if (!held) send({ type: 'snapshot', seq, network: { ...this.network, serverTime } });
    else for (const message of this.#journal) if (message.seq > since) send(message);
  }

  #allowed(request: IncomingMessage): boolean {
    const { token } = this.#options;
    return token === undefined || (request.headers.cookie ?? '').includes(`${COOKIE}=${token}`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    if (path === '/api/v1/session' && request.method === 'POST') {
      const right = (JSON.parse(await bodyOf(request)) as { token: string }).token === this.#options.token;
      if (right) response.setHeader('set-cookie', `${COOKIE}=${this.#options.token}; HttpOnly; Path=/`);
      response.writeHead(right ? 204 : 401).end();
      return;
    }
    if (path === '/api/v1/alerts/ack' && this.#allowed(request)) {
      const answer = await acknowledgeMany(this.acts, JSON.parse(await bodyOf(request)));
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
      return;
    }
    const [, number, act] = /^\/api\/v1\/alerts\/(\d+)(?:\/([a-z]+))?$/.exec(path) ?? [];
    if (number !== undefined && this.#allowed(request)) {
      const answer =
        act === undefined
          ? this.acts.read(Number(number))
          : await this.acts.do(Number(number), act, JSON.parse(await bodyOf(request)));
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
      return;
    }
    if (this.answers.has(path) && this.#allowed(request)) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(this.answers.get(path)));
      return;
    }
    if (path.startsWith('/api/')) {
      response.writeHead(this.#allowed(request) ? 200 : 401).end();
      return;
    }
    const file = path === '/' ? 'index.html' : path.slice(1);
    try {
      const content = await readFile(join(this.#options.webRoot, file));
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      });
      response.end(content);
    } catch {
      this.missing.push(path);
      response.writeHead(404).end();
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
