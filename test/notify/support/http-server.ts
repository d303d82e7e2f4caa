// An HTTP server on loopback that keeps what it was sent, and answers as its script says.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came in, whole. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer; `stall` never comes, `hang-up` closes the connection without one. */
export type Scripted =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'stall'
  | 'hang-up';

/** A scripted server. */
export class HttpScript {
  readonly received: Received[] = [];
  /** Decides the answer to each request. */
  answer: (request: Received) => Scripted = () => ({ status: 200 });
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const received: Received = {
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(parts).toString('utf8'),
        };
        this.received.push(received);
        const answer = this.answer(received);
        if (answer === 'stall') return;
        if (answer === 'hang-up') {
          request.socket.destroy();
          return;
        }
        response.writeHead(answer.status, answer.headers ?? {});
        response.end(answer.body ?? '');
      });
      request.on('error', () => {});
    });
  }

  /** Begins to serve; returns its address without a path. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${this.port}`;
  }

  /** The port it serves at. */
  get port(): number {
    const address = this.#server.address() as AddressInfo | null;
    if (address === null) throw new Error('the server is not started');
    return address.port;
  }

  /** Ends, breaking off what is open. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}
