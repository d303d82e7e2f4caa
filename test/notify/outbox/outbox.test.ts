// What the outbox keeps, and what it answers.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutbox } from '../../../src/notify/outbox/open.ts';
import type { Outbox } from '../../../src/notify/outbox/port.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../../store/support/place.ts';
import { decisionOf, listing, manyOf, messageOf, postingOf, T0 } from '../support/postings.ts';

describe('the outbox', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let outbox: Outbox;
  const clock = standingClock(T0);
  const log = rememberingLog();
  const reopen = (): void => {
    outbox.close();
    outbox = openOutbox(directory.path, { clock, log }).outbox;
  };
  beforeEach(() => {
    directory = temporaryDirectory();
    clock.set(T0);
    outbox = openOutbox(directory.path, { clock, log }).outbox;
  });
  afterEach(() => {
    outbox.close();
    directory.remove();
  });

  it('of a new directory knows of no decision', () => {
    expect(outbox.load()).toEqual({ threads: [] });
    expect(outbox.channels()).toEqual([]);
  });

  it('keeps threads, postings and the last event over a restart, in the order of posting', () => {
    const memory = { told: ['telegram'], at: T0 };
    outbox.commit({
      through: 7,
      postings: [...manyOf('a', 1, 2), ...manyOf('b', 3, 3)],
      threads: [{ alert: 1, memory }],
      ended: [],
    });
    outbox.commit({
      through: 9,
      postings: manyOf('a', 4, 4),
      threads: [{ alert: 2, memory: null }],
      ended: [1],
    });
    reopen();
    expect(outbox.load()).toEqual({ through: 9, threads: [{ alert: 2, memory: null }] });
    expect(outbox.waiting('a').map(({ message }) => message)).toEqual(['m1', 'm2', 'm4']);
    expect(outbox.waiting('b').map((waiting) => outbox.text(waiting).id)).toEqual(['m3']);
    expect(outbox.waiting('a')[0]).toMatchObject({ attempts: 0, unproven: 0, bornAt: T0, severity: 'major' });
  });

  it('writes a decision that changes nothing with the next one, or after a minute', () => {
    const reader = (): number | undefined => {
      const other = openOutbox(directory.path, { clock, log }).outbox;
      const { through } = other.load();
      other.close();
      return through;
    };
    outbox.commit(decisionOf(1, manyOf('a', 1, 1)));
    outbox.commit(decisionOf(2));
    expect(reader(), 'not worth a write').toBe(1);
    outbox.commit(decisionOf(3, manyOf('a', 2, 2)));
    expect(reader()).toBe(3);
    outbox.commit(decisionOf(4));
    clock.set(T0 + 60_000);
    outbox.commit(decisionOf(5));
    expect(reader()).toBe(5);
    outbox.commit(decisionOf(6));
    clock.set(T0 + 120_000);
    outbox.retry();
    expect(reader()).toBe(6);
    outbox.commit(decisionOf(7));
    reopen();
    expect(outbox.load().through).toBe(7);
  });

  it('never gives a number twice, also after all has ended and the clock was set back', () => {
    outbox.commit(decisionOf(1, manyOf('a', 1, 3)));
    const seqs = outbox.waiting('a').map(({ seq }) => seq);
    outbox.end(seqs, { outcome: 'delivered', at: T0 });
    clock.set(T0 - 1_000_000);
    reopen();
    outbox.commit(decisionOf(2, manyOf('a', 4, 4)));
    expect(outbox.waiting('a')[0]?.seq).toBeGreaterThan(Math.max(...seqs));
  });

  it('tells an attempt without a receipt from one that came to nothing', () => {
    outbox.commit(decisionOf(1, [...manyOf('a', 1, 1), ...manyOf('b', 2, 2)]));
    for (const channel of ['a', 'b'])
      for (const waiting of outbox.waiting(channel)) outbox.begin(waiting, 'synced');
    outbox.postpone(outbox.waiting('b')[0]?.seq ?? 0);
    reopen();
    expect(outbox.waiting('a')[0]).toMatchObject({ attempts: 1, unproven: 1 });
    expect(outbox.waiting('b')[0]).toMatchObject({ attempts: 1, unproven: 0 });
    reopen();
    expect(outbox.waiting('a')[0], 'another start is no other end').toMatchObject({ unproven: 1 });
  });

  it('journals what became of messages, newest first, and tells whether somebody was told', () => {
    outbox.commit(decisionOf(1, [...manyOf('a', 1, 4), ...manyOf('b', 1, 1)]));
    const [m1, m2, m3, m4] = outbox.waiting('a').map(({ seq }) => seq);
    outbox.end([m1 ?? 0], { outcome: 'refused', at: T0 + 1, detail: 'chat not found' });
    outbox.digest(
      [m2 ?? 0, m3 ?? 0],
      postingOf('a', listing([], 'rate', { id: 'd1', at: T0, sinceAt: T0 })),
      T0 + 2,
    );
    outbox.end([m1 ?? 0, m4 ?? 0], { outcome: 'expired', at: T0 + 3 });
    expect([1, 2, 4].map((alert) => outbox.told(alert))).toEqual([false, false, false]);
    outbox.end(
      outbox.waiting('a').map(({ seq }) => seq),
      { outcome: 'delivered', at: T0 + 4, detail: 'message 77' },
    );
    reopen();
    expect([1, 2, 3, 4].map((alert) => outbox.told(alert))).toEqual([false, true, true, false]);
    expect(outbox.journal({ limit: 9 }).map(({ message, outcome }) => `${message} ${outcome}`)).toEqual([
      'd1 delivered',
      'm4 expired',
      'm3 digested',
      'm2 digested',
      'm1 refused',
    ]);
    expect(outbox.journal({ alert: 2, limit: 9 })).toMatchObject([
      { digest: 'd1', channel: 'a', endedAt: T0 + 2 },
    ]);
    const [newest] = outbox.journal({ limit: 1 });
    expect(outbox.journal({ limit: 1, before: newest?.id ?? 0 })[0]?.message).toBe('m4');
    expect(outbox.journal({ incident: 4, limit: 9 })).toHaveLength(1);
  });

  it('keeps the last 10,000 entries of the journal', () => {
    outbox.commit(decisionOf(1, manyOf('a', 1, 10_050)));
    const seqs = outbox.waiting('a').map(({ seq }) => seq);
    outbox.end(seqs.slice(0, 50), { outcome: 'delivered', at: T0 });
    outbox.end(seqs.slice(50), { outcome: 'delivered', at: T0 });
    reopen();
    const entries = outbox.journal({ limit: 20_000 });
    expect(entries).toHaveLength(10_000);
    expect(entries.at(-1)?.message).toBe('m51');
  });

  it('keeps what a channel has to send again, until it is told to be over or its thread is', () => {
    const postings = [1, 2, 3].map((alert) => postingOf('am', messageOf(`m${alert}`, { alert })));
    const threads = [1, 2, 3].map((alert) => ({ alert, memory: 1 }));
    outbox.commit({ through: 1, postings, threads, ended: [] });
    const deliver = (): void => {
      for (const waiting of outbox.waiting('am'))
        outbox.end([waiting.seq], { outcome: 'delivered', at: T0, resend: outbox.text(waiting) });
    };
    deliver();
    reopen();
    expect(outbox.firing('am').map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
    const over = postingOf('am', messageOf('over1', { alert: 1, kind: 'cleared' }));
    outbox.commit({ through: 2, postings: [over], threads: [], ended: [2] });
    expect(
      outbox.firing('am').map(({ id }) => id),
      'not told yet',
    ).toEqual(['m1', 'm3']);
    deliver();
    const late = postingOf('am', messageOf('late', { alert: 2 }));
    outbox.commit({ through: 3, postings: [late], threads: [], ended: [] });
    deliver();
    reopen();
    expect(
      outbox.firing('am').map(({ id }) => id),
      'of 2 nobody will ever tell the end',
    ).toEqual(['m3']);
    outbox.forget('am');
    expect(outbox.firing('am')).toEqual([]);
  });

  it('moves a damaged file aside, says so, and begins anew', () => {
    outbox.commit(decisionOf(1, manyOf('a', 1, 1)));
    outbox.close();
    writeFileSync(join(directory.path, 'outbox.db'), 'not a database, but long enough to be taken for one');
    const opened = openOutbox(directory.path, { clock, log });
    outbox = opened.outbox;
    expect(opened.quarantine?.movedTo).toContain('outbox.db.corrupt-');
    expect(log.lines.at(-1)).toContain('damaged');
    expect(outbox.load()).toEqual({ threads: [] });
  });

  it('moves a file aside of which a row cannot be read, and loses no other kind of trouble', () => {
    outbox.commit(decisionOf(1, manyOf('a', 1, 1)));
    outbox.close();
    const db = new DatabaseSync(join(directory.path, 'outbox.db'));
    db.exec(`UPDATE posting SET body = '{"id": "cut off he'`);
    db.close();
    const opened = openOutbox(directory.path, { clock, log });
    outbox = opened.outbox;
    expect(opened.quarantine?.movedTo).toContain('outbox.db.corrupt-');
    expect(outbox.load()).toEqual({ threads: [] });
    outbox.close();
    expect(openOutbox(directory.path, { clock, log }).quarantine).toBeUndefined();
  });
});
