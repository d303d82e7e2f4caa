// Every failure of the API has one form: `{ error: { code, message } }`.

import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Log } from '../runtime/log.ts';
import type {} from './access-visit.ts';
import { loggedUrl } from './beat-path.ts';

/** A failure with its status; `more` stands beside `error` in the answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly more: object;
  constructor(status: number, code: string, message: string, more: object = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** Sends a failure. */
export function sendError(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
  more: object = {},
): FastifyReply {
  const { visit } = reply.request;
  if (visit) visit.refusal = code;
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error: { code, message }, ...more }));
}

/** Makes all failures of a server take the form. Those nobody expected are logged, and told without their insides. */
export function handleErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof ApiError) {
      if (error.status === 429) reply.header('retry-after', '60');
      return sendError(reply, error.status, error.code, error.message, error.more);
    }
    if (hasZodFastifySchemaValidationErrors(error)) {
      const found = error.validation.map(
        ({ instancePath, message }) => `${instancePath.slice(1)}: ${message}`,
      );
      return sendError(reply, 400, 'invalid', found.join('; '));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return sendError(reply, status, 'invalid', error.message);
    const url = loggedUrl(request.url, request.routeOptions.url);
    log.error('API: a request failed', { method: request.method, url, detail: error.message });
    return sendError(reply, 500, 'internal', 'this is a fault of jalur; its log says more');
  });
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, segments: url.split('/') });
  });
  app.setNotFoundHandler((request, reply) => notFound(routes, request, reply));
}

/** Answers an address that cannot be read at all. */
export function handleBadAddress(error: Error, _: FastifyRequest, reply: FastifyReply): void {
  sendError(reply, 400, 'invalid', error.message);
}

/** Answers what is no HTTP at all, and ends the connection. */
export function handleBadRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code?.endsWith('TIMEOUT') ? 408 : 400;
  const body = JSON.stringify({ error: { code: 'invalid', message: 'this is no HTTP request' } });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
}

function notFound(routes: readonly Route[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '/';
  const segments = path.split('/');
  const allowed = new Set(routes.filter((route) => matches(route, segments)).map(({ method }) => method));
  if (allowed.size > 0) {
    const list = [...allowed].join(', ');
    return sendError(
      reply.header('allow', list),
      405,
      'method',
      `${request.method} is not possible here, only ${list}`,
    );
  }
  return sendError(reply, 404, 'not-found', `there is nothing at ${path}; /openapi.json lists what there is`);
}

function matches({ segments: pattern }: Route, segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every(
      (each, index) => each === segments[index] || (each.startsWith(':') && segments[index] !== ''),
    )
  );
}

/** A route's answers for the description; kept out of the types, since answers are written by our own JSON writer. */
export function replies(byStatus: Readonly<Record<number, unknown>>): object {
  return { response: byStatus };
}
