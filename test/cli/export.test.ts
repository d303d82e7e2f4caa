// jalur export as its users call it.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { SqliteBackend } from '../../src/store/metrics/sqlite/backend.ts';
import { temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint } from '../store/support/points.ts';
import { Jalur } from '../support/daemon.ts';

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:0" }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Kabupaten A, kind: regency, parent: hq }
links:
  - { id: hq-a, from: hq, to: a, medium: lte, device: { beat: true } }
`;
const DAY = Math.floor(Date.now() / DAY_MS - 3) * DAY_MS - 8 * HOUR_MS;

describe('jalur export', () => {
  const directory = temporaryDirectory();
  const config = join(directory.path, 'jalur.yaml');
  beforeAll(async () => {
    writeFileSync(config, CONFIG);
    const backend = new SqliteBackend(
      {
        ...{ directory: directory.path, roundMs: MINUTE_MS, spool: { maxBytes: 1, maxAgeMs: 1 } },
        retention: { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS },
      },
      { wallMs: Date.now, random: () => 0.5, log: () => {} },
    );
    backend.write(
      Array.from({ length: 3_000 }, (_, index) =>
        roundPoint(linkId('hq-a'), DAY + (index + 1) * MINUTE_MS, {}),
      ),
    );
    await backend.close();
  });
  afterAll(() => directory.remove());
  const run = (...words: readonly string[]) =>
    new Jalur(['export', ...words, '--config', config, '--data', directory.path]).ended();

  it('writes a day of the province to the standard output', async () => {
    const day = new Date(DAY + 8 * HOUR_MS).toISOString().slice(0, 10);
    const { status, stdout, stderr } = await run(
      ...['history', '--measurement', 'icmp', '--from', day, '--to', day],
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\r\n')).toHaveLength(1 + 1_440);
  });

  it('says so when a link is not in the configuration: its history may be wanted, a slip of the pen is not', async () => {
    const { status, stdout, stderr } = await run('history', '--measurement', 'icmp', '--link', 'hq-aa');
    expect([status, stdout.trimEnd().split('\r\n').length]).toEqual([0, 1]);
    expect(stderr).toMatch(/--link: "hq-aa" is not in the configuration.*"?hq-a"?/);
  });

  it('packs a file by its name, and takes the place of none', async () => {
    const file = join(directory.path, 'all.lp.gz');
    const { status, stderr } = await run('history', file);
    expect([status, stderr]).toEqual([0, expect.stringContaining('all.lp.gz: ')]);
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    expect(text).toMatch(
      /^# DML\n# CONTEXT-DATABASE: jalur\n# CONTEXT-RETENTION-POLICY: 1m\nicmp,link=hq-a,/,
    );
    expect(text.trimEnd().split('\n')).toHaveLength(3 + 3_000);
    const again = await run('history', file);
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('it is there already')]);
    expect(readdirSync(directory.path).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it.each([
    [['histori'], 'wanted history, intervals, alerts'],
    [['history'], 'which measurement?'],
    [['history', '--measurement', 'alert', '--resolution', '5m'], 'kept as 1m only'],
    [['history', '--measurement', 'icmp', '--from', 'yesterday'], 'wanted a moment'],
    [['history', '--measurement', 'icmp', '--link', 'a b'], 'no link'],
    [['intervals', '--format', 'line'], 'as csv only'],
  ])('says what is wrong with %j', async (words, wanted) => {
    const { status, stderr } = await run(...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(wanted)]);
  });

  it('leaves no half of a file behind when there is nothing to export from', async () => {
    const file = join(directory.path, 'intervals.csv');
    const { status, stderr } = await run('intervals', file);
    expect([status, stderr]).toEqual([1, expect.stringContaining('there is no such file')]);
    expect(existsSync(file)).toBe(false);
  });
});
