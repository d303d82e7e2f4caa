// The files: always the same for the same wishes, and committed as they are drawn.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { grafanaLinkUrl } from '../../src/config/grafana-config.ts';
import { allFiles, DEFAULT_OPTIONS } from '../../src/grafana/files.ts';
import { DASHBOARDS, uidOf } from '../../src/grafana/sheet.ts';

const COMMITTED = resolve(import.meta.dirname, '../../dashboards');

describe('the committed dashboards/', () => {
  it('are what "jalur dashboards" writes; else run it and commit', () => {
    const found = new Map(
      readdirSync(COMMITTED, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path.slice(COMMITTED.length + 1), readFileSync(path, 'utf8')] as const;
        }),
    );
    const drawn = allFiles(DEFAULT_OPTIONS);
    expect([...found.keys()].sort()).toEqual([...drawn.keys()].sort());
    for (const [path, text] of drawn) expect(found.get(path) === text, path).toBe(true);
  });
});

describe('allFiles()', () => {
  it('draws the same twice, and what the office says about itself', () => {
    expect(allFiles(DEFAULT_OPTIONS)).toEqual(allFiles(DEFAULT_OPTIONS));
    const files = allFiles({
      ...DEFAULT_OPTIONS,
      jalurUrl: 'https://jalur.example.go.id',
      timezone: 'Asia/Jayapura',
      targetPct: 99.9,
      centre: [-1, 130],
    });
    const sla = files.get('influxdb/jalur-sla.json') ?? '';
    expect(sla).toContain('"query": "https://jalur.example.go.id"');
    expect(sla).toContain("tz('Asia/Jayapura')");
    expect(JSON.parse(sla).templating.list).toContainEqual(
      expect.objectContaining({ name: 'target', query: '99.9' }),
    );
    expect(files.get('prometheus/jalur-province.json')).toContain('"lon": 130');
  });

  it('provisions each kind of data source with the identifier its dashboards begin with', () => {
    const files = allFiles({
      ...DEFAULT_OPTIONS,
      provisioning: { ...DEFAULT_OPTIONS.provisioning, username: 'grafana', database: 'ja"lur$1' },
    });
    const source = (name: string) =>
      parse(files.get(`provisioning/${name}/datasources/jalur-${name.replace(/\d/, '')}.yaml`) ?? '') as {
        apiVersion: number;
        datasources: [Record<string, unknown>];
      };
    expect(source('influxdb1')).toMatchObject({
      apiVersion: 1,
      datasources: [
        {
          uid: 'jalur-influxdb',
          type: 'influxdb',
          access: 'proxy',
          url: 'http://127.0.0.1:8086',
          user: 'grafana',
          jsonData: {
            version: 'InfluxQL',
            product: 'InfluxDB OSS 1.x',
            dbName: 'ja"lur$$1',
            httpMode: 'POST',
          },
          secureJsonData: { password: '$INFLUX_PASSWORD' },
        },
      ],
    });
    expect(source('influxdb2').datasources[0]).toMatchObject({
      jsonData: { product: 'InfluxDB OSS 2.x', httpHeaderName1: 'Authorization' },
      secureJsonData: { httpHeaderValue1: 'Token $INFLUX_TOKEN' },
    });
    expect(source('influxdb3').datasources[0]).toMatchObject({
      user: 'jalur',
      jsonData: { product: 'InfluxDB OSS 3.x' },
      secureJsonData: { password: '$INFLUX_TOKEN' },
    });
    expect(source('prometheus').datasources[0]).toMatchObject({
      uid: 'jalur-prometheus',
      type: 'prometheus',
      jsonData: { timeInterval: '60s' },
    });
    const provider = parse(files.get('provisioning/prometheus/dashboards/jalur-prometheus.yaml') ?? '');
    expect(provider).toMatchObject({
      apiVersion: 1,
      providers: [
        { type: 'file', allowUiUpdates: false, options: { path: '/etc/jalur/dashboards/prometheus' } },
      ],
    });
  });
});

describe('grafanaLinkUrl()', () => {
  it.each([
    [
      'https://grafana.example.go.id',
      'influxdb',
      'a.b',
      'https://grafana.example.go.id/d/jalur-link?var-link=a.b',
    ],
    ['http://g/sub', 'prometheus', 'a-b', 'http://g/sub/d/jalur-prom-link?var-link=a-b'],
  ] as const)('at %s of %s leads to the dashboard of a link', (url, set, link, wanted) => {
    expect(grafanaLinkUrl({ url, set }, link)).toBe(wanted);
    expect(DASHBOARDS.map((name) => uidOf(set, name))).toContain(new URL(wanted).pathname.split('/').at(-1));
  });
});
