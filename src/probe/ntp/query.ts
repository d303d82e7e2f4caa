// One question to one time server: a socket of its own with a port of the kernel's choice, closed when the answer is there
// or the time is up.

import { createSocket, type RemoteInfo, type SocketType } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP, SocketAddress } from 'node:net';
import type { Clock } from '../../runtime/clock.ts';
import type { Timers } from '../../runtime/timers.ts';
import { decodeAnswer, encodeQuestion } from './packet.ts';
import type { NtpRefusal, NtpResult } from './port.ts';

/** NTP's port. */
export const NTP_PORT = 123;
/** Whoever sends more than this to the port of one question wants to keep us busy: the question is given up. */
const MOST_REFUSED = 64;

/** What asking needs. */
export interface NtpQueryDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Eight unpredictable bytes. */
  readonly cookie: () => Uint8Array;
  /** Told of every datagram that was not taken. */
  readonly onRefused: (refusal: NtpRefusal, detail: string) => void;
  /** Ends the question before its time. */
  readonly signal?: AbortSignal;
}

/** Host and port of `host`, `host:port`, `[v6]:port` or a bare IPv6 address. */
export function serverPlace(server: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(server);
  const host = match?.[1] ?? match?.[2];
  return host === undefined
    ? { host: server, port: NTP_PORT }
    : { host, port: match?.[3] === undefined ? NTP_PORT : Number(match[3]) };
}

/** Asks once; resolves within `timeoutMs` whatever happens, and never rejects. */
export async function queryNtp(server: string, timeoutMs: number, deps: NtpQueryDeps): Promise<NtpResult> {
  const { timers } = deps;
  const failed = (why: 'silent' | 'kiss' | 'local', detail: string): NtpResult => ({
    kind: 'failed',
    server,
    why,
    detail,
  });
  let finish: (result: NtpResult) => void = () => undefined;
  const result = new Promise<NtpResult>((resolve) => {
    finish = resolve;
  });
  const timer = timers.setTimeout(
    () => finish(failed('silent', `no answer within ${timeoutMs} ms`)),
    timeoutMs,
  );
  const over = new AbortController();
  const stop = (): void => finish(failed('local', 'stopped'));
  deps.signal?.addEventListener('abort', stop, { once: true });
  const { host, port } = serverPlace(server);
  resolveHost(host)
    .then(({ address, family }) => {
      if (over.signal.aborted) return;
      ask(
        { server, address, port, type: family === 6 ? 'udp6' : 'udp4' },
        { finish, failed, over: over.signal },
        deps,
      );
    })
    .catch((error: unknown) => finish(failed('local', `cannot find ${host}: ${String(error)}`)));
  const outcome = await result;
  over.abort();
  deps.signal?.removeEventListener('abort', stop);
  timers.clearTimeout(timer);
  return outcome;
}

interface Place {
  readonly server: string;
  readonly address: string;
  readonly port: number;
  readonly type: SocketType;
}

interface Ending {
  readonly finish: (result: NtpResult) => void;
  readonly failed: (why: 'silent' | 'kiss' | 'local', detail: string) => NtpResult;
  readonly over: AbortSignal;
}

function ask(place: Place, { finish, failed, over }: Ending, deps: NtpQueryDeps): void {
  const { clock, cookie, onRefused } = deps;
  const socket = createSocket({ type: place.type, signal: over });
  const secret = cookie();
  // Our own clock may be set between question and answer: only its reading at the start counts, and the time since.
  const askedAt = clock.wallMs();
  const askedMs = clock.monoMs();
  let refused = 0;
  const refuse = (refusal: NtpRefusal, detail: string): void => {
    onRefused(refusal, detail);
    if (++refused > MOST_REFUSED)
      finish(failed('silent', `more than ${MOST_REFUSED} datagrams were no answer`));
  };
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    if (over.aborted) return;
    const roundMs = clock.monoMs() - askedMs;
    if (plain(from.address) !== plain(place.address) || from.port !== place.port) {
      refuse('stranger', 'a datagram from an address that was not asked');
      return;
    }
    const decoded = decodeAnswer(bytes, { cookie: secret, nearAt: askedAt });
    if ('refusal' in decoded) {
      refuse(decoded.refusal, decoded.detail);
      if (decoded.refusal === 'kiss')
        finish(failed('kiss', `the server does not want to be asked: ${decoded.detail}`));
      return;
    }
    const { stratum, receivedAt, sentAt } = decoded.answer;
    const roundTripMs = roundMs - (sentAt - receivedAt);
    if (roundTripMs < -1) {
      refuse('absurd', 'the server held the question for longer than the answer took');
      return;
    }
    // RFC 5905 section 8: theta = ((T2 - T1) + (T3 - T4)) / 2.
    const offsetMs = (receivedAt - askedAt + (sentAt - (askedAt + roundMs))) / 2;
    finish({
      kind: 'sample',
      server: place.server,
      offsetMs,
      roundTripMs: Math.max(0, roundTripMs),
      stratum,
    });
  });
  socket.on('error', (error) => finish(failed('local', error.message)));
  socket.send(encodeQuestion(secret), place.port, place.address, (error) => {
    if (error) finish(failed('local', error.message));
  });
}

/** Addresses are not looked up: without DNS they work all the same. */
async function resolveHost(host: string): Promise<{ readonly address: string; readonly family: number }> {
  const family = isIP(host);
  return family === 0 ? await lookup(host) : { address: host, family };
}

/** One spelling per address. */
function plain(address: string): string {
  const bare = address.split('%')[0] ?? address;
  const family = isIP(bare);
  return family === 0
    ? bare
    : new SocketAddress({ address: bare, family: family === 6 ? 'ipv6' : 'ipv4' }).address;
}
