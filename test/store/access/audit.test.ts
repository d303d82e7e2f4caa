// The audit trail: what is found, what is cut, and what is dropped when.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAccessStoreBeside } from '../../../src/store/access/open.ts';
import { AUDIT_KEPT_MS, type AuditQuery, MOST_AUDIT_ENTRIES } from '../../../src/store/access/port.ts';
import type { SqliteAccessStore } from '../../../src/store/access/sqlite-store.ts';
import { temporaryDirectory } from '../support/place.ts';
import { entry, T0 } from './support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let store: SqliteAccessStore;
beforeEach(() => {
  directory = temporaryDirectory();
  store = openAccessStoreBeside(directory.path, T0);
});
afterEach(() => {
  store.close();
  directory.remove();
});

const found = (query: Omit<AuditQuery, 'limit'> & { readonly limit?: number }) =>
  store.auditTrail({ limit: 100, ...query }).map(({ id }) => id);

describe('the audit trail', () => {
  it('gives back what was written, newest first', () => {
    const cli = { at: T0 + 1, who: 'root@pusat', via: 'cli', action: 'user.add', outcome: 'done' };
    store.audit(entry('alert.ack', { target: '17', detail: '{"note":"ya"}', outcome: 'closed' }));
    store.audit(cli);
    expect(store.auditTrail({ limit: 10 })).toEqual([
      { id: 2, ...cli },
      { id: 1, ...entry('alert.ack', { target: '17', detail: '{"note":"ya"}', outcome: 'closed' }) },
    ]);
  });

  describe('is searched', () => {
    beforeEach(() => {
      store.audit(entry('session.login', { at: T0, who: 'Siti_01' }));
      store.audit(entry('alert.ack', { at: T0 + 10, who: 'budi', target: 'prov-majene' }));
      store.audit(entry('user.add', { at: T0 + 20, who: 'admin', target: '100%' }));
      store.audit(entry('link.echo', { at: T0 + 30, who: 'budi', target: 'prov-mamuju' }));
    });

    it.each<[what: string, query: Omit<AuditQuery, 'limit'> & { limit?: number }, ids: readonly number[]]>([
      ['for everything', {}, [4, 3, 2, 1]],
      ['from a moment on', { from: T0 + 10 }, [4, 3, 2]],
      ['up to a moment', { to: T0 + 20 }, [2, 1]],
      ['within a time', { from: T0 + 10, to: T0 + 20 }, [2]],
      ['page by page', { limit: 2 }, [4, 3]],
      ['on the next page', { limit: 2, before: 3 }, [2, 1]],
      ['for who, whatever the case', { text: 'sITI' }, [1]],
      ['for an action', { text: 'echo' }, [4]],
      ['for a target', { text: 'prov-' }, [4, 2]],
      ['for a sign that LIKE takes for any letters', { text: '%' }, [3]],
      ['for a sign that LIKE takes for any letter', { text: 'i_0' }, [1]],
      ['for a backslash', { text: '\\' }, []],
      ['for nothing', { text: '' }, [4, 3, 2, 1]],
      ['for a text within a time', { text: 'budi', from: T0 + 20 }, [4]],
    ])('%s', (_, query, ids) => {
      expect(found(query)).toEqual(ids);
    });
  });

  it('cuts what strangers make long, and stays JSON where it was', () => {
    store.audit(
      entry('a'.repeat(500), {
        who: 'w'.repeat(500),
        target: 't'.repeat(500),
        detail: JSON.stringify({ text: '"'.repeat(5_000) }),
      }),
    );
    const [kept] = store.auditTrail({ limit: 1 });
    expect([kept?.who.length, kept?.action.length, kept?.target?.length]).toEqual([64, 64, 200]);
    expect(kept?.detail?.length).toBeLessThanOrEqual(2_000);
    expect(JSON.parse(kept?.detail ?? '')).toHaveProperty('cut');
  });

  it('gives 1,000 entries at most', () => {
    store.atomically(() => {
      for (let number = 0; number < 1_001; number++) store.audit(entry('link.echo'));
    });
    expect(found({ limit: 5_000 })).toHaveLength(1_000);
    expect(found({ limit: 0 })).toHaveLength(1);
  });

  it('keeps five years', () => {
    store.audit(entry('old', { at: T0 - AUDIT_KEPT_MS - 1 }));
    store.audit(entry('kept', { at: T0 - AUDIT_KEPT_MS }));
    store.prune(T0);
    expect(found({})).toEqual([2]);
  });

  it('keeps a million entries, and drops the oldest', () => {
    store.close();
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const db = new DatabaseSync(`${directory.path}/access.db`);
    db.exec(`WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${MOST_AUDIT_ENTRIES + 5})
      INSERT INTO audit (id, at, who, via, action, outcome) SELECT i, ${T0}, 'budi', 'user', 'link.echo', 'done' FROM n`);
    db.close();
    store = openAccessStoreBeside(directory.path, T0);
    store.prune(T0);
    expect(found({ before: 7 })).toEqual([6]);
    expect(found({ limit: 1 })).toEqual([MOST_AUDIT_ENTRIES + 5]);
  });
});
