// One discovery: sweep, ask whoever answers while the sweep goes on, then work out which addresses are one device and
// what stands next to what.

import type { Device } from '../../domain/link.ts';
import type { SnmpInspector, SnmpPoller } from '../snmp/port.ts';
import { ask } from './ask.ts';
import { devicesOf, type FoundDevice } from './device.ts';
import { evidenceOf } from './evidence.ts';
import { type ParentProposal, proposeParents } from './parents.ts';
import { Pool } from './pool.ts';
import type { Credential, Sighting, Surroundings } from './sighting.ts';
import { type SweepDeps, type SweepProgress, type Swept, sweep } from './sweep.ts';

/** What is discovered, and how gently. */
export interface DiscoveryPlan {
  readonly addresses: readonly string[];
  readonly perSecond: number;
  readonly echoTimeoutMs: number;
  /** Credentials to try at an address, in this order; three at most. */
  readonly credentials: (address: string) => readonly Credential[];
  readonly snmpPort: number;
  readonly snmpTimeoutMs: number;
  /** Addresses close to the monitor. */
  readonly near: readonly string[];
}

/** How far a discovery is. */
export interface DiscoveryProgress extends SweepProgress {
  /** Addresses that answered and are still to be asked by SNMP. */
  readonly toAsk: number;
  /** Those that said who they are. */
  readonly identified: number;
}

/** What a discovery is handed. */
export interface DiscoveryDeps extends Pick<SweepDeps, 'open' | 'log' | 'wait' | 'signal'> {
  readonly snmp: Pick<SnmpPoller, 'poll' | 'forget' | 'close'> & Pick<SnmpInspector, 'inspect'>;
  readonly surroundings: (device: Device) => Promise<Surroundings | undefined>;
  readonly onProgress: (progress: DiscoveryProgress) => void;
}

/** What was found. */
export interface Discovery {
  readonly devices: readonly FoundDevice[];
  readonly proposals: readonly ParentProposal[];
  /** False when it was broken off: what is missing may be there all the same. */
  readonly complete: boolean;
  readonly swept: Pick<Swept, 'engine' | 'withoutRoute'>;
}

const ECHOES_PER_ADDRESS = 2;
/** Devices asked at once: some thousand datagrams under way are nothing to us, but much to a village's radio. */
const MOST_ASKED_AT_ONCE = 16;

/** Discovers; ends early, with what is known, when the signal is aborted. Rejects when no echo engine is to be had. */
export async function discover(plan: DiscoveryPlan, deps: DiscoveryDeps): Promise<Discovery> {
  const { signal } = deps;
  const sightings = new Map<string, Sighting>();
  const asking = { ...deps, port: plan.snmpPort, timeoutMs: plan.snmpTimeoutMs };
  let identified = 0;
  const pool = new Pool<{ readonly address: string; readonly rttMs: number }>(
    MOST_ASKED_AT_ONCE,
    async ({ address, rttMs }) => {
      const snmp = await ask(address, plan.credentials(address), asking);
      if (snmp.kind === 'answered') identified++;
      sightings.set(address, { address, rttMs, snmp });
    },
  );
  const broken = (): void => {
    pool.drop();
    void deps.snmp.close();
  };
  signal.addEventListener('abort', broken, { once: true });
  const tell = (progress: SweepProgress): void =>
    deps.onProgress({ ...progress, toAsk: pool.left, identified });
  try {
    const swept = await sweep(
      {
        addresses: plan.addresses,
        perSecond: plan.perSecond,
        timeoutMs: plan.echoTimeoutMs,
        tries: ECHOES_PER_ADDRESS,
      },
      {
        ...deps,
        onAnswer: (address, rttMs) => {
          sightings.set(address, { address, rttMs, snmp: { kind: 'not-asked' } });
          if (!signal.aborted) pool.add({ address, rttMs });
        },
        onProgress: tell,
      },
    );
    const { answered } = swept;
    const telling = new AbortController();
    void repeat(() => tell({ done: 1, answered: answered.size, leftMs: 0 }), {
      wait: deps.wait,
      signal: AbortSignal.any([telling.signal, signal]),
    });
    await pool.done();
    telling.abort();
    const devices = devicesOf([...sightings.values()]);
    return {
      devices,
      proposals: proposeParents(devices, evidenceOf(devices), plan.near),
      complete: swept.complete && !signal.aborted,
      swept,
    };
  } finally {
    signal.removeEventListener('abort', broken);
  }
}

const TELL_EVERY_MS = 5_000;

async function repeat(act: () => void, deps: Pick<SweepDeps, 'wait' | 'signal'>): Promise<void> {
  for (;;) {
    await deps.wait(TELL_EVERY_MS, deps.signal);
    if (deps.signal.aborted) return;
    act();
  }
}
