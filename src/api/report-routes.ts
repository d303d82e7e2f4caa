// Reports: made on demand as a file, made and kept, the register of those that were, and whether a printed one is among them.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { toJson } from '../stream/encode.ts';
import { visitOf } from './access-visit.ts';
import { actorOf } from './act-routes.ts';
import type { ActThrottle } from './act-throttle.ts';
import { ApiError, replies } from './errors.ts';
import { answered, asOfIn, noteKept, sendFile, subjectIn } from './report-answers.ts';
import type { ReportForm, ReportPort, ReportWish } from './report-port.ts';
import * as schemas from './report-schemas.ts';
import { errorReply } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const FAILURES = { 400: errorReply, 403: errorReply, 404: errorReply, 429: errorReply, 503: errorReply };
const MADE = replies({ 200: schemas.fileReply, 304: schemas.fileReply, ...FAILURES });

type Asked = Pick<ReportForm, 'format'> & {
  readonly table?: string | undefined;
  readonly as_of?: string | undefined;
  readonly lang?: ReportWish['locale'] | undefined;
};

/** Adds the routes. */
export function addReports(server: FastifyInstance, desk: ReportPort, throttle: ActThrottle): void {
  addMade(server, desk);
  addRegister(server, desk);
  addKeeping(server, desk, throttle);
}

function addMade(server: FastifyInstance, desk: ReportPort): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const made = async (request: FastifyRequest, query: Asked, wish: ReportWish) => {
    const { format, table, as_of, lang } = query;
    const { view } = visitOf(request);
    const whole = { ...wish, ...(lang && { locale: lang }), ...asOfIn(as_of, desk) };
    const form = { format, ...(table !== undefined && { table }) };
    return await answered(() => desk.make(whole, form, view));
  };
  app.get(
    '/api/v1/reports/sla',
    { schema: { summary: 'The monthly SLA report', querystring: schemas.slaQuery, ...MADE } },
    async (request, reply) => {
      const { month } = request.query;
      const subject = subjectIn(request.query);
      const wish: ReportWish = { kind: 'sla', subject, ...(month !== undefined && { month }) };
      return sendFile(request, reply, await made(request, request.query, wish));
    },
  );
  app.get(
    '/api/v1/reports/incident/:id',
    {
      schema: {
        summary: 'The report on one outage, by the number of its root alert',
        params: schemas.reportParams,
        querystring: schemas.plainQuery,
        ...MADE,
      },
    },
    async (request, reply) => {
      const wish: ReportWish = { kind: 'incident', incident: request.params.id };
      return sendFile(request, reply, await made(request, request.query, wish));
    },
  );
  app.get(
    '/api/v1/reports/acceptance/:id',
    {
      schema: {
        summary: 'The acceptance record of a new link as a report',
        params: schemas.reportParams,
        querystring: schemas.plainQuery,
        ...MADE,
      },
    },
    async (request, reply) => {
      const wish: ReportWish = { kind: 'acceptance', record: request.params.id };
      return sendFile(request, reply, await made(request, request.query, wish));
    },
  );
  for (const kind of ['rollout', 'evidence'] as const)
    app.get(
      `/api/v1/reports/${kind}`,
      {
        schema: {
          summary: kind === 'rollout' ? 'The roll-out report' : 'The SPBE/Pemdi evidence of a year',
          querystring: schemas.yearQuery,
          ...MADE,
        },
      },
      async (request, reply) => {
        const { year } = request.query;
        const wish: ReportWish = { kind, ...(year !== undefined && { year }) };
        return sendFile(request, reply, await made(request, request.query, wish));
      },
    );
  app.get(
    '/api/v1/reports/executive',
    { schema: { summary: 'One page for the head', querystring: schemas.monthQuery, ...MADE } },
    async (request, reply) => {
      const { month } = request.query;
      const wish: ReportWish = { kind: 'executive', ...(month !== undefined && { month }) };
      return sendFile(request, reply, await made(request, request.query, wish));
    },
  );
}

function addRegister(server: FastifyInstance, desk: ReportPort): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/v1/reports/subjects',
    {
      schema: {
        summary: 'What reports can be about',
        ...replies({ 200: schemas.subjectsReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const subjects = await answered(() => desk.subjects(visitOf(request).view));
      return reply.type(JSON_TYPE).send(toJson(subjects) as never);
    },
  );
  app.get(
    '/api/v1/reports',
    {
      schema: {
        summary: 'Reports that were kept, newest first',
        querystring: schemas.registerQuery,
        ...replies({ 200: schemas.registerReply, 400: errorReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const { kind, before, limit } = request.query;
      const query = { ...(kind && { kind }), ...(before !== undefined && { before }) };
      const found = await answered(() => desk.list({ ...query, limit: limit + 1 }));
      const answer = { reports: found.slice(0, limit), more: found.length > limit };
      return reply.type(JSON_TYPE).send(toJson(answer) as never);
    },
  );
  app.get(
    '/api/v1/reports/verify',
    {
      schema: {
        summary: 'Whether a report with these data is kept, to check a printed one',
        querystring: schemas.verifyQuery,
        ...replies({ 200: schemas.verifyReply, 400: errorReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const found = await answered(() => desk.byHash(request.query.hash));
      const reports = found.map(({ id, kind, title, locale, revision, madeAt, replacedBy }) => ({
        ...{ id, kind, title, locale, revision, madeAt },
        newest: replacedBy === undefined,
      }));
      return reply.type(JSON_TYPE).send(toJson({ known: reports.length > 0, reports }) as never);
    },
  );
  app.get(
    '/api/v1/reports/:id',
    {
      schema: {
        summary: 'One kept report',
        params: schemas.reportParams,
        ...replies({ 200: schemas.oneReply, 400: errorReply, 404: errorReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const report = await answered(() => desk.get(id));
      if (!report) throw new ApiError(404, 'not-found', `there is no kept report ${id}`);
      return reply.type(JSON_TYPE).send(toJson({ report }) as never);
    },
  );
  app.get(
    '/api/v1/reports/:id/files/:name',
    {
      schema: {
        summary: 'A file of a kept report, as it was made',
        params: schemas.fileParams,
        ...replies({ 200: schemas.fileReply, ...FAILURES, 409: errorReply, 410: errorReply }),
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      const found = await answered(() => desk.file(id, name));
      if (!found)
        throw new ApiError(404, 'not-found', `the report ${id} has no file "${name}", or is not there`);
      const { file, bytes } = found;
      return sendFile(request, reply, { name: file.name, format: file.format, bytes, hash: file.sha256 });
    },
  );
}

function addKeeping(server: FastifyInstance, desk: ReportPort, throttle: ActThrottle): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/reports',
    {
      schema: {
        summary: 'Make a report and keep it; the same data make no further revision',
        body: schemas.keepBody,
        ...replies({ 200: schemas.keptReply, ...FAILURES, 507: errorReply }),
      },
    },
    async (request, reply) => {
      throttle.check(request);
      const { formats, lang } = request.body;
      const wish = { ...wishIn(request.body), ...(lang && { locale: lang }) };
      const by = actorOf(request, request.body);
      const kept = await answered(() => desk.keep(wish, formats, by));
      noteKept(request, kept.report);
      return reply.type(JSON_TYPE).send(toJson(kept) as never);
    },
  );
}

function wishIn(body: {
  readonly kind: ReportWish['kind'];
  readonly month?: string | undefined;
  readonly year?: number | undefined;
  readonly id?: number | undefined;
  readonly contract?: string | undefined;
  readonly provider?: string | undefined;
  readonly regency?: string | undefined;
}): ReportWish {
  const { kind, month, year, id } = body;
  const monthly = month === undefined ? {} : { month };
  const yearly = year === undefined ? {} : { year };
  switch (kind) {
    case 'sla':
      return { kind, subject: subjectIn(body), ...monthly };
    case 'executive':
      return { kind, ...monthly };
    case 'rollout':
    case 'evidence':
      return { kind, ...yearly };
    case 'incident':
      return { kind, incident: numbered(kind, id) };
    case 'acceptance':
      return { kind, record: numbered(kind, id) };
  }
}

function numbered(kind: string, id: number | undefined): number {
  if (id !== undefined) return id;
  throw new ApiError(400, 'invalid', `id: a report of kind ${kind} needs the number of what it is about`);
}
