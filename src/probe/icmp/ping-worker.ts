// The ping engine's thread: starting a process costs 7 ms, which must not be the daemon's main loop's.

import { parentPort } from 'node:worker_threads';
import ping from 'ping';
import { systemClock } from '../../runtime/clock.ts';
import { PingProber } from './ping-prober.ts';
import type { PingCommand, PingReport } from './ping-protocol.ts';
import { PingSchedule } from './ping-schedule.ts';

const TICK_MS = 20;
const FLUSH_MS = 50;

const port = parentPort;
if (!port) throw new Error('Cannot run the ping worker: it is to be started as a worker thread');

const report = (message: PingReport) => port.postMessage(message);
const schedule = new PingSchedule();
const prober = new PingProber(schedule, {
  monoMs: systemClock.monoMs,
  probe: async (address, config) => {
    const { alive, time, output } = await ping.promise.probe(address, config);
    return { alive, time: typeof time === 'number' ? time : 'unknown', output };
  },
  report,
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
});
const ticker = setInterval(() => prober.tick(), TICK_MS);
const flusher = setInterval(() => prober.flush(), FLUSH_MS);

port.on('message', (command: PingCommand) => {
  const nowMs = systemClock.monoMs();
  switch (command.type) {
    case 'plan':
      schedule.drop(command.dropped, nowMs);
      schedule.set(command.set, nowMs);
      report({ type: 'stretch', stretch: schedule.stretch });
      return;
    case 'burst':
      schedule.burst(command.key, command.everyMs, nowMs);
      prober.tick();
      return;
    case 'stop':
      clearInterval(ticker);
      clearInterval(flusher);
      port.close();
      return;
    default:
      command satisfies never;
  }
});
