// Whose message it is, before net-snmp sees it. net-snmp decrypts before it checks who signed, takes v3 traps of a user
// without a name unsigned, and dies of some of what it is sent; past this gate comes only what a configured community or
// the signature of a configured user vouches for, and what an engine may be asked by anybody.

import { BerError, BerReader, TAG } from '../ber.ts';
import { FLAG } from '../envelope.ts';
import type { DropReason } from './status.ts';
import { SignatureCheck, type TrapUserKeys } from './usm.ts';

/** Tags of the PDUs that matter here (RFC 1157, RFC 3416). */
const PDU = { get: 0xa0, trapV1: 0xa4, inform: 0xa6, trapV2: 0xa7 } as const;
/** RFC 3412 section 6.4: the sender wants a Report when the message cannot be taken. */
const REPORTABLE = 4;
/** RFC 3411, SnmpSecurityModel: User-based. */
const USM = 3;

/** What a message is. */
export type Judgement =
  /** A trap or inform whose sender may send it. */
  | { readonly kind: 'notification' }
  /** Anybody's question for the engine id; net-snmp answers with a Report. */
  | { readonly kind: 'discovery' }
  /** `report`: net-snmp tells the sender why. */
  | { readonly kind: 'refused'; readonly reason: DropReason; readonly report?: true };

const NOTIFICATION: Judgement = { kind: 'notification' };
const refused = (reason: DropReason): Judgement => ({ kind: 'refused', reason });

/** Judges messages by the communities and users of the configuration. */
export class Gate {
  readonly #communities: readonly Buffer[];
  readonly #users: ReadonlyMap<string, { readonly user: TrapUserKeys; readonly signature: SignatureCheck }>;

  constructor(access: { readonly communities: readonly string[]; readonly users: readonly TrapUserKeys[] }) {
    this.#communities = access.communities.map((community) => Buffer.from(community));
    this.#users = new Map(
      access.users.map((user) => [user.user, { user, signature: new SignatureCheck(user) }]),
    );
  }

  /** Judges one datagram. Never throws. */
  judge(datagram: Buffer): Judgement {
    try {
      const message = new BerReader(datagram).enter(TAG.sequence);
      const version = message.integer(TAG.integer);
      if (version === 0 || version === 1) return this.#community(message, version);
      return version === 3 ? this.#usm(message, datagram) : refused('malformed');
    } catch (error) {
      if (error instanceof BerError) return refused('malformed');
      throw error;
    }
  }

  #community(message: BerReader, version: 0 | 1): Judgement {
    const community = message.octets();
    const { tag } = message;
    message.header(tag);
    if (!this.#communities.some((known) => known.equals(community))) return refused('community');
    const isNotification = version === 0 ? tag === PDU.trapV1 : tag === PDU.trapV2 || tag === PDU.inform;
    return isNotification ? NOTIFICATION : refused('unexpected');
  }

  #usm(message: BerReader, datagram: Buffer): Judgement {
    const global = message.enter(TAG.sequence);
    global.integer(TAG.integer);
    global.integer(TAG.integer);
    const flags = global.octets()[0] ?? 0;
    if (global.integer(TAG.integer) !== USM) return refused('unexpected');
    const security = new BerReader(message.octets()).enter(TAG.sequence);
    const engineId = security.octets();
    security.integer(TAG.integer);
    security.integer(TAG.integer);
    const name = security.octets().toString('utf8');
    const digest = security.octets();
    const isSealed = (flags & FLAG.priv) !== 0;
    const tag = isSealed ? undefined : scopedTag(message);
    const wantsReport = (flags & REPORTABLE) !== 0;
    if (name === '' && (flags & (FLAG.auth | FLAG.priv)) === 0 && tag === PDU.get && wantsReport)
      return { kind: 'discovery' };
    const known = this.#users.get(name);
    if (!known) return { ...refused('user'), ...(wantsReport && name !== '' && { report: true }) };
    if ((flags & FLAG.auth) === 0 || (known.user.level === 'authPriv' && !isSealed)) return refused('level');
    if (isSealed && known.user.privKey === undefined) return refused('decryption');
    const start = digest.byteOffset - datagram.byteOffset;
    if (!known.signature.holds(datagram, { engineId, start, length: digest.length }))
      return refused('digest');
    // What is sealed is looked at once it is open.
    return tag === undefined || tag === PDU.trapV2 || tag === PDU.inform
      ? NOTIFICATION
      : refused('unexpected');
  }
}

function scopedTag(message: BerReader): number {
  const scoped = message.enter(TAG.sequence);
  scoped.octets();
  scoped.octets();
  return scoped.tag;
}
