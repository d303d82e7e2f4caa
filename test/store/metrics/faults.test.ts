// From the history store's status to the alerts about it.

import { describe, expect, it } from 'vitest';
import { historyFaults } from '../../../src/store/metrics/faults.ts';
import type { MetricStoreStatus } from '../../../src/store/metrics/port.ts';
import { engineConfig, networkOf, province } from '../../support/network.ts';
import { Sim } from '../../support/sim.ts';

const WELL: MetricStoreStatus = {
  kind: 'influx',
  writtenPoints: 10,
  refusedPoints: 0,
  droppedPoints: 0,
  spooledPoints: 0,
  spooledBytes: 0,
  oldestSpooledMs: 0,
};

describe('historyFaults()', () => {
  it.each([
    ['all is well', WELL, [false, false]],
    ['the store is away', { ...WELL, trouble: 'connection refused' }, [true, false]],
    ['the spool drops', { ...WELL, trouble: 'connection refused', droppedPoints: 5 }, [true, true]],
    ['it dropped once, and is well again', { ...WELL, droppedPoints: 5 }, [false, false]],
  ])('when %s', (_, status, wanted) => {
    const { metrics, spool } = historyFaults(status);
    expect([metrics !== undefined, spool !== undefined]).toEqual(wanted);
  });

  it('raise and close the alerts about a spool that drops', () => {
    const sim = new Sim(engineConfig(networkOf(province(1, 1))));
    const tell = (status: MetricStoreStatus): void => {
      for (const [fault, detail] of Object.entries(historyFaults(status)) as [
        'metrics' | 'spool',
        string | undefined,
      ][])
        sim.give({ kind: 'fault', fault, active: detail !== undefined, detail: detail ?? '' });
    };
    tell({ ...WELL, trouble: 'connection refused', droppedPoints: 5 });
    expect(sim.alerts().map(({ rule }) => rule)).toEqual(['monitor.metrics', 'monitor.spool']);
    expect(sim.alerts('monitor.spool')[0]?.data['detail']).toContain('5 points');
    tell({ ...WELL, droppedPoints: 5 });
    expect(sim.alerts()).toEqual([]);
  });
});
