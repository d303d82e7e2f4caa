// What the decider knows of one alert: the alert itself, who has been told of it, and how far each route has come.
// Times ending in Ms are CLOCK_MONOTONIC, so that a step of the wall clock moves no escalation.

import type { Alert, Severity } from '../../domain/alert.ts';
import type { Instant } from '../../domain/instant.ts';
import { COUNTS } from '../words/story.ts';

/** Somebody who was told that the alert is going on, and not yet that it is over. */
export interface Listener {
  /** Id of the channel. */
  readonly channel: string;
  /** Address in the channel's own form; empty where the channel has no recipients of its own. */
  readonly address: string;
  /** Ids of the routes that told. */
  readonly routes: readonly string[];
  /** Whether the end will be told. */
  readonly cleared: boolean;
  /** The severity told last. */
  readonly severity: Severity;
  /** The end is known, and waits for the end of quiet hours, epoch ms. */
  readonly heldUntil?: number;
}

/** How far a route has come with an alert. */
export interface RouteTrack {
  /** When its first step was taken; steps are counted from here. */
  startedMs: number;
  /** Steps taken; 0 while the beginning waits for the end of quiet hours. */
  taken: number;
  /** Last step or reminder. */
  lastMs: number;
  /** What is due waits for the end of quiet hours, epoch ms. */
  heldUntil?: number;
  /** Who knows of the beginning that waits, and of its end, from another route: `channel address`. */
  knownTo?: readonly string[];
}

/** What an operator wrote about an alert. */
export interface CaseNote {
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly note: string;
}

/** Everything known of one alert. */
export interface Case {
  alert: Alert;
  /** When its present occurrence became active: the wait is counted from here. */
  activeMs: number;
  /** The occurrence that was announced last, 0 before any. */
  told: number;
  /** The worst severity at which routes were chosen. */
  severity: Severity;
  readonly routes: Map<string, RouteTrack>;
  listeners: readonly Listener[];
  /** Since when it is held back: no step and no reminder comes nearer meanwhile. */
  pausedMs: number | undefined;
  /** The largest counts of what the present occurrence took along. */
  most: Readonly<Record<string, number>>;
  /** Labels of its first message: the same for ever, or machines would take it for another alert. */
  labels: Readonly<Record<string, string>> | undefined;
  notes: readonly CaseNote[];
  /** Its thread is kept by the outbox. */
  saved: boolean;
  /** Its thread was given up because there were too many. */
  forgotten: boolean;
}

/** Notes in the last message: the newest are what explains the end. */
const MOST_NOTES = 5;

/** Begins to follow an alert. */
export function newCase(alert: Alert, now: Instant): Case {
  return {
    alert,
    activeMs: monoOf(alert.occurrences > 1 ? alert.since : alert.raisedAt, now),
    told: 0,
    severity: alert.severity,
    routes: new Map(),
    listeners: [],
    pausedMs: undefined,
    most: countsOf(alert),
    labels: undefined,
    notes: [],
    saved: false,
    forgotten: false,
  };
}

/** Takes the alert's next form; true when what is remembered beside it changed. */
export function follow(one: Case, alert: Alert, now: Instant, eventAt: number): boolean {
  const reopened = alert.occurrences > one.alert.occurrences;
  if (reopened) one.activeMs = monoOf(eventAt, now);
  const before = reopened ? {} : one.most;
  one.most = mostOf(before, alert);
  one.alert = alert;
  return reopened || COUNTS.some((count) => one.most[count] !== before[count]);
}

/** Counts at their largest. */
export function mostOf(before: Readonly<Record<string, number>>, alert: Alert): Record<string, number> {
  const most: Record<string, number> = { ...before };
  for (const [count, value] of Object.entries(countsOf(alert)))
    most[count] = Math.max(most[count] ?? 0, value);
  return most;
}

/** Keeps what an operator wrote; of many, the newest. */
export function addNote(one: Case, note: CaseNote): void {
  // Events behind the last decision are read again after a crash.
  if (one.notes.some(({ by, at, note: text }) => by === note.by && at === note.at && text === note.note))
    return;
  one.notes = [...one.notes, note].slice(-MOST_NOTES);
}

/** Whether nothing can be told about it any more. */
export function isOver(one: Case): boolean {
  return one.alert.status === 'closed' && one.listeners.length === 0 && one.routes.size === 0;
}

/** Whether something about it waited for the end of quiet hours that are over `at`, epoch ms. */
export function waitedUntil(one: Case, at: number): boolean {
  return [...one.routes.values(), ...one.listeners].some(
    ({ heldUntil }) => heldUntil !== undefined && heldUntil <= at,
  );
}

/** The monotonic time of a label, seen from now. */
export function monoOf(at: number, now: Instant): number {
  return now.monoMs - (now.at - at);
}

function countsOf(alert: Alert): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const count of COUNTS) {
    const value = alert.data[count];
    if (typeof value === 'number' && value > 0) counts[count] = value;
  }
  return counts;
}
