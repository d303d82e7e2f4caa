// The daemon as a process: reload, bad files, one per data directory, an orderly end, and a start after it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../src/domain/alert.ts';
import type { Interval } from '../src/domain/state.ts';
import type { LinkView, NetworkView } from '../src/stream/protocol.ts';
import { Jalur, until } from './support/daemon.ts';
import { icmpMissing } from './support/icmp.ts';

const missing = await icmpMissing();

function config(links: readonly string[]): string {
  return [
    'version: 1',
    'province: { name: Uji, code: "76", timezone: Asia/Makassar }',
    'monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:0" }',
    'defaults: { icmp: { every: 200ms, timeout: 500ms } }',
    'detection: { round: 5s }',
    'sites:',
    '  - { id: hq, name: Kantor, kind: province }',
    ...links.map((id) => `  - { id: site-${id}, name: Desa ${id}, kind: village, parent: hq }`),
    'links:',
    ...links.map(
      (id, index) =>
        `  - { id: ${id}, from: hq, to: site-${id}, medium: fiber, device: { address: 127.0.0.${index + 2} } }`,
    ),
    '',
  ].join('\n');
}

describe.skipIf(missing !== undefined)(`the daemon${missing ? ` (${missing})` : ''}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-app-'));
  const file = join(directory, 'jalur.yaml');
  const data = join(directory, 'data');
  const args = ['run', '--config', file, '--data', data];
  let jalur: Jalur;
  let url: string;

  beforeAll(async () => {
    writeFileSync(file, config(['a', 'b']));
    jalur = new Jalur(args);
    url = await jalur.url();
  });
  afterAll(async () => {
    await jalur.end('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  async function get<T>(path: string): Promise<T> {
    const response = await fetch(url + path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function links(): Promise<Map<string, LinkView>> {
    const { links: all } = await get<NetworkView>('/api/v1/network');
    return new Map(all.map((link) => [link.id, link]));
  }

  async function alerts(rule: string): Promise<Alert[]> {
    const { alerts: all } = await get<{ alerts: Alert[] }>('/api/v1/alerts?state=active');
    return all.filter((alert) => alert.rule === rule);
  }

  it('is ready within seconds, and serves its page', async () => {
    await until('it is ready', async () => (await fetch(`${url}/readyz`)).ok, 10_000);
    await until('both links are up', async () =>
      [...(await links()).values()].every((link) => link.state === 'up'),
    );
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
  });

  it('takes a changed file, and keeps what it knows of links that did not change', async () => {
    const before = (await links()).get('a');
    writeFileSync(file, config(['a', 'b', 'c']));
    await until('the new link is up', async () => (await links()).get('c')?.state === 'up', 15_000);
    expect((await links()).get('a')).toMatchObject({ state: 'up', since: before?.since });
  });

  it('survives a bad file, says so with its place, and heals', async () => {
    writeFileSync(file, config(['a']).replace('fiber', 'fibre'));
    jalur.child.kill('SIGHUP');
    await until('the alert is raised', async () => (await alerts('monitor.config')).length === 1);
    const [alert] = await alerts('monitor.config');
    expect(alert?.data['detail']).toContain(`${file}:10:`);
    expect((await links()).size).toBe(3);
    writeFileSync(file, config(['a', 'b']));
    jalur.child.kill('SIGHUP');
    await until('the alert is closed', async () => (await alerts('monitor.config')).length === 0);
    expect([...(await links()).keys()]).toEqual(['a', 'b']);
  });

  it('lets no second one into its data directory', async () => {
    const second = await new Jalur(args).ended();
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(data);
    expect(second.stderr).not.toContain('    at ');
  });

  it('ends in order, and starts again where it stopped: the gap is unknown', async () => {
    const stoppedAt = Date.now();
    expect(await jalur.end('SIGTERM')).toMatchObject({ status: 0 });
    const downtimeMs = Date.now() - stoppedAt;
    expect(downtimeMs).toBeLessThan(5_000);
    jalur = new Jalur(args);
    url = await jalur.url();
    await until('the link is up again', async () => (await links()).get('a')?.state === 'up');
    const { intervals } = await get<{ intervals: Interval[] }>(
      `/api/v1/links/a/intervals?from=${stoppedAt - 60_000}&to=${Date.now()}`,
    );
    const gap = intervals.find((interval) => interval.reason.kind === 'stopped');
    expect(gap?.state).toBe('unknown');
    expect(gap?.from).toBeGreaterThan(stoppedAt - 3_000);
    for (const [index, interval] of intervals.entries())
      if (index > 0) expect(interval.from).toBe(intervals[index - 1]?.to);
  });
});
