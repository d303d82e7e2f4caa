// The access store on a file system that is really full: the door stays as it was, and heals when there is room.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openAccessStore } from '../../../src/store/access/open.ts';
import { hashSecret } from '../../../src/store/access/secret-hash.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';
import { entry, session, T0, user } from './support.ts';

const directory = temporaryDirectory();
const mount = join(directory.path, 'disk');
mkdirSync(mount);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'jalur-test', mount]).status === 0;

afterAll(() => {
  if (mounted) spawnSync('umount', ['--lazy', mount]);
  directory.remove();
});

describe.skipIf(!mounted)('the access store on a full disk (needs root, to mount a tmpfs)', () => {
  const open = () => openAccessStore(mount, { clock: standingClock(T0), log: rememberingLog() }).store;
  const filler = join(mount, 'filler');
  const fill = () => expect(() => writeFileSync(filler, Buffer.alloc(2 ** 20))).toThrow('ENOSPC');

  it('says so, keeps who may come in, and goes on when there is room', () => {
    const store = open();
    store.addUser(user('budi', { role: 'admin' }), 'hash');
    fill();
    const detail = 'x'.repeat(1_900);
    const write = () => {
      for (let n = 0; n < 2_000; n++) store.audit(entry('link.echo', { detail }));
    };
    expect(write).toThrow(expect.objectContaining({ code: 'full' }));
    expect(store.hasUsers()).toBe(true);
    expect(store.user('budi')?.role).toBe('admin');
    rmSync(filler);
    store.addSession(session('a', { kind: 'user', user: 'budi' }));
    expect(store.session(hashSecret('a'))).toBeDefined();
    store.close();
  });

  it('is opened on it with the door shut, and goes on when there is room', () => {
    fill();
    const store = open();
    expect(store.hasUsers()).toBe(true);
    expect(store.passwordHash('budi')).toBe('hash');
    rmSync(filler);
    store.audit(entry('session.login'));
    store.close();
    const again = open();
    expect(again.auditTrail({ limit: 1 })).toMatchObject([{ action: 'session.login' }]);
    again.close();
  });
});
