// For machines that look after jalur: is it alive, is it ready, and its figures for Prometheus.

import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { lossPct } from '../domain/round.ts';
import { LINK_STATES } from '../domain/state.ts';
import type { ApiDeps } from './deps.ts';
import { replies } from './errors.ts';
import { errorReply, healthReply } from './schemas.ts';

/** Adds /healthz, /readyz and /metrics. */
export function addHealth(app: FastifyInstance, deps: ApiDeps): void {
  const answers = { 200: healthReply, 503: healthReply };
  app.get('/healthz', { schema: { summary: 'Is it alive?', ...replies(answers) } }, (_, reply) => {
    const { dead } = deps.health();
    return reply.code(dead.length === 0 ? 200 : 503).send({ ok: dead.length === 0, reasons: [...dead] });
  });
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
  const render = renderer(registry, deps);
  app.get(
    '/metrics',
    { schema: { summary: 'Prometheus text', ...replies({ 401: errorReply }) } },
    async (_, reply) => reply.type(registry.contentType).send(await render()),
  );
}

/** Writes the figures anew for each scrape: labels of links that are gone must go too. */
function renderer(registry: Registry, deps: ApiDeps): () => Promise<string> {
  const labelNames = ['link'];
  const registers = [registry];
  const state = new Gauge({
    name: 'jalur_link_state',
    help: 'State of a link: 1 for the present one.',
    labelNames: ['link', 'state'],
    registers,
  });
  const rtt = new Gauge({
    name: 'jalur_link_rtt_seconds',
    help: 'Median RTT of the last round.',
    labelNames,
    registers,
  });
  const loss = new Gauge({
    name: 'jalur_link_loss_ratio',
    help: 'Echo loss of the last round.',
    labelNames,
    registers,
  });
  const age = new Gauge({
    name: 'jalur_link_verdict_age_seconds',
    help: 'Age of the last echo verdict.',
    labelNames,
    registers,
  });
  const alerts = new Gauge({
    name: 'jalur_alerts_active',
    help: 'Active alerts.',
    labelNames: ['severity', 'suppressed'],
    registers,
  });
  return () => {
    for (const metric of [state, rtt, loss, age, alerts]) metric.reset();
    const network = deps.network();
    for (const link of network.links) {
      const labels = { link: link.id };
      for (const each of LINK_STATES) if (each === link.state) state.set({ link: link.id, state: each }, 1);
      if (link.round?.rtt) rtt.set(labels, link.round.rtt.medianMs / 1000);
      const lost = link.round && lossPct(link.round);
      if (lost !== undefined) loss.set(labels, lost / 100);
      if (link.verdictAt !== undefined)
        age.set(labels, Math.max(0, network.serverTime - link.verdictAt) / 1000);
    }
    for (const alert of network.alerts)
      alerts.inc({ severity: alert.severity, suppressed: alert.suppressed ? 'yes' : 'no' });
    setFigures(registry, deps);
    return registry.metrics();
  };
}

function setFigures(registry: Registry, deps: ApiDeps): void {
  const figures = deps.figures();
  for (const { name } of figures) registry.removeSingleMetric(name);
  for (const { name, help, type, value, labels = {} } of figures) {
    const known = registry.getSingleMetric(name);
    const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
    if (type === 'counter') ((known as Counter | undefined) ?? new Counter(options)).inc(labels, value);
    else ((known as Gauge | undefined) ?? new Gauge(options)).set(labels, value);
  }
}
