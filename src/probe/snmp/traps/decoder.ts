// net-snmp's receiver behind a guard: it decrypts, decodes, and acknowledges informs, but has no socket of its own. It is
// handed one message at a time, and whatever it throws (its encoder does on BIT STRINGs, integers beyond 32 bits and empty
// object identifiers in an inform) ends as a reason. All that is loosely typed about it ends here.

import { EventEmitter } from 'node:events';
import snmp from 'net-snmp';
import { installKeyCache } from '../keys.ts';
import { type LibraryVarbind, varbindOf } from '../library.ts';
import type { DropReason } from './status.ts';
import type { NotificationPdu } from './translate.ts';
import type { TrapUserKeys } from './usm.ts';

/** Who sent a datagram, and the way back. */
export interface Sender {
  readonly address: string;
  readonly port: number;
  reply(datagram: Buffer): void;
}

/** What became of a message: a PDU, or why there is none. */
export type Decoded = NotificationPdu | { readonly failed: DropReason };

/**
 * This receiver's snmpEngineID, by which routers sign v3 informs: enterprise of net-snmp for Node (47491), format 4
 * (administratively assigned text, RFC 3411), "jalur". Fixed, since it has to be written into some routers.
 */
export const ENGINE_ID = '8000b983046a616c7572';

/** net-snmp keeps keys of passwords that are no text (those that Reeder's method extends) by engine for ever. */
const MOST_LIBRARY_KEYS = 1_000;

interface LibraryPdu {
  readonly type: number;
  readonly varbinds: readonly LibraryVarbind[];
  readonly enterprise?: string;
  readonly generic?: number;
  readonly specific?: number;
}

type LibraryCallback = (
  error: (Error & { readonly code?: unknown }) | null,
  data?: { readonly pdu: LibraryPdu },
) => void;

/** net-snmp's receiver, which believes to have a socket. */
export class TrapDecoder {
  readonly #socket = new EventEmitter();
  #sender: Sender | undefined;
  #decoded: Decoded | undefined;
  #keysSeen = 0;

  constructor(access: { readonly communities: readonly string[]; readonly users: readonly TrapUserKeys[] }) {
    installKeyCache();
    const socket = Object.assign(this.#socket, {
      bind: () => {},
      close: () => {},
      address: () => ({}),
      send: (datagram: Buffer, offset: number, length: number, ..._: unknown[]) =>
        this.#sender?.reply(datagram.subarray(offset, offset + length)),
    });
    const take: LibraryCallback = (error, data) => {
      this.#decoded = error || !data ? { failed: reasonOf(error) } : notificationOf(data.pdu);
    };
    const receiver = snmp.createReceiver(
      {
        engineID: Buffer.from(ENGINE_ID, 'hex'),
        includeAuthentication: true,
        dgramModule: { createSocket: () => socket },
      },
      take,
    );
    const authorizer = receiver.getAuthorizer();
    for (const community of access.communities) authorizer.addCommunity(community);
    for (const user of access.users) authorizer.addUser(libraryUser(user));
  }

  /** Decodes a message that passed the gate; an inform has been acknowledged then. Never throws. */
  decode(datagram: Buffer, sender: Sender): Decoded {
    this.#decoded = undefined;
    this.#hand(datagram, sender);
    return this.#decoded ?? { failed: 'malformed' };
  }

  /** Lets net-snmp answer with a Report: the engine id, or that a user is unknown. Never throws. */
  report(datagram: Buffer, sender: Sender): void {
    this.#hand(datagram, sender);
  }

  #hand(datagram: Buffer, sender: Sender): void {
    this.#sender = sender;
    try {
      this.#socket.emit('message', datagram, { address: sender.address, port: sender.port });
    } catch {
      this.#decoded = undefined;
    }
    this.#sender = undefined;
    if (++this.#keysSeen % MOST_LIBRARY_KEYS === 0) forgetLibraryKeys();
  }
}

function forgetLibraryKeys(): void {
  const { authToKeyCache } = snmp.Authentication as unknown as { authToKeyCache: Record<string, Buffer> };
  for (const key of Object.keys(authToKeyCache)) delete authToKeyCache[key];
}

function libraryUser(user: TrapUserKeys): snmp.User {
  return {
    name: user.user,
    level: snmp.SecurityLevel[user.level],
    authProtocol: snmp.AuthProtocols[user.authProtocol],
    authKey: user.authKey,
    ...(user.privProtocol && { privProtocol: snmp.PrivProtocols[user.privProtocol] }),
    ...(user.privKey !== undefined && { privKey: user.privKey }),
  };
}

/** The signature was good, so what cannot be opened was sealed by another key. */
function reasonOf(error: { readonly code?: unknown } | null): DropReason {
  const { ECouldNotDecrypt } = snmp.ResponseInvalidCode as unknown as { readonly ECouldNotDecrypt: unknown };
  return error?.code === ECouldNotDecrypt ? 'decryption' : 'malformed';
}

function notificationOf(pdu: LibraryPdu): Decoded {
  const varbinds = pdu.varbinds.map(varbindOf);
  switch (pdu.type) {
    case snmp.PduType.Trap: {
      const { enterprise, generic, specific } = pdu;
      if (enterprise === undefined || generic === undefined || specific === undefined)
        return { failed: 'malformed' };
      return { version: '1', enterprise, generic, specific, varbinds };
    }
    case snmp.PduType.TrapV2:
      return { version: '2', isInform: false, varbinds };
    case snmp.PduType.InformRequest:
      return { version: '2', isInform: true, varbinds };
    default:
      return { failed: 'unexpected' };
  }
}
