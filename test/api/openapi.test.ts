// The published description: complete, valid in form, and true of what the routes answer.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeApi, NOW, startApi } from './support/api.ts';

const operation = z.looseObject({
  summary: z.string().min(1),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query']), schema: z.looseObject({}) }))
    .optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), z.looseObject({ description: z.string() })),
});
const description = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.literal('jalur'), version: z.string() }),
  paths: z.record(
    z.string().startsWith('/'),
    z.record(z.enum(['get', 'post', 'delete']), operation).or(z.looseObject({})),
  ),
});

let api: FakeApi;
let document: z.infer<typeof description>;
beforeAll(async () => {
  api = await startApi();
  document = description.parse(JSON.parse((await api.ask('GET', '/openapi.json')).body));
});
afterAll(() => api.close());

describe('/openapi.json', () => {
  it('lists every route', () => {
    const found = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const hidden = ['GET /openapi.json', 'GET /kiosk/:secret'];
    const served = api.server.routes
      .filter(({ method, page }) => method !== 'HEAD' && !page)
      .map(({ method, url }) => `${method} ${url}`)
      .filter((route) => !hidden.includes(route))
      .map((route) => route.replace(/:(\w+)/g, '{$1}').replace(/^\w+/, (method) => method.toLowerCase()));
    expect(served.length).toBeGreaterThan(28);
    expect(found.sort()).toEqual(served.sort());
  });

  it('and docs/api.md tell of the same routes', () => {
    const told = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
    const untold = Object.keys(document.paths).filter((path) => {
      const asWritten = path
        .split(/\{\w+\}/)
        .map((part) => part.replace(/[/.]/g, '\\$&'))
        .join('[A-Z]+');
      return !new RegExp(`${asWritten}(?![/\\w])`).test(told);
    });
    // Written as `/links/ID/echo`, `…/poll`; acts as ACT.
    expect(
      untold.filter((path) => !/^\/api\/v1\/(alerts\/\{id\}\/|links\/\{id\}\/poll$)/.test(path)),
    ).toEqual([]);
  });

  it('describes each in a valid form, with every parameter of its path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, value] of Object.entries(methods)) {
        const { parameters = [] } = operation.parse(value, { error: () => `${method} ${path}` });
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const named = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
        expect(named, path).toEqual(inPath);
      }
    }
  });

  it.each([
    ['/api/v1/network', '/api/v1/network'],
    ['/api/v1/links/{id}', '/api/v1/links/a'],
    ['/api/v1/links/{id}/intervals', `/api/v1/links/a/intervals?from=${NOW - 9}&to=${NOW}`],
    ['/api/v1/links/{id}/history', `/api/v1/links/a/history?from=${NOW - 9}&to=${NOW}`],
    ['/api/v1/links/{id}/explain', '/api/v1/links/a/explain'],
    ['/api/v1/alerts', '/api/v1/alerts'],
    ['/api/v1/alerts/{id}', '/api/v1/alerts/7'],
    ['/api/v1/incidents/{id}', '/api/v1/incidents/7'],
    ['/api/v1/maintenance', '/api/v1/maintenance'],
    ['/api/v1/availability', `/api/v1/availability?from=${NOW - 9}&to=${NOW}`],
    ['/healthz', '/healthz'],
  ])('tells the truth about %s', async (path, asked) => {
    const methods = z.looseObject({ get: operation }).parse(document.paths[path]);
    const schema = z
      .object({ content: z.object({ 'application/json': z.object({ schema: z.looseObject({}) }) }) })
      .parse(methods.get.responses['200']).content['application/json'].schema;
    const { body } = await api.ask('GET', asked);
    const form = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    expect(form.safeParse(JSON.parse(body)).error?.issues ?? []).toEqual([]);
  });
});
