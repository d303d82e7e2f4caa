// Messages on their way, in virtual time: order, retries, digests, limits, faults, restarts.

import { afterEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../src/notify/port.ts';
import { FakeChannel } from '../support/fake-channel.ts';
import { PostOffice, type PostOfficeOptions } from '../support/post-office.ts';
import { manyOf, messageOf, postingOf, T0 } from '../support/postings.ts';

const GONE: Receipt = { kind: 'later', detail: 'connect ECONNREFUSED' };
const DELIVERED: Receipt = { kind: 'delivered' };

describe('the deliverer', () => {
  let office: PostOffice | undefined;
  const begin = (channels: readonly FakeChannel[], options?: PostOfficeOptions): PostOffice => {
    office = new PostOffice(channels, options);
    office.deliverer.start();
    return office;
  };
  afterEach(() => office?.close());

  it('sends in the order of posting, one at a time, and journals the receipt', async () => {
    const sms = new FakeChannel('sms');
    sms.answer = ({ id }) => ({ kind: 'delivered', reference: `ref ${id}` });
    const { outbox } = begin([sms]);
    await office?.post(manyOf('sms', 1, 3));
    await office?.post(manyOf('sms', 4, 4));
    expect(sms.ids).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(sms.mostAtOnce).toBe(1);
    expect(outbox.journal({ alert: 4, limit: 1 })).toMatchObject([
      { outcome: 'delivered', detail: 'ref m4', attempts: 1 },
    ]);
    expect(outbox.channels()).toEqual([]);
  });

  it('lets no dead channel delay another', async () => {
    const [dead, buggy, good] = [new FakeChannel('dead'), new FakeChannel('buggy'), new FakeChannel('good')];
    dead.answer = 'hang';
    buggy.answer = 'reject';
    const { timers, deliverer } = begin([dead, buggy, good]);
    await office?.post(['dead', 'buggy', 'good'].flatMap((id) => manyOf(id, 1, 2)));
    expect(good.ids).toEqual(['m1', 'm2']);
    await timers.advance(10_000);
    expect(deliverer.status().get('dead')?.failing?.detail).toBe('no answer within 10000 ms');
    expect(deliverer.status().get('buggy')?.failing?.detail).toBe('a bug of the channel');
    await timers.advance(60_000);
    expect(dead.mostAtOnce).toBe(1);
    expect(dead.attempts.length, 'tried again').toBeGreaterThan(2);
    expect(new Set(dead.attempts.map(({ id }) => id))).toEqual(new Set(['m1']));
  });

  it('does not try again before the other side said (429 retry_after)', async () => {
    const telegram = new FakeChannel('telegram');
    telegram.answer = { kind: 'later', detail: 'too many requests', afterMs: 37_000 };
    const { timers } = begin([telegram]);
    await office?.post(manyOf('telegram', 1, 2));
    await timers.advance(36_999);
    expect(telegram.attempts).toHaveLength(1);
    telegram.answer = DELIVERED;
    await timers.advance(1);
    expect(telegram.ids).toEqual(['m1', 'm2']);
  });

  it('goes on after a refused message, and tells it until one is delivered', async () => {
    const mail = new FakeChannel('mail');
    mail.answer = ({ id }) => (id === 'm2' ? { kind: 'refused', detail: '550 no such user' } : DELIVERED);
    const { faults, deliverer } = begin([mail]);
    await office?.post(manyOf('mail', 1, 2));
    expect(faults).toEqual(['channel "mail" refused a message: 550 no such user']);
    await office?.post(manyOf('mail', 3, 3));
    expect(mail.ids).toEqual(['m1', 'm3']);
    expect(faults.at(-1)).toBeUndefined();
    expect(deliverer.status().get('mail')).toMatchObject({ delivered: 2, refused: 1, waiting: 0 });
  });

  it('sends nothing that has expired; counts and tells it until one is delivered', async () => {
    const sms = new FakeChannel('sms');
    sms.answer = GONE;
    const { timers, faults, deliverer } = begin([sms]);
    const lasting = manyOf('sms', 1, 1);
    await office?.post([...lasting, postingOf('sms', messageOf('short'), { expiresAt: T0 + 60_000 })]);
    await timers.advance(59_000);
    expect(deliverer.status().get('sms')?.expired).toBe(0);
    await timers.advance(301_000);
    expect(deliverer.status().get('sms')).toMatchObject({ expired: 1, waiting: 1 });
    expect(faults.at(-1)).toContain('not delivered in time');
    sms.answer = DELIVERED;
    await timers.advance(300_000);
    expect(sms.ids).toEqual(['m1']);
    expect(faults.at(-1)).toBeUndefined();
  });

  it('names a channel that has failed for two minutes, once, and says when it works again', async () => {
    const sms = new FakeChannel('sms');
    let tries = 0;
    sms.answer = () => ({ kind: 'later', detail: `failure ${++tries}` });
    const { timers, faults, log } = begin([sms]);
    await office?.post(manyOf('sms', 1, 1));
    await timers.advance(119_000);
    expect(faults).toEqual([]);
    await timers.advance(3_600_000);
    expect(faults).toEqual(['channel "sms" has failed for more than 2 minutes: failure 1']);
    sms.answer = DELIVERED;
    await timers.advance(300_000);
    expect(faults).toHaveLength(2);
    expect(faults[1]).toBeUndefined();
    expect(log.lines).toEqual(['warn Channel fails; its messages wait', 'info Channel works again']);
  });

  it('puts together what waited while the way out was gone', async () => {
    const sms = new FakeChannel('sms');
    sms.answer = GONE;
    const { timers, outbox } = begin([sms]);
    await office?.post([
      ...manyOf('sms', 1, 3),
      ...manyOf('sms', 4, 4, { severity: 'critical' }),
      ...manyOf('sms', 5, 6, { recipients: ['budi'] }),
    ]);
    await timers.advance(30_000);
    sms.answer = DELIVERED;
    await timers.advance(300_000);
    expect(sms.delivered.map(({ kind, id }) => (kind === 'digest' ? 'digest' : id))).toEqual([
      'm1',
      'm4',
      'm5',
      'm6',
      'digest',
    ]);
    expect(sms.delivered.at(-1)).toMatchObject({ subject: 'offline: 2', body: 'm2 m3' });
    expect([1, 2, 3, 4, 5, 6].map((alert) => outbox.told(alert))).toEqual(Array(6).fill(true));
    await office?.post(manyOf('sms', 7, 9));
    expect(sms.ids.slice(5), 'the way has not been gone again').toEqual(['m7', 'm8', 'm9']);
  });

  it('sends two singly that waited for a moment', async () => {
    const sms = new FakeChannel('sms');
    sms.answer = GONE;
    const { timers } = begin([sms], { random: () => 0.5 });
    await office?.post(manyOf('sms', 1, 3));
    sms.answer = DELIVERED;
    await timers.advance(500);
    expect(sms.ids).toEqual(['m1', 'm2', 'm3']);
  });

  it('puts a storm together: a few critical ones, one digest, and what comes meanwhile gathers', async () => {
    const [sms, mail] = [new FakeChannel('sms'), new FakeChannel('mail')];
    const { timers, outbox } = begin([sms, mail], { perMinute: 10 });
    await office?.post([
      ...manyOf('sms', 1, 5_000),
      ...manyOf('sms', 5_001, 10_000, { severity: 'critical' }),
      ...manyOf('mail', 1, 10),
    ]);
    expect(sms.delivered.map(({ subject }) => subject)).toEqual([
      'Putus: m5001',
      'Putus: m5002',
      'Putus: m5003',
      'rate: 9997',
    ]);
    for (let burst = 0; burst < 20; burst++)
      await office?.post(manyOf('sms', 10_001 + burst * 50, 10_050 + burst * 50));
    expect(sms.delivered.length, 'half of ten at once').toBe(5);
    await timers.advance(60_000);
    expect(sms.delivered.length).toBeLessThanOrEqual(10);
    expect(outbox.waiting('sms')).toEqual([]);
    expect(mail.ids, 'ten are what a minute allows').toEqual(
      manyOf('mail', 1, 10).map(({ message }) => message.id),
    );
  });

  it('goes singly when the digest cannot be written', async () => {
    const sms = new FakeChannel('sms');
    const broken = (): never => {
      throw new Error('no words');
    };
    const { timers, log } = begin([sms], { perMinute: 2, digest: broken });
    await office?.post(manyOf('sms', 1, 4));
    await timers.advance(300_000);
    expect(sms.ids).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(log.lines).toEqual(['error Digest not made; messages go singly']);
  });

  it('sends an alertmanager the last word about each alert, never a digest, and what fires after a start', async () => {
    const am = new FakeChannel('am', 'alertmanager', true);
    am.answer = GONE;
    const { timers, outbox } = begin([am], { perMinute: 2 });
    const threads = [1, 2, 3].map((alert) => ({ alert, memory: 0 }));
    outbox.commit({ through: 1, postings: [], threads, ended: [] });
    await office?.post([
      ...manyOf('am', 1, 3),
      postingOf('am', messageOf('over2', { alert: 2, kind: 'cleared' })),
      postingOf('am', messageOf('worse1', { alert: 1, kind: 'escalated' })),
    ]);
    am.answer = DELIVERED;
    await timers.advance(600_000);
    expect(am.ids).toEqual(['m3', 'over2', 'worse1']);
    expect(outbox.ended('am')).toMatchObject({ delivered: 3, superseded: 2, digested: 0 });
    expect(am.resumed).toEqual([[]]);
    const next = new FakeChannel('am', 'alertmanager', true);
    await office?.deliverer.setChannels(office.ways([next]));
    expect(next.resumed.map((firing) => firing.map(({ id }) => id))).toEqual([['worse1', 'm3']]);
  });
});
