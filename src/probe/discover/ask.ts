// Asks one address by SNMP: which credentials it takes, then what it is. Credentials are tried once each and at most three
// of them, so that no device locks us out.

import type { Device } from '../../domain/link.ts';
import type { SnmpInspector, SnmpPoller } from '../snmp/port.ts';
import type { Credential, Sighting, Surroundings } from './sighting.ts';

/** Credentials that one device is asked with. */
export const MOST_CREDENTIALS = 3;
/** Once the credentials are known a lost datagram is worth a second one. */
const RETRIES = 1;

/** What asking needs. */
export interface AskDeps {
  readonly snmp: Pick<SnmpPoller, 'poll' | 'forget'> & Pick<SnmpInspector, 'inspect'>;
  /** Reads ARP and routes; resolves to undefined where the device gives none. */
  readonly surroundings: (device: Device) => Promise<Surroundings | undefined>;
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Asks with the credentials in their order. Never rejects. */
export async function ask(
  address: string,
  credentials: readonly Credential[],
  deps: AskDeps,
): Promise<Sighting['snmp']> {
  let last: Sighting['snmp'] = { kind: 'not-asked' };
  for (const { name, access } of credentials.slice(0, MOST_CREDENTIALS)) {
    if (deps.signal.aborted) return last;
    const device = deviceOf(address, access, 0, deps);
    const { result } = await deps.snmp.poll(address, device);
    deps.snmp.forget(address);
    if (result.kind === 'answered') return await inspected(address, { name, access }, result.system, deps);
    last = { kind: 'failed', failure: result.failure, detail: result.detail };
  }
  return last;
}

async function inspected(
  address: string,
  { name, access }: Credential,
  system: Extract<Sighting['snmp'], { kind: 'answered' }>['system'],
  deps: AskDeps,
): Promise<Sighting['snmp']> {
  const answered = { kind: 'answered', credential: name, system } as const;
  if (deps.signal.aborted) return answered;
  const device = deviceOf(address, access, RETRIES, deps);
  const inspection = await deps.snmp.inspect(address, device);
  deps.snmp.forget(address);
  const surroundings = deps.signal.aborted ? undefined : await deps.surroundings(device);
  return {
    ...answered,
    ...(inspection.kind === 'inspected' && { inventory: inspection.inventory }),
    ...(surroundings && { surroundings }),
  };
}

function deviceOf(
  address: string,
  access: Credential['access'],
  retries: number,
  { port, timeoutMs }: AskDeps,
): Device {
  return { address, snmp: { everyMs: 60_000, timeoutMs, retries, port, access } };
}
