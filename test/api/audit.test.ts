// The audit trail while its file cannot be written: nothing is lost, and nobody waits for it.

import { describe, expect, it } from 'vitest';
import { AuditTrail } from '../../src/api/audit.ts';
import type { AuditEntry } from '../../src/store/access/port.ts';
import { entry, T0 } from '../store/access/support.ts';
import { fakeLog } from './support/api.ts';

function trailOf() {
  const at = { monoMs: 0, isLocked: true, tries: 0 };
  const written: Omit<AuditEntry, 'id'>[] = [];
  const log = fakeLog();
  const trail = new AuditTrail({
    store: {
      audit: (each) => {
        at.tries++;
        if (at.isLocked) throw new Error('database is locked');
        written.push(each);
      },
    },
    now: () => T0,
    monoMs: () => at.monoMs,
    log,
  });
  return { at, written, lines: log.lines, trail };
}

describe('an audit trail that cannot be written', () => {
  it('is tried again every five seconds at most, for each try holds up the echoes, and is written in order', () => {
    const { at, written, lines, trail } = trailOf();
    const acts = ['alert.ack', 'alert.note', 'link.echo'].map((action) => entry(action));
    for (const act of acts) trail.take(act);
    expect(at.tries).toBe(1);
    for (const { action } of acts) expect(lines.join('\n')).toContain(action);
    at.monoMs += 4_999;
    trail.sumUp();
    expect(at.tries).toBe(1);
    at.isLocked = false;
    at.monoMs += 1;
    trail.sumUp();
    expect(written).toEqual(acts);
    trail.take(entry('alert.shelve'));
    expect(written.map(({ action }) => action).at(-1)).toBe('alert.shelve');
  });

  it('keeps a thousand entries, newest ones, and says which the log alone has', () => {
    const { at, written, lines, trail } = trailOf();
    for (let target = 0; target < 1_001; target++) trail.take(entry('link.echo', { target: `n${target}` }));
    expect(lines.filter((line) => line.includes('stands in this log alone')).join()).toContain('"n0"');
    at.isLocked = false;
    for (let round = 0; round < 30; round++) {
      at.monoMs += 5_000;
      trail.sumUp();
    }
    expect(written.map(({ target }) => target)).toEqual(Array.from({ length: 1_000 }, (_, n) => `n${n + 1}`));
  });
});
