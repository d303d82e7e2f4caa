// What an alert of an office's own rule, or of one that jalur ships, rests on: the figure by its name, what was found, and the limit.

import type { Alert } from '../../domain/alert.ts';
import { METRICS, type MetricSpec, type Unit } from '../../domain/metric.ts';
import { formatDuration, formatMs, formatNumber, formatPct } from './format.ts';
import { WORDS } from './languages.ts';
import { isYesNo, metricName, metricValue } from './metric-text.ts';
import type { SentenceContext } from './sentence.ts';
import type { Language, Words } from './words.ts';

/** `Level terima −82 dBm, batas −80 dBm`; empty where the rule's name says it all, and for an alert without facts. */
export function ruleFigure({ data }: Alert, { language }: SentenceContext): string {
  const { figure, instance, limit, value } = data;
  if (typeof figure !== 'string') return '';
  const words = WORDS[language];
  const part = typeof instance === 'string' && instance !== '' ? instance : '';
  if (isYesNo(figure)) return part;
  const name = [nameOf(figure, language), part].filter(Boolean).join(' ');
  const states: Readonly<Record<string, string | undefined>> = words.state;
  if (typeof value === 'string') return `${name}: ${(figure === 'state' && states[value]) || value}`;
  if (typeof value !== 'number') return name;
  const found = `${name} ${quantityOf(figure, value, words)}`;
  return typeof limit === 'number'
    ? `${found}, ${language === 'id' ? 'batas' : 'limit'} ${quantityOf(figure, limit, words)}`
    : found;
}

/** Figures that are no metric of a device. */
const OWN: Readonly<Record<string, readonly [id: string, en: string] | undefined>> = {
  loss: ['Loss', 'Loss'],
  rtt: ['RTT', 'RTT'],
  jitter: ['Jitter', 'Jitter'],
  mos: ['MOS', 'MOS'],
  tiphon: ['Indeks TIPHON', 'TIPHON index'],
  utilisation: ['Pemakaian', 'Utilisation'],
  age: ['Usia data', 'Data age'],
  state: ['Status', 'State'],
};

function nameOf(figure: string, language: Language): string {
  return OWN[figure]?.[language === 'id' ? 0 : 1] ?? metricName(figure, language);
}

function quantityOf(figure: string, value: number, words: Words): string {
  switch (figure) {
    case 'loss':
    case 'utilisation':
      return formatPct(value, words);
    case 'rtt':
    case 'jitter':
      return formatMs(value, words);
    case 'age':
      return formatDuration(value, words);
    case 'mos':
    case 'tiphon':
      return formatNumber(value, 1, words);
    default:
      return metricValue({ metric: figure, kind: 'gauge', unit: unitOf(figure), value }, words);
  }
}

function unitOf(metric: string): Unit {
  const known: Readonly<Record<string, MetricSpec | undefined>> = METRICS;
  const unit = known[metric]?.unit ?? '1';
  return unit === 'text' ? '1' : unit;
}
