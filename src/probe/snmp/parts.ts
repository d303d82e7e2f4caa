// How a list of objects is divided into GETs: as many as are likely to be answered in one datagram that no path breaks up.

import { encodeOid } from './ber.ts';
import { SYSTEM_OIDS } from './oids.ts';

/** A list and its division, kept while neither the list nor what is known of the agent changes. */
export interface Parts {
  readonly of: readonly string[];
  readonly absent: number;
  readonly mostObjects: number;
  readonly parts: readonly (readonly string[])[];
}

/** What decides about the division, and where it is kept. */
interface Memory {
  readonly mostObjects: number;
  readonly absent: ReadonlySet<string>;
  parts?: Parts;
}

/** Varbinds of an answer within 1,500 octets of Ethernet: IP, UDP, and the message's and SNMPv3's headers are left out. */
const MOST_OCTETS = 1_320;
/** Headers of a varbind, its OID and its value (6), and the value itself: five octets of a counter, or a short text. */
const VARBIND_OCTETS = 14;
/** The texts of the system group are longer, though hardly ever the 255 octets that they may have. */
const TEXT_OCTETS = 80;
const TEXTS: ReadonlySet<string> = new Set([SYSTEM_OIDS.sysDescr, SYSTEM_OIDS.sysName]);

/** The list in parts; the same parts for the same list as last time, since their encodings hang on their identity. */
export function inDatagrams(oids: readonly string[], memory: Memory): readonly (readonly string[])[] {
  const { absent, mostObjects } = memory;
  const kept = memory.parts;
  if (kept?.of === oids && kept.absent === absent.size && kept.mostObjects === mostObjects) return kept.parts;
  const parts = divide(absent.size === 0 ? oids : oids.filter((oid) => !absent.has(oid)), mostObjects);
  memory.parts = { of: oids, absent: absent.size, mostObjects, parts };
  return parts;
}

function divide(oids: readonly string[], mostObjects: number): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let part: string[] = [];
  let octets = 0;
  for (const oid of oids) {
    const more = encodeOid(oid).length + VARBIND_OCTETS + (TEXTS.has(oid) ? TEXT_OCTETS : 0);
    if (part.length > 0 && (part.length >= mostObjects || octets + more > MOST_OCTETS)) {
      parts.push(part);
      part = [];
      octets = 0;
    }
    part.push(oid);
    octets += more;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
