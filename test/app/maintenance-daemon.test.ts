// Planned work on a daemon with simulated links: announced by HTTP, held back with proof, never hiding what had begun, told
// as an overrun when it is ended too soon, and kept over kill -9.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/api/explanation.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { Jalur, until } from '../support/daemon.ts';

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.77.0.1], listen: "127.0.0.1:0" }
defaults: { icmp: { every: 200ms, timeout: 500ms } }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Desa A, kind: village, parent: hq }
  - { id: b, name: Desa B, kind: village, parent: hq }
links:
  - { id: hq-a, from: hq, to: a, medium: fiber, device: { address: 127.77.0.2 } }
  - { id: hq-b, from: hq, to: b, medium: fiber, device: { address: 127.77.0.3 } }
alerts:
  maintenance:
    - { id: rutin, name: Rutin, scope: { links: [hq-b] }, every: [sat], at: "22:00", duration: 1h,
        announcedBy: Dinas, announcedAt: 2026-01-01 }
lab:
  seed: 1
  story:
    - { at: 3s, do: cut, link: hq-b }
    - { at: 15s, do: cut, link: hq-a }
`;

interface Window {
  readonly id: string;
  readonly open?: object;
  readonly endedAt?: number;
  readonly acts: readonly { readonly kind: string; readonly actor: { readonly who: string } }[];
}

describe('planned work on a daemon', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-maintenance-'));
  const args = ['run', '--config', join(directory, 'jalur.yaml'), '--data', join(directory, 'data')];
  let jalur: Jalur;
  let url: string;
  const made = new Map<string, string>();

  beforeAll(async () => {
    writeFileSync(join(directory, 'jalur.yaml'), CONFIG);
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

  async function downOf(link: string): Promise<Alert | undefined> {
    const { alerts } = await get<{ alerts: Alert[] }>(`/api/v1/alerts?link=${link}&state=active`);
    return alerts.find((alert) => alert.rule === 'link.down');
  }

  async function announce(link: string): Promise<object> {
    const now = Date.now();
    const response = await fetch(`${url}/api/v1/maintenance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        who: 'Sari',
        name: `Ganti FO ${link}`,
        announcedBy: 'ICON+ 12/2026',
        scope: { links: [link] },
        time: { kind: 'once', from: now, to: now + 3_600_000 },
      }),
    });
    const answer = (await response.json()) as { window: Window; covered: string[] };
    expect(response.status, JSON.stringify(answer)).toBe(200);
    made.set(link, answer.window.id);
    return answer;
  }

  it('opens at once, and is listed beside those of the file', async () => {
    expect(await announce('hq-a')).toMatchObject({ covered: ['hq-a'], window: { open: {}, links: 1 } });
    const { windows } = await get<{ windows: Window[] }>('/api/v1/maintenance');
    expect(windows.map(({ id, open }) => [id, open !== undefined])).toEqual([
      [made.get('hq-a'), true],
      ['rutin', false],
    ]);
  });

  it('hides nothing that began before it', async () => {
    await until('the outage is told', async () => (await downOf('hq-b')) !== undefined);
    await announce('hq-b');
    expect(await downOf('hq-b')).not.toHaveProperty('suppressed');
  });

  it('holds back what begins within it, and explains the silence', async () => {
    await until('the outage is held back', async () => (await downOf('hq-a')) !== undefined, 30_000);
    expect(await downOf('hq-a')).toMatchObject({
      suppressed: { by: 'maintenance', window: made.get('hq-a'), announcedBy: 'ICON+ 12/2026' },
    });
    const { evidence, sentences } = await get<Explanation>('/api/v1/links/hq-a/explain?locale=en');
    expect(sentences.join(' ')).toContain(
      'held back: maintenance “Ganti FO hq-a”, announced by ICON+ 12/2026',
    );
    expect(evidence).toMatchObject({
      alerts: [{ told: false }],
      detection: { lostToDecide: expect.any(Number) },
    });
    expect(evidence.echoes.some(({ outcome }) => outcome === 'lost')).toBe(true);
    expect(evidence.rules.length).toBeGreaterThan(0);
  });

  it('that is ended while the link is still down leaves an overrun', async () => {
    const path = `${url}/api/v1/maintenance/${made.get('hq-a')}?who=Budi`;
    expect((await fetch(path, { method: 'DELETE' })).status).toBe(200);
    expect(await downOf('hq-a')).toMatchObject({ data: { overrun: 'Ganti FO hq-a' } });
    expect(await downOf('hq-a')).not.toHaveProperty('suppressed');
    expect((await fetch(path, { method: 'DELETE' })).status).toBe(409);
    expect((await fetch(`${url}/api/v1/maintenance/rutin?who=Budi`, { method: 'DELETE' })).status).toBe(409);
  });

  it('is kept over kill -9, with who announced and who ended it', async () => {
    await jalur.end('SIGKILL');
    jalur = new Jalur(args);
    url = await jalur.url();
    const { windows } = await get<{ windows: Window[] }>('/api/v1/maintenance');
    expect(windows.find(({ id }) => id === made.get('hq-b'))).toMatchObject({ open: {} });
    const ended = windows.find(({ id }) => id === made.get('hq-a'));
    expect(ended?.acts.map(({ kind, actor }) => [kind, actor.who])).toEqual([
      ['announce', 'Sari'],
      ['end', 'Budi'],
    ]);
    expect(ended).not.toHaveProperty('open');
  });
});
