// What survives kill -9, and what happens while the disk is full.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { lockDirectory } from '../../../src/store/state/lock.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { STATE_MIGRATIONS } from '../../../src/store/state/schema.ts';
import { SqliteStateStore } from '../../../src/store/state/sqlite-store.ts';
import { alertEvent, roundEvent, stateEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const OPEN_MODULE = join(import.meta.dirname, '../../../src/store/state/open.ts');

/** Commits for ever, and says each number only once it is committed; every third event is one that is not kept. */
const COMMITTER = `
  import { writeSync } from 'node:fs';
  import { openStateStore } from ${JSON.stringify(OPEN_MODULE)};
  const deps = { clock: { wallMs: () => 1, monoMs: () => 1 }, log: {} };
  const { store } = openStateStore(process.argv[1], deps);
  for (let at = Number(process.argv[2]); ; at++) {
    const state = at % 2 ? 'up' : 'down';
    const reason = { kind: 'answering', answeredInRow: 5 };
    const { events } = store.commit([
      { kind: 'link.state', at, link: 'a', state, from: at, reason },
      { kind: 'link.device', at, link: 'a', durationMs: 1, incarnation: 'same' },
    ]);
    writeSync(1, events.map((event) => event.seq).join(' ') + '\\n');
  }`;

describe('durability of the state store', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => {
    directory.remove();
  });

  it('keeps every announced event over kill -9, and never gives a number twice', async () => {
    let highest = 0;
    for (let life = 0; life < 3; life++) {
      const args = ['--input-type=module', '-e', COMMITTER, directory.path, String(T0 + life * 1_000_000)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const announced: number[] = [];
      const first: number[] = [];
      for await (const line of createInterface(child.stdout)) {
        const [durable = 0, passing = 0] = line.split(' ').map(Number);
        announced.push(durable);
        first.push(passing);
        if (announced.length === 40) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      expect(announced.length).toBeGreaterThanOrEqual(40);
      expect(announced[0], 'above every number of earlier lives').toBeGreaterThan(highest);
      highest = Math.max(...announced, ...first);

      const { store } = openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() });
      const kept = new Set(store.eventsSince(0, 100_000)?.map(({ seq }) => seq));
      expect(announced.filter((seq) => !kept.has(seq))).toEqual([]);
      expect(store.load().openIntervals).toHaveLength(1);
      expect(store.seq()).toBeGreaterThanOrEqual(highest);
      // Dies like the child: what close() would give back stays reserved.
      highest = store.commit([roundEvent('a', T0)]).events[0]?.seq ?? 0;
      store.close();
    }
  });

  it('announces on a full disk as not durable, and heals when there is room again', () => {
    const file = join(directory.path, 'state.db');
    const db = openDatabase({ file, migrations: STATE_MIGRATIONS, synchronous: 'FULL' });
    const store = new SqliteStateStore(db, lockDirectory(directory.path));
    store.commit([stateEvent('a', 'up', T0)]);
    const pages = db.prepare('PRAGMA page_count').get()?.['page_count'];
    db.exec(`PRAGMA max_page_count=${pages}`);

    let outcome = store.commit([]);
    let at = T0;
    for (let i = 0; i < 500 && !outcome.failure; i++) {
      at += 60_000;
      outcome = store.commit([stateEvent('a', i % 2 ? 'up' : 'down', at)]);
    }
    expect(outcome.failure?.code).toBe('full');
    expect(outcome.failure?.message).toContain('free space');
    expect(outcome.events).toMatchObject([{ durable: false }]);
    const lastKept = outcome.events[0]?.seq ?? 0;
    const raised = store.commit([alertEvent('alert.raised', 1, { at: at + 10 })]);
    expect(raised.failure?.code).toBe('full');
    expect(raised.events[0]?.seq).toBe(lastKept + 1);
    expect(store.status()).toEqual({ backlogEvents: 2, lostEvents: 0 });
    expect(store.eventsSince(lastKept - 1, 9)?.map(({ durable }) => durable)).toEqual([false, false]);

    db.exec('PRAGMA max_page_count=1000000');
    store.heartbeat(at + 20);
    expect(store.status()).toEqual({ backlogEvents: 0, lostEvents: 0 });
    expect(store.eventsSince(lastKept - 1, 9)?.map(({ durable }) => durable)).toEqual([true, true]);
    expect(store.load()).toMatchObject({ activeAlerts: [{ number: 1 }], openIntervals: [{ from: at }] });
    store.close();
  });

  it('gives up the oldest of 10,000 waiting events, counts them, and lets nobody resume across them', () => {
    const file = join(directory.path, 'state.db');
    const db = openDatabase({ file, migrations: STATE_MIGRATIONS, synchronous: 'FULL' });
    const store = new SqliteStateStore(db, lockDirectory(directory.path));
    const before = store.commit([stateEvent('a', 'up', T0)]).events[0]?.seq ?? 0;
    const blocker = new DatabaseSync(file, { timeout: 0 });
    blocker.exec('BEGIN IMMEDIATE');
    db.exec('PRAGMA busy_timeout=0');
    const states = Array.from({ length: 10_001 }, (_, index) =>
      stateEvent('a', index % 2 ? 'up' : 'down', T0 + 1 + index),
    );
    expect(store.commit(states).failure?.code).toBe('busy');
    expect(store.status()).toEqual({ backlogEvents: 10_000, lostEvents: 1 });
    expect(store.eventsSince(before, 1)).toBeUndefined();
    blocker.exec('COMMIT');
    blocker.close();
    expect(store.commit([stateEvent('a', 'degraded', T0 + 20_000)]).failure).toBeUndefined();
    expect(store.eventsSince(before, 1), 'also once the rest is kept').toBeUndefined();
    expect(store.eventsSince(before + 1, 20_000)).toHaveLength(10_001);
    const intervals = store.intervals(linkId('a'), T0, T0 + 30_000);
    expect(intervals).toHaveLength(10_002);
    expect(intervals[0]?.to).toBe(intervals[1]?.from);
    store.close();
  });
});
