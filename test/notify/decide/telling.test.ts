// What is told of an alert through its life: once, after the wait, with what it took along; its end to the same people;
// nothing of what is held back.

import { describe, expect, it } from 'vitest';
import { BEHIND, Desk } from './desk.ts';

describe('a new alert', () => {
  it('is told once, when the wait since it was raised is over', () => {
    const desk = new Desk([{}]);
    desk.raise('hq-r1');
    desk.run(4_999);
    expect(desk.heard()).toEqual([]);
    desk.run(1);
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.run(86_400_000);
    expect(desk.heard()).toEqual([]);
  });

  it('is told with what it took along during the wait', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1');
    desk.run(2_000);
    desk.hold(number, { data: { unreachable: 23, villages: 14, offices: 9 } });
    desk.run(3_000);
    expect(desk.told[0]?.message.subject).toBe('[Kritis] Putus: hq-r1. 14 desa, 9 kantor ikut terputus');
  });

  it('that is gone within the wait is told to nobody, and neither is its end', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1');
    desk.run(4_000);
    desk.clear(number);
    desk.run(60_000);
    expect(desk.heard()).toEqual([]);
  });

  it('that grows later is no message by itself; the end tells the most that was affected', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1', { data: { villages: 2, unreachable: 2 } });
    desk.run(5_000);
    desk.hold(number, { data: { villages: 14, unreachable: 15 } });
    desk.hold(number, { data: { villages: 1, unreachable: 1 } });
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.clear(number);
    expect(desk.told[0]?.message.body).toContain('14 desa ikut terputus (15 jalur)');
  });

  it('without any route is told to nobody', () => {
    const desk = new Desk([]);
    desk.raise('hq-r1');
    desk.run(60_000);
    expect(desk.heard()).toEqual([]);
  });
});

describe('the end', () => {
  it('is told when the condition goes, not again when the alert is closed', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1');
    desk.run(5_000);
    desk.clear(number, { returns: true });
    desk.run(1_000);
    desk.close(number);
    expect(desk.heard()).toEqual(['raised sms #1', 'cleared sms #1']);
    expect(desk.threads.size).toBe(0);
  });

  it('is told to exactly those who were told of the beginning (rule 7: no recovery without a problem)', () => {
    const desk = new Desk([
      { from: 'major' },
      { from: 'critical', steps: [{ afterMs: 0, channels: ['mail'] }] },
      { cleared: false, steps: [{ afterMs: 0, channels: ['siren'] }] },
    ]);
    const number = desk.raise('hq-r1', { severity: 'major' });
    desk.run(5_000);
    expect(desk.heard()).toEqual(['raised sms #1', 'raised siren #1']);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1']);
  });

  it('is told also when the alert is held back at that moment', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('r1-v1');
    desk.run(5_000);
    desk.hold(number, { suppressed: BEHIND });
    desk.run(60_000);
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1', 'cleared sms #1']);
  });
});

describe('what is held back', () => {
  it('is told to nobody, and neither is its end (icinga2#9901, centreon-engine#280)', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('r1-v1', { suppressed: BEHIND });
    desk.run(3_600_000);
    desk.clear(number);
    expect(desk.heard()).toEqual([]);
  });

  it('is told once when it is let go while it still holds (rule 6; librenms#20359: suppression used up the one alert)', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('r1-v1', { suppressed: BEHIND });
    desk.run(3_600_000);
    desk.hold(number, { suppressed: undefined });
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('that was told and then found to be a child is no message, let go again neither (centreon-archived#4861)', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('r1-v1');
    desk.run(5_000);
    desk.hold(number, { suppressed: BEHIND });
    desk.run(60_000);
    desk.hold(number, { suppressed: undefined });
    desk.run(60_000);
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('that got worse meanwhile is one message when it is let go', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('r1-v1', { severity: 'minor' });
    desk.run(5_000);
    desk.hold(number, { suppressed: BEHIND });
    desk.hold(number, { severity: 'critical' });
    expect(desk.heard()).toEqual(['raised sms #1']);
    desk.hold(number, { suppressed: undefined });
    expect(desk.heard()).toEqual(['changed sms #1']);
  });
});

describe('one message per incident', () => {
  it('a regency cut with its villages is one message; those still dead after its recovery are told for themselves (icinga2#5208)', () => {
    const desk = new Desk([{}]);
    const root = desk.raise('hq-r1', { data: { villages: 3, unreachable: 3 } });
    const children = ['r1-v1', 'r1-v2', 'r1-v3'].map((link) => desk.raise(link, { suppressed: BEHIND }));
    desk.run(60_000);
    expect(desk.heard()).toEqual([`raised sms #${root}`]);
    const [first = 0, second = 0, third = 0] = children;
    desk.together(() => {
      desk.clear(root);
      desk.clear(first);
      desk.hold(second, { suppressed: undefined });
    });
    expect(desk.heard()).toEqual([`cleared sms #${root}`, `raised sms #${second}`]);
    desk.clear(third);
    desk.clear(second);
    expect(desk.heard()).toEqual([`cleared sms #${second}`]);
  });

  it('two roots at once are two messages', () => {
    const desk = new Desk([{}]);
    desk.raise('hq-r1');
    desk.raise('hq-r2');
    desk.run(5_000);
    expect(desk.heard()).toEqual(['raised sms #1', 'raised sms #2']);
  });
});

describe('an alert that comes back', () => {
  it('is told again as the same alert', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1');
    desk.run(5_000);
    desk.clear(number, { returns: true });
    desk.run(60_000);
    desk.hold(number);
    desk.run(5_000);
    expect(desk.told.at(-1)?.message.subject).toBe('[Kritis] Putus: hq-r1 (kali ke-2)');
    expect(desk.heard()).toEqual(['raised sms #1', 'cleared sms #1', 'raised sms #1']);
  });

  it('and goes within its wait is told to nobody a second time', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1');
    desk.run(5_000);
    desk.clear(number, { returns: true });
    for (let i = 0; i < 10; i++) {
      desk.run(1_000);
      desk.hold(number);
      desk.run(1_000);
      desk.clear(number, { returns: true });
    }
    expect(desk.heard()).toEqual(['raised sms #1', 'cleared sms #1']);
  });
});

describe('severity', () => {
  it('that gets worse is told as a change, once; getting better is not', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1', { severity: 'minor' });
    desk.run(5_000);
    for (const severity of ['major', 'minor', 'major'] as const) desk.hold(number, { severity });
    expect(desk.told[1]?.message.subject).toBe('[Mayor, naik dari Minor] Putus: hq-r1');
    expect(desk.heard()).toEqual(['raised sms #1', 'changed sms #1']);
  });

  it('that gets worse reaches routes that did not cover it before as a beginning', () => {
    const desk = new Desk([{}, { from: 'critical', steps: [{ afterMs: 0, channels: ['siren'] }] }]);
    const number = desk.raise('hq-r1', { severity: 'minor' });
    desk.run(5_000);
    desk.hold(number, { severity: 'critical' });
    expect(desk.heard()).toEqual(['raised sms #1', 'changed sms #1', 'raised siren #1']);
    desk.clear(number);
    expect(desk.heard()).toEqual(['cleared sms #1', 'cleared siren #1']);
  });
});
