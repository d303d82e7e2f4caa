// Later steps and reminders while nobody acknowledges, and who is on call when they are taken.

import { describe, expect, it } from 'vitest';
import type { StepConfig } from '../../../src/config/notify-config.ts';
import { WEEKDAYS } from '../../../src/domain/maintenance.ts';
import { channel } from './config.ts';
import { BEHIND, Desk, wita } from './desk.ts';

const MINUTE_MS = 60_000;
const STEPS: readonly StepConfig[] = [
  { afterMs: 0, channels: ['sms'] },
  { afterMs: 15 * MINUTE_MS, channels: ['mail'] },
  { afterMs: 60 * MINUTE_MS, channels: ['siren'] },
];

function told(desk: Desk, severity: 'critical' | 'minor' = 'critical'): number {
  const number = desk.raise('hq-r1', { severity });
  desk.run(5_000);
  expect(desk.heard()).toEqual(['raised sms #1']);
  return number;
}

describe('steps', () => {
  it('are taken one after the other, counted from the first message, while the alert is active', () => {
    const desk = new Desk([{ steps: STEPS }]);
    const number = told(desk);
    desk.run(15 * MINUTE_MS - 1);
    expect(desk.heard()).toEqual([]);
    desk.run(1);
    expect(desk.told[0]?.message.subject).toBe('[Kritis, belum diakui 15 mnt 05 dtk] Putus: hq-r1');
    expect(desk.heard()).toEqual(['escalated mail #1']);
    desk.run(45 * MINUTE_MS);
    expect(desk.heard()).toEqual(['escalated siren #1']);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1', 'cleared mail #1', 'cleared siren #1']);
  });

  it('are not taken once somebody has acknowledged', () => {
    const desk = new Desk([{ steps: STEPS, remindMs: 5 * MINUTE_MS }]);
    const number = told(desk);
    desk.act(number, { kind: 'acknowledge' });
    desk.run(24 * 60 * MINUTE_MS);
    expect(desk.heard()).toEqual([]);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('are not taken while the alert is shelved, and come no nearer meanwhile', () => {
    const desk = new Desk([{ steps: STEPS }]);
    const number = told(desk);
    desk.run(10 * MINUTE_MS);
    const shelved = { by: 'shelved', who: 'Sari', since: desk.at, until: desk.at + 86_400_000 } as const;
    desk.hold(number, { suppressed: shelved });
    desk.run(120 * MINUTE_MS);
    expect(desk.heard()).toEqual([]);
    desk.hold(number, { suppressed: undefined });
    desk.run(5 * MINUTE_MS - 1);
    expect(desk.heard()).toEqual([]);
    desk.run(1);
    expect(desk.heard()).toEqual(['escalated mail #1']);
  });

  it('begin anew when the alert comes back', () => {
    const desk = new Desk([{ steps: STEPS }]);
    const number = told(desk);
    desk.clear(number, { returns: true });
    desk.run(60 * MINUTE_MS);
    desk.hold(number);
    desk.run(5_000);
    expect(desk.heard()).toEqual(['cleared sms #1', 'raised sms #1']);
    desk.run(15 * MINUTE_MS);
    expect(desk.heard()).toEqual(['escalated mail #1']);
  });

  it('are not taken by a route that does not cover the alert any more, since it became less severe', () => {
    const desk = new Desk([{ steps: STEPS, from: 'major' }]);
    const number = told(desk);
    desk.hold(number, { severity: 'warning' });
    desk.run(120 * MINUTE_MS);
    expect(desk.heard()).toEqual([]);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('do not come nearer when the wall clock is set forward', () => {
    const desk = new Desk([{ steps: STEPS }]);
    told(desk);
    desk.at += 3_600_000;
    desk.run(15 * MINUTE_MS - 1);
    expect(desk.heard()).toEqual([]);
  });
});

describe('reminders', () => {
  it('repeat the last step taken until somebody acknowledges', () => {
    const desk = new Desk([{ steps: STEPS.slice(0, 2), remindMs: 30 * MINUTE_MS }]);
    const number = told(desk);
    desk.run(15 * MINUTE_MS);
    desk.run(60 * MINUTE_MS);
    expect(desk.heard()).toEqual(['escalated mail #1', 'reminder mail #1', 'reminder mail #1']);
    desk.act(number, { kind: 'acknowledge' });
    desk.run(120 * MINUTE_MS);
    expect(desk.heard()).toEqual([]);
  });

  it('do not go on while the alert is held back', () => {
    const desk = new Desk([{ remindMs: 30 * MINUTE_MS }]);
    const number = told(desk);
    desk.hold(number, { suppressed: BEHIND });
    desk.run(600 * MINUTE_MS);
    expect(desk.heard()).toEqual([]);
    desk.hold(number, { suppressed: undefined });
    expect(desk.heard()).toEqual([]);
    desk.run(30 * MINUTE_MS);
    expect(desk.heard()).toEqual(['reminder sms #1']);
  });
});

describe('a roster', () => {
  const day = { days: WEEKDAYS, fromMinute: 8 * 60, toMinute: 16 * 60 };
  const night = { days: WEEKDAYS, fromMinute: 16 * 60, toMinute: 8 * 60 };
  const config = {
    people: [
      { id: 'sari', name: 'Sari', contacts: new Map([['sms', ['+62811']]]) },
      { id: 'budi', name: 'Budi', contacts: new Map([['sms', ['+62812']]]) },
      { id: 'tini', name: 'Tini', contacts: new Map() },
    ],
    rosters: [
      {
        id: 'piket',
        shifts: [
          { hours: day, people: ['sari', 'tini'] },
          { hours: night, people: ['budi'] },
        ],
      },
      { id: 'nobody', shifts: [{ hours: { ...day, days: ['sun'] as const }, people: ['sari'] }] },
    ],
    channels: [channel('sms'), channel('mail', ['ops@example.id'])],
  };
  const recipients = (desk: Desk) =>
    desk.told
      .splice(0)
      .map(({ channel: id, message }) => `${message.kind} ${id} ${message.recipients.join(' ')}`);

  it('names who is on call at the moment of sending, in the province’s time zone', () => {
    const steps = [{ afterMs: 0, channels: ['sms'], roster: 'piket' }];
    const desk = new Desk([{ steps, remindMs: 4 * 3_600_000 }], { config });
    desk.runTo(wita(24, 15));
    const number = desk.raise('hq-r1');
    desk.run(5_000);
    desk.runTo(wita(24, 20));
    desk.clear(number);
    expect(recipients(desk)).toEqual([
      'raised sms +62811',
      'reminder sms +62812',
      'cleared sms +62811 +62812',
    ]);
  });

  it('reaches people without a contact for a channel through the channel’s own recipients', () => {
    const desk = new Desk([{ steps: [{ afterMs: 0, channels: ['mail'], roster: 'piket' }] }], { config });
    desk.raise('hq-r1');
    desk.run(5_000);
    expect(recipients(desk)).toEqual(['raised mail ']);
  });

  it('that names nobody at the moment leaves the channel’s own recipients', () => {
    const desk = new Desk([{ steps: [{ afterMs: 0, channels: ['mail'], roster: 'nobody' }] }], { config });
    desk.raise('hq-r1');
    desk.run(5_000);
    expect(recipients(desk)).toEqual(['raised mail ']);
  });

  it('and another route that reach the same person tell that person once', () => {
    const steps = [{ afterMs: 0, channels: ['sms'], roster: 'piket' }];
    const desk = new Desk([{ steps }, { steps }, {}], {
      config: { ...config, channels: [channel('sms', ['+62811', '+62800'])] },
    });
    desk.raise('hq-r1');
    desk.run(5_000);
    expect(recipients(desk)).toEqual(['raised sms ']);
    expect(desk.told).toEqual([]);
  });
});
