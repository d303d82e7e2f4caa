// A restart repeats nothing and loses nothing: what was told stays told, and what is true now is compared with it.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { BEHIND, Desk } from './desk.ts';

const SETTLING = (desk: Desk) => ({ by: 'settling', since: desk.at, until: desk.at + 60_000 }) as const;

function told(desk: Desk): number {
  const number = desk.raise('hq-r1');
  desk.run(5_000);
  expect(desk.heard()).toEqual([`raised sms #${number}`]);
  return number;
}

describe('a restart', () => {
  it('repeats nothing of what still holds, and tells its end (gatus#679: sent again after every restart)', () => {
    const desk = new Desk([{}]);
    const number = told(desk);
    desk.restart();
    desk.run(3_600_000);
    expect(desk.heard()).toEqual([]);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('tells the end of what ended while jalur was away, once', () => {
    const desk = new Desk([{}]);
    const number = told(desk);
    desk.restart(() => desk.clear(number));
    expect(desk.heard()).toEqual(['cleared sms #1']);
    desk.restart();
    expect(desk.heard()).toEqual([]);
    expect(desk.threads.size).toBe(0);
  });

  it('tells the end also when the event of it is lost', () => {
    const desk = new Desk([{}]);
    const number = told(desk);
    desk.restart(() => desk.alerts.delete(number));
    desk.run(0);
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('within the wait of a new alert tells it when the wait is over', () => {
    const desk = new Desk([{}]);
    desk.raise('hq-r1');
    desk.run(3_000);
    desk.restart();
    desk.run(1_999);
    expect(desk.heard()).toEqual([]);
    desk.run(1);
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('tells what began while jalur was away; what also ended then is told to nobody', () => {
    const desk = new Desk([{}]);
    desk.restart(() => {
      desk.raise('hq-r1');
      const gone = desk.raise('hq-r2');
      desk.run(60_000);
      desk.clear(gone);
    });
    desk.run(0);
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('tells nothing that is held back while jalur settles (alertmanager#4064), and once what still holds after it', () => {
    const desk = new Desk([{}]);
    desk.restart();
    const number = desk.raise('hq-r1', { suppressed: SETTLING(desk) });
    const gone = desk.raise('hq-r2', { suppressed: SETTLING(desk) });
    desk.run(30_000);
    desk.clear(gone);
    desk.run(30_000);
    desk.hold(number, { suppressed: undefined });
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('keeps escalation where it was', () => {
    const steps = [
      { afterMs: 0, channels: ['sms'] },
      { afterMs: 900_000, channels: ['mail'] },
    ];
    const desk = new Desk([{ steps }]);
    told(desk);
    desk.run(600_000);
    desk.restart();
    desk.run(300_000 - 1);
    expect(desk.heard()).toEqual([]);
    desk.run(1);
    expect(desk.heard()).toEqual(['escalated mail #1']);
  });

  it('takes an escalation that fell due while jalur was away, once', () => {
    const steps = [
      { afterMs: 0, channels: ['sms'] },
      { afterMs: 900_000, channels: ['mail'] },
    ];
    const desk = new Desk([{ steps }]);
    told(desk);
    desk.restart(() => desk.run(7_200_000));
    desk.run(0);
    expect(desk.heard()).toEqual(['escalated mail #1']);
  });

  it('keeps an alert that was told before it was held back as told', () => {
    const desk = new Desk([{}]);
    const number = told(desk);
    desk.hold(number, { suppressed: BEHIND });
    desk.restart();
    desk.hold(number, { suppressed: undefined });
    desk.run(60_000);
    expect(desk.heard()).toEqual([]);
  });

  it('keeps the labels of an alert, and what it took along', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('r1-v1', { data: { villages: 7, unreachable: 7 } });
    desk.run(5_000);
    desk.hold(number, { data: { villages: 1, unreachable: 1 } });
    desk.restart();
    desk.clear(number);
    const [raised, cleared] = desk.told.map(({ message }) => message);
    expect(cleared?.labels).toEqual(raised?.labels);
    expect(cleared?.body).toContain('7 desa ikut terputus');
  });
});

describe('looking at events twice', () => {
  it('changes nothing', () => {
    const desk = new Desk([{}]);
    const number = told(desk);
    desk.clear(number, { returns: true });
    desk.heard();
    expect(desk.repeat()).toBeUndefined();
    desk.run(60_000);
    expect(desk.heard()).toEqual([]);
  });
});

describe('a first start', () => {
  it('tells nobody of alerts that were open before, nor of their end, not after a restart either', () => {
    const desk = new Desk([{}], { open: 2 });
    desk.run(60_000);
    desk.restart();
    desk.run(60_000);
    desk.clear(1);
    expect(desk.heard()).toEqual([]);
  });

  it('tells when such an alert gets worse, or comes back', () => {
    const desk = new Desk([{}], { open: 2 });
    desk.raise('hq-r2', { severity: 'minor' });
    desk.clear(1, { returns: true });
    desk.run(5_000);
    desk.hold(1);
    desk.run(5_000);
    expect(desk.heard()).toEqual(['raised sms #3', 'raised sms #1']);
  });
});

describe('a memory that cannot be read', () => {
  it.each([
    ['of another version', { v: 99 }],
    ['that is no object', 'x'],
    ['of another alert', { v: 1, alert: {} }],
  ])('%s counts as told at what is true now: nothing is repeated, and the end is told', (_name, memory) => {
    const steps = [
      { afterMs: 0, channels: ['sms'] },
      { afterMs: 900_000, channels: ['mail'] },
    ];
    const desk = new Desk([{ steps }]);
    const number = told(desk);
    desk.spoil(number, memory);
    desk.restart();
    desk.run(3_600_000);
    expect(desk.heard()).toEqual([]);
    expect(desk.notifier.counts.unreadable).toBe(1);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('of an alert that is closed is struck out', () => {
    const desk = new Desk([{}]);
    const number = told(desk);
    desk.spoil(number);
    desk.restart(() => desk.clear(number));
    desk.run(0);
    expect(desk.heard()).toEqual([]);
    expect(desk.threads.size).toBe(0);
  });
});

describe('a state store put back from a backup', () => {
  it('has numbers that went back: what happens from then on is told', () => {
    const desk = new Desk([{}]);
    for (let i = 0; i < 5; i++) {
      desk.clear(told(desk));
      desk.heard();
    }
    desk.putBack();
    const number = desk.raise('hq-r2');
    desk.run(5_000);
    expect(desk.heard()).toEqual([`raised sms #${number}`]);
  });

  it('may hold another alert of the same number, which is not the one that was told', () => {
    const desk = new Desk([{}]);
    const number = told(desk);
    desk.restart(() => {
      const known = desk.alerts.get(number);
      if (known) desk.alerts.set(number, { ...known, subject: linkId('hq-r2') });
    });
    desk.run(0);
    expect(desk.heard()).toEqual([`raised sms #${number}`]);
  });
});

describe('the bound of what is kept', () => {
  it('forgets the oldest first, and does not announce it again', () => {
    const desk = new Desk([{}], { mostThreads: 2 });
    const [one, two, three] = ['hq-r1', 'hq-r2', 'r1-v1'].map((link) => desk.raise(link));
    desk.run(60_000);
    desk.hold(one ?? 0, { data: { villages: 3 } });
    expect(desk.heard()).toEqual(['raised sms #1', 'raised sms #2', 'raised sms #3']);
    expect([...desk.threads.keys()]).toEqual([two, three]);
    expect(desk.notifier.counts).toEqual({ threads: 2, forgotten: 1, unreadable: 0 });
    for (const number of [one, two, three]) desk.clear(number ?? 0);
    expect(desk.heard()).toEqual(['cleared sms #2', 'cleared sms #3']);
    expect(desk.threads.size).toBe(0);
  });

  it('follows alerts that nobody was told of without keeping them', () => {
    const desk = new Desk([{}]);
    desk.raise('r1-v1', { suppressed: BEHIND });
    desk.run(60_000);
    expect(desk.threads.size).toBe(0);
  });
});
