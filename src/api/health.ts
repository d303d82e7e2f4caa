// For machines that look after jalur: is it alive, is it ready, and its figures for Prometheus.

import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { ApiDeps } from './deps.ts';
import { replies } from './errors.ts';
import { figuresText, networkText, PROMETHEUS_TYPE } from './prometheus.ts';
import { errorReply, healthReply } from './schemas.ts';

/** Adds /healthz, /readyz and /metrics. */
export function addHealth(app: FastifyInstance, deps: ApiDeps): void {
  const answers = { 200: healthReply, 503: healthReply };
  app.get(
    '/healthz',
    { schema: { summary: 'Is it alive?', security: [], ...replies(answers) } },
    (_, reply) => {
      const { dead } = deps.health();
      return reply.code(dead.length === 0 ? 200 : 503).send({ ok: dead.length === 0, reasons: [...dead] });
    },
  );
  app.get(
    '/readyz',
    { schema: { summary: 'Does it do its whole job?', ...replies(answers) } },
    (_, reply) => {
      const { dead, notReady } = deps.health();
      const reasons = [...dead, ...notReady];
      return reply.code(reasons.length === 0 ? 200 : 503).send({ ok: reasons.length === 0, reasons });
    },
  );
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  app.get(
    '/metrics',
    { schema: { summary: 'Prometheus text', ...replies({ 401: errorReply }) } },
    async (_, reply) => {
      const parts = [figuresText(deps.figures()), networkText(deps.network()), await registry.metrics()];
      return reply.type(PROMETHEUS_TYPE).send(parts.filter((part) => part !== '').join('\n'));
    },
  );
}
