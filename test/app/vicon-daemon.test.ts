// A video conference on a daemon with simulated links: put in by HTTP, judged by real echoes and the embedded history, told
// when a line is cut, and kept over kill -9.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import type { ViconBoardView, ViconEventDetail, ViconEventView } from '../../src/domain/vicon-view.ts';
import { Jalur, until } from '../support/daemon.ts';

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.77.4.1], listen: "127.0.0.1:0" }
defaults: { icmp: { every: 200ms, timeout: 500ms } }
detection: { round: 5s }
alerts: { settle: 0s }
vicon: { ready: { rtt: 250ms } }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Kabupaten A, kind: regency, parent: hq }
  - { id: b, name: Kabupaten B, kind: regency, parent: hq }
links:
  - { id: hq-a, from: hq, to: a, medium: fiber, device: { address: 127.77.4.2 } }
  - { id: hq-b, from: hq, to: b, medium: fiber, device: { address: 127.77.4.3 } }
lab:
  seed: 1
  story:
    - { at: 10s, do: cut, link: hq-b }
`;

describe('a video conference on a daemon', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-vicon-'));
  const args = ['run', '--config', join(directory, 'jalur.yaml'), '--data', join(directory, 'data')];
  let jalur: Jalur;
  let url: string;
  let event: ViconEventView;
  let alert: Alert | undefined;

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

  const board = () => get<ViconBoardView>('/api/v1/vicon');
  const detail = () => get<ViconEventDetail>(`/api/v1/vicon/events/${event.id}`);

  async function told(): Promise<Alert | undefined> {
    const { alerts } = await get<{ alerts: Alert[] }>('/api/v1/alerts?link=hq-b&state=active');
    return alerts.find(({ rule }) => rule === 'link.vicon');
  }

  it('is put in and watched from that moment, for it is due', async () => {
    const startsAt = Date.now() + 600_000;
    const response = await fetch(`${url}/api/v1/vicon/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        who: 'Sari',
        title: 'Tatap muka',
        startsAt,
        endsAt: startsAt + 3_600_000,
        sites: ['a', 'b'],
      }),
    });
    const answer = (await response.json()) as { event: ViconEventView };
    expect(response.status, JSON.stringify(answer)).toBe(200);
    event = answer.event;
    expect(event).toMatchObject({ id: 1, phase: 'watched', createdBy: { who: 'Sari' } });
    expect((await detail()).changes.map(({ site }) => site).sort()).toEqual(['a', 'b']);
  });

  it('finds a site that works ready, by the limits of the configuration, and says that bandwidth is not known', async () => {
    await until(
      'A is ready',
      async () => (await board()).sites.some(({ site, level }) => site === 'a' && level === 'ready'),
      30_000,
    );
    const { limits, sites } = await board();
    expect(limits.ready.rttMs).toBe(250);
    expect(sites.find(({ site }) => site === 'a')).toMatchObject({ link: 'hq-a', bandwidth: 'none' });
  });

  it('tells of the site whose line is cut, and keeps the change', async () => {
    await until('the cut is told', async () => (await told())?.data['decides'] === 'down', 60_000);
    alert = await told();
    expect(alert).toMatchObject({ severity: 'major', data: { title: 'Tatap muka', level: 'unfit' } });
    const { changes, summary } = await detail();
    expect(changes.some(({ site, decides }) => site === 'b' && decides.kind === 'down')).toBe(true);
    expect(summary.find(({ site }) => site === 'b')?.beforeMs.unfit).toBeGreaterThan(0);
  }, 70_000);

  it('has a past, from the history store', async () => {
    await until(
      'the past is worked out',
      async () => (await board()).history.computedAt !== undefined,
      30_000,
    );
    const { history } = await board();
    expect(history).toMatchObject({ days: 28, ofDays: 28 });
    expect(history.sites.map(({ site }) => site)).toEqual(['a', 'b']);
    expect(history.failure).toBeUndefined();
  });

  it('is kept over kill -9, with all that was seen, and its alert is the same one', async () => {
    const before = await detail();
    await jalur.end('SIGKILL');
    jalur = new Jalur(args);
    url = await jalur.url();
    const after = await detail();
    expect(after.event).toMatchObject({ id: 1, title: 'Tatap muka', phase: 'watched' });
    expect(after.changes.slice(0, before.changes.length)).toEqual(before.changes);
    expect(await told()).toMatchObject({ number: alert?.number, status: 'active' });
    expect((await fetch(`${url}/api/v1/vicon/events/1?who=Budi`, { method: 'DELETE' })).status).toBe(200);
    expect(await told()).toBeUndefined();
    expect((await detail()).event).toMatchObject({ phase: 'removed', removed: { by: { who: 'Budi' } } });
  });
});
