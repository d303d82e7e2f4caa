// `jalur report` on a data directory without a daemon: every kind, the forms its files take, and what it says of mistakes.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/args.ts';
import { ExpectedError, UsageError } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { linkId } from '../../src/domain/ids.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import { monthOf } from '../../src/domain/sla/period.ts';
import type { LinkState } from '../../src/domain/state.ts';
import { lastWholeMonth } from '../../src/report/asks.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { alertEvent, stateEvent } from '../store/support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../store/support/place.ts';

const HOUR = 3_600_000;
const ZONE = zoneOf('Asia/Makassar');
const MONTH = lastWholeMonth(Date.now(), ZONE);
const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [10.76.0.1] }
defaults: { snmp: { community: !env SNMP_COMMUNITY } }
providers: [{ id: iconplus, name: ICON+ }]
contracts: [{ id: marasa-2019, name: Marasa 2019, provider: iconplus, slaPct: 99.5, monthlyFee: 3500000 }]
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: hq }
  - { id: desa, name: Desa Lombang, kind: village, parent: majene }
links:
  - { id: hq-majene, from: hq, to: majene, medium: fiber, contract: marasa-2019, device: { address: 10.9.0.1 } }
  - { id: majene-desa, from: majene, to: desa, medium: radio, stage: planned, year: 2026, device: { address: 10.9.0.2 } }
`;

describe('jalur report', () => {
  const place = temporaryDirectory();
  const config = join(place.path, 'plan.yaml');
  const data = join(place.path, 'data');
  const out = join(place.path, 'out');
  let lines: string[] = [];
  let told: string[] = [];

  beforeAll(() => {
    writeFileSync(config, CONFIG);
    mkdirSync(data);
    mkdirSync(out);
    const { from, to } = monthOf(MONTH, ZONE);
    const { store } = openStateStore(data, { clock: standingClock(to), log: rememberingLog() });
    const state = (name: LinkState, at: number) => stateEvent('hq-majene', name, at);
    const alert = { subject: linkId('hq-majene'), since: from + 100 * HOUR, incident: 1 };
    store.commit([
      state('up', from - HOUR),
      state('down', from + 100 * HOUR),
      alertEvent('alert.raised', 1, { ...alert, at: from + 100 * HOUR + 5_000 }),
      state('up', from + 106 * HOUR),
      alertEvent('alert.closed', 1, {
        ...{ ...alert, status: 'closed', clearedAt: from + 106 * HOUR, closedAt: from + 106 * HOUR },
        at: from + 106 * HOUR,
      }),
    ]);
    store.heartbeat(Math.min(to + HOUR, Date.now()));
    store.close();
  });
  beforeEach(() => {
    lines = [];
    told = [];
  });
  afterAll(() => place.remove());

  async function run(...words: string[]): Promise<number> {
    const invocation = parseCommandLine(['report', '--config', config, '--data', data, ...words], COMMANDS, {
      bare: 'demo',
      implied: 'run',
    });
    if (invocation.kind !== 'run') throw new Error('this is no run of a command');
    const { command, options, positionals } = invocation;
    return await command.run({
      ...{ options, positionals, env: {}, signal: new AbortController().signal },
      print: (line) => void lines.push(line),
      progress: (line) => void told.push(line),
    });
  }
  const printed = () => JSON.parse(lines.join('\n')) as Record<string, unknown>;

  it.each([
    ['sla', ['sla', '--month', MONTH, '--contract', 'marasa-2019']],
    ['incident', ['incident', '1']],
    ['rollout', ['rollout']],
    ['evidence', ['evidence', '--year', MONTH.slice(0, 4)]],
    ['executive', ['executive']],
  ])(
    'makes %s as JSON on the standard output',
    async (kind, words) => {
      expect(await run(...words, '--format', 'json', '--output', '-')).toBe(0);
      expect(printed()).toMatchObject({ kind, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(told).toContain('reading …');
    },
    30_000,
  );

  it('tells availability of the month that is over when none is said', async () => {
    await run('sla', '--contract', 'marasa-2019', '--format', 'json', '--output', '-');
    const { data: content } = printed() as { data: { month: string; total: { countedMs: number } } };
    expect(content).toMatchObject({ month: MONTH, total: { countedMs: 6 * HOUR } });
  });

  it.each([
    ['pdf', '%PDF'],
    ['xlsx', 'PK'],
    ['json', '{'],
  ])(
    'writes a file of %s, by the name of the file',
    async (extension, magic) => {
      const path = join(out, `laporan.${extension}`);
      expect(await run('sla', '--output', path, '--json')).toBe(0);
      expect(readFileSync(path, 'latin1').startsWith(magic)).toBe(true);
      expect(printed()).toMatchObject({ kind: 'sla', files: [{ path }] });
      expect(existsSync(`${path}.part`)).toBe(false);
    },
    30_000,
  );

  it('writes every table of CSV into a folder, or one to a name', async () => {
    const folder = join(place.path, 'tables');
    mkdirSync(folder);
    await run('sla', '--format', 'csv', '--output', folder);
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(1);
    expect(lines.slice(0, names.length)).toEqual(
      expect.arrayContaining(names.map((name) => join(folder, name))),
    );
    await run('sla', '--output', join(out, 'one.csv'));
    expect(readFileSync(join(out, 'one.csv'), 'utf8').split('\r\n')[0]).toMatch(/^[a-z_]+(,[a-z0-9_]+)+$/);
    await expect(run('sla', '--format', 'csv', '--table', 'none', '--output', '-')).rejects.toThrow(
      UsageError,
    );
  });

  it('gives the same hash each time, in either language, and another one for another month', async () => {
    const hashOf = async (...words: string[]) => {
      lines = [];
      await run('sla', '--output', join(out, 'a.json'), '--json', ...words);
      return printed()['hash'];
    };
    const hash = await hashOf();
    expect(await hashOf()).toBe(hash);
    expect(await hashOf('--lang', 'en')).toBe(hash);
    expect(await hashOf('--provider', 'iconplus')).not.toBe(hash);
  });

  it.each([
    [['slaa'], 'there is no report "slaa"'],
    [['sla', '--month', '2026-13'], 'wanted a month such as 2026-10'],
    [['sla', '--contract', 'a', '--provider', 'b'], 'not both'],
    [['sla', '3'], 'does not know what to do with "3"'],
    [['sla', '--year', '2026'], '--year belongs to rollout and evidence'],
    [['incident'], 'which? Give the number of the incident'],
    [['incident', 'x'], 'found "x"'],
    [['evidence', '--year', '26'], 'wanted a year'],
    [['sla', '--lang', 'de'], 'wanted id or en'],
    [['sla', '--format', 'docx'], 'wanted json, pdf, xlsx, csv'],
    [['sla', '--output', '-'], 'no text for a terminal'],
    [['sla', '--as-of', 'yesterday'], 'wanted a moment'],
    [['sla', '--as-of', '2126-01-01'], 'lies ahead'],
  ])('%j is a usage error', async (words, message) => {
    const failure: unknown = await run(...words).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).toContain(message);
  });

  it.each([
    [['sla', '--contract', 'marasa-2020'], 'marasa-2020'],
    [['incident', '99'], '99'],
    [['acceptance', '7'], '7'],
    [['sla', '--output', '/nowhere/a.pdf'], 'cannot write "/nowhere/a.pdf"'],
  ])('%j fails, and says why', async (words, message) => {
    const failure: unknown = await run(...words).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExpectedError);
    expect(String(failure)).toContain(message);
  });

  it('says what to do where no daemon has ever run', async () => {
    const failure: unknown = await run('sla', '--data', join(place.path, 'none')).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ExpectedError);
  });
});
