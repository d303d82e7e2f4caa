// Faults of the monitor as the engine tells them: each has its alert, and two may share one.

import { describe, expect, it } from 'vitest';
import { BUILT_IN_RULES, faultRule, MONITOR_FAULTS, type MonitorFault } from '../../src/domain/alert.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

function engine() {
  const sim = new Sim(engineConfig(networkOf(province(1, 1))));
  const fault = (name: MonitorFault, detail?: string): void =>
    sim.give({ kind: 'fault', fault: name, active: detail !== undefined, detail: detail ?? '' });
  const told = (): unknown[] => sim.alerts('monitor.clock').map((alert) => alert.data['detail']);
  return { sim, fault, told };
}

describe('a fault of the monitor', () => {
  it.each(MONITOR_FAULTS)('%s has a rule, is raised by it and ended', (name) => {
    const rule = faultRule(name);
    expect(BUILT_IN_RULES).toContain(rule);
    const { sim, fault } = engine();
    fault(name, 'something is wrong');
    expect(sim.alerts(rule)).toMatchObject([{ subject: 'monitor', data: { detail: 'something is wrong' } }]);
    fault(name);
    expect(sim.alerts(rule)).toEqual([]);
  });

  it('a clock that was set and one that is off are one alert, which says both and ends with the last', () => {
    const { sim, fault, told } = engine();
    fault('clock', 'set back by 90 s');
    fault('clock-offset', '90 s behind the time servers');
    const [{ number } = { number: 0 }] = sim.alerts('monitor.clock');
    expect(told()).toEqual(['set back by 90 s; 90 s behind the time servers']);
    fault('clock');
    expect(told()).toEqual(['90 s behind the time servers']);
    expect(sim.alerts('monitor.clock')).toMatchObject([{ number }]);
    fault('clock-offset');
    expect(told()).toEqual([]);
  });

  it('silent anchors are told no more once there are none', () => {
    const { sim } = engine();
    sim.anchorsSilent = true;
    sim.run(120_000);
    expect(sim.alerts('monitor.anchors')).toHaveLength(1);
    const { config } = sim.state;
    sim.give({ kind: 'config', config: { ...config, network: { ...config.network, anchors: [] } } });
    sim.run(1_000);
    expect(sim.alerts('monitor.anchors')).toEqual([]);
  });
});
