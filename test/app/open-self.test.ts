// Everything that watches over jalur itself, opened as the daemon opens it: real disk, real sockets, a real event loop.

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSelf } from '../../src/app/open-self.ts';
import { SecretText } from '../../src/config/secret.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { Closer } from '../../src/runtime/shutdown.ts';
import { systemTimers } from '../../src/runtime/timers.ts';
import { answerOf, timeServer } from '../probe/ntp/fake-server.ts';
import { FakeStore } from '../support/fake-store.ts';
import { watching } from './self-watching.ts';

it('opens, measures, beats and closes', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-self-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  let beats = 0;
  const outside = createServer((_, response) => {
    beats++;
    response.end('OK');
  });
  outside.listen(0, '127.0.0.1');
  await once(outside, 'listening');
  onTestFinished(() => void outside.close());
  const time = await timeServer((question) => [answerOf(question, systemClock.wallMs() + 5_000)]);
  const world = watching({ sizeBytes: 1e12, freeBytes: 1e12 }, { links: [] });
  // The engine lives in virtual time; here only its state and its faults count.
  world.loop.state.rulesJudgedMs = world.loop.now().monoMs;
  const closer = new Closer(1_000, () => undefined);
  const log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
  const { port } = outside.address() as AddressInfo;
  const self = openSelf(
    {
      loop: world.loop,
      store: new FakeStore(),
      echoes: { status: () => ({ slipP99Ms: 1 }) as never },
      scheduler: { status: () => ({ slipP99Ms: 1, waiting: 0 }) as never },
      ntpServers: [time.place],
      deadMan: {
        url: new SecretText(`http://127.0.0.1:${port}/b9a1`, { inClear: true }),
        method: 'GET',
        everyMs: 60_000,
        timeoutMs: 2_000,
      },
    },
    {
      options: { directory } as never,
      clock: systemClock,
      timers: systemTimers,
      log,
      closer,
    },
  );
  const figure = (name: string): number | undefined =>
    self.figures().find((each) => each.name === name)?.value;
  await expect.poll(() => figure('jalur_dead_man_delivered_total')).toBe(1);
  await expect.poll(() => figure('jalur_clock_offset_seconds')).toBeGreaterThan(4);
  await expect.poll(() => figure('jalur_disk_free_bytes')).toBeGreaterThan(0);
  expect(beats).toBe(1);
  expect(self.deadMan()).toMatchObject({ place: `http://127.0.0.1:${port}`, delivered: 1 });
  await closer.close();
});
