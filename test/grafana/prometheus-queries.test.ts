// Every query of every dashboard on Prometheus, run on a real one that holds jalur's own /metrics of a known history.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/runtime/clock.ts';
import { eventually } from '../store/support/eventually.ts';
import { AWKWARD, HOURS, truthAt } from './support/history.ts';
import { afterTransformations } from './support/influx-run.ts';
import { type Choice, durationMs, intervalMs, promQuery, type Scope } from './support/interpolate.ts';
import { type Board, boardsOf, type Panel, shown, type Target } from './support/model.ts';
import { hasPrometheus, type Prometheus, type PromSeries, startPrometheus } from './support/prometheus.ts';
import { metricsAt, openMetrics, SCRAPE_OFFSET_MS } from './support/scrapes.ts';

const HOUR_MS = 3_600_000;
const SCRAPE_MS = 60_000;
const MOST_POINTS = 11_000;
const BOARDS = boardsOf('prometheus');
const MACRO = /\$\w|\$\{|\[\[/;
const suite = hasPrometheus ? describe : describe.skip;

suite('queries on Prometheus (needs Debian package prometheus)', () => {
  let prometheus: Prometheus;
  let server: Server;
  let begin = 0;
  let day = { from: 0, to: 0 };
  beforeAll(async () => {
    const end = Math.floor(systemClock.wallMs() / HOUR_MS - 4) * HOUR_MS;
    begin = end - HOURS * HOUR_MS;
    day = { from: end - 24 * HOUR_MS, to: end };
    const truth = truthAt(begin);
    server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      response.end(metricsAt(end - SCRAPE_OFFSET_MS, begin, truth));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    prometheus = await startPrometheus(openMetrics(begin), `127.0.0.1:${port}`);
  }, 60_000);
  afterAll(async () => {
    await prometheus?.remove();
    server?.close();
    server?.closeAllConnections();
  });

  function values(query: string, scope: Scope): Promise<readonly string[]> {
    const [, selector = '', label = ''] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
    const match = promQuery(selector, scope, SCRAPE_MS);
    expect(match).not.toMatch(MACRO);
    const span = { start: String(scope.from / 1000), end: String(scope.to / 1000) };
    return prometheus.ask<string[]>(`label/${label}/values`, { 'match[]': match, ...span });
  }

  /** Chooses every variable in turn; see the same for InfluxDB. */
  async function chosen(
    board: Board,
    wanted: Readonly<Record<string, readonly string[]>>,
  ): Promise<{ readonly variables: ReadonlyMap<string, Choice>; readonly links: readonly string[] }> {
    const variables = new Map<string, Choice>();
    let links: readonly string[] = [];
    for (const { name, type, query, multi, includeAll, allValue, current } of board.templating.list) {
      const named = wanted[name];
      if (type !== 'query') {
        variables.set(name, { one: named?.[0] ?? (type === 'constant' ? query : String(current?.value)) });
        continue;
      }
      const found = await values(query, { ...day, variables, intervalMs: SCRAPE_MS });
      if (name === 'link') links = found;
      if (named) variables.set(name, multi ? { many: named } : { one: named[0] ?? '' });
      else if (!includeAll) variables.set(name, { one: found[0] ?? '' });
      else variables.set(name, allValue === undefined ? { many: found } : { raw: allValue });
    }
    return { variables, links };
  }

  async function run(
    panel: Panel,
    target: Target,
    variables: ReadonlyMap<string, Choice>,
    range = day,
  ): Promise<readonly PromSeries[]> {
    const points = panel.maxDataPoints ?? Math.floor((1_600 * panel.gridPos.w) / 24);
    const least = panel.interval === undefined ? 15_000 : durationMs(panel.interval);
    const step = intervalMs(range.to - range.from, points, least);
    const query = promQuery(target.expr ?? '', { ...range, variables, intervalMs: step }, SCRAPE_MS);
    expect(query, 'no macro is left').not.toMatch(MACRO);
    if (target.instant === true) {
      const time = String(range.to / 1000);
      return (await prometheus.ask<{ result: PromSeries[] }>('query', { query, time })).result;
    }
    const start = Math.floor(range.from / step) * step;
    const parameters = {
      query,
      start: String(start / 1000),
      end: String(range.to / 1000),
      step: String(step / 1000),
    };
    return (await prometheus.ask<{ result: PromSeries[] }>('query_range', parameters)).result;
  }

  describe.each(BOARDS.map(([path, board]) => ({ path, board })))('$path', ({ board }) => {
    it('answers every panel over a day, and none is empty', async () => {
      const { variables } = await chosen(board, wantedOf(board));
      const empty: string[] = [];
      for (const panel of shown(board))
        for (const target of panel.targets ?? []) {
          const series = await run(panel, target, variables);
          if (series.length === 0) empty.push(`${panel.title} ${target.refId}: ${target.expr}`);
          for (const each of series) expect(each.values?.length ?? 1).toBeLessThanOrEqual(MOST_POINTS);
        }
      expect(empty).toEqual([]);
    });

    it.each([
      [{ regency: ['majene'] }],
      [{ regency: ['majene', 'mamuju'], provider: ['Satelit, (PT)'] }],
      [{ medium: ['vsat'] }],
      [{ link: [AWKWARD] }],
    ])('answers every panel with %j', async (wanted) => {
      const { variables } = await chosen(board, wanted);
      const hour = { from: day.to - HOUR_MS - 123_456, to: day.to - 123_456 };
      for (const panel of shown(board))
        for (const target of panel.targets ?? []) await run(panel, target, variables, hour);
    });

    it('transforms and overrides fields that are there', async () => {
      const { variables } = await chosen(board, wantedOf(board));
      for (const panel of shown(board)) {
        const columns = new Set<string>(['Time']);
        const many = (panel.targets?.length ?? 0) > 1;
        for (const target of panel.targets ?? [])
          for (const { metric } of await run(panel, target, variables)) {
            for (const label of Object.keys(metric)) columns.add(label);
            columns.add(many ? `Value #${target.refId}` : 'Value');
          }
        const after = afterTransformations([...columns], panel.transformations ?? []);
        for (const { matcher } of panel.fieldConfig?.overrides ?? [])
          expect(after, `${panel.title}: an override`).toContain(matcher.options);
      }
    });

    it('has annotations of outages', async () => {
      const { variables } = await chosen(board, wantedOf(board));
      for (const { target } of board.annotations.list) {
        const query = promQuery(target?.expr ?? '', { ...day, variables, intervalMs: SCRAPE_MS }, SCRAPE_MS);
        const found = await prometheus.ask<{ result: PromSeries[] }>('query_range', {
          query,
          start: String(day.from / 1000),
          end: String(day.to / 1000),
          step: '60',
        });
        expect(found.result.map(({ metric }) => metric['link'])).toContain(
          board.uid === 'jalur-prom-village' ? 'majene-desa-a' : 'prov-majene',
        );
      }
    });
  });

  it.each([
    [{}, [AWKWARD, 'hq-opd', 'majene-desa-a', 'mamuju-desa-b', 'prov-majene', 'prov-mamuju']],
    [{ provider: ['Satelit, (PT)'] }, [AWKWARD, 'mamuju-desa-b']],
    [{ regency: ['majene'], medium: ['vsat', 'lte'] }, [AWKWARD, 'majene-desa-a']],
  ])('offers with %j the links %j', async (wanted, links) => {
    const { links: found } = await chosen(named('jalur-prom-province'), wanted);
    expect(found).toEqual([...links].sort());
  });

  it('says of each link what its scrapes say', async () => {
    const panel = shown(named('jalur-prom-province')).find(({ type }) => type === 'table') ?? fail();
    const [target = fail()] = panel.targets ?? [];
    const { variables } = await chosen(named('jalur-prom-province'), {});
    const found = new Map(
      (await run(panel, target, variables)).map(({ metric, value }) => [metric['link'], Number(value?.[1])]),
    );
    expect(found.size).toBe(6);
    for (const { link, intervals } of truthAt(begin)) {
      const counts = { works: 0, failed: 0 };
      for (let at = day.from + SCRAPE_OFFSET_MS; at < day.to; at += SCRAPE_MS) {
        const state = intervals.findLast(({ from }) => from <= at)?.state;
        if (state === 'up' || state === 'degraded') counts.works++;
        if (state === 'down' || state === 'unreachable') counts.failed++;
      }
      expect(found.get(link)).toBeCloseTo((counts.works / (counts.works + counts.failed)) * 100, 9);
    }
  });

  it("takes jalur's text by itself, scrape after scrape", async () => {
    const ask = async (query: string): Promise<string | undefined> =>
      (await prometheus.ask<{ result: PromSeries[] }>('query', { query })).result[0]?.value?.[1];
    await eventually(async () => (await ask('up{job="live"}')) === '1', 'a scrape');
    expect(await ask('count(jalur_link_info{job="live"})')).toBe('6');
    expect(await ask('count(jalur_link_state{job="live"})')).toBe('6');
  });

  it('fails when a metric has another name (bite)', async () => {
    const board = named('jalur-prom-province');
    const { variables } = await chosen(board, {});
    const empty: string[] = [];
    for (const panel of shown(board))
      for (const target of panel.targets ?? []) {
        const expr = (target.expr ?? '').replaceAll('jalur_link_rtt_seconds', 'jalur_link_rtt_ms');
        if ((await run(panel, { ...target, expr }, variables)).length === 0)
          empty.push(`${panel.title} ${target.refId}`);
      }
    expect(empty).toEqual(['RTT median A', 'Jalur terburuk D']);
  });

  function named(uid: string): Board {
    return BOARDS.find(([, board]) => board.uid === uid)?.[1] ?? fail();
  }
});

function fail(): never {
  throw new Error('there is no such dashboard, panel or query');
}

function wantedOf(board: Board): Readonly<Record<string, readonly string[]>> {
  return {
    ...(board.uid === 'jalur-prom-link' && { link: ['prov-majene'] }),
    ...(board.uid === 'jalur-prom-regency' && { regency: ['majene'] }),
  };
}
