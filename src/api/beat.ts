// The one route without an access token: a device that cannot be reached calls it, and the token in its address is the
// secret. It tells nothing about the network, and a token that never was looks like one that was revoked.

import type { FastifyInstance } from 'fastify';
import type { BeatAnswer, BeatCall } from '../probe/beat/port.ts';
import { visitOf } from './access-visit.ts';
import { BEAT_PATH } from './beat-path.ts';
import { ApiError, replies, sendError } from './errors.ts';
import { beatParams, errorReply } from './schemas.ts';

/** A token and a dozen figures take 500 characters. */
const MOST_URL = 1_024;
/** Bodies are read to their end, and for nothing else. */
const MOST_BODY_BYTES = 1_024;

/** Adds the route. */
export function addBeat(
  server: FastifyInstance,
  deps: { readonly beat: (call: BeatCall) => BeatAnswer },
): void {
  // In a scope of its own, where a body may be of any kind.
  void server.register((app, _, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: MOST_BODY_BYTES },
      (_request, _body, ready) => ready(null, undefined),
    );
    app.route({
      // HEAD comes with GET.
      method: ['GET', 'POST'],
      url: BEAT_PATH,
      schema: {
        summary: 'A device says that it is there; figures of its own as parameters (docs/beat.md)',
        security: [],
        params: beatParams,
        ...replies({ 404: errorReply, 429: errorReply }),
      },
      onRequest: (request, _reply, next) => {
        if ((request.raw.url ?? '').length <= MOST_URL) next();
        else next(new ApiError(414, 'too-long', `the address is longer than ${MOST_URL} characters`));
      },
      handler: (request, reply) => {
        const { token } = request.params as { readonly token: string };
        const query = request.query as BeatCall['query'];
        const answer = deps.beat({ token, query, address: visitOf(request).end.address });
        switch (answer) {
          case 'taken':
            return reply.code(204).send();
          case 'unknown':
            return sendError(reply, 404, 'not-found', 'nobody waits for this beat');
          case 'slow-down':
            return sendError(
              reply.header('retry-after', '60'),
              429,
              'slow-down',
              'too many calls; wait a minute',
            );
        }
      },
    });
    done();
  });
}
