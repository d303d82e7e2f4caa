// Which alerts ring, decided on what is open rather than on what was said: whatever happened while the stream was lost
// rings when it is back, and nothing rings twice. Pure.

import type { Alert } from '../../domain/alert.ts';

/** What is remembered between two looks. */
export interface RingMemory {
  /** Open alerts that have rung, or were there before this page. Never larger than the list of open alerts. */
  readonly rung: ReadonlySet<number>;
  /** Alerts that ring now and since when they do, epoch ms: whoever looks up finds them marked as new. */
  readonly news: ReadonlyMap<number, number>;
}

/** What a look found. */
export interface RingStep {
  readonly memory: RingMemory;
  /** Numbers of the alerts that begin to ring. */
  readonly rings: readonly number[];
}

/** How long an alert is marked as new when nobody acknowledges it, ms. */
export const NEW_FOR_MS = 60_000;

/**
 * Whether an alert rings: a grave one that is true now, that nothing holds back and nobody has acknowledged. Grave is what is
 * critical, and an outage that takes others along, whatever severity the office has given it.
 */
export function isRinging(alert: Alert): boolean {
  const { acknowledged, severity, status, suppressed } = alert;
  const isGrave = severity === 'critical' || takesOthersAlong(alert);
  return isGrave && status === 'active' && !suppressed && !acknowledged;
}

function takesOthersAlong({ rule, data }: Alert): boolean {
  return rule === 'link.down' && typeof data['unreachable'] === 'number' && data['unreachable'] > 0;
}

/**
 * Looks at the open alerts. `startedAt` is when this page began and `now` the present, both epoch ms on jalur's timeline: what
 * was raised before the page began is nobody's news. `before` is undefined at the first look.
 */
export function ringStep(
  before: RingMemory | undefined,
  alerts: ReadonlyMap<number, Alert>,
  { startedAt, now }: { readonly startedAt: number; readonly now: number },
): RingStep {
  const rung = new Set<number>();
  const news = new Map<number, number>();
  const rings: number[] = [];
  for (const alert of alerts.values()) {
    const { number, raisedAt } = alert;
    const wasThere = before?.rung.has(number) === true;
    if (!isRinging(alert)) {
      // It may ring again only if it never did: a page that counts a relapse as new would cry at every flutter.
      if (wasThere) rung.add(number);
      continue;
    }
    rung.add(number);
    const isOld = !before && raisedAt < startedAt;
    news.set(number, before?.news.get(number) ?? (isOld || wasThere ? raisedAt : now));
    if (!wasThere && !isOld) rings.push(number);
  }
  return { memory: { rung, news }, rings };
}

/** Whether an alert is to be marked as new. */
export function isNews(news: ReadonlyMap<number, number>, number: number, now: number): boolean {
  const since = news.get(number);
  return since !== undefined && now - since < NEW_FOR_MS;
}
