// From a decoded PDU to a Trap: SNMPv1's fields become an snmpTrapOID, and of the varbinds only those are kept that name
// an interface.

import type { Trap, TrapKind } from '../../../domain/trap.ts';
import { IF_COLUMNS } from '../oids.ts';
import { numberOf, textOf, type Varbind } from '../value.ts';
import { kindOf, SNMP_TRAPS } from './kinds.ts';

/** A trap or inform as it was decoded. */
export type NotificationPdu =
  | {
      readonly version: '1';
      readonly enterprise: string;
      readonly generic: number;
      readonly specific: number;
      readonly varbinds: readonly Varbind[];
    }
  | { readonly version: '2'; readonly isInform: boolean; readonly varbinds: readonly Varbind[] };

/** snmpTrapOID.0 (RFC 3418). */
const SNMP_TRAP_OID = '1.3.6.1.6.3.1.1.4.1.0';
/** RFC 1157: generic-trap 6 is enterpriseSpecific. */
const ENTERPRISE_SPECIFIC = 6;
/** RFC 2578 section 3.5. Of a longer name looking it up would take milliseconds, and it would be kept and shown. */
const MOST_SUB_IDS = 128;
/** A name longer than DisplayString is none. */
const MOST_NAME = 255;
/** `1.3.6.1.2.1.2.2.1.COLUMN.IFINDEX` and `1.3.6.1.2.1.31.1.1.1.COLUMN.IFINDEX`. */
const INTERFACE_INSTANCE = /^1\.3\.6\.1\.2\.1\.(?:2\.2\.1|31\.1\.1\.1)\.\d+\.(\d+)$/;

/** The trap; undefined when it has no snmpTrapOID, without which it says nothing, or one longer than any is. */
export function trapOf(pdu: NotificationPdu, from: string): Trap | undefined {
  const trapOid = trapOidOf(pdu);
  if (trapOid === undefined || trapOid.split('.', MOST_SUB_IDS + 1).length > MOST_SUB_IDS) return undefined;
  const kind = kindOf(trapOid);
  return { kind, trapOid, from, ...(isAboutInterface(kind) && interfaceOf(pdu.varbinds)) };
}

/** RFC 3584 section 3.1, items 2 and 3. */
function trapOidOf(pdu: NotificationPdu): string | undefined {
  if (pdu.version === '1') {
    const { enterprise, generic, specific } = pdu;
    if (generic >= 0 && generic < ENTERPRISE_SPECIFIC) return `${SNMP_TRAPS}.${generic + 1}`;
    return generic === ENTERPRISE_SPECIFIC ? `${enterprise}.0.${specific}` : undefined;
  }
  // Second by RFC 3416 section 4.2.6; some agents put it elsewhere.
  const value = pdu.varbinds.find(({ oid }) => oid === SNMP_TRAP_OID)?.value;
  return value?.kind === 'oid' ? value.value : undefined;
}

function isAboutInterface(kind: TrapKind): boolean {
  return kind === 'linkDown' || kind === 'linkUp';
}

function interfaceOf(varbinds: readonly Varbind[]): Pick<Trap, 'ifIndex' | 'ifName'> {
  const valueIn = (column: string): Varbind['value'] | undefined =>
    varbinds.find(({ oid }) => oid.startsWith(`${column}.`) || oid === column)?.value;
  const ifIndex = numberOf(valueIn(IF_COLUMNS.ifIndex)) ?? indexOfInstances(varbinds);
  const ifName = textOf(valueIn(IF_COLUMNS.ifName)) || textOf(valueIn(IF_COLUMNS.ifDescr));
  return {
    ...(ifIndex !== undefined && ifIndex > 0 && { ifIndex }),
    ...(ifName && { ifName: ifName.slice(0, MOST_NAME) }),
  };
}

/** Many agents leave ifIndex out; the instance of any column of the interface says it too. */
function indexOfInstances(varbinds: readonly Varbind[]): number | undefined {
  for (const { oid } of varbinds) {
    const index = INTERFACE_INSTANCE.exec(oid)?.[1];
    if (index !== undefined) return Number(index);
  }
  return undefined;
}
