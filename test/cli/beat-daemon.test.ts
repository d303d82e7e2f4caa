// A token from its making to its end, between two processes: the running daemon takes notice of what jalur beat does.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetworkView } from '../../src/stream/protocol.ts';
import { Jalur, until } from '../support/daemon.ts';

const CONFIG = `version: 1
province: { name: Sulbar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [127.0.0.1], listen: "127.0.0.1:0" }
sites:
  - { id: pusat, name: Pusat, kind: province }
  - { id: desa, name: Desa, kind: village }
links:
  - { id: v1, from: pusat, to: desa, medium: lte, device: { beat: true } }
`;

let directory = '';
let daemon: Jalur;
let base = '';
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-beat-run-'));
  writeFileSync(join(directory, 'a.yaml'), CONFIG);
  daemon = new Jalur(['run', '--config', join(directory, 'a.yaml'), '--data', directory]);
  base = await daemon.url();
}, 30_000);
afterAll(async () => {
  await daemon.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

async function beat(...args: readonly string[]): Promise<string> {
  const ended = await new Jalur(['beat', ...args, '--data', directory, '--json']).ended();
  expect(ended.stderr).toBe('');
  return ended.stdout;
}

async function linkState(): Promise<string | undefined> {
  const network = (await (await fetch(`${base}/api/v1/network`)).json()) as NetworkView;
  return network.links[0]?.state;
}

describe('jalur beat beside jalur run', () => {
  it('makes a token that counts within two seconds, and ends it as soon', async () => {
    expect(await linkState()).toBe('unknown');
    const made = await beat('v1', '--config', join(directory, 'a.yaml'), '--url', base);
    const { url } = JSON.parse(made) as { url: string };
    const status = async (method = 'GET'): Promise<number> =>
      (await fetch(`${url}?uptime_s=100&rsrp_dbm=-97&model=wAP`, { method })).status;
    await until('the token counts', async () => (await status()) === 204, 3_000);
    expect(await status('HEAD')).toBe(204);
    await until('the link is up', async () => (await linkState()) === 'up', 3_000);
    const device = await (await fetch(`${base}/api/v1/links/v1/device`)).json();
    expect(device).toMatchObject({
      link: 'v1',
      inventory: { profile: 'beat', identity: { model: 'wAP' } },
      poll: { metrics: [{ metric: 'rsrp', value: -97, unit: 'dBm' }] },
      costPerMonth: { echoes: 0, beats: 73_440_000 },
    });
    expect(await (await fetch(`${base}/metrics`)).text()).toMatch(/jalur_beat_counted_total 1\n/);
    await beat('v1', '--revoke');
    await until('the token has ended', async () => (await status()) === 404, 3_000);
    const [token = ''] = url.split('/').slice(-1);
    expect(token).toHaveLength(32);
    expect(daemon.stderr).not.toContain(token);
  }, 30_000);
});
