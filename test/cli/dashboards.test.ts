// The dashboards as a user writes and checks them.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/args.ts';
import { ExpectedError, UsageError } from '../../src/cli/command.ts';
import { dashboardsCommand } from '../../src/cli/dashboards.ts';
import { type Ended, Jalur } from '../support/daemon.ts';

const directory = mkdtempSync(join(tmpdir(), 'jalur-dashboards-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the command as the program does, in this process: twelve programs would take their time. */
async function jalur(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const lines: string[] = [];
  const ended = (status: number, stderr = ''): Ended => ({ status, stdout: `${lines.join('\n')}\n`, stderr });
  try {
    const defaults = { bare: 'dashboards', implied: 'dashboards' };
    const invocation = parseCommandLine(['dashboards', ...args], [dashboardsCommand], defaults);
    if (invocation.kind !== 'run') throw new Error(`found ${invocation.kind}, wanted a run`);
    const { options, positionals } = invocation;
    const signal = new AbortController().signal;
    const print = (line: string): void => void lines.push(line);
    return ended(await dashboardsCommand.run({ options, positionals, print, progress: print, signal, env }));
  } catch (error) {
    if (error instanceof UsageError) return ended(2, error.message);
    if (error instanceof ExpectedError) return ended(1, error.message);
    throw error;
  }
}
const place = join(directory, 'made');

describe('jalur dashboards', () => {
  beforeAll(async () => {
    expect(await jalur([place])).toMatchObject({ status: 0, stderr: '' });
  });

  it('says that nothing differs after it has written, and writes nothing again', async () => {
    expect(await jalur([place, '--check'])).toMatchObject({ status: 0, stderr: '' });
    const again = await jalur([place, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ directory: place, written: [] });
    expect(JSON.parse(again.stdout).files).toHaveLength(22);
  });

  it('names what differs, is missing, or is not one of them: status 1', async () => {
    const other = join(directory, 'other');
    await jalur([other]);
    writeFileSync(join(other, 'influxdb/jalur-sla.json'), '{}');
    rmSync(join(other, 'provisioning/prometheus/dashboards/jalur-prometheus.yaml'));
    writeFileSync(join(other, 'prometheus/mine.json'), '{}');
    const text = await jalur([other, '--check']);
    expect(text).toMatchObject({ status: 1, stderr: '' });
    expect(text.stdout).toMatch(/^different {2}influxdb\/jalur-sla\.json$/m);
    const found = await jalur([other, '--check', '--json']);
    expect(found.status).toBe(1);
    expect(JSON.parse(found.stdout).differences).toEqual([
      { path: 'influxdb/jalur-sla.json', found: 'different' },
      { path: 'provisioning/prometheus/dashboards/jalur-prometheus.yaml', found: 'missing' },
      { path: 'prometheus/mine.json', found: 'extra' },
    ]);
  });

  it('takes addresses, time zone, language and target from a configuration, and the command line over it', async () => {
    const config = join(directory, 'jalur.yaml');
    writeFileSync(
      config,
      `version: 1
province: { name: Uji, code: "91", timezone: Asia/Jayapura, locale: en }
monitor: { site: hq, anchors: [127.0.0.1], listen: "0.0.0.0:8081", token: !env TOKEN }
store: { influx: { url: "http://influx:8086", database: data, username: tulis, password: !env SECRET } }
alerts: { notify: { pageUrl: "https://jalur.example.go.id/", channels: [], routes: [] } }
contracts: [{ id: a, provider: p, slaPct: 99 }, { id: b, provider: p, slaPct: 99.9 }]
providers: [{ id: p, name: P }]
sites: [{ id: hq, name: Kantor, kind: province, at: [-2.5, 140.7] }]
links: []
`,
    );
    const made = join(directory, 'configured');
    const ended = await jalur([made, '--config', config, '--path', '/srv/dasbor/', '--lang', 'id'], {
      TOKEN: 'x'.repeat(32),
      SECRET: 's3cret',
    });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const sla = readFileSync(join(made, 'influxdb/jalur-sla.json'), 'utf8');
    const { timezone, templating, title } = JSON.parse(sla);
    expect([timezone, title]).toEqual(['Asia/Jayapura', 'jalur · SLA bulan berjalan']);
    const variable = (name: string) =>
      templating.list.find((each: { name: string }) => each.name === name)?.query;
    expect([variable('jalur_url'), variable('target')]).toEqual(['https://jalur.example.go.id', '99.9']);
    const source = readFileSync(join(made, 'provisioning/influxdb1/datasources/jalur-influxdb.yaml'), 'utf8');
    expect(source).toContain('url: "http://influx:8086"');
    expect(source).toContain('user: "grafana"');
    expect(source).toContain('password: $INFLUX_PASSWORD');
    expect(source).not.toContain('tulis');
    expect(source).not.toContain('s3cret');
    expect(
      readFileSync(join(made, 'provisioning/influxdb1/dashboards/jalur-influxdb.yaml'), 'utf8'),
    ).toContain('path: "/srv/dasbor/influxdb"');
  });

  it.each([
    [['--lang', 'jv'], 2, '--lang wants id or en, found "jv"'],
    [['--jalur-url', 'jalur'], 2, '--jalur-url: found "jalur", wanted an address such as https://'],
    [['a', 'b'], 2, 'does not know what to do with "b"'],
    [['/dev/null/x'], 1, 'cannot make the folder "/dev/null/x/influxdb"'],
    [['--config', '/nowhere.yaml'], 1, '/nowhere.yaml'],
  ])('%j ends with status %i', async (args, status, message) => {
    const ended = await jalur(args);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  it('is a command of the program', async () => {
    const [help, check] = await Promise.all([
      new Jalur(['dashboards', '--help']).ended(),
      new Jalur(['dashboards', join(directory, 'nothing'), '--check']).ended(),
    ]);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('--check');
    expect(check).toMatchObject({ status: 1, stderr: '' });
  });
});
