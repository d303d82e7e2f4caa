// Decides who is told what about alerts: pure, no I/O, no clock. Fed with the engine's events; what it returns is to be
// committed before anything is sent, and is all that it needs to go on after a crash.

import type { NotifyConfig } from '../../config/notify-config.ts';
import { type Alert, SEVERITIES } from '../../domain/alert.ts';
import type { AlertActEvent, AlertEvent, NumberedEvent } from '../../domain/event.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Zone } from '../../domain/local-time.ts';
import type { Network } from '../../domain/network.ts';
import type { Reason } from '../../domain/state.ts';
import type { Decision, SavedDecisions } from '../posting.ts';
import { rememberingZone } from '../words/moment.ts';
import { Agenda } from './agenda.ts';
import { addNote, type Case, follow, mostOf, waitedUntil } from './case.ts';
import { CaseBook } from './case-book.ts';
import { Draft } from './draft.ts';
import { judge } from './judge.ts';
import { restoreCases } from './restore.ts';
import { Routing } from './routing.ts';

/** What a notifier begins with. */
export interface NotifierOptions {
  readonly config: NotifyConfig;
  readonly network: Network;
  /** The province's time zone at work. */
  readonly zone: Zone;
  /** Alerts that are not closed, as they are now. */
  readonly alerts: readonly Alert[];
  /** Number of the last event that `alerts` knows of. */
  readonly seq: number;
  /** What an earlier run decided. */
  readonly saved: SavedDecisions;
  readonly now: Instant;
  /** When the engine has settled after a start, CLOCK_MONOTONIC ms; absent: it has. */
  readonly settledMs?: number;
  /** Threads kept at most (default {@link MOST_THREADS}). */
  readonly mostThreads?: number;
}

/** What a notifier needs from outside. */
export interface NotifierDeps {
  /** Makes ids of messages, unique for ever. */
  readonly newId: () => string;
}

/** How a notifier fared since its start. */
export interface NotifierCounts {
  /** Alerts of which it is kept what was told. */
  readonly threads: number;
  /** Threads of an earlier run that could not be read: they count as told. */
  readonly unreadable: number;
  /** Threads forgotten because there were too many: nobody is told of the end of their alerts. */
  readonly forgotten: number;
}

/** Events that decide nothing are still counted off from time to time, so that a restart does not look at them all again. */
const MOST_UNDECIDED = 1_000;

/** Alerts looked at in one decision: the loop must not stand still while a storm is worded and committed. */
export const MOST_AT_ONCE = 300;

/** Quiet hours end by the wall clock: one that is set forward is noticed within this time. */
const MORNING_LOOK_MS = 60_000;

/** The decider. After a start it is given the events behind `saved.through` in one `take`, then every step's events. */
export class Notifier {
  readonly #zone: Zone;
  readonly #newId: () => string;
  readonly #book: CaseBook;
  readonly #agenda = new Agenda();
  /** When quiet hours end that an alert waits for, epoch ms. */
  readonly #mornings = new Map<number, number>();
  /** The echoes that prove links down; as many entries as links that are down. */
  readonly #reasons = new Map<LinkId, Reason>();
  readonly #knownSeq: number;
  readonly #unreadable: number;
  #network: Network;
  #routing: Routing;
  #through: number;
  /** Up to here every event is decided; behind it alerts of a storm may still wait for their look. */
  #settled: number;
  #decided: number;
  #now: Instant;

  constructor(options: NotifierOptions, deps: NotifierDeps) {
    const { config, network, zone, alerts, seq, saved, now } = options;
    this.#zone = rememberingZone(zone);
    this.#newId = deps.newId;
    this.#network = network;
    this.#routing = new Routing(config, network, this.#zone);
    this.#knownSeq = seq;
    // Numbers that went back are those of an older state store that was put in place: its events are news again.
    this.#through = Math.min(saved.through ?? seq, seq);
    this.#settled = this.#through;
    this.#decided = saved.through === this.#through ? this.#through : Number.NEGATIVE_INFINITY;
    this.#now = now;
    this.#book = new CaseBook(options.mostThreads);
    const settledMs = options.settledMs ?? now.monoMs;
    this.#unreadable = restoreCases(this.#book, { alerts, saved, routing: this.#routing, now, settledMs });
    this.#lookAtAll();
  }

  /** When `tick` is needed next, CLOCK_MONOTONIC ms; infinity while nothing waits. */
  get dueMs(): number {
    let dueMs = this.#agenda.nextMs;
    const { monoMs, at } = this.#now;
    if (this.#mornings.size > 0)
      dueMs = Math.min(dueMs, monoMs + Math.min(MORNING_LOOK_MS, Math.max(0, this.#nextMorning() - at)));
    return dueMs;
  }

  get counts(): NotifierCounts {
    return { threads: this.#book.threads, forgotten: this.#book.forgotten, unreadable: this.#unreadable };
  }

  /** Takes events in their order; those that were looked at already are passed over. */
  take(events: readonly NumberedEvent[], now: Instant): Decision | undefined {
    const touched = new Set<number>();
    for (const { seq, event } of events) {
      if (seq <= this.#through) continue;
      this.#through = seq;
      switch (event.kind) {
        case 'alert.raised':
        case 'alert.changed':
        case 'alert.closed':
          this.#takeAlert(event, { now, isKnown: seq <= this.#knownSeq });
          touched.add(event.alert.number);
          break;
        case 'alert.act':
          this.#takeAct(event);
          touched.add(event.act.alert);
          break;
        case 'link.state':
          if (event.reason.kind === 'silent') this.#reasons.set(event.link, event.reason);
          else this.#reasons.delete(event.link);
          break;
        default:
      }
    }
    return this.#decide(touched, now);
  }

  /** Looks at what only time changes. */
  tick(now: Instant): Decision | undefined {
    return this.#decide(new Set(), now);
  }

  /** Takes a new configuration and plan: they hold for what is announced from now on, and for later steps. */
  reload(config: NotifyConfig, network: Network): void {
    this.#network = network;
    this.#routing = new Routing(config, network, this.#zone);
    this.#lookAtAll();
  }

  #takeAlert(
    { alert, kind, at }: AlertEvent,
    { now, isKnown }: { readonly now: Instant; readonly isKnown: boolean },
  ): void {
    const one = this.#book.get(alert.number);
    if (isKnown) {
      if (one) this.#catchUp(one, alert);
      return;
    }
    if (!one) {
      if (kind !== 'alert.closed' && alert.status !== 'closed') this.#book.add(alert, now);
      return;
    }
    if (follow(one, alert, now, at)) this.#book.settle(one, true);
  }

  /** An event from before the start: what is true now is known already, but not how it ended, nor what it took along. */
  #catchUp(one: Case, alert: Alert): void {
    if (alert.status === 'closed' && one.alert.status === 'closed') one.alert = alert;
    if (alert.occurrences === one.alert.occurrences) one.most = mostOf(one.most, alert);
  }

  #takeAct({ act }: AlertActEvent): void {
    const one = this.#book.get(act.alert);
    if (!one || act.act.kind !== 'note') return;
    addNote(one, { by: act.actor.who, at: act.at, note: act.act.note });
    this.#book.settle(one, true);
  }

  #decide(touched: Set<number>, now: Instant): Decision | undefined {
    this.#now = now;
    const isNews = touched.size > 0;
    for (const number of this.#agenda.due(now.monoMs)) touched.add(number);
    // Together, so that what waited for the same morning makes one message.
    if (this.#nextMorning() <= now.at) for (const number of this.#mornings.keys()) touched.add(number);
    const { portion, rest } = this.#portion(touched, now.at);
    for (const number of rest) this.#agenda.set(number, now.monoMs);
    const draft = new Draft({
      network: this.#network,
      zone: this.#zone,
      routing: this.#routing,
      newId: this.#newId,
      now,
      reasonOf: ({ alert }) => (alert.subject === 'monitor' ? undefined : this.#reasons.get(alert.subject)),
      ...(this.#routing.config.pageUrl !== undefined && { pageUrl: this.#routing.config.pageUrl }),
    });
    for (const number of portion) this.#look(number, draft);
    const postings = draft.postings();
    const { threads, ended } = this.#book.changes(now);
    const isDecision = postings.length + threads.length + ended.length > 0;
    // After a crash the events of the rest are read again: only they tell how an alert ended.
    if (rest.length === 0) this.#settled = this.#through;
    if (!isDecision && !isNews && this.#settled - this.#decided < MOST_UNDECIDED) return undefined;
    this.#decided = this.#settled;
    return { through: this.#settled, postings, threads, ended };
  }

  /** What is looked at now, the worst first where it is too much; what waited for a morning stays together. */
  #portion(
    touched: ReadonlySet<number>,
    at: number,
  ): { portion: readonly number[]; rest: readonly number[] } {
    const numbers = [...touched].sort((a, b) => a - b);
    if (numbers.length <= MOST_AT_ONCE) return { portion: numbers, rest: [] };
    const rank = (number: number) => SEVERITIES.indexOf(this.#book.get(number)?.alert.severity ?? 'info');
    const isLate = (number: number) => {
      const one = this.#book.get(number);
      return one !== undefined && waitedUntil(one, at);
    };
    const late = numbers.filter(isLate);
    const others = numbers.filter((number) => !isLate(number)).sort((a, b) => rank(a) - rank(b));
    const portion = [...late, ...others.slice(0, MOST_AT_ONCE)].sort((a, b) => a - b);
    return { portion, rest: others.slice(MOST_AT_ONCE) };
  }

  #look(number: number, draft: Draft): void {
    const one = this.#book.get(number);
    if (!one) {
      this.#forget(number);
      return;
    }
    const { changed, dueMs, morningAt } = judge(one, this.#now, { routing: this.#routing, tell: draft.tell });
    this.#agenda.set(number, dueMs);
    if (morningAt === Number.POSITIVE_INFINITY) this.#mornings.delete(number);
    else this.#mornings.set(number, morningAt);
    this.#book.settle(one, changed);
    if (!this.#book.get(number)) this.#forget(number);
  }

  #forget(number: number): void {
    this.#agenda.set(number, Number.POSITIVE_INFINITY);
    this.#mornings.delete(number);
  }

  #lookAtAll(): void {
    for (const number of this.#book.numbers) this.#agenda.set(number, this.#now.monoMs);
  }

  #nextMorning(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const morningAt of this.#mornings.values()) next = Math.min(next, morningAt);
    return next;
  }
}
