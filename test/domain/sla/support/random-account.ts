// Random accounts for properties: histories with gaps, every kind of entry, maintenance, service bounds, all terms.

import fc from 'fast-check';
import { CAUSE_CODES } from '../../../../src/domain/act.ts';
import { linkId, siteId } from '../../../../src/domain/ids.ts';
import type { AccountInput, MaintenanceSpan } from '../../../../src/domain/sla/account.ts';
import { type LedgerEntry, STOP_REASONS } from '../../../../src/domain/sla/ledger.ts';
import { DEFAULT_TERMS, type SlaTerms } from '../../../../src/domain/sla/terms.ts';
import { type Interval, LINK_STATES, type LinkState, type Reason } from '../../../../src/domain/state.ts';

const LINK = linkId('ini');
/** A link of the same contract, and one of somebody else's. */
const OWN = linkId('sendiri');
const OTHER = linkId('lain');

/** The stretch that an account is about, and how far its input may reach beyond it. */
export interface Frame {
  readonly tickMs: number;
  readonly from: number;
  readonly to: number;
  /** Ticks before and after the stretch. */
  readonly margin: number;
  /** Longest interval, in ticks. */
  readonly longest: number;
}

/** All terms; `decimals` has no part in counting. */
export function anyTerms(tickMs: number, longest: number): fc.Arbitrary<SlaTerms> {
  return fc.record({
    minEventMs: fc.integer({ min: 0, max: longest }).map((ticks) => ticks * tickMs),
    periodDay: fc.constant(1),
    eventStart: fc.constantFrom('monitoring', 'ticket', 'earlier'),
    stopClocks: fc.constantFrom('entered', 'agreed'),
    denominator: fc.constantFrom('calendar', 'service'),
    unknownTime: fc.constantFrom('as-up', 'excluded', 'as-down'),
    degradedTime: fc.constantFrom('available', 'down'),
    unreachableTime: fc.constantFrom('own-contract', 'down', 'excluded'),
    maintenanceTime: fc.constantFrom('stop-clock', 'down', 'excluded'),
    maintenanceNoticeMs: fc.integer({ min: 0, max: longest }).map((ticks) => ticks * tickMs),
    slaPct: fc.constantFrom(95, 98, 99.5, 99.9),
    restitution: fc.constant(DEFAULT_TERMS.restitution),
    decimals: fc.constant(2),
  });
}

function reasonOf(state: LinkState, isOwn: boolean): Reason {
  return state === 'unreachable'
    ? { kind: 'ancestor', site: siteId('induk'), link: isOwn ? OWN : OTHER, since: 0, provedAt: 0 }
    : { kind: 'unmeasured' };
}

function anyIntervals({ tickMs, from, margin, longest }: Frame): fc.Arbitrary<readonly Interval[]> {
  const step = fc.record({
    state: fc.constantFrom(...LINK_STATES),
    isOwn: fc.boolean(),
    ticks: fc.integer({ min: 1, max: longest }),
    gap: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: longest })),
  });
  const start = fc.integer({ min: 0, max: margin }).map((ticks) => from - ticks * tickMs);
  return fc
    .tuple(start, fc.array(step, { maxLength: 24 }), fc.boolean())
    .map(([begin, steps, isOpen]): readonly Interval[] => {
      let at = begin;
      return steps.map(({ state, isOwn, ticks, gap }, index) => {
        const starts = at + gap * tickMs;
        at = starts + ticks * tickMs;
        const reason = reasonOf(state, isOwn);
        const interval = { link: LINK, state, from: starts, reason };
        return isOpen && index === steps.length - 1 ? interval : { ...interval, to: at };
      });
    });
}

function anyStretch({ tickMs, from, to, margin, longest }: Frame) {
  const ticks = Math.round((to - from) / tickMs);
  return fc
    .tuple(fc.integer({ min: -margin, max: ticks + margin }), fc.integer({ min: 1, max: longest * 2 }))
    .map(([begin, length]) => ({ from: from + begin * tickMs, to: from + (begin + length) * tickMs }));
}

function anyEntry(frame: Frame): fc.Arbitrary<Omit<LedgerEntry, 'id'>> {
  const ticks = Math.round((frame.to - frame.from) / frame.tickMs);
  const moment = fc
    .integer({ min: -frame.margin, max: ticks + 2 * frame.margin })
    .map((tick) => frame.from + tick * frame.tickMs);
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const actor = { who: 'uji', via: 'api' } as const;
  const common = fc.tuple(anyStretch(frame), moment, maybe(moment)).map(([stretch, at, withdrawnAt]) => ({
    ...stretch,
    link: LINK,
    actor,
    at,
    note: 'uji',
    ...(withdrawnAt !== undefined && { withdrawn: { actor, at: withdrawnAt, note: 'uji' } }),
  }));
  const stop = fc
    .tuple(common, fc.constantFrom(...STOP_REASONS), maybe(fc.boolean()), maybe(fc.boolean()))
    .map(([base, reason, provider, customer]) => ({
      ...base,
      kind: 'stop' as const,
      reason,
      ...(provider !== undefined && { agreedByProvider: provider }),
      ...(customer !== undefined && { agreedByCustomer: customer }),
    }));
  const correction = fc
    .tuple(common, maybe(fc.constantFrom(...LINK_STATES)), maybe(fc.constantFrom(...CAUSE_CODES)))
    .map(([base, state, cause]) => ({
      ...base,
      kind: 'correction' as const,
      ...(state !== undefined && { state }),
      ...(cause !== undefined && { cause }),
    }));
  const ticket = fc
    .tuple(common, maybe(fc.integer({ min: -frame.longest, max: frame.longest * 2 })))
    .map(([base, offset]) => ({
      ...base,
      kind: 'ticket' as const,
      ourNumber: 'T-1',
      ...(offset !== undefined && { reportedAt: base.from + offset * frame.tickMs }),
    }));
  return fc.oneof(stop, stop, correction, ticket);
}

function anyMaintenance(frame: Frame): fc.Arbitrary<MaintenanceSpan> {
  return fc
    .tuple(anyStretch(frame), fc.integer({ min: -frame.longest, max: frame.longest * 2 }))
    .map(([stretch, ahead]) => ({
      ...stretch,
      window: `w${stretch.from}`,
      name: 'uji',
      announcedBy: 'uji',
      announcedAt: stretch.from - ahead * frame.tickMs,
    }));
}

/** Accounts of a frame. */
export function anyAccount(frame: Frame): fc.Arbitrary<AccountInput> {
  const { tickMs, from, to, margin, longest } = frame;
  const ticks = Math.round((to - from) / tickMs);
  const bound = (min: number, max: number) =>
    fc.option(
      fc.integer({ min, max }).map((tick) => from + tick * tickMs),
      { nil: undefined },
    );
  return fc
    .record({
      terms: anyTerms(tickMs, longest),
      asOf: fc.integer({ min: 1, max: ticks + 2 * margin }).map((tick) => from + tick * tickMs),
      intervals: anyIntervals(frame),
      entries: fc.array(anyEntry(frame), { maxLength: 8 }),
      maintenance: fc.array(anyMaintenance(frame), { maxLength: 4 }),
      starts: bound(-margin, ticks),
      ends: bound(0, ticks + margin),
    })
    .map(({ terms, asOf, intervals, entries, maintenance, starts, ends }) => ({
      link: LINK,
      terms,
      from,
      to,
      asOf,
      intervals,
      // Every kind of entry keeps its own fields; ids are given here so that they are unique.
      entries: entries.map((entry, index) => ({ ...entry, id: index + 1 }) as LedgerEntry),
      maintenance,
      inService: {
        ...(starts !== undefined && { from: starts }),
        ...(ends !== undefined && { to: Math.max(ends, starts ?? ends) }),
      },
      isOwnContract: (failed) => failed === OWN,
    }));
}
