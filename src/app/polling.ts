// The polls: who is asked when, what becomes of the answer, and the desk that gets to know the devices.

import { linkId } from '../domain/ids.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { createSnmpPoller } from '../probe/snmp/poller.ts';
import type { SnmpPoller } from '../probe/snmp/port.ts';
import { PollScheduler } from '../schedule/scheduler.ts';
import type { Opening } from './parts.ts';
import type { Plan } from './plan.ts';

/** Polls under way at once: 10,000 devices at 60 s that all keep silent for 4 s hold 667 places. */
const MOST_POLLS = 1_000;

/** The parts that poll. */
export interface Polling {
  readonly poller: SnmpPoller;
  readonly scheduler: PollScheduler;
}

/** Opens them; nothing is polled before the scheduler is given targets. `loop` is asked for when an answer is there. */
export function openPolling(plan: Plan, loop: () => EngineLoop, opening: Opening): Polling {
  const { clock, timers, log, closer } = opening;
  const poller = createSnmpPoller({}, { clock, timers, log });
  closer.add('SNMP', () => poller.close());

  async function poll(key: string): Promise<'answered' | 'silent'> {
    const link = plan.network.links.get(linkId(key));
    if (!link) return 'answered';
    const { result, durationMs } = await poller.poll(key, link.device);
    loop().polled({ link: link.id, monoMs: clock.monoMs(), durationMs, result });
    return result.kind === 'failed' && result.failure === 'silent' ? 'silent' : 'answered';
  }

  const scheduler = new PollScheduler({ maxInFlight: MOST_POLLS }, { poll, clock, timers });
  closer.add('poll plan', () => scheduler.stop());
  return { poller, scheduler };
}
