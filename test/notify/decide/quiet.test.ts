// Quiet hours: what is less severe waits for their end and makes one message then; what is severe goes out at once.

import { describe, expect, it } from 'vitest';
import { ALERTMANAGER, channel, NIGHT } from './config.ts';
import { BEHIND, Desk, wita } from './desk.ts';

const QUIET = { quiet: { hours: NIGHT, below: 'critical' } } as const;

function atNight(route: object = {}, desk = new Desk([{ ...QUIET, ...route }])): Desk {
  desk.runTo(wita(24, 23));
  return desk;
}

describe('quiet hours', () => {
  it('end with one message about everything, with what is over already', () => {
    const desk = atNight();
    const [one, two] = ['hq-r1', 'hq-r2', 'r1-v1'].map((link) => desk.raise(link, { severity: 'major' }));
    desk.run(3_600_000);
    desk.clear(one ?? 0);
    desk.clear(two ?? 0);
    desk.runTo(wita(25, 6) - 1);
    expect(desk.heard()).toEqual([]);
    desk.run(1);
    expect(desk.told[0]?.message.subject).toBe('Semalam: 3 gangguan, 2 sudah pulih');
    expect(desk.told[0]?.message.body.split('\n')).toEqual([
      'Semalam: 3 gangguan, 2 sudah pulih (WITA)',
      '24 Nov 23:00:00 [Mayor] Putus: r1-v1',
      '24 Nov 23:00:00–00:00 [Pulih] Putus: hq-r1, selama 1 jam 00 mnt',
      '24 Nov 23:00:00–00:00 [Pulih] Putus: hq-r2, selama 1 jam 00 mnt',
    ]);
    expect(desk.heard()).toEqual(['digest sms']);
    desk.clear(3);
    expect(desk.heard()).toEqual(['cleared sms #3']);
    expect(desk.threads.size).toBe(0);
  });

  it('hold nothing back that is severe enough', () => {
    const desk = atNight();
    const number = desk.raise('hq-r1', { severity: 'critical' });
    desk.run(5_000);
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1', 'cleared sms #1']);
  });

  it('let go at once what becomes severe enough, and do not tell it again in the morning', () => {
    const desk = atNight();
    const number = desk.raise('hq-r1', { severity: 'major' });
    desk.run(60_000);
    desk.hold(number, { severity: 'critical' });
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.runTo(wita(25, 12));
    expect(desk.heard()).toEqual([]);
  });

  it('end with the alert’s own message when it is the only one', () => {
    const desk = atNight();
    desk.raise('hq-r1', { severity: 'major' });
    desk.runTo(wita(25, 6));
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('hold back the end of what was told before them', () => {
    const desk = new Desk([QUIET]);
    const number = desk.raise('hq-r1', { severity: 'major' });
    desk.runTo(wita(25, 2));
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.runTo(wita(25, 6));
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('in which something ended and came back tell nothing of it: what was told is true', () => {
    const desk = new Desk([QUIET]);
    const number = desk.raise('hq-r1', { severity: 'major' });
    desk.runTo(wita(25, 2));
    desk.clear(number, { returns: true });
    desk.run(60_000);
    desk.hold(number);
    desk.runTo(wita(25, 9));
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('of the next night hold back an end as well, of what ended and came back, held back, in the first', () => {
    const desk = new Desk([QUIET]);
    const number = desk.raise('hq-r1', { severity: 'major' });
    desk.runTo(wita(25, 2));
    desk.clear(number, { returns: true });
    desk.run(60_000);
    desk.hold(number, { suppressed: BEHIND });
    desk.runTo(wita(26, 2));
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.runTo(wita(26, 6));
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('put off steps and reminders, which come as one message too', () => {
    const steps = [
      { afterMs: 0, channels: ['sms'] },
      { afterMs: 3_600_000, channels: ['sms'] },
    ];
    const desk = new Desk([{ ...QUIET, steps }]);
    desk.runTo(wita(24, 21, 30));
    desk.raise('hq-r1', { severity: 'major' });
    desk.raise('hq-r2', { severity: 'major' });
    desk.run(5_000);
    expect(desk.heard()).toEqual(['raised sms #1', 'raised sms #2']);
    desk.runTo(wita(25, 6));
    expect(desk.heard()).toEqual(['digest sms']);
  });

  it('count an alert’s later steps from the morning, when it was told', () => {
    const steps = [
      { afterMs: 0, channels: ['sms'] },
      { afterMs: 900_000, channels: ['mail'] },
    ];
    const desk = atNight({ steps });
    desk.raise('hq-r1', { severity: 'major' });
    desk.runTo(wita(25, 6, 14));
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.run(60_000);
    expect(desk.heard()).toEqual(['escalated mail #1']);
  });

  it('do not tell in the morning what is held back by then; it is told when it is let go', () => {
    const desk = atNight();
    const number = desk.raise('r1-v1', { severity: 'major' });
    desk.run(60_000);
    desk.hold(number, { suppressed: BEHIND });
    desk.runTo(wita(25, 7));
    expect(desk.heard()).toEqual([]);
    desk.hold(number, { suppressed: undefined });
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('of one route do not keep another route to the same people quiet', () => {
    const desk = atNight({}, new Desk([QUIET, {}]));
    const number = desk.raise('hq-r1', { severity: 'major' });
    desk.run(5_000);
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1', 'cleared sms #1']);
    desk.runTo(wita(25, 7));
    expect(desk.told.map(({ message }) => message.alert)).toEqual([]);
  });

  it('survive a restart with everything that waits', () => {
    const desk = atNight();
    const one = desk.raise('hq-r1', { severity: 'major' });
    desk.raise('hq-r2', { severity: 'major' });
    desk.run(3_600_000);
    desk.clear(one);
    desk.run(60_000);
    desk.restart();
    desk.runTo(wita(25, 6));
    expect(desk.told[0]?.message.subject).toBe('Semalam: 2 gangguan, 1 sudah pulih');
    expect(desk.heard()).toEqual(['digest sms']);
  });

  it('that end by a clock set forward are over within a minute', () => {
    const desk = atNight();
    desk.raise('hq-r1', { severity: 'major' });
    desk.run(60_000);
    desk.at = wita(25, 6, 30);
    desk.run(60_000);
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('make no digest for an Alertmanager, which is told one by one, and never of what is over', () => {
    const config = { channels: [channel('sms'), ALERTMANAGER] };
    const desk = atNight({}, new Desk([{ ...QUIET, steps: [{ afterMs: 0, channels: ['am'] }] }], { config }));
    const [one] = ['hq-r1', 'hq-r2', 'r1-v1'].map((link) => desk.raise(link, { severity: 'major' }));
    desk.run(60_000);
    desk.clear(one ?? 0);
    desk.runTo(wita(25, 6));
    expect(desk.heard()).toEqual(['raised am #2', 'raised am #3']);
  });
});
