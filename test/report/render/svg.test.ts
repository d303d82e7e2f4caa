import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../../src/report/render/format.ts';
import { barsSvg } from '../../../src/report/render/svg/bars.ts';
import { numberScale, timeTicks } from '../../../src/report/render/svg/scale.ts';
import { RENDER_WORDS } from '../../../src/report/render/words.ts';
import { FROM, MONTH_MS } from './fixture-tables.ts';

const formats = formatsOf('id', 'Asia/Makassar');
const context = { width: 500, maxHeight: 400, formats, words: RENDER_WORDS.id };

describe('axes', () => {
  it.each<[readonly number[], object, readonly number[]]>([
    [[0, 13.4], {}, [0, 5, 10, 15]],
    [[99.1, 99.9], { max: 100 }, [99, 99.2, 99.4, 99.6, 99.8, 100]],
    [[], {}, [0, 1]],
    [[7, 7], {}, [7, 7.2, 7.4, 7.6, 7.8]],
    [[0, Number.NaN, 40], {}, [0, 10, 20, 30, 40]],
  ])('of %j with %j have ticks at %j', (values, bounds, ticks) => {
    expect(numberScale(values, bounds).ticks).toEqual(ticks);
  });

  it('of time have ticks at midnights of the local calendar', () => {
    const ticks = timeTicks(FROM, FROM + MONTH_MS, { formats, most: 8 });
    expect(ticks.map(({ text }) => text).slice(0, 2)).toHaveLength(2);
    for (const { at } of ticks) expect(formats.local(at).minute).toBe(0);
    expect(timeTicks(FROM, FROM + 86_400_000, { formats, most: 5 }).map(({ text }) => text)).toEqual([
      '1 Okt',
      '06.00',
      '12.00',
      '18.00',
      '2 Okt',
    ]);
  });

  it('of a year have ticks where months begin', () => {
    const from = Date.UTC(2025, 9, 31, 16);
    const texts = timeTicks(from, Date.UTC(2026, 8, 30, 16), { formats, most: 7 }).map(({ text }) => text);
    expect(texts).toEqual(['1 Nov', '1 Jan', '1 Mar', '1 Mei', '1 Jul', '1 Sep']);
  });
});

describe('barsSvg()', () => {
  it('escapes names, labels the target and cuts percentages off', () => {
    const [svg = ''] = barsSvg(
      {
        ...{ type: 'bars', title: 'T', unit: '%', max: 100, line: { value: 99.5, label: 'Target' } },
        bars: [
          { label: '<Desa> & "x"', value: 99.99999, tone: 'good' },
          { label: 'b', value: 98.1, tone: 'bad' },
        ],
      },
      context,
    );
    expect(svg).toContain('&lt;Desa&gt; &amp; &quot;x&quot;');
    expect(svg).toContain('>99,999<');
    expect(svg).toContain('Target 99,500');
    expect(svg).toContain('>Baik<');
    expect(svg).toContain('>Buruk<');
  });

  it('becomes several pictures where one would be too high', () => {
    const bars = Array.from({ length: 60 }, (_, value) => ({
      label: `b${value}`,
      value,
      tone: 'neutral' as const,
    }));
    expect(barsSvg({ type: 'bars', title: 'T', unit: '', bars }, context)).toHaveLength(3);
    expect(barsSvg({ type: 'bars', title: 'T', unit: '', bars: [] }, context)).toEqual([]);
  });
});
