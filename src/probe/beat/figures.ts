// What a device tells of itself with a beat: query parameters, each checked on its own. They are written by scripts of many
// hands, and whoever has a token can send anything: what is out of range is refused, what is unknown ignored, both counted.

import type { DeviceIdentity } from '../../domain/inventory.ts';
import type { Medium } from '../../domain/link.ts';
import type { METRICS, MetricReading, Unit } from '../../domain/metric.ts';
import type { SystemReading } from '../../domain/reading.ts';
import { parseRouterOsTimeS } from './routeros-time.ts';

/** The figures of one beat. */
export interface BeatFigures {
  /** sysUpTime, sysName and sysDescr as far as they were told. */
  readonly system: SystemReading;
  readonly metrics: readonly MetricReading[];
  readonly identity: DeviceIdentity;
  /** Names of parameters that are none of ours. */
  readonly ignored: number;
  /** Values that are no such figure, or out of its range. */
  readonly refused: number;
}

interface Figure {
  readonly metric: keyof typeof METRICS;
  readonly unit: Unit;
  readonly least: number;
  readonly most: number;
  /** Value in `unit` of one of the parameter's own. */
  readonly factor?: number;
}

const RATIO = { unit: '%', least: 0, most: 100 } as const;

/** Ranges are wider than what is usual, and narrower than what a broken script writes. */
const FIGURES: Readonly<Record<string, Figure>> = {
  cpu_pct: { metric: 'cpu', ...RATIO },
  voltage_v: { metric: 'voltage', unit: 'V', least: 0, most: 1_000 },
  // RouterOS 6 gives scripts tenths of a volt.
  voltage_dv: { metric: 'voltage', unit: 'V', least: 0, most: 10_000, factor: 0.1 },
  temperature_c: { metric: 'temperature', unit: '°C', least: -60, most: 150 },
  clients: { metric: 'clients', unit: '1', least: 0, most: 100_000 },
  signal_dbm: { metric: 'rssi', unit: 'dBm', least: -150, most: 20 },
  // Reporting ranges of 3GPP TS 36.133 §9.1, with some room.
  rsrp_dbm: { metric: 'rsrp', unit: 'dBm', least: -160, most: 0 },
  rsrq_db: { metric: 'rsrq', unit: 'dB', least: -50, most: 30 },
  sinr_db: { metric: 'sinr', unit: 'dB', least: -40, most: 60 },
  ping_ms: { metric: 'anchor_rtt', unit: 's', least: 0, most: 60_000, factor: 0.001 },
  ping_loss_pct: { metric: 'anchor_loss', ...RATIO },
};
/** As scripts of RouterOS write a time: `00:00:00.021866`. */
const PING_TIME = 'ping_time';
const MOST_PING_S = 60;
const TEXTS = ['firmware', 'model', 'name'] as const;
const MOST_TEXT = 64;
/** Twenty years: nothing has run for longer. */
const MOST_UPTIME_S = 20 * 366 * 86_400;
/** sysUpTime wraps (RFC 3418). */
const TICK_MODULUS = 2 ** 32;

/** Reads the parameters of a query. Signal strength is that of the mobile network, on a radio link that of the radio. */
export function readFigures(query: Readonly<Record<string, unknown>>, medium: Medium): BeatFigures {
  const metrics = new Map<string, MetricReading>();
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  let uptimeS: number | undefined;
  let ignored = 0;
  let refused = 0;
  for (const [name, value] of Object.entries(query)) {
    const text = typeof value === 'string' ? value.trim() : '';
    if (value === undefined) continue;
    const textName = TEXTS.find((each) => each === name);
    if (textName) {
      const shown = printable(text);
      if (shown === undefined) refused++;
      else texts[textName] = shown;
    } else if (name === 'uptime_s' || name === 'uptime') {
      const found = name === 'uptime' ? parseRouterOsTimeS(text) : numberOf(name, text);
      if (found === undefined || found < 0 || found > MOST_UPTIME_S) refused++;
      else uptimeS = found;
    } else if (Object.hasOwn(FIGURES, name) || name === PING_TIME) {
      const reading = name === PING_TIME ? pingTime(text) : gauge(name, text, medium);
      if (reading) metrics.set(reading.metric, reading);
      else refused++;
    } else {
      ignored++;
    }
  }
  return {
    system: systemOf(texts, uptimeS),
    metrics: [...metrics.values()],
    identity: {
      ...(texts.model !== undefined && { model: texts.model }),
      ...(texts.firmware !== undefined && { firmware: texts.firmware }),
    },
    ignored,
    refused,
  };
}

function gauge(name: string, text: string, medium: Medium): MetricReading | undefined {
  const figure = FIGURES[name];
  const value = numberOf(name, text);
  if (!figure || value === undefined || value < figure.least || value > figure.most) return undefined;
  const metric = figure.metric === 'rssi' && medium === 'radio' ? 'signal' : figure.metric;
  const scaled = figure.factor === undefined ? value : Math.round(value * figure.factor * 1e6) / 1e6;
  return { metric, kind: 'gauge', unit: figure.unit, value: scaled };
}

function pingTime(text: string): MetricReading | undefined {
  const value = parseRouterOsTimeS(text);
  if (value === undefined || value > MOST_PING_S) return undefined;
  return { metric: 'anchor_rtt', kind: 'gauge', unit: 's', value: Math.round(value * 1e6) / 1e6 };
}

/** What devices like to write behind a number, by the unit at the end of the parameter's name; dB passes for dBm. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  pct: ['%'],
  v: ['v'],
  c: ['c'],
  dbm: ['dbm', 'db'],
  db: ['db'],
  ms: ['ms'],
  s: ['s'],
};

/** A decimal number, alone or with the unit its parameter is in; one in another unit is none. */
function numberOf(name: string, text: string): number | undefined {
  const [, digits, written = ''] = /^([+-]?\d{1,15}(?:\.\d{1,9})?) ?([a-z]{1,3}|%)?$/i.exec(text) ?? [];
  const unit = name.slice(name.lastIndexOf('_') + 1);
  if (written !== '' && !WRITTEN[unit]?.includes(written.toLowerCase())) return undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** A short text without what a screen or a log could take for more than text. */
function printable(text: string): string | undefined {
  if (text === '' || text.length > MOST_TEXT || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  return text;
}

function systemOf(
  texts: Partial<Record<(typeof TEXTS)[number], string>>,
  uptimeS: number | undefined,
): SystemReading {
  const descr = [texts.model, texts.firmware].filter((each) => each !== undefined).join(' ');
  return {
    ...(descr !== '' && { sysDescr: descr }),
    ...(texts.name !== undefined && { sysName: texts.name }),
    ...(uptimeS !== undefined && { sysUpTimeTicks: Math.round(uptimeS * 100) % TICK_MODULUS }),
  };
}
