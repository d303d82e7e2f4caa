// A case as it is kept between runs, and back again. Times are kept as labels: monotonic ones mean nothing after a reboot.

import { z } from 'zod';
import { ALERT_STATUSES, type Alert, SEVERITIES } from '../../domain/alert.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Thread } from '../posting.ts';
import { type Case, monoOf, mostOf, newCase } from './case.ts';

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** The fields that words rest on; what else an alert carries is kept as it is. */
const AlertShape = z.looseObject({
  number: z.number(),
  rule: z.string(),
  subject: z.string(),
  severity: z.enum(SEVERITIES),
  status: z.enum(ALERT_STATUSES),
  since: z.number(),
  raisedAt: z.number(),
  occurrences: z.number(),
  incident: z.number(),
  data: Facts,
});

const Memory = z.object({
  v: z.literal(1),
  alert: z.custom<Alert>((value) => AlertShape.safeParse(value).success),
  told: z.number(),
  severity: z.enum(SEVERITIES),
  activeAt: z.number(),
  pausedAt: z.number().optional(),
  routes: z.array(
    z.object({
      id: z.string(),
      startedAt: z.number(),
      taken: z.number(),
      lastAt: z.number(),
      heldUntil: z.number().optional(),
      knownTo: z.array(z.string()).optional(),
    }),
  ),
  listeners: z.array(
    z.object({
      channel: z.string(),
      address: z.string(),
      routes: z.array(z.string()),
      cleared: z.boolean(),
      severity: z.enum(SEVERITIES),
      heldUntil: z.number().optional(),
    }),
  ),
  most: z.record(z.string(), z.number()),
  labels: z.record(z.string(), z.string()).optional(),
  notes: z.array(z.object({ by: z.string(), at: z.number(), note: z.string() })),
});

/** What is kept of a case. */
export function threadOf(one: Case, now: Instant): Thread {
  const labelOf = (monoMs: number) => Math.round(now.at - (now.monoMs - monoMs));
  const { alert, told, severity, listeners, most, labels, notes, pausedMs } = one;
  const memory: z.infer<typeof Memory> = {
    v: 1,
    alert,
    told,
    severity,
    activeAt: labelOf(one.activeMs),
    ...(pausedMs !== undefined && { pausedAt: labelOf(pausedMs) }),
    routes: [...one.routes].map(([id, { startedMs, lastMs, taken, heldUntil, knownTo }]) => ({
      id,
      taken,
      startedAt: labelOf(startedMs),
      lastAt: labelOf(lastMs),
      ...(heldUntil !== undefined && { heldUntil }),
      ...(knownTo && { knownTo: [...knownTo] }),
    })),
    listeners: listeners.map((listener) => ({ ...listener, routes: [...listener.routes] })),
    most: { ...most },
    ...(labels && { labels: { ...labels } }),
    notes: [...notes],
  };
  return { alert: alert.number, memory };
}

/** Whether a thread is about another alert: of the same number, in a state store that was put in this one's place. */
export function isOther({ memory }: Thread, alert: Alert): boolean {
  const found = Memory.safeParse(memory);
  return (
    found.success && (found.data.alert.rule !== alert.rule || found.data.alert.subject !== alert.subject)
  );
}

/**
 * A case as an earlier run left it. `open`: the alert as it is now; without one it has ended meanwhile, and what the event
 * of its end does not bring is told as it was known last. Undefined when the memory cannot be read.
 */
export function caseOf(thread: Thread, open: Alert | undefined, now: Instant): Case | undefined {
  const found = Memory.safeParse(thread.memory);
  if (!found.success || found.data.alert.number !== thread.alert) return undefined;
  const { alert, activeAt, pausedAt, routes, listeners, labels, told, severity, most, notes } = found.data;
  const one = newCase(open ?? { ...alert, status: 'closed', closedAt: alert.closedAt ?? now.at }, now);
  for (const { id, startedAt, taken, lastAt, heldUntil, knownTo } of routes)
    one.routes.set(id, {
      taken,
      startedMs: monoOf(startedAt, now),
      lastMs: monoOf(lastAt, now),
      ...(heldUntil !== undefined && { heldUntil }),
      ...(knownTo && { knownTo }),
    });
  one.told = told;
  one.severity = severity;
  if (one.alert.occurrences === alert.occurrences) {
    one.activeMs = monoOf(activeAt, now);
    one.most = mostOf(most, one.alert);
  }
  one.listeners = listeners.map(({ heldUntil, ...listener }) => ({
    ...listener,
    ...(heldUntil !== undefined && { heldUntil }),
  }));
  one.pausedMs = pausedAt === undefined ? undefined : monoOf(pausedAt, now);
  one.labels = labels;
  one.notes = notes;
  one.saved = true;
  return one;
}
