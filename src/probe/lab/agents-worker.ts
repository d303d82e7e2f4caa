// The thread of the simulated SNMP agents. Started by agents.ts with an AgentsSetup as its workerData.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../runtime/clock.ts';
import { AgentHost } from './agent-host.ts';
import type { AgentsSetup, FromAgents, ToAgents } from './agent-protocol.ts';
import { LabFailure } from './failure.ts';

const COUNTS_MS = 1_000;

async function run(port: MessagePort, setup: AgentsSetup): Promise<void> {
  const say = (message: FromAgents): void => port.postMessage(message);
  const host = new AgentHost(setup, () => systemClock.monoMs());
  const timer = setInterval(() => say({ type: 'counts', counts: host.counts() }), COUNTS_MS);
  const end = async (): Promise<void> => {
    clearInterval(timer);
    await host.close();
    port.close();
  };
  port.on('message', (message: ToAgents) => {
    switch (message.type) {
      case 'states':
        host.update(message.states);
        return;
      case 'close':
        void end();
        return;
      default:
        message satisfies never;
    }
  });
  try {
    await host.open();
    say({ type: 'ready' });
  } catch (error) {
    if (!(error instanceof LabFailure)) throw error;
    say({ type: 'failed', code: error.code, message: error.message });
    await end();
  }
}

if (parentPort) void run(parentPort, workerData as AgentsSetup);
