// An acceptance record on a daemon that echoes real addresses of the loopback: it begins by itself, outlives kill -9, cannot be
// signed too early, and ends with figures from the real history when the office takes the link out of use.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptanceDetail, AcceptanceList } from '../../src/domain/acceptance-view.ts';
import type { RolloutBoard } from '../../src/domain/rollout-view.ts';
import { Jalur, until } from '../support/daemon.ts';

function configWith(stage: string): string {
  return `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.77.0.1, 127.77.0.2], listen: "127.0.0.1:0" }
defaults: { icmp: { every: 200ms, timeout: 500ms }, planned: { icmp: { every: 200ms } } }
detection: { round: 5s }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: hq }
  - { id: lombang, name: Lombang, kind: village, parent: majene }
links:
  - { id: hq-majene, from: hq, to: majene, medium: fiber, device: { address: 127.77.0.3 } }
  - { id: majene-lombang, from: majene, to: lombang, medium: fiber, stage: ${stage}, programme: Desa Marasa, year: 2026,
      device: { address: 127.77.0.4 } }
rollout:
  targets: [{ year: 2026, villages: 2 }]
  connected: { within: 1m, atLeast: 10s }
`;
}

describe('an acceptance record on a daemon', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-acceptance-'));
  const file = join(directory, 'jalur.yaml');
  const args = ['run', '--config', file, '--data', join(directory, 'data')];
  let jalur: Jalur;
  let url: string;

  beforeAll(async () => {
    writeFileSync(file, configWith('planned'));
    jalur = new Jalur(args);
    url = await jalur.url();
  });
  afterAll(async () => {
    await jalur.end('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  async function get<T>(path: string): Promise<T> {
    const response = await fetch(`${url}/api/v1/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ who: 'Sari', via: 'screen', ...body }),
    });
    return { status: response.status, body: await response.json() };
  }

  it('begins when the planned link answers, and is not to be signed yet', async () => {
    const records = async () => (await get<AcceptanceList>('acceptance?state=running')).records;
    await until('a record begins', async () => (await records()).length > 0, 30_000);
    expect(await records()).toMatchObject([
      {
        id: 1,
        link: 'majene-lombang',
        linkState: 'up',
        about: { toName: 'Lombang', programme: 'Desa Marasa' },
      },
    ]);
    expect(await post('acceptance/1/sign', { decision: 'accepted' })).toMatchObject({
      status: 409,
      body: { error: { code: 'running' } },
    });
  });

  it('goes on after kill -9, and the village counts as connected by what was measured', async () => {
    const before = await get<AcceptanceDetail>('acceptance/1');
    await jalur.end('SIGKILL');
    jalur = new Jalur(args);
    url = await jalur.url();
    const connected = async () => (await get<RolloutBoard>('rollout')).total.connected === 1;
    await until('the village is connected', connected, 60_000);
    expect((await get<RolloutBoard>('rollout')).total).toMatchObject({
      target: 2,
      planned: 1,
      undeclared: 1,
    });
    const { begunAt, state } = await get<AcceptanceDetail>('acceptance/1');
    expect({ begunAt, state }).toEqual({ begunAt: before.begunAt, state: 'running' });
    const { records } = await get<AcceptanceList>('acceptance');
    expect(records).toHaveLength(1);
  }, 90_000);

  it('is broken off, with its figures, when the link is taken out of use', async () => {
    await until(
      'rounds are in the history',
      async () => {
        const { figures } = await get<AcceptanceDetail>('acceptance/1');
        return (figures?.rounds ?? 0) > 0;
      },
      60_000,
    );
    writeFileSync(file, configWith('suspended'));
    jalur.child.kill('SIGHUP');
    const record = () => get<AcceptanceDetail>('acceptance/1');
    // A history that lags behind at that moment is asked again a minute later.
    await until('it is broken off', async () => (await record()).state === 'broken-off', 90_000);
    const { brokenBy, figures, findings } = await record();
    expect(brokenBy).toBe('out-of-service');
    expect(figures?.received).toBeGreaterThan(0);
    expect(figures?.rttMedianMs).toBeGreaterThan(0);
    expect(figures?.durationsMs.unknown).toBeGreaterThan(0);
    expect(findings?.every(({ criterion }) => criterion !== 'rtt')).toBe(true);
    expect(await post('links/majene-lombang/acceptance', {})).toMatchObject({
      status: 409,
      body: { error: { code: 'not-probed' } },
    });
  }, 180_000);
});
