// What happens to one datagram, from its arrival to a trap or a counted reason. Cheap checks come first: most of a flood
// is dropped before a byte of it is read.

import type { Trap } from '../../../domain/trap.ts';
import { Admission } from './admission.ts';
import { type Sender, TrapDecoder } from './decoder.ts';
import { Gate } from './gate.ts';
import type { TrapSetup } from './protocol.ts';
import { type RefusalReport, RefusalTally } from './refusals.ts';
import { type CountingTraps, type DropReason, newTrapCounts, type TrapCounts } from './status.ts';
import { trapOf } from './translate.ts';

/** Octets of the largest trap that is read; devices keep theirs below one Ethernet frame. */
const MOST_OCTETS = 16_384;

/** What the intake works with. */
export interface IntakeDeps {
  readonly monoMs: () => number;
  readonly onTrap: (trap: Trap) => void;
}

/** Turns datagrams into traps. */
export class TrapIntake {
  readonly #deps: IntakeDeps;
  readonly #admission: Admission;
  readonly #gate: Gate;
  readonly #decoder: TrapDecoder;
  readonly #counts: CountingTraps = newTrapCounts();
  readonly #refusals = new RefusalTally();

  constructor(setup: TrapSetup, deps: IntakeDeps) {
    this.#deps = deps;
    this.#admission = new Admission(setup.perSecond, deps.monoMs());
    this.#gate = new Gate(setup);
    this.#decoder = new TrapDecoder(setup);
  }

  /** Names the addresses of the plan's devices. */
  expect(addresses: Iterable<string>): void {
    this.#admission.expect(addresses);
  }

  /** Takes a datagram. Never throws. */
  take(datagram: Buffer, sender: Sender): void {
    this.#counts.received++;
    const reason = this.#read(datagram, sender);
    if (reason !== undefined) this.drop(reason, sender.address);
  }

  /** Counts what comes to nothing. */
  drop(reason: DropReason, source: string): void {
    this.#counts.dropped[reason]++;
    this.#refusals.note(source, reason);
  }

  counts(): TrapCounts {
    return { ...this.#counts, dropped: { ...this.#counts.dropped } };
  }

  /** Who was refused since the last report; undefined while there is nothing to tell. */
  refusals(): RefusalReport | undefined {
    return this.#refusals.due(this.#deps.monoMs());
  }

  #read(datagram: Buffer, sender: Sender): DropReason | undefined {
    const admittance = this.#admission.admit(sender.address, this.#deps.monoMs());
    if (admittance !== 'admitted') return admittance;
    // Node throws when a datagram is sent to port 0.
    if (sender.port === 0) return 'source-port';
    if (datagram.length > MOST_OCTETS) return 'oversized';
    const judgement = this.#gate.judge(datagram);
    switch (judgement.kind) {
      case 'refused':
        if (judgement.report) this.#decoder.report(datagram, sender);
        return judgement.reason;
      case 'discovery':
        this.#counts.discoveries++;
        this.#decoder.report(datagram, sender);
        return undefined;
      case 'notification':
        return this.#notification(datagram, sender);
      default:
        return judgement satisfies never;
    }
  }

  #notification(datagram: Buffer, sender: Sender): DropReason | undefined {
    const decoded = this.#decoder.decode(datagram, sender);
    if ('failed' in decoded) return decoded.failed;
    const trap = trapOf(decoded, sender.address);
    if (!trap) return 'malformed';
    this.#counts.accepted++;
    if (decoded.version === '2' && decoded.isInform) this.#counts.informs++;
    this.#deps.onTrap(trap);
    return undefined;
  }
}
