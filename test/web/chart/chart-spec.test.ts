// The ends of a chart's scale.

import { expect, it } from 'vitest';
import { scaleOf } from '../../../src/web/chart/chart-spec.ts';

const level = (value: number, inScale: boolean) => ({ label: 'x', value, hue: 'red' as const, inScale });

it.each<[string, [number | null, number | null], Parameters<typeof scaleOf>[2], [number, number]]>([
  ['data with air on both sides', [10, 20], {}, [9.4, 20.6]],
  ['from a fixed bottom', [10, 20], { least: 0 }, [0, 20.6]],
  ['between fixed ends', [2, 3], { least: 1, most: 4.5 }, [1, 4.5]],
  ['a level that is in scale', [1, 2], { least: 0, levels: [level(100, true)] }, [0, 105.94]],
  ['a level that is not', [1, 2], { least: 0, levels: [level(100, false)] }, [0, 2.06]],
  ['a level without data', [null, null], { least: 0, levels: [level(100, true)] }, [0, 106]],
  ['no data at all', [null, null], {}, [-0.06, 1.06]],
  ['flat data', [5, 5], {}, [4.7, 5.3]],
  ['flat zeros', [0, 0], { least: 0 }, [0, 0.06]],
  ['flat zeros that want a scale to be read by', [0, 0], { least: 0, leastTop: 1 }, [0, 1]],
  ['data above the least top', [0, 4], { least: 0, leastTop: 1 }, [0, 4.24]],
  ['data below a fixed bottom', [-5, -2], { least: 0 }, [0, 1]],
])('%s', (_name, [low, high], spec, expected) => {
  const [from, to] = scaleOf(low, high, spec);
  expect(from).toBeCloseTo(expected[0]);
  expect(to).toBeCloseTo(expected[1]);
});
