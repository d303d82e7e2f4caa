// Reads recorded history in bites of time: of each link only from the moment on at which something can matter to its
// rules, and all of it while something is building up or raised.

import type { LinkId } from '../../domain/ids.ts';
import type { Network } from '../../domain/network.ts';
import type { RuleBook } from '../../domain/rule-book.ts';
import type { PastMeasurement, PastMetrics, PastSpan, PointTest } from '../../store/metrics/past.ts';
import { type PastPoll, type PastRound, readPolls, readRounds } from './figures.ts';
import { type Interest, interestOf } from './interest.ts';

/** What one bite of time holds. */
export interface Bite {
  readonly rounds: readonly PastRound[];
  readonly polls: readonly PastPoll[];
}

type Trigger = 'onRound' | 'onPoll';
const MEASUREMENTS: Readonly<Record<Trigger, readonly PastMeasurement[]>> = {
  onRound: ['icmp'],
  onPoll: ['device', 'iface', 'metric'],
};

/** Reads bites for a set of rules. */
export class BiteReader {
  readonly #metrics: PastMetrics;
  readonly #interests: ReadonlyMap<LinkId, Interest>;
  readonly #tests: ReadonlyMap<PastMeasurement, ReadonlyMap<LinkId, readonly PointTest[]>>;

  /** `only`: the links whose figures are read; absent: all. */
  constructor(
    metrics: PastMetrics,
    about: { readonly book: RuleBook; readonly network: Network; readonly only?: ReadonlySet<LinkId> },
  ) {
    this.#metrics = metrics;
    const interests = new Map<LinkId, Interest>();
    for (const [id, rules] of about.book.byLink) {
      const link = about.network.links.get(id);
      if (link && (about.only?.has(id) ?? true)) interests.set(id, interestOf(rules, link));
    }
    this.#interests = interests;
    this.#tests = new Map(
      Object.values(MEASUREMENTS)
        .flat()
        .map((measurement) => [measurement, testsOf(interests, measurement)]),
    );
  }

  /** Reads a bite; `isOpen` tells of which links everything is wanted. */
  async read(span: PastSpan, isOpen: (link: LinkId, trigger: Trigger) => boolean): Promise<Bite> {
    const rounds = await this.#starts(span, 'onRound', isOpen);
    const polls = await this.#starts(span, 'onPoll', isOpen);
    return {
      rounds: await readRounds(this.#metrics, { starts: rounds, to: span.to }),
      polls: await readPolls(this.#metrics, { starts: polls, to: span.to }),
    };
  }

  async #starts(
    span: PastSpan,
    trigger: Trigger,
    isOpen: (link: LinkId, trigger: Trigger) => boolean,
  ): Promise<ReadonlyMap<LinkId, number>> {
    const starts = new Map<LinkId, number>();
    const measurements = MEASUREMENTS[trigger];
    for (const [link, interest] of this.#interests)
      if (measurements.some((name) => interest[name] === 'everything') || isOpen(link, trigger))
        starts.set(link, span.from);
    const whole = new Set(starts.keys());
    for (const measurement of measurements) {
      const all = this.#tests.get(measurement) ?? new Map<LinkId, readonly PointTest[]>();
      const tests = whole.size === 0 ? all : new Map([...all].filter(([link]) => !whole.has(link)));
      if (tests.size === 0) continue;
      for (const [link, at] of await this.#metrics.scan({ measurement, tests, ...span }))
        starts.set(link, Math.min(starts.get(link) ?? Number.POSITIVE_INFINITY, at - 1));
    }
    return starts;
  }
}

function testsOf(
  interests: ReadonlyMap<LinkId, Interest>,
  measurement: PastMeasurement,
): ReadonlyMap<LinkId, readonly PointTest[]> {
  const tests = new Map<LinkId, readonly PointTest[]>();
  for (const [link, interest] of interests) {
    const mine = interest[measurement];
    if (mine !== 'everything' && mine.length > 0) tests.set(link, mine);
  }
  return tests;
}
