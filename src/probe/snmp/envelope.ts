// What the mux must know of a datagram before anybody decodes it: whose answer it claims to be, and whether it is safe
// to hand on. net-snmp dies of a Report in a v2c message and takes an unprotected answer to a protected request; such
// datagrams are told apart here.

import { BerError, BerReader, TAG } from './ber.ts';

/** RFC 3412 section 6.4: authFlag and privFlag. */
export const FLAG = { auth: 1, priv: 2 } as const;

/** The outside of an SNMP message. */
export interface Envelope {
  /** 0 = v1, 1 = v2c, 3 = v3. */
  readonly version: number;
  /** Request id of the PDU; msgID of a v3 message. */
  readonly id: number;
  /** Tag of the PDU; absent when it is encrypted. */
  readonly pduTag?: number;
  /** msgFlags of a v3 message, else 0. */
  readonly flags: number;
}

/** Reads the outside of a message; the reason when there is none. Never throws. */
export function readEnvelope(datagram: Buffer): Envelope | string {
  try {
    const message = new BerReader(datagram).enter(TAG.sequence);
    const version = message.integer(TAG.integer);
    return version === 3 ? readV3(message) : readCommunity(message, version);
  } catch (error) {
    if (error instanceof BerError) return error.message;
    throw error;
  }
}

function readCommunity(message: BerReader, version: number): Envelope | string {
  if (version !== 0 && version !== 1) return `version ${version}`;
  message.header(TAG.octets);
  const pduTag = message.tag;
  const pdu = message.enter(pduTag);
  return { version, id: pdu.integer(TAG.integer), pduTag, flags: 0 };
}

function readV3(message: BerReader): Envelope | string {
  const global = message.enter(TAG.sequence);
  const id = global.integer(TAG.integer);
  global.integer(TAG.integer);
  const flags = global.octets()[0] ?? 0;
  message.header(TAG.octets);
  if ((flags & FLAG.priv) !== 0) return { version: 3, id, flags };
  const scoped = message.enter(TAG.sequence);
  scoped.header(TAG.octets);
  scoped.header(TAG.octets);
  return { version: 3, id, flags, pduTag: scoped.tag };
}

/** What is to become of an answer. */
export type Verdict = 'pass' | 'malformed' | 'downgrade';

/** Judges an answer to a request of this version and of these required flags; only a Report may come unprotected. */
export function judge(envelope: Envelope, version: number, requiredFlags: number): Verdict {
  if (envelope.version !== version) return 'malformed';
  if (version !== 3) return envelope.pduTag === TAG.response ? 'pass' : 'malformed';
  if ((envelope.flags & requiredFlags) === requiredFlags) return 'pass';
  return envelope.pduTag === TAG.report ? 'pass' : 'downgrade';
}
