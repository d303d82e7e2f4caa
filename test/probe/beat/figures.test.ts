// Figures of devices: what is taken, in which unit, and what is not.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/domain/metric.ts';
import { readFigures } from '../../../src/probe/beat/figures.ts';
import { parseRouterOsTimeS } from '../../../src/probe/beat/routeros-time.ts';

function metricOf(query: Record<string, unknown>, medium: 'lte' | 'radio' = 'lte') {
  const { metrics, ignored, refused } = readFigures(query, medium);
  expect({ ignored, refused }).toEqual({ ignored: 0, refused: 0 });
  const [reading] = metrics;
  return reading?.kind === 'gauge' ? [reading.metric, reading.value, reading.unit] : undefined;
}

describe('readFigures()', () => {
  it.each([
    ['cpu_pct', '7', ['cpu', 7, '%']],
    ['cpu_pct', '7%', ['cpu', 7, '%']],
    ['voltage_v', '24.3', ['voltage', 24.3, 'V']],
    ['voltage_dv', '243', ['voltage', 24.3, 'V']],
    ['temperature_c', '-4', ['temperature', -4, '°C']],
    ['clients', '11', ['clients', 11, '1']],
    ['signal_dbm', '-67', ['rssi', -67, 'dBm']],
    ['rsrp_dbm', '-97dBm', ['rsrp', -97, 'dBm']],
    ['rsrq_db', '-10.5', ['rsrq', -10.5, 'dB']],
    ['sinr_db', '13 dB', ['sinr', 13, 'dB']],
    ['ping_ms', '48.25', ['anchor_rtt', 0.04825, 's']],
    ['ping_time', '00:00:00.021866', ['anchor_rtt', 0.021866, 's']],
    ['ping_loss_pct', '20', ['anchor_loss', 20, '%']],
  ])('takes %s=%s', (name, text, expected) => {
    expect(metricOf({ [name]: text })).toEqual(expected);
  });

  it('takes the signal of a radio link for that of the radio', () => {
    expect(metricOf({ signal_dbm: '-71' }, 'radio')).toEqual(['signal', -71, 'dBm']);
  });

  it.each([
    ['uptime_s', '93784', 9_378_400],
    ['uptime', '1d02:03:04', 9_378_400],
    ['uptime_s', '43000000', 43_000_000_00 - 2 ** 32],
  ])('takes %s=%s as ticks, which wrap', (name, text, sysUpTimeTicks) => {
    expect(readFigures({ [name]: text }, 'lte').system).toEqual({ sysUpTimeTicks });
  });

  it('takes texts for the system and the identity', () => {
    const figures = readFigures({ name: 'Desa Satu', model: 'wAP-R', firmware: '7.14.3' }, 'lte');
    expect(figures).toMatchObject({
      system: { sysName: 'Desa Satu', sysDescr: 'wAP-R 7.14.3' },
      identity: { model: 'wAP-R', firmware: '7.14.3' },
      metrics: [],
    });
  });

  it.each([
    ['a percentage above 100', { cpu_pct: '101' }],
    ['a signal of a broken script', { signal_dbm: '67' }],
    ['an impossible temperature', { temperature_c: '-273' }],
    ['a negative uptime', { uptime_s: '-1' }],
    ['an uptime of centuries', { uptime_s: '10000000000' }],
    ['a word', { rsrp_dbm: 'unknown' }],
    ['nothing', { rsrp_dbm: '' }],
    ['an exponent', { cpu_pct: '1e1' }],
    ['a hexadecimal number', { cpu_pct: '0x10' }],
    ['infinity', { cpu_pct: 'Infinity' }],
    ['a figure given twice', { cpu_pct: ['1', '2'] }],
    ['a text that is too long', { name: 'x'.repeat(65) }],
    ['control characters', { name: 'a\u0007b' }],
    ['characters that turn the direction of writing', { name: 'a\u202eb' }],
    ['a time that is none', { uptime: 'yesterday' }],
    ['seconds where milliseconds are wanted', { ping_ms: '0.048s' }],
    ['milliseconds where seconds are wanted', { uptime_s: '500ms' }],
    ['volts where tenths of them are wanted', { voltage_dv: '24V' }],
    ['a unit where there is none', { clients: '11 dB' }],
  ])('refuses %s, and counts it', (_, query) => {
    expect(readFigures(query, 'lte')).toEqual({
      system: {},
      metrics: [],
      identity: {},
      ignored: 0,
      refused: 1,
    });
  });

  it('ignores what it does not know, and counts it', () => {
    expect(
      readFigures({ colour: 'red', __proto__: 'x', constructor: '1', cpu_pct: '3' }, 'lte'),
    ).toMatchObject({
      ignored: 2,
      refused: 0,
      metrics: [{ metric: 'cpu' }],
    });
  });

  it('whatever is sent, gives known metrics in their units, each finite and once', () => {
    const name = fc.oneof(
      fc.constantFrom(
        'cpu_pct',
        'voltage_dv',
        'rsrp_dbm',
        'ping_ms',
        'ping_time',
        'uptime',
        'name',
        'clients',
      ),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.array(fc.string()),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (query) => {
        const { metrics, system } = readFigures(query, 'lte');
        expect(new Set(metrics.map(({ metric }) => metric)).size).toBe(metrics.length);
        for (const reading of metrics) {
          expect(reading).toMatchObject({ kind: 'gauge' });
          if (reading.kind !== 'gauge') continue;
          const spec: { unit: string } | undefined = METRICS[reading.metric as keyof typeof METRICS];
          expect(reading.unit).toBe(spec.unit);
          expect(Number.isFinite(reading.value)).toBe(true);
        }
        expect(system.sysUpTimeTicks ?? 0).toBeLessThan(2 ** 32);
      }),
    );
  });
});

describe('parseRouterOsTimeS()', () => {
  it.each([
    ['00:00:07', 7],
    ['1d02:03:04', 93_784],
    ['1w2d03:04:05', 788_645],
    ['3w1d', 1_900_800],
    ['2d3h4m5s', 183_845],
    ['45s', 45],
    ['21ms866us', 0.021866],
    ['00:00:00.021866', 0.021866],
    ['5m', 300],
  ])('reads %s', (text, seconds) => {
    expect(parseRouterOsTimeS(text)).toBeCloseTo(seconds, 9);
  });

  it.each(['', ' ', '5', 'm', '1:2:3', '00:00', '-00:00:01', '1d1w', '1w2d03:04:05x', '0x1s'])(
    'does not read "%s"',
    (text) => {
      expect(parseRouterOsTimeS(text)).toBeUndefined();
    },
  );
});
