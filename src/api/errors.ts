// Every failure of the API has one form: `{ error: { code, message } }`.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Log } from '../runtime/log.ts';

/** A failure with its status. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Sends a failure. */
export function sendError(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error: { code, message } }));
}

/** Makes all failures of a server take the form. Those nobody expected are logged, and told without their insides. */
export function handleErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof ApiError) return sendError(reply, error.status, error.code, error.message);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const found = error.validation.map(
        ({ instancePath, message }) => `${instancePath.slice(1)}: ${message}`,
      );
      return sendError(reply, 400, 'invalid', found.join('; '));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return sendError(reply, status, 'invalid', error.message);
    log.error('API: a request failed', { method: request.method, url: request.url, detail: error.message });
    return sendError(reply, 500, 'internal', 'this is a fault of jalur; its log says more');
  });
  app.setNotFoundHandler((request, reply) => notFound(app, request, reply));
}

function notFound(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const url = request.url.split('?')[0] ?? '/';
  const allowed = (['GET', 'POST', 'DELETE'] as const).filter((method) => app.hasRoute({ method, url }));
  if (allowed.length > 0) {
    reply.header('allow', allowed.join(', '));
    return sendError(
      reply,
      405,
      'method',
      `${request.method} is not possible here, only ${allowed.join(', ')}`,
    );
  }
  return sendError(reply, 404, 'not-found', `there is nothing at ${url}; /openapi.json lists what there is`);
}

/** A route's answers for the description; kept out of the types, since answers are written by our own JSON writer. */
export function replies(byStatus: Readonly<Record<number, unknown>>): object {
  return { response: byStatus };
}
