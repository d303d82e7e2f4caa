// `jalur replay` on the data directory of a daemon that runs meanwhile.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineConfigOf } from '../../src/app/plan.ts';
import { parseCommandLine } from '../../src/cli/args.ts';
import { ExpectedError, UsageError } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { loadOrFail } from '../../src/cli/load.ts';
import { linkId } from '../../src/domain/ids.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import type { StateStore } from '../../src/store/state/port.ts';
import { RecordedWorld } from '../report/replay/recorded-world.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../store/support/place.ts';

const PLAN = `
version: 1
province: { name: Test, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [10.76.0.1, 10.76.0.2] }
sites:
  - { id: hq, name: Office, kind: province }
  - { id: r1, name: Majene, kind: regency, code: "76.05", parent: hq }
  - { id: r2, name: Mamasa, kind: regency, code: "76.03", parent: hq }
links:
  - { id: hq-r1, from: hq, to: r1, medium: fiber, device: { address: 10.9.0.1 } }
  - { id: hq-r2, from: hq, to: r2, medium: fiber, device: { address: 10.9.0.2 } }
alerts:
  severities: { link.down: critical }
  rules:
    - { id: slow, name: slow, when: { quality: rtt, above: 60, clear: 50 }, for: 3m }
`;

describe('jalur replay', () => {
  const place = temporaryDirectory();
  const plan = file('plan.yaml', PLAN);
  let world: RecordedWorld;
  let daemon: StateStore | undefined;

  function file(name: string, text: string): string {
    const path = join(place.path, name);
    writeFileSync(path, text);
    return path;
  }

  beforeAll(async () => {
    const config = loadOrFail(plan, {});
    world = new RecordedWorld(engineConfigOf({ config, network: config.network }));
    world.run(10);
    world.cut('hq-r1');
    world.run(10);
    world.mend('hq-r1');
    world.sim.rttMs.set(linkId('hq-r2'), 70);
    world.run(15);
    world.sim.rttMs.set(linkId('hq-r2'), 10);
    world.run(15);
    await world.write();
    // A daemon holds the directory and its lock.
    const clock = standingClock(world.sim.now().at);
    daemon = openStateStore(world.directory, { clock, log: rememberingLog() }).store;
  }, 60_000);
  afterAll(() => {
    daemon?.close();
    world.remove();
    place.remove();
  });

  async function run(...words: string[]): Promise<{ readonly status: number; readonly lines: string[] }> {
    const invocation = parseCommandLine(['replay', ...words], COMMANDS, { bare: 'demo', implied: 'run' });
    if (invocation.kind !== 'run') throw new Error('no command');
    const lines: string[] = [];
    const status = await invocation.command.run({
      options: invocation.options,
      positionals: invocation.positionals,
      print: (line) => lines.push(line),
      progress: () => undefined,
      signal: new AbortController().signal,
      env: { JALUR_CONFIG: plan, JALUR_DATA: world.directory },
    });
    return { status, lines };
  }

  it('tells what would have been raised, by the clock of the province, and how loud it was', async () => {
    const { status, lines } = await run('--from', '2024-10-01', '--to', '2024-10-01');
    const text = lines.join('\n');
    expect(text).toMatch(
      /^replayed 2024-10-01 00:00:00 to 2024-10-02 00:00:00 \(Asia\/Makassar\); jalur could see for/,
    );
    expect(text).toMatch(/2024-10-01 00:10:0\d +10m( \ds)? +critical +link\.down +hq-r1 +told/);
    expect(text).toMatch(/warning +rule\.slow +hq-r2 +told/);
    expect(text).toMatch(/differs from what was +0 added, 0 missing, 0 other/);
    expect(text).toMatch(/average per hour +\d/);
    expect(text).toMatch(/note: Single echoes are not kept/);
    expect(text).toMatch(/note: .*five minutes.*fan-failed/);
    expect(status).toBe(0);
  });

  it('gives the same as JSON', async () => {
    const { lines } = await run('--from', '2024-10-01', '--to', '2024-10-01 12:00', '--json');
    const report = JSON.parse(lines.join('\n'));
    expect(report).toMatchObject({ timezone: 'Asia/Makassar', to: Date.UTC(2024, 9, 1, 4) });
    expect(report.alerts.map((alert: { rule: string }) => alert.rule)).toContain('rule.slow');
  });

  it('runs the rules of a file in the place of those in force', async () => {
    const rules = file(
      'rules.yaml',
      'alerts: { rules: [{ id: slow, severity: off }], severities: { link.down: minor } }\n',
    );
    expect(() => loadOrFail(rules, {})).toThrow();
    const { lines } = await run('--from', '2024-10-01', '--to', '2024-10-01', '--rules', rules);
    const text = lines.join('\n');
    expect(text).not.toMatch(/rule\.slow +hq-r2 +told/);
    expect(text).toMatch(/^~ .*link\.down +hq-r1 +was critical$/m);
  });

  it('keeps what a file of rules does not say as it is in force', async () => {
    const rules = file('one.yaml', 'alerts: { severities: { link.degraded: off } }\n');
    const { lines } = await run('--from', '2024-10-01', '--to', '2024-10-01', '--rules', rules, '--json');
    const found = JSON.parse(lines.join('\n')).alerts.map((alert: { rule: string }) => alert.rule);
    expect(found).toContain('rule.slow');
    expect(found).not.toContain('link.degraded');
  });

  it('tells mistakes in a file of rules with their lines', async () => {
    const rules = file(
      'wrong.yaml',
      'alerts:\n  rules:\n    - { id: x, when: { quality: los, above: 1 } }\n    - { id: y }\n',
    );
    const failed = run('--from', '2024-10-01', '--rules', rules);
    await expect(failed).rejects.toThrow(ExpectedError);
    await expect(failed).rejects.toThrow(/wrong\.yaml:3:\d+: /);
  });

  it('says that a file without rules has none', async () => {
    const rules = file('none.yaml', 'version: 1\n');
    await expect(run('--from', '2024-10-01', '--rules', rules)).rejects.toThrow(/has no "alerts"/);
  });

  it('looks at one link alone', async () => {
    const { lines } = await run('--from', '2024-10-01', '--to', '2024-10-01', '--link', 'hq-r1', '--json');
    const report = JSON.parse(lines.join('\n'));
    expect(new Set(report.alerts.map((alert: { subject: string }) => alert.subject))).toEqual(
      new Set(['hq-r1']),
    );
  });

  it('ends with 1 when there is more than an operator can manage, and with 0 when there are enough of them', async () => {
    // Two alarms within a few minutes are more than six an hour.
    const window = ['--from', '2024-10-01 00:09', '--to', '2024-10-01 00:12'];
    expect((await run(...window)).status).toBe(1);
    expect((await run(...window, '--operators', '9')).status).toBe(0);
  });

  it.each([
    [[], /from when/],
    [['--from', 'yesterday'], /--from is "yesterday", wanted a moment/],
    [['--from', '2024-10-02', '--to', '2024-10-01'], /is not before/],
    [['--from', '2024-10-01', '--link', 'hq-r3'], /there is no link "hq-r3".*hq-r/],
    [['--from', '2024-10-01', '--operators', '0'], /--operators is "0"/],
    [['--from', '2024-10-01', '--top', 'x'], /--top is "x"/],
  ])('refuses %j', async (words, message) => {
    const failed = run(...words);
    await expect(failed).rejects.toThrow(UsageError);
    await expect(failed).rejects.toThrow(message);
  });

  it('says where a data directory is none', async () => {
    const failed = run('--from', '2024-10-01', '--data', place.path);
    await expect(failed).rejects.toThrow(/state\.db": there is no such file; name the data directory/);
  });
});
