// The engine: (state, input, now) → events and requests. No clock, no I/O, no chance; the same inputs give the same
// outputs. The state is updated in place (see state.ts).

import { faultRule, type MonitorFault } from '../domain/alert.ts';
import type { Instant } from '../domain/instant.ts';
import type { Reason } from '../domain/state.ts';
import { endShelves, takeAct } from './acts.ts';
import { closeAlert, closeForgotten, keepAlert } from './alerts.ts';
import { planBursts } from './bursts.ts';
import { expireReboots, takeInventory, takePoll } from './device.ts';
import { takeEchoes } from './echoes.ts';
import type { EngineInput, EngineOutput } from './input.ts';
import { updateCauses, updateDependents } from './link-alerts.ts';
import { takeMaintenance } from './maintenance.ts';
import { takeConfig } from './reload.ts';
import { endRounds } from './rounds.ts';
import { judgeTime } from './rules.ts';
import { checkSight } from './sight.ts';
import { endSettling } from './start.ts';
import type { EngineState, Step } from './state.ts';
import { judgeSuspects } from './suspicion.ts';
import { enter } from './transition.ts';
import { expireAlarms, takeTrap } from './traps.ts';
import { takeViconNeeds } from './vicon.ts';

/** Takes one input. */
export function step(state: EngineState, input: EngineInput, now: Instant): EngineOutput {
  const under: Step = { state, now, events: [], requests: [] };
  take(under, input);
  checkSight(under);
  judgeSuspects(under);
  updateCauses(under);
  updateDependents(under);
  planBursts(under);
  const { events, requests, outcome } = under;
  return { events, requests, ...(outcome && { outcome }) };
}

function take(under: Step, input: EngineInput): void {
  switch (input.kind) {
    case 'echoes':
      takeEchoes(under, input.batch);
      return;
    case 'snmp':
      takePoll(under, input.observation);
      return;
    case 'trap':
      takeTrap(under, input.link, input.trap);
      return;
    case 'inventory':
      takeInventory(under, input);
      return;
    case 'act':
      under.outcome = takeAct(under, input.request, input.past);
      return;
    case 'maintenance':
      takeMaintenance(under, input.open);
      return;
    case 'vicon':
      takeViconNeeds(under, input.needs);
      return;
    case 'tick':
      endRounds(under);
      expireAlarms(under);
      judgeTime(under);
      expireReboots(under);
      endSettling(under);
      endShelves(under);
      closeForgotten(under);
      under.state.burstsStale ||= under.state.suspects.size > 0;
      return;
    case 'config':
      takeConfig(under, input.config);
      return;
    case 'clock-forward':
      skipTime(under, input, { kind: 'clock' });
      return;
    case 'standstill':
      skipTime(under, input, { kind: 'stopped' });
      return;
    case 'fault':
      takeFault(under, input.fault, input.active, input.detail);
      return;
  }
}

/** Nobody saw what was between these labels: every link is unknown over the stretch, and as it was after it. */
function skipTime(
  under: Step,
  { fromAt, toAt }: { readonly fromAt: number; readonly toAt: number },
  why: Reason,
): void {
  for (const watch of under.state.links.values()) {
    if (watch.state === 'unknown') continue;
    const { state, reason, outage } = watch;
    enter(under, watch, { state: 'unknown', reason: why, since: { at: fromAt } });
    enter(under, watch, { state, reason, since: { at: toAt } });
    watch.outage = outage;
    watch.endedOutage = undefined;
  }
}

function takeFault(under: Step, fault: MonitorFault, active: boolean, detail: string): void {
  const { faults } = under.state;
  const rule = faultRule(fault);
  if (active !== faults.has(fault))
    under.events.push({ kind: 'monitor.fault', at: under.now.at, fault, active, detail });
  if (active) faults.set(fault, detail);
  else faults.delete(fault);
  const told = [...faults].flatMap(([each, text]) => (faultRule(each) === rule ? [text] : []));
  if (told.length === 0) closeAlert(under, rule, 'monitor');
  else keepAlert(under, rule, 'monitor', { since: under.now.at, data: { detail: told.join('; ') } });
}
