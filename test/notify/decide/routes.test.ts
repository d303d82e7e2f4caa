// Which routes tell an alert, each address once; and the labels by which machines know it.

import { describe, expect, it } from 'vitest';
import { channel, EVERYWHERE } from './config.ts';
import { Desk } from './desk.ts';

describe('routes', () => {
  const cases: readonly [name: string, route: object, raise: (desk: Desk) => void, told: boolean][] = [
    ['an alert less severe', { from: 'major' }, (desk) => desk.raise('hq-r1', { severity: 'minor' }), false],
    ['its rule by pattern', { rules: ['link.*'] }, (desk) => desk.raise('hq-r1'), true],
    [
      'another rule',
      { rules: ['link.d*', 'rule.hot'] },
      (desk) => desk.raise('hq-r1', {}, { rule: 'link.flapping' }),
      false,
    ],
    ['its regency', { scope: { ...EVERYWHERE, regencies: ['r1'] } }, (desk) => desk.raise('r1-v1'), true],
    [
      'another regency',
      { scope: { ...EVERYWHERE, regencies: ['r1'] } },
      (desk) => desk.raise('r2-v1'),
      false,
    ],
    ['its medium', { scope: { ...EVERYWHERE, media: ['fiber'] } }, (desk) => desk.raise('r2-v1'), true],
    [
      'another provider',
      { scope: { ...EVERYWHERE, providers: ['iconplus'] } },
      (desk) => desk.raise('r2-v1'),
      false,
    ],
    ['the monitor, everywhere', {}, (desk) => desk.raise('', {}, { rule: 'monitor.blind' }), true],
    [
      'the monitor, with a scope',
      { scope: { ...EVERYWHERE, media: ['fiber'] } },
      (desk) => desk.raise('', {}, { rule: 'monitor.blind' }),
      false,
    ],
  ];
  it.each(cases)('%s', (_name, route, raise, told) => {
    const desk = new Desk([route]);
    raise(desk);
    desk.run(5_000);
    expect(desk.heard()).toHaveLength(told ? 1 : 0);
  });

  it('several that cover one alert with the same channel and recipients tell it once', () => {
    const desk = new Desk([{}, {}, { steps: [{ afterMs: 0, channels: ['sms', 'mail'] }] }]);
    const number = desk.raise('hq-r1');
    desk.run(5_000);
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1', 'raised mail #1', 'cleared sms #1', 'cleared mail #1']);
  });

  it('a channel taken out of the configuration is told nothing more', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1');
    desk.run(5_000);
    desk.reload([{ steps: [{ afterMs: 0, channels: ['mail'] }] }], { channels: [channel('mail')] });
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1']);
  });

  it('new ones in a reloaded configuration tell nobody of what is known already', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('hq-r1');
    desk.run(5_000);
    desk.reload([{}, { steps: [{ afterMs: 0, channels: ['mail'] }] }]);
    desk.run(60_000);
    desk.clear(number);
    expect(desk.heard()).toEqual(['raised sms #1', 'cleared sms #1']);
  });
});

describe('labels', () => {
  it('stay the same through raise, change and end, also when the link is taken out of the plan', () => {
    const desk = new Desk([{}]);
    const number = desk.raise('r1-v1', { severity: 'minor' });
    desk.run(5_000);
    desk.hold(number, { severity: 'major' });
    desk.notifier.reload(desk.config, {
      ...desk.network,
      links: new Map(),
    });
    desk.clear(number);
    const labels = desk.told.map(({ message }) => message.labels);
    expect(labels).toHaveLength(3);
    expect(labels[0]).toEqual({
      alertname: 'link.down',
      incident: '1',
      link: 'r1-v1',
      site: 'v1-1',
      regency: 'r1',
      medium: 'fiber',
    });
    expect(new Set(labels.map((each) => JSON.stringify(each))).size).toBe(1);
  });
});
