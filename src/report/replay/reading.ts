// Reads recorded history in bites of time: of each link only from the moment on at which something can matter to its
// rules, and all of it while something is building up or raised.

import type { LinkId } from '../../domain/ids.ts';
import type { Network } from '../../domain/network.ts';
import type { RuleBook } from '../../domain/rule-book.ts';
import type { PastMeasurement, PastMetrics, PastSpan, PointTest } from '../../store/metrics/past.ts';
import { type PastPoint, readPoints } from './figures.ts';
import { type Interest, interestOf } from './interest.ts';

const MEASUREMENTS: readonly PastMeasurement[] = ['icmp', 'device', 'iface', 'metric'];

type IsOpen = (link: LinkId, measurement: PastMeasurement) => boolean;

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
    this.#tests = new Map(MEASUREMENTS.map((measurement) => [measurement, testsOf(interests, measurement)]));
  }

  /** Reads the points of a bite; `isOpen` tells of which links everything is wanted. */
  async read(span: PastSpan, isOpen: IsOpen): Promise<readonly (readonly PastPoint[])[]> {
    const found: (readonly PastPoint[])[] = [];
    for (const measurement of MEASUREMENTS) {
      const starts = await this.#starts(span, measurement, isOpen);
      const points = await readPoints(this.#metrics, measurement, { starts, to: span.to });
      found.push(points);
      if (measurement === 'iface' || measurement === 'metric')
        found.push(await this.#silences(span, measurement, { starts, points }));
    }
    return found;
  }

  async #starts(
    span: PastSpan,
    measurement: PastMeasurement,
    isOpen: IsOpen,
  ): Promise<ReadonlyMap<LinkId, number>> {
    const starts = new Map<LinkId, number>();
    for (const [link, interest] of this.#interests)
      if (interest[measurement] === 'everything' || isOpen(link, measurement)) starts.set(link, span.from);
    const all = this.#tests.get(measurement) ?? new Map<LinkId, readonly PointTest[]>();
    const tests = starts.size === 0 ? all : new Map([...all].filter(([link]) => !starts.has(link)));
    if (tests.size === 0) return starts;
    for (const [link, at] of await this.#metrics.scan({ measurement, tests, ...span }))
      starts.set(link, at - 1);
    return starts;
  }

  /** Where a whole bite lacks what was wanted, the polls that were answered without it are what the engine saw. */
  async #silences(
    span: PastSpan,
    of: 'iface' | 'metric',
    read: { readonly starts: ReadonlyMap<LinkId, number>; readonly points: readonly PastPoint[] },
  ): Promise<readonly PastPoint[]> {
    const heard = new Set(read.points.map(({ link }) => link));
    const starts = new Map([...read.starts].filter(([link]) => !heard.has(link)));
    const polls = await readPoints(this.#metrics, 'device', { starts, to: span.to });
    return polls.map(({ link, at }) => ({ kind: 'silence', link, at, of }));
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
