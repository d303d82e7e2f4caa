// From the HTTP call of a device to the state of its link: a real server, a real desk, the engine in its loop.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBeats } from '../../src/app/beats.ts';
import type { EngineEvent } from '../../src/domain/event.ts';
import { linkId } from '../../src/domain/ids.ts';
import { beatTargets } from '../../src/engine/anchors.ts';
import { EngineLoop } from '../../src/engine/loop.ts';
import type { BeatDesk } from '../../src/probe/beat/beat-desk.ts';
import { changeTokens } from '../../src/probe/beat/token-file.ts';
import { hashOf, withToken } from '../../src/probe/beat/tokens.ts';
import { createLog } from '../../src/runtime/log.ts';
import { Closer } from '../../src/runtime/shutdown.ts';
import { Timeline } from '../../src/runtime/timeline.ts';
import { type FakeApi, startApi } from '../api/support/api.ts';
import { configOf } from '../config/support.ts';
import { FakeStore } from '../support/fake-store.ts';
import { FakeTimers } from '../support/fake-timers.ts';
import { engineConfig } from '../support/network.ts';

const CONFIG = `version: 1
province: { name: Sulbar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [] }
sites:
  - { id: pusat, name: Pusat, kind: province }
  - { id: desa, name: Desa, kind: village }
links:
  - { id: v1, from: pusat, to: desa, medium: lte, device: { beat: true } }
`;
const V1 = linkId('v1');

let directory = '';
let timers: FakeTimers;
let store: FakeStore;
let loop: EngineLoop;
let desk: BeatDesk;
let api: FakeApi;
let closer: Closer;
const events: EngineEvent[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-beats-'));
  timers = new FakeTimers();
  store = new FakeStore();
  events.length = 0;
  closer = new Closer(1_000, () => undefined);
  const log = createLog({ level: 'silent' });
  const config = configOf(CONFIG);
  const plan = { config, network: config.network };
  const opening = {
    options: { config, directory, webRoot: directory, version: '0' },
    log,
    clock: timers,
    timers,
    closer,
  };
  loop = new EngineLoop(engineConfig(config.network), {
    timeline: new Timeline(timers),
    store,
    echoes: { setTargets: (targets) => expect(targets).toEqual([]), burst: () => undefined },
    polls: { pollNow: () => undefined, pause: () => undefined, resume: () => undefined },
    announce: (numbered) => void events.push(...numbered.map(({ event }) => event)),
    onClockSet: () => undefined,
    every: (ms, run) => {
      const handle = timers.setInterval(run, ms);
      return () => timers.clearInterval(handle);
    },
    log,
  });
  desk = openBeats({ plan, store, loop: () => loop, onBatch: (batch) => loop.echoes(batch) }, opening);
  const hash = hashOf('secret').toString('hex');
  changeTokens(
    directory,
    (tokens) => withToken(tokens, { link: 'v1', hash, createdAt: 1, by: 'test' }),
    timers.wallMs(),
  );
  loop.start();
  await desk.start(beatTargets(loop.state));
  api = await startApi({}, { beat: (call) => desk.receive(call) });
});
afterEach(async () => {
  await api.close();
  await closer.close();
  loop.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function beat(query = ''): Promise<void> {
  expect((await api.ask('GET', `/api/v1/beat/secret${query}`)).status).toBe(204);
}

function state(): string | undefined {
  return loop.state.links.get(V1)?.state;
}

describe('a device that beats over HTTP', () => {
  it('makes its link up, and its silence makes it down', async () => {
    await timers.advance(5_000);
    await beat();
    expect(state()).toBe('up');
    for (let minute = 0; minute < 60; minute++) {
      await timers.advance(60_000);
      await beat();
    }
    await timers.advance(6 * 60_000);
    expect(state()).toBe('down');
    expect([...loop.state.alerts.values()]).toMatchObject([
      { rule: 'link.down', data: { beatEveryMs: 60_000 } },
    ]);
  });

  it('is noticed when it restarts, and tells the likely cause of an outage', async () => {
    await beat('?uptime_s=90000');
    for (let minute = 0; minute < 15; minute++) {
      await timers.advance(60_000);
      await beat(`?uptime=1d01:${String(minute + 1).padStart(2, '0')}:00`);
    }
    await timers.advance(20 * 60_000);
    expect(state()).toBe('down');
    await beat('?uptime_s=30');
    await timers.advance(60_000);
    await beat('?uptime_s=90');
    expect(state()).toBe('up');
    expect(events.filter(({ kind }) => kind === 'link.cause')).toMatchObject([{ proposal: 'restart' }]);
    expect([...loop.state.alerts.values()]).toMatchObject([{ rule: 'link.rebooted', data: { reboots: 1 } }]);
  });

  it('says what it is: kept once, and told when it changes', async () => {
    await beat('?model=wAP-R&firmware=7.14.3&name=desa');
    await timers.advance(60_000);
    await beat('?model=wAP-R&firmware=7.14.3&name=desa');
    await timers.advance(60_000);
    await beat('?model=wAP-R&firmware=7.15&name=desa');
    const told = events.flatMap((event) => (event.kind === 'link.inventory' ? [event] : []));
    expect(told).toMatchObject([
      { profile: 'beat', identity: { model: 'wAP-R', firmware: '7.14.3' }, changes: [] },
      { changes: [{ what: 'firmware', before: '7.14.3', after: '7.15' }] },
    ]);
    expect(store.inventory(V1)?.inventory.identity).toEqual({ model: 'wAP-R', firmware: '7.15' });
    expect(loop.state.links.get(V1)?.device?.result).toMatchObject({
      kind: 'answered',
      system: { sysName: 'desa', sysDescr: 'wAP-R 7.15' },
    });
  });

  it('keeps what it said of itself when it leaves it out, and notices a change across that', async () => {
    await beat('?model=wAP-R&firmware=7.14.3');
    await timers.advance(60_000);
    await beat('?model=wAP-R');
    expect(store.inventory(V1)?.inventory.identity).toEqual({ model: 'wAP-R', firmware: '7.14.3' });
    await timers.advance(60_000);
    await beat('?firmware=7.15');
    const told = events.flatMap((event) => (event.kind === 'link.inventory' ? [event.changes] : []));
    expect(told).toEqual([[], [{ what: 'firmware', before: '7.14.3', after: '7.15' }]]);
  });

  it('that says something else with every beat fills no store with it', async () => {
    for (let minute = 0; minute < 60; minute++) {
      await beat(`?firmware=7.${minute}`);
      await timers.advance(60_000);
    }
    const told = events.filter(({ kind }) => kind === 'link.inventory').length;
    expect(told).toBeGreaterThan(1);
    expect(told).toBeLessThanOrEqual(6);
    await timers.advance(60 * 60_000);
    await beat('?firmware=8');
    expect(store.inventory(V1)?.inventory.identity).toEqual({ firmware: '8' });
  });
});
