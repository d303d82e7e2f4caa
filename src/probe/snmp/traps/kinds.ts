// What a trap says, by its snmpTrapOID: a table of prefixes, of which the longest that fits counts. To teach the receiver
// a vendor's trap, add a line.

import type { TrapKind } from '../../../domain/trap.ts';

/** snmpTraps (RFC 3418): what SNMPv1's generic-trap becomes. */
export const SNMP_TRAPS = '1.3.6.1.6.3.1.1.5';

const KINDS: readonly (readonly [prefix: string, kind: TrapKind])[] = [
  // SNMPv2-MIB (RFC 3418), IF-MIB (RFC 2863)
  [`${SNMP_TRAPS}.1`, 'coldStart'],
  [`${SNMP_TRAPS}.2`, 'warmStart'],
  [`${SNMP_TRAPS}.3`, 'linkDown'],
  [`${SNMP_TRAPS}.4`, 'linkUp'],
  // CISCO-IF-EXTENSION-MIB: cieLinkDown, cieLinkUp
  ['1.3.6.1.4.1.9.9.276.0.1', 'linkDown'],
  ['1.3.6.1.4.1.9.9.276.0.2', 'linkUp'],
  // UPS-MIB (RFC 1628) upsTraps: upsTrapOnBattery, upsTrapAlarmEntryAdded, upsTrapAlarmEntryRemoved; some agents put the
  // 0 of SMIv1 between. upsTrapTestCompleted says nothing of the mains.
  ['1.3.6.1.2.1.33.2', 'power'],
  ['1.3.6.1.2.1.33.2.2', 'other'],
  ['1.3.6.1.2.1.33.2.0.2', 'other'],
  // PowerNet-MIB (APC): upsDischarged, upsOnBattery, lowBattery, powerRestored, returnFromLowBattery, upsTurnedOff,
  // upsSleeping, upsWokeUp
  ['1.3.6.1.4.1.318.0.4', 'power'],
  ['1.3.6.1.4.1.318.0.5', 'power'],
  ['1.3.6.1.4.1.318.0.7', 'power'],
  ['1.3.6.1.4.1.318.0.9', 'power'],
  ['1.3.6.1.4.1.318.0.11', 'power'],
  ['1.3.6.1.4.1.318.0.12', 'power'],
  ['1.3.6.1.4.1.318.0.13', 'power'],
  ['1.3.6.1.4.1.318.0.14', 'power'],
  // UPSMIB of cards by Megatec (935) and TRIPPUPS1-MIB (Tripp Lite): upsDischarged, upsOnBattery, lowBattery, powerRestored
  ['1.3.6.1.4.1.935.0.4', 'power'],
  ['1.3.6.1.4.1.935.0.5', 'power'],
  ['1.3.6.1.4.1.935.0.7', 'power'],
  ['1.3.6.1.4.1.935.0.9', 'power'],
  ['1.3.6.1.4.1.850.0.5', 'power'],
  // XUPS-MIB (Eaton, Powerware): xupsTrapControl; and the traps of its older cards
  ['1.3.6.1.4.1.534.1.11', 'power'],
  ['1.3.6.1.4.1.534.1.0', 'power'],
  // MG-SNMP-UPS-MIB (MGE, Eaton): upsmgTraps
  ['1.3.6.1.4.1.705.1.11', 'power'],
  // CISCO-ENVMON-MIB: ciscoEnvMonRedundantSupplyNotification, ciscoEnvMonSuppStatusChangeNotif
  ['1.3.6.1.4.1.9.9.13.3.0.5', 'power'],
  ['1.3.6.1.4.1.9.9.13.3.0.9', 'power'],
  // CISCO-ENTITY-FRU-CONTROL-MIB: cefcPowerStatusChange, cefcPowerSupplyOutputChange
  ['1.3.6.1.4.1.9.9.117.2.0.2', 'power'],
  ['1.3.6.1.4.1.9.9.117.2.0.7', 'power'],
  // JUNIPER-MIB: jnxPowerSupplyFailure, jnxPowerSupplyOK
  ['1.3.6.1.4.1.2636.4.1.1', 'power'],
  ['1.3.6.1.4.1.2636.4.2.1', 'power'],
  // HUAWEI-ENTITY-TRAP-MIB: hwPowerRemove, hwPowerInsert, hwPowerFail, hwPowerFailResume and their like
  ['1.3.6.1.4.1.2011.5.25.219.2.5', 'power'],
  // FORTINET-CORE-MIB: fnTrapVoltageOutOfRange, fnTrapPowerSupplyFailure
  ['1.3.6.1.4.1.12356.100.1.3.0.105', 'power'],
  ['1.3.6.1.4.1.12356.100.1.3.0.106', 'power'],
];

const BY_PREFIX: ReadonlyMap<string, TrapKind> = new Map(KINDS);

/** The kind of a trap; `other` for what the table does not know. */
export function kindOf(trapOid: string): TrapKind {
  for (let end = trapOid.length; end > 0; end = trapOid.lastIndexOf('.', end - 1)) {
    const kind = BY_PREFIX.get(trapOid.slice(0, end));
    if (kind !== undefined) return kind;
  }
  return 'other';
}
