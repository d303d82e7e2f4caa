// What the history keeps of a device that beats: no poll took any time.

import { expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { pointsOf } from '../../../src/store/metrics/points.ts';
import { beating } from '../../probe/beat/beating.ts';
import { networkOf } from '../../support/network.ts';

it('keeps the figures of a beat, and no duration of a poll', () => {
  const network = networkOf([beating('v1', 'hq', 'v1-site')]);
  const [point] = pointsOf(
    {
      kind: 'link.device',
      at: 1_790_000_000_000,
      link: linkId('v1'),
      durationMs: 0,
      incarnation: 'same',
      result: {
        kind: 'answered',
        system: { sysUpTimeTicks: 12_300 },
        metrics: [{ metric: 'cpu', kind: 'gauge', unit: '%', value: 7 }],
      },
    },
    network,
  );
  expect(point).toMatchObject({ measurement: 'device', fields: { up: 1, uptime_s: 123, cpu: 7 } });
  expect(point?.fields).not.toHaveProperty('poll_ms');
});
