// Starts, ends and changes of a deliverer: restarts in the middle of an attempt, new channels, an orderly stop.

import { afterEach, describe, expect, it } from 'vitest';
import { FakeChannel } from '../support/fake-channel.ts';
import { PostOffice, type PostOfficeOptions } from '../support/post-office.ts';
import { decisionOf, manyOf, messageOf, postingOf, T0 } from '../support/postings.ts';

describe('the deliverer', () => {
  let office: PostOffice | undefined;
  const begin = (channels: readonly FakeChannel[], options?: PostOfficeOptions): PostOffice => {
    office = new PostOffice(channels, options);
    office.deliverer.start();
    return office;
  };
  const restart = async (channels: readonly FakeChannel[]): Promise<void> => {
    office?.kill(channels);
    await office?.settle();
  };
  afterEach(() => office?.close());

  it('repeats an attempt without a receipt after a restart, with the same id, before all others', async () => {
    const before = new FakeChannel('sms');
    before.answer = 'hang';
    begin([before]);
    await office?.post(manyOf('sms', 1, 2));
    const after = new FakeChannel('sms');
    await restart([after]);
    expect(before.attempts.map(({ id }) => id)).toEqual(['m1']);
    expect(after.ids).toEqual(['m1', 'm2']);
    const again = new FakeChannel('sms');
    await restart([again]);
    expect(again.attempts, 'once').toEqual([]);
  });

  it('gives up a message in whose sending jalur ended five times, unless repeats are recognised', async () => {
    const channels = (): FakeChannel[] => {
      const both = [new FakeChannel('sms'), new FakeChannel('am', 'alertmanager', true)];
      for (const channel of both) channel.answer = 'hang';
      return both;
    };
    begin(channels());
    await office?.post([...manyOf('sms', 1, 2), ...manyOf('am', 1, 1)]);
    for (let life = 0; life < 4; life++) await restart(channels());
    const last = channels();
    await restart(last);
    expect(last.map(({ attempts }) => attempts.map(({ id }) => id))).toEqual([['m2'], ['m1']]);
    expect(office?.outbox.journal({ alert: 1, limit: 1 })).toMatchObject([
      { outcome: 'dropped', attempts: 5 },
    ]);
    expect(office?.faults.at(-1)).toBe('messages for channel "sms" were dropped');
  });

  it('puts together what an earlier run could not deliver', async () => {
    const before = new FakeChannel('sms');
    before.answer = { kind: 'later', detail: 'no route' };
    begin([before]);
    await office?.post(manyOf('sms', 1, 6));
    const after = new FakeChannel('sms');
    await restart([after]);
    expect(after.delivered.map(({ subject }) => subject)).toEqual(['Putus: m1', 'offline: 5']);
  });

  it('goes on from memory while the disk fails, and tells it', async () => {
    const sms = new FakeChannel('sms');
    const { db, faults, timers } = begin([sms]);
    const pages = db.prepare('PRAGMA page_count').get()?.['page_count'];
    db.exec(`PRAGMA max_page_count=${pages}`);
    await office?.post(manyOf('sms', 1, 40));
    expect(sms.ids).toHaveLength(40);
    expect(faults).toEqual([
      expect.stringContaining('write the outbox of messages: database or disk is full'),
    ]);
    db.exec('PRAGMA max_page_count=1000000');
    await timers.advance(5_000);
    expect(faults.at(-1)).toBeUndefined();
    expect(office?.outbox.told(40)).toBe(true);
  });

  it('drops what waits for a channel that is configured no more, and says so', async () => {
    const [sms, mail] = [new FakeChannel('sms'), new FakeChannel('mail')];
    sms.answer = { kind: 'later', detail: 'no route' };
    const { deliverer, outbox, log } = begin([sms, mail]);
    await office?.post([...manyOf('sms', 1, 3), ...manyOf('unknown', 4, 4)]);
    await deliverer.setChannels(new Map([...(office?.ways([mail]) ?? [])]));
    expect(outbox.status().waiting).toBe(0);
    expect([outbox.ended('sms').dropped, outbox.ended('unknown').dropped]).toEqual([3, 1]);
    expect(log.lines.filter((line) => line.startsWith('warn Messages dropped'))).toHaveLength(2);
    await office?.post(manyOf('mail', 5, 5));
    expect(mail.ids).toEqual(['m5']);
  });

  it('frees a channel that was replaced when its attempt has ended, and goes on through the new one at once', async () => {
    const [before, after] = [new FakeChannel('sms'), new FakeChannel('sms')];
    before.answer = 'hang';
    const { deliverer, timers } = begin([before]);
    await office?.post(manyOf('sms', 1, 2));
    let freed = false;
    const changed = deliverer.setChannels(office?.ways([after]) ?? new Map()).then(() => {
      freed = true;
    });
    await timers.advance(9_000);
    expect(freed).toBe(false);
    expect(after.attempts, 'strictly in order').toEqual([]);
    await timers.advance(2_000);
    await changed;
    await timers.advance(2_000);
    expect(after.ids).toEqual(['m1', 'm2']);
  });

  it('takes a channel back that was removed in the middle of an attempt', async () => {
    const [before, after] = [new FakeChannel('sms'), new FakeChannel('sms')];
    before.answer = 'hang';
    const { deliverer, timers } = begin([before]);
    await office?.post(manyOf('sms', 1, 2));
    const removed = deliverer.setChannels(new Map());
    const back = deliverer.setChannels(office?.ways([after]) ?? new Map());
    await timers.advance(20_000);
    await Promise.all([removed, back]);
    expect(after.ids).toEqual(['m1', 'm2']);
    expect(after.mostAtOnce + before.mostAtOnce).toBe(2);
  });

  it('tries a replaced channel at once, however long the one before was to be left alone', async () => {
    const [before, after] = [new FakeChannel('sms'), new FakeChannel('sms')];
    before.answer = { kind: 'later', detail: 'flood', afterMs: 3_000_000 };
    begin([before]);
    await office?.post(manyOf('sms', 1, 1));
    await office?.deliverer.setChannels(office.ways([after]));
    await office?.timers.advance(0);
    expect(after.ids).toEqual(['m1']);
  });

  it('waits for attempts under way when it stops, aborts them after 3 s, and calls that no failure', async () => {
    const [slow, good] = [new FakeChannel('slow'), new FakeChannel('good')];
    slow.answer = 'hang';
    const { deliverer, timers, outbox, log } = begin([slow, good]);
    await office?.post([...manyOf('slow', 1, 2), ...manyOf('good', 1, 1)]);
    let stopped = false;
    const stop = deliverer.stop().then(() => {
      stopped = true;
    });
    await timers.advance(2_999);
    expect(stopped).toBe(false);
    await timers.advance(1);
    await stop;
    expect(outbox.waiting('slow')).toHaveLength(2);
    expect(log.lines).toEqual([]);
    outbox.commit(decisionOf(9, manyOf('good', 2, 2)));
    deliverer.post();
    await timers.advance(0);
    expect(good.ids, 'nothing begins any more').toEqual(['m1']);
    expect(timers.pending).toBe(0);
  });

  it('keeps the age of what waits true when it is put together', async () => {
    const sms = new FakeChannel('sms');
    const { outbox } = begin([sms], { perMinute: 2 });
    sms.answer = { kind: 'later', detail: 'no route' };
    await office?.post(
      [1, 2, 3, 4].map((n) => postingOf('sms', messageOf(`m${n}`), { bornAt: T0 - n * 1_000 })),
    );
    expect(outbox.waiting('sms')).toMatchObject([{ kind: 'digest', bornAt: T0 - 4_000 }]);
    expect(outbox.status().channels.get('sms')).toMatchObject({
      waiting: 1,
      oldestAt: T0 - 4_000,
      digested: 4,
    });
  });
});
