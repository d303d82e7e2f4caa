// Siap, terbatas, tidak: each limit of the field reference at its edge and beside it, and the figure that decides.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gap,
  isSameVerdict,
  judgeFigures,
  judgeState,
  VICON_LIMITS,
  type ViconDecision,
  type ViconFigures,
  type ViconLevel,
} from '../../src/domain/vicon.ts';
import { decisionText, valueText } from '../../src/domain/vicon-words.ts';

const GOOD = { rttMs: 20, lossPct: 0, jitterMs: 2, freeInBps: 50e6, freeOutBps: 50e6 };
const judge = (changes: ViconFigures) => judgeFigures({ ...GOOD, ...changes }, VICON_LIMITS, 'whole');

describe('a figure', () => {
  it.each<[ViconFigures, ViconLevel, ViconDecision['kind'], number | undefined]>([
    [{ rttMs: 300 }, 'ready', 'rtt', 300],
    [{ rttMs: 300.1 }, 'limited', 'rtt', 300],
    [{ rttMs: 500 }, 'limited', 'rtt', 300],
    [{ rttMs: 500.1 }, 'unfit', 'rtt', 500],
    [{ rttMs: 600 }, 'unfit', 'rtt', 500],
    [{ lossPct: 2 }, 'ready', 'loss', 2],
    [{ lossPct: 2.01 }, 'limited', 'loss', 2],
    [{ lossPct: 5 }, 'limited', 'loss', 2],
    [{ lossPct: 5.01 }, 'unfit', 'loss', 5],
    [{ lossPct: 100 }, 'unfit', 'loss', 5],
    [{ jitterMs: 40 }, 'ready', 'jitter', 40],
    [{ jitterMs: 40.1 }, 'limited', 'jitter', 40],
    [{ jitterMs: 100 }, 'limited', 'jitter', 40],
    [{ jitterMs: 100.1 }, 'unfit', 'jitter', 100],
    [{ freeInBps: 1_500_000 }, 'ready', 'bandwidth', 1_500_000],
    [{ freeInBps: 1_499_999 }, 'limited', 'bandwidth', 1_500_000],
    [{ freeOutBps: 600_000 }, 'limited', 'bandwidth', 1_500_000],
    [{ freeOutBps: 599_999 }, 'unfit', 'bandwidth', 600_000],
    [{ freeOutBps: 0 }, 'unfit', 'bandwidth', 600_000],
  ])('%o is %s because of %s', (changes, level, kind, limit) => {
    expect(judge(changes)).toMatchObject({ level, decides: { kind, limit } });
  });

  it('that is farthest beyond its limit decides, and of a site that is ready the one that comes nearest', () => {
    expect(judge({ rttMs: 550, lossPct: 30 })).toMatchObject({ level: 'unfit', decides: { kind: 'loss' } });
    expect(judge({ rttMs: 310, jitterMs: 90 })).toMatchObject({
      level: 'limited',
      decides: { kind: 'jitter' },
    });
    expect(judge({ rttMs: 290, jitterMs: 10 })).toMatchObject({ level: 'ready', decides: { kind: 'rtt' } });
    expect(judge({ freeInBps: 1_600_000 })).toMatchObject({
      level: 'ready',
      decides: { kind: 'bandwidth', way: 'in' },
    });
    expect(judge({ freeInBps: 400_000, freeOutBps: 300_000 }).decides).toMatchObject({ way: 'out' });
  });
});

describe('what is not known', () => {
  it('of the bandwidth leaves the verdict to the others, and is said', () => {
    const { rttMs, lossPct, jitterMs } = GOOD;
    const verdict = judgeFigures({ rttMs, lossPct, jitterMs }, VICON_LIMITS, 'none');
    expect(verdict).toMatchObject({ level: 'ready', bandwidth: 'none' });
    expect(judgeFigures({ rttMs: 400, lossPct, jitterMs }, VICON_LIMITS, 'part')).toMatchObject({
      level: 'limited',
      bandwidth: 'part',
    });
  });

  it.each(['rtt', 'loss', 'jitter'] as const)('of %s is never ready, and not hidden by what is', (figure) => {
    const { [`${figure}${figure === 'loss' ? 'Pct' : 'Ms'}` as keyof typeof GOOD]: _, ...rest } = GOOD;
    expect(judgeFigures(rest, VICON_LIMITS, 'whole')).toMatchObject({
      level: 'unknown',
      decides: { why: 'no-figure', figure },
    });
    expect(judgeFigures({ ...rest, freeInBps: 0 }, VICON_LIMITS, 'whole').level).toBe('unfit');
  });

  it('never makes a verdict better', () => {
    const figure = (most: number) =>
      fc.option(fc.double({ min: 0, max: most, noNaN: true }), { nil: undefined });
    const figures = fc.record({
      rttMs: figure(800),
      lossPct: figure(10),
      jitterMs: figure(150),
      freeInBps: figure(3e6),
      freeOutBps: figure(3e6),
    });
    const known = (all: Record<string, number | undefined>): ViconFigures =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    fc.assert(
      fc.property(figures, (all) => {
        const { level } = judgeFigures(known(all), VICON_LIMITS, 'whole');
        const isWhole = all.rttMs !== undefined && all.lossPct !== undefined && all.jitterMs !== undefined;
        if (level === 'ready' || level === 'limited') expect(isWhole).toBe(true);
        if (level === 'ready')
          for (const [name, bound] of Object.entries(VICON_LIMITS.ready))
            if (name !== 'freeBps') expect(known(all)[name as 'rttMs']).toBeLessThanOrEqual(bound);
        if (level === 'ready')
          expect(Math.min(all.freeInBps ?? 1e9, all.freeOutBps ?? 1e9)).toBeGreaterThanOrEqual(1.5e6);
      }),
    );
  });
});

describe('a link that does not work', () => {
  it.each(['down', 'unreachable'] as const)('is unfit because it is %s', (state) => {
    expect(judgeState(state, 'silent')).toMatchObject({ level: 'unfit', decides: { kind: state } });
  });

  it('is unknown while its state is, with the reason, and judged by figures while it works', () => {
    expect(judgeState('unknown', 'blind')).toMatchObject({ level: 'unknown', decides: { reason: 'blind' } });
    expect(judgeState('up', 'answering')).toBeUndefined();
    expect(judgeState('degraded', 'quality')).toBeUndefined();
  });
});

describe('a change', () => {
  const [near, far] = [judge({ rttMs: 290 }), judge({ jitterMs: 30 })];
  it('is another level, or another reason for one that is not ready', () => {
    expect(isSameVerdict(near, far)).toBe(true);
    expect(isSameVerdict(near, judge({ rttMs: 310 }))).toBe(false);
    expect(isSameVerdict(judge({ rttMs: 310 }), judge({ rttMs: 490 }))).toBe(true);
    expect(isSameVerdict(judge({ rttMs: 310 }), judge({ jitterMs: 50 }))).toBe(false);
    expect(
      isSameVerdict(gap({ kind: 'unknown', why: 'no-round' }), gap({ kind: 'unknown', why: 'no-link' })),
    ).toBe(false);
  });
});

describe('the words', () => {
  it.each<[ViconDecision, string, string]>([
    [{ kind: 'rtt', value: 612.4, limit: 500 }, 'RTT 612 ms, batas 500 ms', 'RTT 612 ms, limit 500 ms'],
    [
      { kind: 'rtt', value: 300.04, limit: 300 },
      'RTT 300,04 ms, batas 300 ms',
      'RTT 300.04 ms, limit 300 ms',
    ],
    [{ kind: 'loss', value: 2.345, limit: 2 }, 'loss 2,3 %, batas 2 %', 'loss 2.3 %, limit 2 %'],
    [
      { kind: 'bandwidth', value: 412_000, limit: 600_000, way: 'out' },
      'sisa bandwidth keluar 0,4 Mb/s, perlu 0,6 Mb/s',
      'free bandwidth out 0.4 Mb/s, needs 0.6 Mb/s',
    ],
    [{ kind: 'down' }, 'jalur putus', 'link down'],
    [{ kind: 'unknown', why: 'no-figure', figure: 'rtt' }, 'RTT tidak terukur', 'RTT not measured'],
    [
      { kind: 'unknown', why: 'state', reason: 'blind' },
      'status jalur tidak diketahui',
      'state of the link unknown',
    ],
  ])('of %o', (decides, indonesian, english) => {
    expect(decisionText(decides, 'id')).toBe(indonesian);
    expect(decisionText(decides, 'en')).toBe(english);
  });

  it('never round a figure onto its limit from beyond it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700_000 }),
        fc.integer({ min: 1, max: 600 }),
        (thousandths, limit) => {
          const value = thousandths / 1_000;
          const shown = Number.parseFloat(valueText({ kind: 'rtt', value, limit }, 'en'));
          expect(Math.sign(shown - limit)).toBe(Math.sign(value - limit));
          expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.5);
        },
      ),
    );
  });
});
