// A notification a device sent by itself. It may be forged (RFC 3414 knows no time window for traps, v1 and v2c no
// secret at all): it starts a suspicion and a poll, and never changes a state.

/** What a trap says, by snmpTrapOID (RFC 3418, RFC 2863, vendor MIBs). */
export const TRAP_KINDS = ['linkDown', 'linkUp', 'coldStart', 'warmStart', 'power', 'other'] as const;
/** One of {@link TRAP_KINDS}. `power`: a UPS or supply tells of the mains. */
export type TrapKind = (typeof TRAP_KINDS)[number];

/** A trap or inform that passed the receiver's checks. */
export interface Trap {
  readonly kind: TrapKind;
  /** snmpTrapOID; of an SNMPv1 trap as RFC 3584 section 3.1 makes it. */
  readonly trapOid: string;
  /** Address it came from. */
  readonly from: string;
  /** ifIndex of linkDown and linkUp. */
  readonly ifIndex?: number;
  /** ifName or ifDescr of linkDown and linkUp, where it was sent along. */
  readonly ifName?: string;
}
