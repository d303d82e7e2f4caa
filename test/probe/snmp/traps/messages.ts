// SNMP messages written by hand, right or wrong in every place. Signed by a derivation of its own, after RFC 3414, so
// that the receiver's is held against a second one.

import { createHash, createHmac } from 'node:crypto';
import { encodeOid, TAG, tagged } from '../../../../src/probe/snmp/ber.ts';

/** Tags of PDUs. */
export const PDU = { get: 0xa0, response: 0xa2, trapV1: 0xa4, inform: 0xa6, trapV2: 0xa7 } as const;

/** An INTEGER of 0 to 2^32 - 1. */
export function int(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(value, 1);
  const first = bytes.findIndex((byte, at) => at === 4 || byte !== 0 || (bytes[at + 1] ?? 0) >= 0x80);
  return tagged(TAG.integer, bytes.subarray(first));
}
/** An OCTET STRING. */
export const octets = (text: string | Buffer): Buffer => tagged(TAG.octets, Buffer.from(text));
/** An OBJECT IDENTIFIER. */
export const oid = (dotted: string): Buffer => tagged(TAG.oid, encodeOid(dotted));
/** A varbind whose value is given with its header. */
export const varbind = (name: string, value: Buffer): Buffer => tagged(TAG.sequence, oid(name), value);

/** sysUpTime.0 and snmpTrapOID.0, with which every notification of v2 begins. */
export function head(trapOid = '1.3.6.1.6.3.1.1.5.3'): Buffer[] {
  return [
    varbind('1.3.6.1.2.1.1.3.0', tagged(TAG.timeTicks, Buffer.from([1]))),
    varbind('1.3.6.1.6.3.1.1.4.1.0', oid(trapOid)),
  ];
}

/** A PDU of v2; `id` is the request id with its header. */
export function pduOf(tag: number, varbinds: readonly Buffer[], id: Buffer = int(7)): Buffer {
  return tagged(tag, id, int(0), int(0), tagged(TAG.sequence, ...varbinds));
}

/** A message of v1 or v2c. */
export function byCommunity(pdu: Buffer, { version = 1, community = 'public' } = {}): Buffer {
  return tagged(TAG.sequence, int(version), octets(community), pdu);
}

/** What a v3 message says of itself; SHA-256 and "authpass-1" sign it where `flags` has 1. */
export interface V3 {
  readonly user?: string;
  readonly flags?: number;
  readonly engineId?: Buffer;
  readonly password?: string;
  readonly model?: number;
}

/** A v3 message in clear. */
export function byUser(
  pdu: Buffer,
  { user = 'signed', flags = 1, engineId = Buffer.from('8000000001020304', 'hex'), ...rest }: V3 = {},
): Buffer {
  const { password = 'authpass-1', model = 3 } = rest;
  const digest = Buffer.alloc((flags & 1) === 1 ? 24 : 0);
  const build = (): Buffer =>
    tagged(
      TAG.sequence,
      int(3),
      tagged(TAG.sequence, int(1), int(65_507), octets(Buffer.from([flags])), int(model)),
      octets(
        tagged(TAG.sequence, octets(engineId), int(1), int(2), octets(user), octets(digest), octets('')),
      ),
      tagged(TAG.sequence, octets(engineId), octets(''), pdu),
    );
  if (digest.length > 0) {
    const once = createHash('sha256')
      .update(password.repeat(2 ** 20).slice(0, 2 ** 20))
      .digest();
    const key = createHash('sha256')
      .update(Buffer.concat([once, engineId, once]))
      .digest();
    createHmac('sha256', key).update(build()).digest().copy(digest);
  }
  return build();
}
