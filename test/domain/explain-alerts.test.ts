// What an explanation says of alerts and rules: who did what about them, and how far a rule is from ringing.

import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { explainAlert, explainLink } from '../../src/domain/explain.ts';
import type { ExplainInput } from '../../src/domain/explain-words.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { RuleLook } from '../../src/domain/rule-look.ts';

function input(changes: Partial<ExplainInput> = {}): ExplainInput {
  return {
    name: 'Mamuju–Lebani',
    stage: 'active',
    state: 'up',
    since: 1_000,
    reason: { kind: 'answering', answeredInRow: 5 },
    alerts: [],
    siteName: (id) => `site<${id}>`,
    linkName: (id) => `link<${id}>`,
    time: (at) => `t${at}`,
    ...changes,
  };
}

function alert(): Alert {
  return {
    number: 7,
    rule: 'link.down',
    subject: linkId('a'),
    severity: 'major',
    status: 'active',
    since: 1_000,
    raisedAt: 3_000,
    occurrences: 1,
    incident: 7,
    data: {},
  };
}

describe('an alert', () => {
  const known: Alert = {
    ...alert(),
    occurrences: 3,
    acknowledged: { by: 'Sari', at: 4_000 },
    cause: { by: 'Budi', at: 5_000, code: 'pln-power' },
    data: { overrun: 'Ganti FO' },
  };
  const said = (one: Alert, locale: 'id' | 'en') => explainAlert(one, input(), locale);

  it('tells what operators did about it, that it came again, and that its window is over', () => {
    expect(said(known, 'en')).toEqual([
      'Alert link.down #7 is active since t3000.',
      'The maintenance “Ganti FO” was over before the link came back.',
      'It has come 3 times.',
      'Sari acknowledged it at t4000.',
      'The cause, as Budi confirmed at t5000: PLN power cut.',
    ]);
    expect(said(known, 'id')).toEqual([
      'Alarm link.down #7 aktif sejak t3000.',
      'Pemeliharaan “Ganti FO” sudah berakhir sebelum jalur ini pulih.',
      'Sudah terjadi 3 kali.',
      'Sari mengakuinya pada t4000.',
      'Penyebab, dipastikan Budi pada t5000: listrik PLN padam.',
    ]);
  });

  it.each<[string, Partial<Alert>, string, string]>([
    [
      'that waits to be seen',
      {},
      'Alert link.down #7 waits to be acknowledged: its condition is gone since t9000.',
      'Alarm link.down #7 menunggu diakui: keadaannya sudah hilang sejak t9000.',
    ],
    [
      'that is latched',
      { latched: true },
      'Alert link.down #7 is latched: its condition is gone since t9000, and it stays until it is reset.',
      'Alarm link.down #7 terkunci: keadaannya sudah hilang sejak t9000, dan tetap ada sampai direset.',
    ],
  ])('%s is not said to be active', (_, changes, english, indonesian) => {
    const returned: Alert = { ...alert(), status: 'returned', returnedAt: 9_000, ...changes };
    expect(said(returned, 'en')).toEqual([english]);
    expect(said(returned, 'id')).toEqual([indonesian]);
  });
});

describe('a rule', () => {
  const hot: RuleLook = {
    rule: 'rule.hot',
    name: { id: 'panas', en: 'hot' },
    severity: 'warning',
    figure: 'temperature',
    unit: '°C',
    finding: 'holds',
    value: 72.5,
    limit: { side: 'above', raise: 70, clear: 65 },
    distance: 0,
    forMs: 120_000,
    stage: 'building',
    turningForMs: 40_000,
    looks: 'now',
  };
  const idle: RuleLook = { ...hot, value: 61, finding: 'clear', distance: 9, stage: 'idle' };
  const last = (rules: readonly RuleLook[], locale: 'id' | 'en') =>
    explainLink(input({ rules }), locale).at(-1);

  it.each<[string, RuleLook, string, string]>([
    [
      'that builds up',
      hot,
      'Rule “hot” (temperature 72.5 °C, raised above 70 °C) holds for 40 s; after 2 min it is raised.',
      'Aturan “panas” (temperature 72,5 °C, alarm di atas 70 °C) terpenuhi selama 40 s; setelah 2 min menjadi alarm.',
    ],
    [
      'that is on its way back',
      { ...hot, stage: 'clearing', value: 60, distance: 10 },
      'Rule “hot” (temperature 60 °C, raised above 70 °C, 10 °C away) is on its way back for 40 s; after 2 min it ends.',
      'Aturan “panas” (temperature 60 °C, alarm di atas 70 °C, selisih 10 °C) membaik selama 40 s; setelah 2 min selesai.',
    ],
    [
      'that is quiet',
      idle,
      '1 rule looks at it and says nothing; the nearest is “hot” (temperature 61 °C, raised above 70 °C, 9 °C away).',
      '1 aturan memeriksanya dan diam; yang terdekat “panas” (temperature 61 °C, alarm di atas 70 °C, selisih 9 °C).',
    ],
  ])('%s says its numbers', (_, look, english, indonesian) => {
    expect(last([look], 'en')).toBe(english);
    expect(last([look], 'id')).toBe(indonesian);
  });

  it('that is not looking, or has no data, is not the nearest', () => {
    const { value: _, distance: __, ...empty } = idle;
    const blind: RuleLook = { ...idle, looks: 'blind' };
    expect(last([{ ...empty, finding: 'no-data' }, blind], 'en')).toBe('2 rules look at it and say nothing.');
  });

  it('that has rung is left to its alert', () => {
    expect(explainLink(input({ rules: [{ ...hot, stage: 'raised' }] }), 'en').join(' ')).not.toContain('hot');
  });

  it.each([
    [{ figure: 'operator', value: 'Telkomsel', unit: undefined }, 'operator “Telkomsel”'],
    [{ figure: 'age', value: 90_500, unit: 'ms' }, 'age 91 s'],
    [{ figure: 'rtt', value: 812, unit: 'ms' }, 'rtt 812 ms'],
    [{ figure: 'loss', value: 12.3456, unit: '%' }, 'loss 12.35%'],
    [{ figure: 'fan_ok', value: 0, unit: '1', instance: 'fan 2' }, 'fan_ok of fan 2: 0'],
  ] as const)('writes %j as %s', (change, text) => {
    const { limit: _, unit: __, distance: ___, ...plain } = hot;
    const { unit, ...rest } = change;
    const look: RuleLook = { ...plain, ...rest, ...(unit !== undefined && { unit }) };
    expect(last([look], 'en')).toContain(`(${text})`);
  });
});
