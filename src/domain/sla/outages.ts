// Outages within an account: found whole, with what is taken out of them, and whether they count.

import type { CauseCode } from '../act.ts';
import type { AccountInput, EventVerdict, SlaEvent } from './account.ts';
import type { LedgerEntry } from './ledger.ts';
import { coveredMs, type Stop, type Stretch, unionOf } from './stops.ts';
import { indexAt, isOutage, type Piece, type Timeline } from './timeline.ts';

/** Part of a run with one blame. */
interface Part extends Stretch {
  /** Send time of its first lost echo; absent while all of it is only reported. */
  readonly monitoredFrom?: number;
  readonly isAffected: boolean;
  readonly first: Piece;
}

/** All outages that overlap the account, oldest first. */
export function outagesOf(
  input: AccountInput,
  timeline: Timeline,
  stops: readonly Stop[],
): readonly SlaEvent[] {
  const union = unionOf(stops);
  return runsWithin(input, timeline).flatMap((run) => eventsOf(run, { input, timeline, stops, union }));
}

/** Runs of outage that overlap the account, each cut where its blame changes. */
function runsWithin(input: AccountInput, { pieces, from, to }: Timeline): readonly (readonly Part[])[] {
  const runs: Part[][] = [];
  let run: Part[] = [];
  const close = (): void => {
    const end = run.at(-1)?.to;
    if (end !== undefined && end > from && (run[0]?.from ?? to) < to) runs.push(run);
    run = [];
  };
  const isOut = (piece: Piece | undefined): boolean =>
    piece !== undefined && isOutage(piece.state, input.terms);
  let index = indexAt(pieces, from);
  while (isOut(pieces[index - 1])) index--;
  for (; index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece || !isOut(piece)) {
      close();
      if (piece && piece.from >= to) break;
      continue;
    }
    const isAffected = isSomebodyElses(piece, input);
    const last = run.at(-1);
    const seen = piece.isReported ? undefined : { monitoredFrom: piece.from };
    if (last?.isAffected === isAffected) run[run.length - 1] = { ...seen, ...last, to: piece.to };
    else run.push({ from: piece.from, to: piece.to, isAffected, first: piece, ...seen });
  }
  close();
  return runs;
}

/** An `unreachable` that a correction has made up names no failed link: it is not held against the provider. */
function isSomebodyElses({ state, reason }: Piece, { terms, isOwnContract }: AccountInput): boolean {
  if (state !== 'unreachable' || terms.unreachableTime === 'down') return false;
  if (terms.unreachableTime === 'excluded') return true;
  return reason?.kind !== 'ancestor' || !isOwnContract(reason.link);
}

interface Surroundings {
  readonly input: AccountInput;
  readonly timeline: Timeline;
  readonly stops: readonly Stop[];
  readonly union: readonly Stretch[];
}

function eventsOf(run: readonly Part[], around: Surroundings): readonly SlaEvent[] {
  const { input, timeline, union } = around;
  const whole = { from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0 };
  const tickets = timeline.entries.filter((entry) => entry.kind === 'ticket' && overlaps(entry, whole));
  const reportedAt = earliest(tickets);
  const clock = input.terms.eventStart === 'ticket' ? reportedAt : undefined;
  const counting = run.map((part): Stretch => {
    const { from, to, isAffected } = part;
    return { from: isAffected || clock === undefined ? from : Math.min(Math.max(from, clock), to), to };
  });
  const netMs = counting.map((stretch) => lengthMs(stretch) - coveredMs(union, stretch));
  const blamedMs = run.reduce((sum, { isAffected }, at) => sum + (isAffected ? 0 : (netMs[at] ?? 0)), 0);
  return run.flatMap((part, at): SlaEvent[] => {
    const stretch = counting[at] ?? part;
    if (part.to <= timeline.from || part.from >= timeline.to) return [];
    const wholeNetMs = part.isAffected ? (netMs[at] ?? 0) : blamedMs;
    const verdict = verdictOf(part, { stretch, netMs: netMs[at] ?? 0, wholeNetMs }, input.terms.minEventMs);
    return [
      {
        ...figures(stretch, verdict, around),
        wholeNetMs,
        ...facts(part, around),
        from: stretch.from,
        verdict,
        ...(reportedAt !== undefined && { reportedAt }),
        tickets: tickets.map(({ id }) => id),
      },
    ];
  });
}

function verdictOf(
  { isAffected }: Part,
  of: { readonly stretch: Stretch; readonly netMs: number; readonly wholeNetMs: number },
  minEventMs: number,
): EventVerdict {
  if (isAffected) return 'affected';
  if (of.netMs === 0 && lengthMs(of.stretch) > 0) return 'stopped';
  return of.wholeNetMs <= minEventMs ? 'short' : 'counted';
}

/** What of an event lies within the account. */
function figures(
  stretch: Stretch,
  verdict: EventVerdict,
  { timeline, stops, union }: Surroundings,
): Pick<SlaEvent, 'grossMs' | 'stopMs' | 'netMs' | 'countedMs' | 'stops'> {
  const inside = within(stretch, timeline);
  const grossMs = lengthMs(inside);
  const stopMs = coveredMs(union, inside);
  const netMs = grossMs - stopMs;
  return {
    grossMs,
    stopMs,
    netMs,
    countedMs: verdict === 'counted' ? netMs : 0,
    stops: stops.flatMap(({ from, to, ...what }) => {
      const ms = lengthMs(within({ from, to }, inside));
      return ms > 0 ? [{ ...what, ms }] : [];
    }),
  };
}

function facts(
  part: Part,
  { input, timeline }: Surroundings,
): Pick<SlaEvent, 'link' | 'to' | 'monitoredFrom' | 'state' | 'cause' | 'corrections' | 'ancestor'> {
  const { state, reason } = part.first;
  const corrections: number[] = [];
  let cause: CauseCode | undefined;
  for (const entry of timeline.entries) {
    if (entry.kind !== 'correction') continue;
    const isOver = overlaps(entry, part);
    // One that ends where the outage begins may be what made it begin there.
    const isBeside = entry.state !== undefined && (entry.to === part.from || entry.from === part.to);
    if (isOver || isBeside) corrections.push(entry.id);
    if (isOver && entry.cause !== undefined) cause = entry.cause;
  }
  return {
    link: input.link,
    ...(part.to !== timeline.openEnd && { to: part.to }),
    monitoredFrom: part.monitoredFrom ?? part.from,
    state: state === 'up' ? 'unknown' : state,
    ...(cause !== undefined && { cause }),
    corrections,
    ...(state === 'unreachable' &&
      reason?.kind === 'ancestor' && { ancestor: { site: reason.site, link: reason.link } }),
  };
}

function earliest(tickets: readonly LedgerEntry[]): number | undefined {
  let reportedAt: number | undefined;
  for (const ticket of tickets)
    if (ticket.kind === 'ticket' && ticket.reportedAt !== undefined)
      reportedAt = Math.min(ticket.reportedAt, reportedAt ?? ticket.reportedAt);
  return reportedAt;
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && a.to > b.from;
}

function within(stretch: Stretch, bounds: Stretch): Stretch {
  return { from: Math.max(stretch.from, bounds.from), to: Math.min(stretch.to, bounds.to) };
}

function lengthMs({ from, to }: Stretch): number {
  return Math.max(0, to - from);
}
