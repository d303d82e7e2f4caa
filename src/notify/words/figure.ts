// The figures a rule looked at, with their names and units: `baterai hampir habis` rests on `battery_charge 28 %, batas 30 %`.

import type { Alert } from '../../domain/alert.ts';
import type { Locale } from '../../domain/explain.ts';
import { METRICS, type MetricSpec } from '../../domain/metric.ts';
import { LINK_STATES } from '../../domain/state.ts';
import { durationText } from './moment.ts';
import { figureOf, NOTIFY_WORDS, textOf } from './story.ts';
import type { NotifyWords } from './words.ts';

/** Units of figures that are not metrics of a device; MOS and TIPHON have none. */
const UNITS: Readonly<Record<string, string | undefined>> = {
  loss: '%',
  rtt: 'ms',
  jitter: 'ms',
  utilisation: '%',
};

/** What an alert's rule found and what it wanted; empty where the alert carries no figure. */
export function figureText(alert: Alert, locale: Locale): string {
  const words = NOTIFY_WORDS[locale];
  const figure = textOf(alert, 'figure');
  const value = alert.data['value'];
  if (figure === undefined || value === undefined) return '';
  const limit = figureOf(alert, 'limit');
  const instance = textOf(alert, 'instance');
  const found = `${nameOf(figure, words)}${instance === undefined ? '' : ` (${instance})`} ${valueText(figure, value, locale)}`;
  return limit === undefined ? found : `${found}, ${words.limit(valueText(figure, limit, locale))}`;
}

function nameOf(figure: string, words: NotifyWords): string {
  const known: Readonly<Record<string, string | undefined>> = words.figure;
  return known[figure === 'age' ? 'echo-age' : figure] ?? figure;
}

function valueText(figure: string, value: string | number | boolean, locale: Locale): string {
  const words = NOTIFY_WORDS[locale];
  if (figure === 'age' && typeof value === 'number') return durationText(value, locale);
  if (figure === 'state') {
    const state = LINK_STATES.find((each) => each === value);
    return state ? words.state[state] : String(value);
  }
  const specs: Readonly<Record<string, MetricSpec | undefined>> = METRICS;
  const unit = UNITS[figure] ?? specs[figure]?.unit;
  const number = typeof value === 'number' ? numberText(value, words) : String(value);
  return unit === undefined || unit === '1' || unit === 'text' ? number : `${number} ${unit}`;
}

function numberText(value: number, words: NotifyWords): string {
  return String(Math.round(value * 100) / 100).replace('.', words.decimalSign);
}
