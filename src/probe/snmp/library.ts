// The seam to net-snmp: how a session is made, what its errors and values mean in our words. All that is loosely typed
// about the library ends here.

import type { EventEmitter } from 'node:events';
import snmp from 'net-snmp';
import type { CommunityAccess, UsmAccess } from '../../domain/link.ts';
import { type Answer, BACKOFF, failed } from './answer.ts';
import { TAG } from './ber.ts';
import { FLAG } from './envelope.ts';
import type { Patience } from './fast-get.ts';
import { installKeyCache } from './keys.ts';
import { counter64, WIRE_VERSION } from './message.ts';
import { NO_VALUE, type SnmpValue, type Varbind } from './value.ts';

/** A varbind as net-snmp gives it. */
export interface LibraryVarbind {
  readonly oid: string;
  readonly type: number;
  readonly value: unknown;
}

/** net-snmp's callback: an error, or what came. */
export type LibraryCallback<Result> = (error: Error | null, result?: Result) => void;

/** The part of net-snmp's session in use; it emits `error` for datagrams it cannot read. */
export interface LibrarySession extends EventEmitter {
  get(oids: readonly string[], done: LibraryCallback<LibraryVarbind[]>): void;
  getNext(oids: readonly string[], done: LibraryCallback<LibraryVarbind[]>): void;
  getBulk(
    oids: readonly string[],
    nonRepeaters: number,
    maxRepetitions: number,
    done: LibraryCallback<LibraryVarbind[][]>,
  ): void;
  close(): void;
}

/** What net-snmp calls instead of dgram's socket. */
export interface LibrarySocket extends EventEmitter {
  send(
    datagram: Buffer,
    offset: number,
    length: number,
    port: number,
    address: string,
    done: (error: Error | null) => void,
  ): void;
  bind(): void;
  ref(): void;
  unref(): void;
  close(): void;
}

/** Makes a session that speaks through `socket`. Throws what net-snmp throws on credentials it cannot use. */
export function openLibrarySession(
  address: string,
  port: number,
  family: 4 | 6,
  access: CommunityAccess | UsmAccess,
  patience: Patience,
  socket: LibrarySocket,
): LibrarySession {
  const options = {
    port,
    transport: family === 4 ? ('udp4' as const) : ('udp6' as const),
    timeout: patience.timeoutMs,
    retries: patience.retries,
    backoff: BACKOFF,
    // The walk ends there by itself, and keeps what came before; the library would drop the whole answer.
    backwardsGetNexts: true,
    reportOidMismatchErrors: true,
    dgramModule: { createSocket: () => socket },
  };
  if (access.version !== '3') {
    const version = access.version === '1' ? snmp.Version1 : snmp.Version2c;
    return snmp.createSession(address, access.community, {
      ...options,
      version,
    }) as unknown as LibrarySession;
  }
  installKeyCache();
  return snmp.createV3Session(address, userOf(access), {
    ...options,
    version: snmp.Version3,
    ...(access.context !== undefined && { context: access.context }),
  }) as unknown as LibrarySession;
}

function userOf(access: UsmAccess): snmp.User {
  const { level } = access;
  if (level !== 'noAuthNoPriv' && (!access.authProtocol || access.authKey === undefined))
    throw new RangeError(`level ${level} needs an authentication protocol and key`);
  if (level === 'authPriv' && (!access.privProtocol || access.privKey === undefined))
    throw new RangeError(`level ${level} needs a privacy protocol and key`);
  return {
    name: access.user,
    level: snmp.SecurityLevel[access.level],
    ...(access.authProtocol && { authProtocol: snmp.AuthProtocols[access.authProtocol] }),
    ...(access.authKey !== undefined && { authKey: access.authKey }),
    ...(access.privProtocol && { privProtocol: snmp.PrivProtocols[access.privProtocol] }),
    ...(access.privKey !== undefined && { privKey: access.privKey }),
  };
}

/** `version` field of messages by these credentials. */
export function wireVersion(access: CommunityAccess | UsmAccess): number {
  return access.version === '3' ? 3 : WIRE_VERSION[access.version];
}

/** msgFlags that answers by these credentials must carry. */
export function requiredFlags(access: CommunityAccess | UsmAccess): number {
  if (access.version !== '3' || access.level === 'noAuthNoPriv') return 0;
  return access.level === 'authPriv' ? FLAG.auth | FLAG.priv : FLAG.auth;
}

/** net-snmp's codes of ResponseInvalidError that speak of credentials or clocks (its README, "ResponseInvalidError"). */
const CODE = {
  authFailure: 5,
  communityNoMatch: 10,
  notInTimeWindow: 14,
  unexpectedReport: 11,
} as const;

/** The answer that an error of net-snmp stands for; `oids` as asked, to find the error-index again. */
export function answerOfError(error: Error, oids: readonly string[]): Answer | 'timeout' {
  const { name, status, code } = error as Error & { status?: unknown; code?: unknown };
  if (name === 'RequestTimedOutError') return 'timeout';
  if (name === 'RequestFailedError') {
    const index = oids.findIndex((oid) => error.message.endsWith(`: ${oid}`)) + 1;
    return { kind: 'error', status: typeof status === 'number' ? status : 5, index };
  }
  if (name === 'ResponseInvalidError') {
    const aboutTrust =
      code === CODE.authFailure ||
      code === CODE.communityNoMatch ||
      code === CODE.notInTimeWindow ||
      code === CODE.unexpectedReport;
    return failed(aboutTrust ? 'auth' : 'malformed', withoutDigests(error));
  }
  return failed('local', error.message);
}

/** An error's text; net-snmp quotes the digest it wanted, with which whoever reads the text could forge that answer. */
export function withoutDigests(error: Error): string {
  return error.message.replace(/[0-9a-f]{16,}/gi, '…');
}

/** A varbind in our words. Never throws. */
export function varbindOf({ oid, type, value }: LibraryVarbind): Varbind {
  return { oid, value: libraryValue(type, value) };
}

function libraryValue(type: number, value: unknown): SnmpValue {
  if (type === TAG.counter64) return Buffer.isBuffer(value) ? counter64(value) : NO_VALUE;
  if (type === TAG.oid) return typeof value === 'string' ? { kind: 'oid', value } : NO_VALUE;
  if (type === TAG.ipAddress)
    return typeof value === 'string' ? { kind: 'bytes', value: Buffer.from(value) } : NO_VALUE;
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'integer', value };
  return Buffer.isBuffer(value) ? { kind: 'bytes', value } : NO_VALUE;
}
