// SNMP messages of versions 1 and 2c (RFC 1157, RFC 3416): requests from bytes, responses to bytes.

import { BerReader, element, MalformedError, type Oid, objectIdentifier, wholeNumber } from './agent-ber.ts';

/** PDU tags an agent knows. */
export const PDU = { get: 0xa0, getNext: 0xa1, response: 0xa2, set: 0xa3, getBulk: 0xa5 } as const;
/** SMI types by their tags (RFC 2578), and the exceptions of RFC 3416. */
export const TAG = {
  integer: 0x02,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  counter32: 0x41,
  gauge32: 0x42,
  ticks: 0x43,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
} as const;

/** What is asked. */
export interface SnmpRequest {
  /** 0 is SNMPv1, 1 is v2c. */
  readonly version: 0 | 1;
  readonly community: string;
  readonly pdu: number;
  readonly requestId: number;
  /** GETBULK: non-repeaters and max-repetitions; else 0. */
  readonly nonRepeaters: number;
  readonly maxRepetitions: number;
  readonly oids: readonly Oid[];
}

/** A value as it is sent. */
export type SnmpValue =
  | {
      readonly tag: typeof TAG.integer | typeof TAG.counter32 | typeof TAG.gauge32 | typeof TAG.ticks;
      readonly value: number;
    }
  | { readonly tag: typeof TAG.counter64; readonly value: bigint }
  | { readonly tag: typeof TAG.octets; readonly value: Uint8Array }
  | { readonly tag: typeof TAG.oid; readonly value: Oid }
  | {
      readonly tag:
        | typeof TAG.nothing
        | typeof TAG.noSuchObject
        | typeof TAG.noSuchInstance
        | typeof TAG.endOfMibView;
    };

/** One name with its value. */
export interface Varbind {
  readonly oid: Oid;
  readonly value: SnmpValue;
}

/** What is answered. Status and index as in RFC 3416 §3; 0 and 0 when all is well. */
export interface SnmpAnswer {
  readonly errorStatus: number;
  readonly errorIndex: number;
  readonly varbinds: readonly Varbind[];
}

/** More names in one request than any manager sends; beyond it a datagram is malformed. */
const MAX_VARBINDS = 256;

/** Reads a request; throws a MalformedError on anything else, SNMPv3 included. */
export function readRequest(datagram: Uint8Array): SnmpRequest {
  const message = new BerReader(new BerReader(datagram).expect(0x30));
  const version = message.int();
  if (version !== 0 && version !== 1) throw new MalformedError(`SNMP version ${version} is not spoken here`);
  const community = Buffer.from(message.expect(TAG.octets)).toString('latin1');
  const { tag: pdu, content } = message.any();
  const body = new BerReader(content);
  const requestId = body.int();
  const first = body.int();
  const second = body.int();
  const list = new BerReader(body.expect(0x30));
  const oids: Oid[] = [];
  while (!list.atEnd) {
    if (oids.length === MAX_VARBINDS) throw new MalformedError(`more than ${MAX_VARBINDS} names`);
    oids.push(new BerReader(list.expect(0x30)).oid());
  }
  const isBulk = pdu === PDU.getBulk;
  return {
    version,
    community,
    pdu,
    requestId,
    nonRepeaters: isBulk ? Math.max(0, first) : 0,
    maxRepetitions: isBulk ? Math.max(0, second) : 0,
    oids,
  };
}

/** The response to a request. */
export function writeAnswer(request: SnmpRequest, answer: SnmpAnswer): Buffer {
  const pdu = element(
    PDU.response,
    wholeNumber(request.requestId),
    wholeNumber(answer.errorStatus),
    wholeNumber(answer.errorIndex),
    element(0x30, ...answer.varbinds.map(writeVarbind)),
  );
  const community = element(TAG.octets, Buffer.from(request.community, 'latin1'));
  return element(0x30, wholeNumber(request.version), community, pdu);
}

/** One varbind as bytes; GETBULK needs its size. */
export function writeVarbind({ oid, value }: Varbind): Buffer {
  return element(0x30, objectIdentifier(oid), writeValue(value));
}

function writeValue(value: SnmpValue): Buffer {
  switch (value.tag) {
    case TAG.integer:
    case TAG.counter32:
    case TAG.gauge32:
    case TAG.ticks:
    case TAG.counter64:
      return wholeNumber(value.value, value.tag);
    case TAG.octets:
      return element(value.tag, value.value);
    case TAG.oid:
      return objectIdentifier(value.value);
    case TAG.nothing:
    case TAG.noSuchObject:
    case TAG.noSuchInstance:
    case TAG.endOfMibView:
      return element(value.tag);
    default:
      return value satisfies never;
  }
}
