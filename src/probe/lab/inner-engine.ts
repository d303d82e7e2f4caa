// The engine under the lab's wrapper: the real one where there is one, else one that answers by itself.

import type { Timers } from '../../runtime/timers.ts';
import type { EchoEngine, EchoEngineDeps } from '../icmp/port.ts';
import type { LabEngine } from './lab-engine.ts';
import { SelfAnsweringEngine } from './self-answering.ts';

/** Opens the real echo engine; `openEchoEngine` of the icmp folder. */
export type OpenEngine = (deps: EchoEngineDeps) => Promise<EchoEngine>;

/** Opens it; rejects only with what `open` rejects with and is no lack of ICMP. */
export async function openInner(
  engine: LabEngine,
  noLoopback: string | undefined,
  open: OpenEngine,
  deps: EchoEngineDeps & { readonly timers: Timers; readonly monoMs: () => number },
): Promise<EchoEngine> {
  let why = noLoopback;
  if (why === undefined) {
    try {
      return await open({ onBatch: (batch) => engine.take(batch), onFault: deps.onFault, log: deps.log });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'no-icmp')) throw error;
      why = error.message;
    }
  }
  deps.log.warn('Lab answers echoes by itself', { why });
  const { timers, monoMs } = deps;
  const own = new SelfAnsweringEngine({ onBatch: (batch) => engine.take(batch), timers, monoMs, why });
  own.start();
  return own;
}
