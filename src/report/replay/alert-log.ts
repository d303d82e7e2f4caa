// What became of each alert of a replay: one record per alert, made of the engine's events.

import type { Alert, AlertRule, Severity, Suppression } from '../../domain/alert.ts';
import type { EngineEvent } from '../../domain/event.ts';
import type { LinkId } from '../../domain/ids.ts';

/** Records kept at most: beyond, alerts are only counted. So many in a month are 250 an hour, and no rule set to keep. */
export const MOST_ALERTS = 200_000;

/** An alert as a replay, or the record of the time, tells of it. Times are epoch ms. */
export interface ToldAlert {
  /** Raised by a replay, or at the time: their numbers are two rows of their own. */
  readonly origin: 'replay' | 'record';
  readonly number: number;
  readonly rule: AlertRule;
  readonly subject: LinkId | 'monitor';
  /** What it had last. */
  readonly severity: Severity;
  readonly since: number;
  readonly raisedAt: number;
  /** When its condition was gone; absent while it holds. */
  readonly until?: number;
  readonly occurrences: number;
  /** When the operator was told: of each occurrence once, when nothing held it back any more. Empty: never. */
  readonly toldAt: readonly number[];
  /** What held it back, in the order in which it did. */
  readonly heldBy: readonly Suppression['by'][];
  /** Number of the incident it belonged to last: the root alert's. */
  readonly incident: number;
}

interface Entry {
  alert: Alert;
  readonly toldAt: number[];
  readonly heldBy: Set<Suppression['by']>;
  toldOccurrence: number;
}

/** Takes events; keeps alerts raised from `from` on, and those of before that were told again later. */
export class AlertLog {
  readonly #from: number;
  readonly #entries = new Map<number, Entry>();
  #beyond = 0;

  constructor(from: number) {
    this.#from = from;
  }

  /** Alerts that were not kept because there were more than {@link MOST_ALERTS}. */
  get beyond(): number {
    return this.#beyond;
  }

  /** Takes an event; those that are not about alerts are ignored. */
  take(event: EngineEvent): void {
    if (event.kind !== 'alert.raised' && event.kind !== 'alert.changed' && event.kind !== 'alert.closed')
      return;
    const { alert, at } = event;
    const entry = this.#entries.get(alert.number) ?? this.#begin(alert);
    if (!entry) {
      if (event.kind === 'alert.raised' && at >= this.#from) this.#beyond++;
      return;
    }
    entry.alert = alert;
    if (alert.suppressed) entry.heldBy.add(alert.suppressed.by);
    else if (alert.status === 'active' && alert.occurrences > entry.toldOccurrence) {
      entry.toldOccurrence = alert.occurrences;
      entry.toldAt.push(at);
    }
    const isPast = alert.raisedAt < this.#from && (entry.toldAt.at(-1) ?? 0) < this.#from;
    if (isPast && alert.status === 'closed') this.#entries.delete(alert.number);
  }

  /** The alerts, in the order of their numbers. */
  alerts(): readonly ToldAlert[] {
    return [...this.#entries.values()].map(({ alert, toldAt, heldBy }) => {
      const { number, rule, subject, severity, since, raisedAt, occurrences, incident } = alert;
      const until = alert.returnedAt ?? alert.closedAt;
      return {
        origin: 'replay',
        number,
        rule,
        subject,
        severity,
        since,
        raisedAt,
        ...(until !== undefined && { until }),
        occurrences,
        toldAt: toldAt.filter((at) => at >= this.#from),
        heldBy: [...heldBy],
        incident,
      };
    });
  }

  #begin(alert: Alert): Entry | undefined {
    if (this.#entries.size >= MOST_ALERTS) return undefined;
    const entry = { alert, toldAt: [], heldBy: new Set<Suppression['by']>(), toldOccurrence: 0 };
    this.#entries.set(alert.number, entry);
    return entry;
  }
}
