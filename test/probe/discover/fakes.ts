// A network that answers as it is told: an echo engine and an SNMP poller in memory, in virtual time.

import { ECHO_OUTCOMES, type EchoOutcome, type EchoTarget } from '../../../src/domain/echo.ts';
import type { InterfaceEntry, Inventory, Neighbour } from '../../../src/domain/inventory.ts';
import type { Device } from '../../../src/domain/link.ts';
import type { SystemReading } from '../../../src/domain/reading.ts';
import type { FoundDevice } from '../../../src/probe/discover/device.ts';
import type { DiscoveryDeps } from '../../../src/probe/discover/run.ts';
import type { Sighting, Surroundings } from '../../../src/probe/discover/sighting.ts';
import type { EchoEngine, EchoEngineDeps, EchoEngineStatus } from '../../../src/probe/icmp/port.ts';
import { batchOf } from '../../support/sim.ts';

/** What a fake device says. */
export interface FakeDevice {
  readonly community?: string;
  readonly system?: SystemReading;
  readonly inventory?: Inventory;
  readonly surroundings?: Surroundings;
}

/** An echo engine in virtual time: its targets answer when time passes. */
export class FakeEchoes implements EchoEngine {
  /** Every echo: virtual ms and address. */
  readonly sent: [atMs: number, address: string][] = [];
  stopped = false;
  #nowMs = 0;
  #targets: readonly EchoTarget[] = [];
  #deps: EchoEngineDeps | undefined;
  readonly #outcomes: (address: string, nth: number) => EchoOutcome;

  constructor(outcomes: (address: string, nth: number) => EchoOutcome) {
    this.#outcomes = outcomes;
  }

  readonly open = (deps: EchoEngineDeps): Promise<EchoEngine> => {
    this.#deps = deps;
    return Promise.resolve(this);
  };

  /** Lets time pass for a sweep that waits: echoes leave by their phases, and have their verdicts at once. */
  readonly wait = async (ms: number, signal: AbortSignal): Promise<void> => {
    const untilMs = this.#nowMs + ms;
    while (this.#nowMs < untilMs && !signal.aborted) {
      this.#nowMs += 10;
      this.#tick();
      // Lets whoever waits for an answer go on.
      await Promise.resolve();
    }
  };

  setTargets(targets: readonly EchoTarget[]): void {
    this.#targets = targets;
  }

  burst(): void {}

  status(): EchoEngineStatus {
    return { engine: 'socket', why: 'a fake' } as EchoEngineStatus;
  }

  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }

  #tick(): void {
    for (const { key, address, everyMs, phaseMs } of this.#targets) {
      const into = (this.#nowMs - phaseMs) % everyMs;
      if (into < 0 || into >= 10) continue;
      const nth = this.sent.filter(([, each]) => each === address).length;
      this.sent.push([this.#nowMs, address]);
      const outcome = ECHO_OUTCOMES.indexOf(this.#outcomes(address, nth));
      this.#deps?.onBatch(batchOf([{ key, sentMs: this.#nowMs, rttMs: 2, outcome, flags: 0 }]));
    }
  }
}

/** A poller that knows some devices, and remembers what each was asked with. */
export class FakeSnmp {
  readonly polls: string[] = [];
  closed = false;
  readonly #devices: ReadonlyMap<string, FakeDevice>;

  constructor(devices: Readonly<Record<string, FakeDevice>>) {
    this.#devices = new Map(Object.entries(devices));
  }

  /** As `snmp` and `surroundings` of a discovery. */
  get deps(): Pick<DiscoveryDeps, 'snmp' | 'surroundings'> {
    return {
      snmp: {
        poll: (key, device) => {
          this.polls.push(`${key} ${communityOf(device)} retries ${device.snmp?.retries}`);
          const found = this.#find(device);
          return Promise.resolve({
            result: found
              ? { kind: 'answered', system: found.system ?? {} }
              : { kind: 'failed', failure: 'silent', detail: 'nothing came' },
            readMonoMs: this.polls.length,
            durationMs: 1,
            inspectAgain: false,
          });
        },
        inspect: (_, device) => {
          const inventory = this.#find(device)?.inventory;
          return Promise.resolve(
            inventory
              ? { kind: 'inspected', inventory }
              : { kind: 'failed', failure: 'silent', detail: 'nothing came' },
          );
        },
        forget: () => undefined,
        close: () => {
          this.closed = true;
          return Promise.resolve();
        },
      },
      surroundings: (device) => Promise.resolve(this.#find(device)?.surroundings),
    };
  }

  #find(device: Device): FakeDevice | undefined {
    const found = this.#devices.get(device.address ?? '');
    return found && (found.community ?? 'public') === communityOf(device) ? found : undefined;
  }
}

function communityOf({ snmp }: Device): string {
  const access = snmp?.access;
  if (!access) return '';
  return access.version === '3' ? access.user : access.community;
}

/** An inventory with what matters to a discovery. */
export function inventory(parts: {
  readonly serial?: string;
  readonly firmware?: string;
  readonly macs?: readonly string[];
  readonly addresses?: readonly string[];
  readonly neighbours?: readonly Neighbour[];
}): Inventory {
  const interfaces = (parts.macs ?? []).map(
    (mac, index): InterfaceEntry => ({
      ifIndex: index + 1,
      name: `ether${index + 1}`,
      operStatus: 'up',
      mac,
    }),
  );
  return {
    profile: 'generic',
    identity: {
      vendor: 'MikroTik',
      ...(parts.serial !== undefined && { serial: parts.serial }),
      ...(parts.firmware !== undefined && { firmware: parts.firmware }),
    },
    interfaces,
    neighbours: parts.neighbours ?? [],
    addresses: (parts.addresses ?? []).map((text, index) => {
      const [address = '', netmask = '255.255.255.0'] = text.split(' ');
      return { address, ifIndex: index + 1, netmask };
    }),
    objects: 1,
    requests: 1,
    leftOut: [],
  };
}

/** Surroundings with some parts. */
export function around(parts: Partial<Surroundings>): Surroundings {
  return { arp: [], defaultNextHops: [], nextHops: parts.defaultNextHops ?? [], ...parts };
}

/** An address that said who it is. */
export function sighting(address: string, sysName: string, device: FakeDevice = {}, rttMs = 2): Sighting {
  const { inventory: found, surroundings } = device;
  return {
    address,
    rttMs,
    snmp: {
      kind: 'answered',
      credential: 'a test',
      system: { sysName },
      ...(found && { inventory: found }),
      ...(surroundings && { surroundings }),
    },
  };
}

/** A device with one address. */
export function device(address: string, sysName: string, parts: Partial<FoundDevice> = {}): FoundDevice {
  return { address, addresses: [address], rttMs: 2, sysName, joined: [], credential: 'a test', ...parts };
}
