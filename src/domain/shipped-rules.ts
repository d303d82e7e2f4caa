// The rules that jalur ships: what every office would write, with limits that need no tuning. A rule of the same id in
// `alerts.rules` takes a shipped one's place; severity `off` there leaves it out.

import type { Severity } from './alert.ts';
import type { Medium } from './link.ts';
import type { Rule, RuleCondition } from './rule.ts';

const MINUTE_MS = 60_000;

interface Row {
  readonly id: string;
  readonly name: Rule['name'];
  readonly condition: RuleCondition;
  readonly minutes: number;
  readonly severity: Severity;
  readonly media?: readonly Medium[];
}

const above = (raise: number, clear: number) => ({ side: 'above', raise, clear }) as const;
const below = (raise: number, clear: number) => ({ side: 'below', raise, clear }) as const;
const metric = (name: string, limit: ReturnType<typeof above> | ReturnType<typeof below>): RuleCondition => ({
  kind: 'metric',
  metric: name,
  limit,
});

/**
 * Limits follow the standards where there are some (3GPP TS 36.133 for RSRP and SINR of a usable cell, IEEE 802.3 for
 * optical receivers), else what operators of such networks call trouble.
 */
const ROWS: readonly Row[] = [
  {
    id: 'on-battery',
    name: { id: 'berjalan dengan baterai', en: 'runs on battery' },
    condition: metric('on_battery', above(0.5, 0.5)),
    minutes: 1,
    severity: 'major',
  },
  {
    id: 'battery-low',
    name: { id: 'baterai hampir habis', en: 'battery is low' },
    condition: metric('battery_charge', below(30, 50)),
    minutes: 1,
    severity: 'major',
  },
  {
    id: 'supply-failed',
    name: { id: 'catu daya gagal', en: 'power supply failed' },
    condition: metric('supply_ok', below(0.5, 0.5)),
    minutes: 2,
    severity: 'minor',
  },
  {
    id: 'fan-failed',
    name: { id: 'kipas gagal', en: 'fan failed' },
    condition: metric('fan_ok', below(0.5, 0.5)),
    minutes: 5,
    severity: 'minor',
  },
  {
    id: 'hot',
    name: { id: 'perangkat panas', en: 'device is hot' },
    condition: metric('temperature', above(75, 70)),
    minutes: 10,
    severity: 'minor',
  },
  {
    id: 'cpu-busy',
    name: { id: 'prosesor penuh', en: 'processor is busy' },
    condition: metric('cpu', above(95, 85)),
    minutes: 15,
    severity: 'warning',
  },
  {
    id: 'memory-full',
    name: { id: 'memori penuh', en: 'memory is full' },
    condition: metric('memory', above(95, 90)),
    minutes: 30,
    severity: 'warning',
  },
  {
    id: 'traffic-full',
    name: { id: 'jalur penuh', en: 'link is full' },
    condition: { kind: 'utilisation', limit: above(90, 80) },
    minutes: 15,
    severity: 'warning',
  },
  {
    id: 'radio-weak',
    name: { id: 'sinyal radio lemah', en: 'radio signal is weak' },
    condition: metric('signal', below(-80, -76)),
    minutes: 15,
    severity: 'warning',
    media: ['radio'],
  },
  {
    id: 'radio-noisy',
    name: { id: 'radio terganggu derau', en: 'radio is noisy' },
    condition: metric('snr', below(12, 16)),
    minutes: 15,
    severity: 'warning',
    media: ['radio'],
  },
  {
    id: 'mobile-weak',
    name: { id: 'sinyal seluler lemah', en: 'mobile signal is weak' },
    condition: metric('rsrp', below(-118, -112)),
    minutes: 30,
    severity: 'warning',
    media: ['lte'],
  },
  {
    id: 'mobile-noisy',
    name: { id: 'sinyal seluler terganggu', en: 'mobile signal is noisy' },
    condition: metric('sinr', below(0, 3)),
    minutes: 30,
    severity: 'warning',
    media: ['lte'],
  },
  {
    id: 'satellite-weak',
    name: { id: 'sinyal satelit lemah', en: 'satellite signal is weak' },
    condition: metric('carrier_snr', below(5, 7)),
    minutes: 10,
    severity: 'warning',
    media: ['vsat'],
  },
  {
    id: 'light-low',
    name: { id: 'cahaya optik lemah', en: 'optical light is low' },
    condition: metric('optical_rx_power', below(-27, -25)),
    minutes: 10,
    severity: 'warning',
    media: ['fiber'],
  },
  {
    id: 'voice-poor',
    name: { id: 'tidak layak untuk vicon', en: 'unfit for video conferences' },
    condition: { kind: 'quality', figure: 'mos', limit: below(3.1, 3.6) },
    minutes: 10,
    severity: 'warning',
    media: ['fiber', 'radio', 'copper'],
  },
];

/** The shipped rules. All of them wait while the link itself is down or cut off. */
export const SHIPPED_RULES: readonly Rule[] = ROWS.map((row) => ({
  id: row.id,
  name: row.name,
  condition: row.condition,
  forMs: row.minutes * MINUTE_MS,
  severity: row.severity,
  scope: { links: [], sites: [], regencies: [], media: row.media ?? [], providers: [], tags: [] },
  dependsOn: ['link.down', 'link.unreachable'],
  latched: false,
  origin: 'shipped',
}));
