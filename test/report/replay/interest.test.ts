// What a scan passes over must not have mattered: whatever makes a rule hold passes one of its tests.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { QUALITY_FIGURES, type Rule, type RuleCondition } from '../../../src/domain/rule.ts';
import { judgePollFigures, judgeRoundFigures } from '../../../src/domain/rule-judge.ts';
import { SHIPPED_RULES } from '../../../src/domain/shipped-rules.ts';
import { interestOf, measurementOf, type Tests } from '../../../src/report/replay/interest.ts';
import type { PointTest } from '../../../src/store/metrics/past.ts';
import { networkOf } from '../../support/network.ts';

const NETWORK = networkOf([{ id: 'a', from: 'hq', to: 'r1', bandwidthBps: 8e6 }]);
const LINK = NETWORK.links.get(linkId('a'));

function interest(condition: RuleCondition): ReturnType<typeof interestOf> {
  const [shipped] = SHIPPED_RULES;
  if (!shipped || !LINK) throw new Error('nothing shipped, or no link');
  const rule: Rule = { ...shipped, condition };
  return interestOf({ onRound: [rule], onPoll: [rule], onTick: [rule] }, LINK);
}

/** As the stores do it. */
function passes(tests: Tests, figures: Readonly<Record<string, number | undefined>>): boolean {
  return tests === 'everything' || tests.some((test) => passesOne(test, figures));
}

function passesOne(test: PointTest, figures: Readonly<Record<string, number | undefined>>): boolean {
  if (test.kind === 'text') return true;
  if (test.kind === 'loss') {
    const { sent = 0, recv = 0 } = figures;
    return recv < sent && (sent - recv) * 100 >= sent * test.abovePct;
  }
  const value = figures[test.field];
  return value !== undefined && (test.side === 'above' ? value > test.limit : value < test.limit);
}

const limit = fc.record({
  side: fc.constantFrom('above' as const, 'below' as const),
  raise: fc.oneof(
    fc.double({ min: 0, max: 100, noNaN: true }),
    fc.double({ min: 0.5, max: 4.6, noNaN: true }),
    fc.constantFrom(0, 1, 2, 3, 3.1, 5, 10),
  ),
});
const round = fc
  .record({
    sent: fc.integer({ min: 1, max: 60 }),
    lost: fc.integer({ min: 0, max: 60 }),
    medianMs: fc.double({ min: 0, max: 1_500, noNaN: true }),
    jitterMs: fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: undefined }),
  })
  .map(({ sent, lost, medianMs, jitterMs }) => ({
    sent,
    received: Math.max(0, sent - lost),
    medianMs,
    jitterMs,
  }));

describe('what may matter', () => {
  it('holds every round that makes a rule hold', () => {
    fc.assert(
      fc.property(fc.constantFrom(...QUALITY_FIGURES), limit, round, (figure, { side, raise }, one) => {
        const condition: RuleCondition = { kind: 'quality', figure, limit: { side, raise, clear: raise } };
        const { sent, received, medianMs, jitterMs } = one;
        const finding = judgeRoundFigures(condition, {
          sent,
          received,
          tainted: 0,
          ...(received > 0 && { rtt: { medianMs, ...(jitterMs !== undefined && { jitterMs }) } }),
        });
        const figures = {
          sent,
          recv: received,
          ...(received > 0 && { rtt_med: medianMs, jitter: jitterMs }),
        };
        expect(finding.kind !== 'holds' || passes(interest(condition).icmp, figures)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('holds every poll that shows more traffic than the limit', () => {
    const bps = fc.double({ min: 0, max: 2e7, noNaN: true });
    fc.assert(
      fc.property(limit, bps, bps, ({ side, raise }, inBps, outBps) => {
        const condition: RuleCondition = { kind: 'utilisation', limit: { side, raise, clear: raise } };
        const finding = judgePollFigures(condition, {
          metrics: [],
          rates: { inBps, outBps },
          bandwidthBps: 8e6,
        });
        const figures = { in_bps: inBps, out_bps: outBps };
        expect(finding.kind !== 'holds' || passes(interest(condition).iface, figures)).toBe(true);
      }),
    );
  });

  it('lets the good rounds of a fibre pass by', () => {
    const voice = SHIPPED_RULES.find(({ id }) => id === 'voice-poor');
    if (!voice) throw new Error('no voice rule');
    const { icmp } = interest(voice.condition);
    expect(passes(icmp, { sent: 60, recv: 59, rtt_med: 12, jitter: 3 })).toBe(false);
  });

  it('finds each condition in the measurement that keeps it', () => {
    const above = { side: 'above', raise: 75, clear: 70 } as const;
    const below = { side: 'below', raise: 30, clear: 50 } as const;
    expect(
      (
        [
          { kind: 'quality', figure: 'loss', limit: above },
          { kind: 'utilisation', limit: above },
          { kind: 'metric', metric: 'temperature', limit: above },
          // The field of every poll is the largest part's: for a limit below, or one part, it says nothing.
          { kind: 'metric', metric: 'temperature', limit: below },
          { kind: 'metric', metric: 'temperature', instance: 'cpu*', limit: above },
          { kind: 'metric', metric: 'fan_ok', limit: below },
          { kind: 'text', metric: 'registration', is: 'one-of', words: ['searching'] },
          { kind: 'state', states: ['down'] },
        ] as const
      ).map(measurementOf),
    ).toEqual(['icmp', 'iface', 'device', 'metric', 'metric', 'metric', 'metric', undefined]);
  });
});
