// The metric worker: a thread of its own, so that neither SQLite's disk nor gzip ever holds up the daemon's loop.
// Started by worker-link.ts with a BackendSetup as its workerData.

import { randomBytes } from 'node:crypto';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../runtime/clock.ts';
import { storeError } from '../sqlite/fault.ts';
import type { BackendDeps, BackendSetup, MetricBackend } from './backend.ts';
import { InfluxBackend } from './influx/backend.ts';
import { SqliteBackend } from './sqlite/backend.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

const TICK_MS = 250;

function run(port: MessagePort, setup: BackendSetup): void {
  const say = (message: FromWorker): void => port.postMessage(message);
  const deps: BackendDeps = {
    wallMs: () => Math.floor(systemClock.wallMs()),
    random: () => randomBytes(4).readUInt32LE() / 2 ** 32,
    log: (level, message, data) => say({ type: 'log', level, message, ...(data && { data }) }),
  };
  const backend: MetricBackend = setup.influx
    ? new InfluxBackend(setup, setup.influx, deps)
    : new SqliteBackend(setup, deps);
  let closing = false;
  let timer: NodeJS.Timeout | undefined;
  let lastTrouble: string | undefined;
  const tick = async (): Promise<void> => {
    try {
      await backend.tick();
    } catch (error) {
      if (!closing) endOnDamage(error);
      const trouble = textOf(error);
      if (trouble !== lastTrouble && !closing) deps.log('error', 'Chores of the history failed', { trouble });
      lastTrouble = trouble;
    }
    if (closing) return;
    say({ type: 'status', status: backend.status() });
    timer = setTimeout(() => void tick(), TICK_MS);
  };
  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'write':
        write(backend, message, say);
        return;
      case 'history':
      case 'metric-history':
      case 'summaries':
        void answer(backend, message).then(say);
        return;
      case 'close':
        closing = true;
        clearTimeout(timer);
        void backend.close().finally(() => port.close());
        return;
      default:
        message satisfies never;
    }
  });
  say({ type: 'ready' });
  void tick();
}

function write(
  backend: MetricBackend,
  message: Extract<ToWorker, { type: 'write' }>,
  say: (message: FromWorker) => void,
): void {
  let type: 'kept' | 'unkept' = 'kept';
  try {
    backend.write(message.points);
  } catch (error) {
    endOnDamage(error);
    // The status says what is wrong; the daemon keeps the points and sends them again.
    type = 'unkept';
  }
  say({ type: 'status', status: backend.status() });
  say({ type, id: message.id });
}

async function answer(
  backend: MetricBackend,
  message: Extract<ToWorker, { type: 'history' | 'metric-history' | 'summaries' }>,
): Promise<FromWorker> {
  try {
    const { id } = message;
    switch (message.type) {
      case 'history':
        return { type: 'history', id, history: await backend.history(message.query) };
      case 'metric-history':
        return { type: 'metric-history', id, history: await backend.metricHistory(message.query) };
      case 'summaries':
        return { type: 'summaries', id, summaries: await backend.summaries(message.query) };
      default:
        return message satisfies never;
    }
  } catch (error) {
    return { type: 'failed', id: message.id, message: textOf(error) };
  }
}

/** A worker that finds its file damaged ends; the next one moves the file aside as it opens it. */
function endOnDamage(error: unknown): void {
  const failure = storeError('keep the history', error);
  if (failure.code === 'corrupt') throw failure;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Set up by this program alone, in worker-link.ts.
if (parentPort) run(parentPort, workerData as BackendSetup);
