import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { Span } from '../../../src/domain/interval.ts';
import { correctedRounds } from '../../../src/store/metrics/correct.ts';
import type { PastRow } from '../../../src/store/metrics/past.ts';

const T0 = 1_790_000_000_000;
const LINK = linkId('prov-majene');
const tags = { link: LINK, site: 'majene' };
const row = (minute: number, up: number, down = 0, unknown = 0, maint = 0): PastRow => ({
  link: LINK,
  at: T0 + minute * 60_000,
  values: [up, down, unknown, maint],
});
const SPANS: readonly Span[] = [
  { state: 'up', from: T0 - 1e9, to: T0 + 90_000 },
  { state: 'down', from: T0 + 90_000 },
];

describe('correctedRounds()', () => {
  it('moves what lies in a window to maintenance, and says of no round what it said already', () => {
    const rows = [row(1, 60), row(2, 30, 30), row(3, 0, 60), row(4, 0, 60)];
    const windows = [{ from: T0 + 60_000, to: T0 + 150_000 }];
    const points = correctedRounds(rows, { tags, spans: SPANS, windows });
    expect(points).toEqual([
      {
        measurement: 'icmp',
        tags,
        at: T0 + 120_000,
        fields: {
          ...{ up_s: 0, down_s: 0, deg_s: 0, unreach_s: 0, unknown_s: 0, maint_s: 60 },
          ...{ maint_up_s: 30, maint_deg_s: 0, maint_down_s: 30, state: 3 },
        },
      },
      {
        measurement: 'icmp',
        tags,
        at: T0 + 180_000,
        fields: {
          ...{ up_s: 0, down_s: 30, deg_s: 0, unreach_s: 0, unknown_s: 0, maint_s: 30 },
          ...{ maint_up_s: 0, maint_deg_s: 0, maint_down_s: 30, state: 0 },
        },
      },
    ]);
    const after = points.map(({ at, fields }) => ({
      link: LINK,
      at,
      values: ['up_s', 'down_s', 'unknown_s', 'maint_s'].map((name) => Number(fields[name])),
    }));
    expect(correctedRounds(after, { tags, spans: SPANS, windows }), 'a second time').toEqual([]);
  });

  it('gives the time back when a window is no more, and takes lengths as they were', () => {
    const short: PastRow = { link: LINK, at: T0 + 100_000, values: [0, 0, 0, 40] };
    expect(correctedRounds([short], { tags, spans: SPANS, windows: [] })).toMatchObject([
      { at: T0 + 100_000, fields: { up_s: 30, down_s: 10, maint_s: 0, state: 0 } },
    ]);
  });

  it('leaves marks without durations alone', () => {
    const mark: PastRow = { link: LINK, at: T0, values: [null, null, null, null] };
    expect(correctedRounds([mark], { tags, spans: SPANS, windows: [] })).toEqual([]);
  });
});
