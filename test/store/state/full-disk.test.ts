// A file system that is really full: a tmpfs of one megabyte beside a file that takes what is left.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { stateEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const directory = temporaryDirectory();
const mount = join(directory.path, 'disk');
mkdirSync(mount);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'jalur-test', mount]).status === 0;

afterAll(() => {
  if (mounted) spawnSync('umount', ['--lazy', mount]);
  directory.remove();
});

describe.skipIf(!mounted)('the state store on a full disk (needs root, to mount a tmpfs)', () => {
  it('goes on without it, and heals when there is room', () => {
    const { store } = openStateStore(mount, { clock: standingClock(T0), log: rememberingLog() });
    store.commit([stateEvent('a', 'up', T0)]);
    const filler = join(mount, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(2 ** 20))).toThrow('ENOSPC');

    let count = 0;
    let code: string | undefined;
    while (code === undefined && count < 2_000) {
      count++;
      code = store.commit([stateEvent('a', count % 2 ? 'down' : 'up', T0 + count)]).failure?.code;
    }
    expect(code).toBe('full');
    expect(store.status()).toEqual({ backlogEvents: 1, lostEvents: 0 });
    expect(() => store.heartbeat(T0 + count)).toThrow('free space');
    expect(store.intervals(linkId('a'), T0, T0 + 10_000), 'what was kept can be read').toHaveLength(count);

    rmSync(filler);
    store.heartbeat(T0 + count);
    expect(store.status()).toEqual({ backlogEvents: 0, lostEvents: 0 });
    expect(store.intervals(linkId('a'), T0, T0 + 10_000)).toHaveLength(count + 1);
    store.close();
  });

  it('starts on it after an orderly stop, which leaves no log and no lock behind, and heals when there is room', () => {
    const open = () => openStateStore(mount, { clock: standingClock(T0), log: rememberingLog() }).store;
    const filler = join(mount, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(2 ** 20))).toThrow('ENOSPC');

    const store = open();
    expect(open, 'the lock holds').toThrow(`held by another jalur (process ${process.pid})`);
    expect(store.load().openIntervals).toHaveLength(1);
    const later = T0 + 60_000;
    expect(store.commit([stateEvent('b', 'down', later)]).failure?.code).toBe('full');
    expect(store.status()).toEqual({ backlogEvents: 1, lostEvents: 0 });

    rmSync(filler);
    store.heartbeat(later + 1_000);
    expect(store.status()).toEqual({ backlogEvents: 0, lostEvents: 0 });
    store.close();
    const again = open();
    expect(again.load().openIntervals).toHaveLength(2);
    again.close();
  });

  it('does not promise to retry what a first start cannot make', () => {
    const empty = join(mount, 'empty');
    mkdirSync(empty);
    const filler = join(mount, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(2 ** 20))).toThrow('ENOSPC');
    const open = () => openStateStore(empty, { clock: standingClock(T0), log: rememberingLog() });
    expect(open).toThrow('free space on that file system, then start jalur again');
    rmSync(filler);
    open().store.close();
  });
});
