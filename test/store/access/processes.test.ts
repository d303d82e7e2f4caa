// The command line and the daemon at work on one access.db at once: nothing is lost, and each sees what the other did.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAccessStoreBeside } from '../../../src/store/access/open.ts';
import { hashSecret } from '../../../src/store/access/secret-hash.ts';
import { temporaryDirectory } from '../support/place.ts';
import { entry, session, T0, user } from './support.ts';

const STORE = join(import.meta.dirname, '../../../src/store/access');
const WRITERS = 3;
const EACH = 10;

/** A process that opens the store in a directory as `store`, and does something with it. */
function run(directory: string, does: string): Promise<string> {
  const script = `import { openAccessStoreBeside } from ${JSON.stringify(join(STORE, 'open.ts'))};
    const store = openAccessStoreBeside(${JSON.stringify(directory)}, ${T0});
    ${does}
    store.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += String(data);
  });
  return new Promise((done) => child.once('close', (status) => done(status === 0 ? '' : stderr)));
}

it('several processes make the file at once, and all they add is there', async () => {
  const directory = temporaryDirectory();
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    run(
      directory.path,
      `for (let n = 0; n < ${EACH}; n++) {
        store.addUser({ name: 'u${writer}-' + n, displayName: 'U', role: 'viewer', scope: { kind: 'province' },
          disabled: false, createdAt: ${T0} }, 'hash');
        store.audit({ at: ${T0}, who: 'w${writer}', via: 'cli', action: 'user.add', outcome: 'done' });
      }`,
    ),
  );
  expect(await Promise.all(writers)).toEqual(Array(WRITERS).fill(''));
  const store = openAccessStoreBeside(directory.path, T0);
  expect(store.users()).toHaveLength(WRITERS * EACH);
  expect(store.auditTrail({ limit: 1_000 })).toHaveLength(WRITERS * EACH);
  store.close();
  directory.remove();
});

it('a store that is open sees at its next call what another process did', async () => {
  const directory = temporaryDirectory();
  const store = openAccessStoreBeside(directory.path, T0);
  expect(store.hasUsers()).toBe(false);
  store.audit(entry('started'));
  store.addUser(user('budi'), 'hash');
  store.addSession(session('a', { kind: 'user', user: 'budi' }));
  const failed = await run(
    directory.path,
    `store.changeUser('budi', { role: 'operator' });
     store.audit({ at: ${T0}, who: 'root', via: 'cli', action: 'user.set', outcome: 'done' });`,
  );
  expect(failed).toBe('');
  expect(store.user('budi')?.role).toBe('operator');
  expect(store.session(hashSecret('a')), 'his session has ended').toBeUndefined();
  expect(store.auditTrail({ limit: 10 }).map(({ action }) => action)).toEqual(['user.set', 'started']);
  store.close();
  directory.remove();
});
