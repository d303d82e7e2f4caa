// What a link is held to have been, moment by moment: measured, gaps filled, with what tickets and corrections say painted over it.

import type { Interval, LinkState, Reason } from '../state.ts';
import type { AccountInput } from './account.ts';
import { entriesAsOf, type LedgerEntry } from './ledger.ts';
import type { SlaTerms } from './terms.ts';

/** A stretch without gaps to its neighbours. */
export interface Piece {
  readonly state: LinkState;
  readonly from: number;
  readonly to: number;
  /** As measured; absent where nothing was, or where a correction says something else. */
  readonly reason?: Reason;
  /** Not measured at all: the outage was reported before the first lost echo (`eventStart: earlier`). */
  readonly isReported?: true;
}

/** What an account is counted from. */
export interface Timeline {
  /** Without gaps, oldest first; reaches over the account's edges as far as its input does, within service and `asOf`. */
  readonly pieces: readonly Piece[];
  /** Where account and service overlap, epoch ms; `from` = `to` where they do not. */
  readonly from: number;
  readonly to: number;
  /** End of what is known; an outage that reaches it lasts on. Absent: it ends before. */
  readonly openEnd?: number;
  /** Entries that counted, in the order in which they were entered. */
  readonly entries: readonly LedgerEntry[];
}

/** Builds the timeline of an account. */
export function timelineOf(input: AccountInput): Timeline {
  const { asOf, inService, terms } = input;
  const entries = entriesAsOf(input.entries, asOf);
  const least = inService.from ?? Number.NEGATIVE_INFINITY;
  const most = Math.min(asOf, inService.to ?? Number.POSITIVE_INFINITY);
  const from = Math.max(input.from, least);
  const to = Math.max(from, Math.min(input.to, most));
  const intervals = needed(input, entries);
  let pieces = measured(intervals, { least, most, asOf }, reach(input, intervals, entries));
  if (terms.eventStart === 'earlier') pieces = reportedEarlier(pieces, entries, terms);
  for (const entry of entries)
    if (entry.kind === 'correction' && entry.state !== undefined)
      pieces = painted(pieces, { state: entry.state, from: entry.from, to: entry.to });
  return { pieces, from, to, entries, ...(most === asOf && { openEnd: asOf }) };
}

/**
 * Intervals without those before the last one that no outage of the account reaches over: a year of them is read for the sake of
 * a month.
 */
function needed(
  { intervals, from, terms }: AccountInput,
  entries: readonly LedgerEntry[],
): readonly Interval[] {
  let first = from;
  for (const entry of entries) {
    first = Math.min(first, entry.from);
    if (entry.kind === 'ticket' && entry.reportedAt !== undefined) first = Math.min(first, entry.reportedAt);
  }
  let start = indexAt(intervals, first);
  for (let before = intervals[start - 1]; before; before = intervals[start - 1]) {
    start--;
    if (!isOutage(before.state, terms)) break;
  }
  return start === 0 ? intervals : intervals.slice(start);
}

/** How far the input reaches: outages are seen whole within it. */
function reach(
  { from, to }: AccountInput,
  intervals: readonly Interval[],
  entries: readonly LedgerEntry[],
): { readonly from: number; readonly to: number } {
  let first = Math.min(from, intervals[0]?.from ?? from);
  const last = intervals.at(-1);
  let end = Math.max(to, last ? (last.to ?? Number.POSITIVE_INFINITY) : to);
  for (const entry of entries) {
    if (entry.kind !== 'correction' || entry.state === undefined) continue;
    first = Math.min(first, entry.from);
    end = Math.max(end, entry.to);
  }
  return { from: first, to: end };
}

function measured(
  intervals: readonly Interval[],
  { least, most, asOf }: { readonly least: number; readonly most: number; readonly asOf: number },
  hull: { readonly from: number; readonly to: number },
): readonly Piece[] {
  const end = Math.min(hull.to, most);
  const pieces: Piece[] = [];
  let reached = Math.max(hull.from, least);
  for (const interval of intervals) {
    const from = Math.max(interval.from, reached);
    const to = Math.min(interval.to ?? asOf, end);
    if (to <= from) continue;
    if (from > reached) pieces.push({ state: 'unknown', from: reached, to: from });
    pieces.push({ state: interval.state, from, to, reason: interval.reason });
    reached = to;
  }
  if (end > reached) pieces.push({ state: 'unknown', from: reached, to: end });
  return pieces;
}

/** The pieces with a stretch of them said to be something else. An `unreachable` that was measured keeps what failed before it. */
function painted(
  pieces: readonly Piece[],
  over: Piece,
  keeps: (piece: Piece) => boolean = ({ state }) => state === over.state,
): readonly Piece[] {
  const first = indexAt(pieces, over.from);
  const result = pieces.slice(0, first);
  let index = first;
  for (let piece = pieces[index]; piece && piece.from < over.to; piece = pieces[++index]) {
    const from = Math.max(piece.from, over.from);
    const to = Math.min(piece.to, over.to);
    if (to <= from || keeps(piece)) {
      result.push(piece);
      continue;
    }
    if (piece.from < from) result.push({ ...piece, to: from });
    result.push({ ...over, from, to });
    if (to < piece.to) result.push({ ...piece, from: to });
  }
  return result.concat(pieces.slice(index));
}

/** Index of the first stretch that reaches beyond a moment (one without an end does); that of none behind the last one. */
export function indexAt(pieces: readonly { readonly to?: number }[], at: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle]?.to ?? Number.POSITIVE_INFINITY) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Outages begin when they were reported, where that came before the first lost echo (`eventStart: earlier`). */
function reportedEarlier(
  pieces: readonly Piece[],
  entries: readonly LedgerEntry[],
  terms: SlaTerms,
): readonly Piece[] {
  let result = pieces;
  for (const ticket of entries) {
    if (ticket.kind !== 'ticket' || ticket.reportedAt === undefined) continue;
    const first = firstOutage(pieces, ticket, terms);
    if (first === undefined || ticket.reportedAt >= first) continue;
    const over: Piece = { state: 'down', from: ticket.reportedAt, to: first, isReported: true };
    result = painted(result, over, ({ state }) => isOutage(state, terms));
  }
  return result;
}

/** Beginning of the first outage that a stretch overlaps. */
function firstOutage(
  pieces: readonly Piece[],
  { from, to }: { readonly from: number; readonly to: number },
  terms: SlaTerms,
): number | undefined {
  let begin: number | undefined;
  for (const piece of pieces) {
    if (!isOutage(piece.state, terms)) begin = undefined;
    else {
      begin ??= piece.from;
      if (begin < to && piece.to > from) return begin;
    }
  }
  return undefined;
}

/** Whether a state is an outage under a contract, whoever is to blame. */
export function isOutage(state: LinkState, terms: SlaTerms): boolean {
  switch (state) {
    case 'up':
      return false;
    case 'degraded':
      return terms.degradedTime === 'down';
    case 'down':
    case 'unreachable':
      return true;
    case 'unknown':
      return terms.unknownTime === 'as-down';
  }
}
