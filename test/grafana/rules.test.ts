// Rules that every dashboard keeps: those of Grafana's own linter that are not about PromQL, and traps that cost somebody a day.

import { describe, expect, it } from 'vitest';
import {
  DASHBOARDS,
  datasourceName,
  datasourceUid,
  folderOf,
  SETS,
  type SetName,
} from '../../src/grafana/sheet.ts';
import { SCHEMA } from '../../src/store/metrics/schema.ts';
import { type Board, boardsOf, type Panel, shown } from './support/model.ts';

const ALL = SETS.flatMap((set) =>
  (['id', 'en'] as const).flatMap((language) =>
    boardsOf(set, language).map(([path, board]) => ({ set, language, path, board })),
  ),
);
/** Units of @grafana/data that are used here. */
const UNITS = [
  'percent',
  'percentunit',
  'short',
  'ms',
  's',
  'h',
  'dB',
  'bps',
  'volt',
  'celsius',
  'dtdhms',
  'dtdurations',
];

describe('the sets', () => {
  it('can stand side by side: no title, data source or folder is there twice', () => {
    const titles = SETS.flatMap((set) => boardsOf(set).map(([, board]) => board.title));
    expect(new Set(titles).size).toBe(titles.length);
    for (const of of [
      datasourceName,
      datasourceUid,
      (set: SetName) => folderOf(set).title,
      (set: SetName) => folderOf(set).uid,
    ])
      expect(new Set(SETS.map(of)).size).toBe(SETS.length);
  });

  it('have the same dashboards, each with an identifier of its own', () => {
    const uids = SETS.map((set) => boardsOf(set).map(([, board]) => board.uid));
    expect(uids).toEqual([
      DASHBOARDS.map((name) => `jalur-${name}`),
      DASHBOARDS.map((name) => `jalur-prom-${name}`),
    ]);
  });

  it.each(SETS)('say the same in both languages, in other words: %s', (set) => {
    const [id, en] = [boardsOf(set, 'id'), boardsOf(set, 'en')];
    const shape = (board: Board) =>
      shown(board).map(({ id: panel, type, gridPos, targets }) => [
        panel,
        type,
        gridPos,
        targets?.map(({ query, expr }) => query ?? expr),
      ]);
    const same: string[] = [];
    for (const [index, [, board]] of id.entries()) {
      const other = en[index]?.[1] ?? board;
      expect(shape(other)).toEqual(shape(board));
      for (const [at, panel] of shown(board).entries())
        if (panel.description === shown(other)[at]?.description) same.push(`${board.uid}: ${panel.title}`);
    }
    expect(same).toEqual([]);
  });
});

describe.each(ALL)('$language $path', ({ set, board }) => {
  const panels = shown(board);

  it('is read-only, of schema 41, and tagged', () => {
    expect(board).toMatchObject({
      editable: false,
      schemaVersion: 41,
      tags: ['jalur', set],
      timezone: 'Asia/Makassar',
    });
  });

  it('numbers its panels and rows', () => {
    expect(board.panels.map(({ id }) => id)).toEqual(board.panels.map((_, index) => index + 1));
  });

  it('lays no panel over another, and fills each line', () => {
    const cells = new Set<string>();
    for (const { gridPos, title } of board.panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x, title).toBeLessThan(24);
          const cell = `${x},${y}`;
          expect(cells.has(cell), `${title} at ${cell}`).toBe(false);
          cells.add(cell);
        }
    const lines = Math.max(...board.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
    expect(cells.size).toBe(24 * lines);
  });

  it('asks the data source that its variable names', () => {
    const source = { type: set, uid: '$' + '{datasource}' };
    for (const panel of panels) {
      expect(panel.datasource).toEqual(source);
      for (const target of panel.targets ?? []) expect(target.datasource).toEqual(source);
    }
    const [first] = board.templating.list;
    expect(first).toMatchObject({ type: 'datasource', name: 'datasource', query: set });
    expect(first?.current?.value).toBe(`jalur-${set}`);
    expect(['Data source', 'Sumber data']).toContain(first?.label);
  });

  it('explains every panel, and asks something in each', () => {
    for (const { title, description = '', targets = [] } of panels) {
      expect(title).not.toBe('');
      expect(description.length, title).toBeGreaterThan(15);
      expect(targets.length, title).toBeGreaterThan(0);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  });

  it('gives figures a unit or names, and percentages decimals', () => {
    for (const panel of panels) {
      const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
      const { unit, mappings } = defaults;
      if (['stat', 'timeseries', 'heatmap'].includes(panel.type) && mappings === undefined)
        expect(UNITS, panel.title).toContain(unit);
      // Else 99.98765 % reads as "100.0%".
      if (panel.type === 'stat' && unit === 'percent') expect(defaults['decimals']).toBeGreaterThanOrEqual(2);
      for (const { properties } of overrides) {
        const of = (id: string) => properties.find((each) => each.id === id)?.value;
        if (of('unit') !== undefined) expect(UNITS).toContain(of('unit'));
        if (of('unit') === 'percent') expect(of('decimals'), panel.title).toBeTypeOf('number');
      }
    }
  });

  it('draws no line through what was not measured', () => {
    for (const { type, fieldConfig } of panels) {
      const custom = (fieldConfig?.defaults['custom'] ?? {}) as Readonly<Record<string, unknown>>;
      if (type === 'timeseries') expect(custom['spanNulls']).toBe(false);
      // A number of ms would make every point of the coarse resolutions a gap.
      expect(custom['insertNulls'] ?? false).toBe(false);
    }
  });

  it('asks again for variables when the range changes, and lets "all" mean what the others leave', () => {
    for (const variable of board.templating.list.filter(({ type }) => type === 'query')) {
      expect(variable).toMatchObject({ refresh: 2 });
      expect(variable.label).not.toBe('');
      if (variable.name === 'link') expect(variable.allValue).toBeUndefined();
      else if (variable.includeAll) expect(variable.allValue).toBe('.*');
    }
    const names = board.templating.list.map(({ name }) => name);
    if (!board.uid.endsWith('self'))
      expect(names).toEqual(expect.arrayContaining(['regency', 'site', 'provider', 'medium', 'link']));
    // A variable asks only with those before it.
    for (const [index, { query, type }] of board.templating.list.entries())
      if (type === 'query')
        for (const [, name = ''] of query.matchAll(/\$(\w+)/g)) expect(names.slice(0, index)).toContain(name);
  });

  it('uses no variable that it lacks', () => {
    const names = new Set(board.templating.list.map(({ name }) => name));
    for (const { targets = [], interval = '' } of panels)
      for (const text of [...targets.map(({ query, expr }) => query ?? expr ?? ''), interval])
        for (const [, plain, braced] of text.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)) {
          const name = plain ?? braced ?? '';
          if (!name.startsWith('__') && name !== 'timeFilter') expect(names, text).toContain(name);
        }
  });

  it('leads to jalur, to the other dashboards, and from each link to its page', () => {
    expect(board.links.map(({ url }) => url).filter(Boolean)).toEqual([
      expect.stringMatching(/^\$\{jalur_url\}\/#\/[a-z]/),
    ]);
    expect(board.templating.list.find(({ name }) => name === 'jalur_url')).toMatchObject({
      type: 'constant',
      hide: 2,
    });
    const text = JSON.stringify(panels);
    if (!board.uid.endsWith('self')) {
      expect(text).toContain('$' + '{jalur_url}/#/links/$');
      expect(text).toContain(`/d/${set === 'influxdb' ? 'jalur' : 'jalur-prom'}-link?var-link=$`);
    }
  });

  it('asks no tile server for its map', () => {
    for (const { options } of panels.filter(({ type }) => type === 'geomap')) {
      expect(options?.['basemap']).toMatchObject({
        type: 'geojson',
        config: { src: 'public/maps/countries.geojson' },
      });
      expect(JSON.stringify(options)).not.toMatch(/https?:/);
    }
  });

  it('has annotations', () => {
    expect(board.annotations.list.length).toBeGreaterThan(0);
  });
});

describe.each(boardsOf('influxdb').map(([path, board]) => ({ path, board })))(
  'InfluxQL of $path',
  ({ board }) => {
    const queries = shown(board).flatMap((panel) =>
      (panel.targets ?? []).map((target) => ({ panel, target })),
    );

    it('is raw, one statement each', () => {
      for (const { target } of queries) {
        expect(target).toMatchObject({
          rawQuery: true,
          resultFormat: expect.stringMatching(/^(time_series|table)$/),
        });
        expect(target.query).not.toContain(';');
      }
    });

    it('never fills gaps with what was before, or with nothing as if it were measured', () => {
      for (const { target } of queries) expect(target.query).not.toMatch(/fill\((previous|0|linear)\)/);
    });

    it('sums time over (from, to], as rounds are stamped at their ends', () => {
      for (const { target, panel } of queries)
        if (/sum\("(up|down)_s"\)\//.test(target.query ?? '')) {
          expect(target.query, panel.title).toContain('time > ${' + '__from}ms AND time <= ${' + '__to}ms');
          // 0/0 is 0 in InfluxDB 1: a link in maintenance all the time would read 0 %.
          expect(target.query, panel.title).toMatch(/WHERE "tot" > 0/);
        }
    });

    it('compares tags with a regular expression, so that one value, many and all work', () => {
      // But one link is one text: a dot of its id is a dot.
      const one = board.uid === 'jalur-link';
      for (const { target } of queries) {
        if (one) expect(target.query).not.toMatch(/\$link\$/);
        else expect(target.query).not.toMatch(/=\s*'\$/);
      }
    });

    it('orders the columns of each table: InfluxDB gives tags in no order of their own', () => {
      for (const panel of shown(board).filter(({ type }) => type === 'table'))
        expect(panel.transformations?.[0]?.id, panel.title).toBe('organize');
    });

    it('steps no finer than its resolution', () => {
      for (const { panel, target } of queries)
        if (/"\$rp".*time\(\$__interval\)/.test(target.query ?? ''))
          expect(panel.interval, panel.title).toBe('$rp');
    });

    it('asks for rolled-up fields only where the resolution may be coarse', () => {
      for (const { target, panel } of queries) {
        const [, measurement = ''] = /"\$rp"\."(\w+)"/.exec(target.query ?? '') ?? [];
        if (measurement === '') continue;
        const spec = SCHEMA[measurement as keyof typeof SCHEMA];
        expect(spec.rolledUp).toBe(true);
        for (const [, field = ''] of (target.query ?? '').matchAll(
          /(?:sum|min|max|mean|median|last|percentile)\("(\w+)"/g,
        ))
          if (field in spec.fields)
            expect(spec.fields[field]?.aggregate, `${panel.title}: ${field}`).toBeDefined();
      }
    });
  },
);

describe('a panel of states', () => {
  const timelines: readonly Panel[] = SETS.flatMap((set) =>
    boardsOf(set).flatMap(([, board]) => shown(board).filter(({ type }) => type === 'state-timeline')),
  );

  it('names all five codes, and asks for no more than 300 points', () => {
    expect(timelines.length).toBeGreaterThan(8);
    for (const { fieldConfig, maxDataPoints } of timelines) {
      const mappings = (fieldConfig?.defaults['mappings'] ?? []) as readonly {
        options: Record<string, unknown>;
      }[];
      const [mapping] = mappings;
      expect(Object.keys(mapping?.options ?? {})).toEqual(['0', '1', '2', '3', '4']);
      expect(maxDataPoints).toBe(300);
    }
  });
});
