// Which stretch of time the charts show: the last hours or days, moving along, or a stretch of one's own. The address holds it.

import { zoneOf } from '../../../domain/local-time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Stretches that end now, by their names in the address. */
export const LAST_MS = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  '1y': 365 * DAY_MS,
} as const;
/** One of {@link LAST_MS}. */
export type LastName = keyof typeof LAST_MS;
/** Their names, the shortest first. */
export const LAST_NAMES = Object.keys(LAST_MS) as readonly LastName[];
/** What is shown where the address says nothing. */
export const USUAL_RANGE: Choice = { kind: 'last', name: '24h' };

/** What somebody has chosen. */
export type Choice =
  | { readonly kind: 'last'; readonly name: LastName }
  /** Epoch ms. */
  | { readonly kind: 'own'; readonly from: number; readonly to: number };

/** A stretch of time, epoch ms. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The history is made of rounds: nothing shorter says anything. */
export const LEAST_RANGE_MS = 60_000;
/** As long as history is kept. */
const MOST_RANGE_MS = 3_660 * DAY_MS;
/** Most points of a chart: no screen shows more, and no answer gets longer. */
const MOST_POINTS = 1_000;
const LEAST_POINTS = 100;

/** Reads the choice from a route's query; what is no choice is the usual one. */
export function choiceOf(query: string): Choice {
  const params = new URLSearchParams(query);
  const name = LAST_NAMES.find((each) => each === params.get('range'));
  if (name) return { kind: 'last', name };
  const [from, to] = ['from', 'to'].map((key) => Number(params.get(key) ?? Number.NaN));
  return ownRange(from, to) ?? USUAL_RANGE;
}

/** A stretch of one's own; undefined for what is none. */
export function ownRange(from: number | undefined, to: number | undefined): Choice | undefined {
  if (from === undefined || to === undefined || !Number.isFinite(from) || !Number.isFinite(to))
    return undefined;
  const [begin, end] = [Math.round(from), Math.round(to)];
  const length = end - begin;
  return begin >= 0 && length >= LEAST_RANGE_MS && length <= MOST_RANGE_MS
    ? { kind: 'own', from: begin, to: end }
    : undefined;
}

/** The query with another choice; everything else in it stays. */
export function withChoice(query: string, choice: Choice): string {
  const params = new URLSearchParams(query);
  for (const key of ['range', 'from', 'to']) params.delete(key);
  if (choice.kind === 'own') {
    params.set('from', String(choice.from));
    params.set('to', String(choice.to));
  } else if (choice.name !== '24h') params.set('range', choice.name);
  return params.toString();
}

/** How often a stretch that ends now moves on, in ms: by a thousandth, not below a quarter of a round. */
export function stepMsOf(choice: Choice): number {
  return choice.kind === 'own' ? LEAST_RANGE_MS : Math.max(15_000, LAST_MS[choice.name] / 1_000);
}

/** The stretch at a moment. It stands still between two steps, so that the same question is asked once. */
export function rangeOf(choice: Choice, now: number): Range {
  if (choice.kind === 'own') return { from: choice.from, to: choice.to };
  const stepMs = stepMsOf(choice);
  const to = Math.ceil(now / stepMs) * stepMs;
  return { from: to - LAST_MS[choice.name], to };
}

/** A stretch dragged open on a chart, at least as long as a round, around its middle. */
export function zoomed(from: number, to: number): Choice {
  const middle = (from + to) / 2;
  const half = Math.max(LEAST_RANGE_MS, to - from) / 2;
  return ownRange(middle - half, middle + half) ?? USUAL_RANGE;
}

/** Points for a chart that is so wide: one for a pixel, in hundreds, so that a window's edge asks no new question. */
export function pointsFor(widthPx: number): number {
  return Math.min(MOST_POINTS, Math.max(LEAST_POINTS, Math.ceil(widthPx / 100) * 100));
}

/** Epoch ms of an input of type datetime-local on the province's clock; undefined for what is no time. */
export function epochOfInput(text: string, timezone: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  return zoneOf(timezone).epochOf({ year, month, day }, hour * 60 + minute);
}

/** When the province's month began, epoch ms. */
export function monthStart(now: number, timezone: string): number {
  const zone = zoneOf(timezone);
  const { year, month } = zone.at(now);
  return zone.epochOf({ year, month, day: 1 }, 0);
}
