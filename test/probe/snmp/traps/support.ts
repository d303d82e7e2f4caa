// What the trap tests share: a receiver on a free port, net-snmp's own senders, and datagrams written by hand.

import { execFile, execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { TrapConfig, TrapUser } from '../../../../src/config/config.ts';
import { SecretText } from '../../../../src/config/secret.ts';
import type { Trap } from '../../../../src/domain/trap.ts';
import { encodeOid, TAG, tagged } from '../../../../src/probe/snmp/ber.ts';
import { openTrapReceiver, type TrapReceiver } from '../../../../src/probe/snmp/traps/receiver.ts';
import type { Log } from '../../../../src/runtime/log.ts';
import { systemTimers } from '../../../../src/runtime/timers.ts';

/** Whether net-snmp's tools are installed (Debian package snmp). */
export const hasTools = ((): boolean => {
  try {
    execFileSync('snmptrap', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A secret, as the configuration keeps it. */
export const secret = (text: string): SecretText => new SecretText(text, { inClear: false });

/** Users as the configuration has them. */
export const SEALED: TrapUser = {
  user: 'sealed',
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: secret('authpass-1'),
  privProtocol: 'aes',
  privKey: secret('privpass-1'),
};
export const SIGNED: TrapUser = {
  user: 'signed',
  level: 'authNoPriv',
  authProtocol: 'sha512',
  authKey: secret('authpass-2'),
};

/** A UDP port nobody has. */
export async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

/** A receiver with all that it said. */
export interface Listening {
  readonly receiver: TrapReceiver;
  readonly port: number;
  readonly traps: Trap[];
  readonly faults: (string | undefined)[];
  readonly logged: { readonly message: string; readonly data?: object | undefined }[];
}

/** Opens a receiver on loopback, on a port of its own. */
export async function listen(change: Partial<TrapConfig> = {}, entry?: URL): Promise<Listening> {
  const port = await freePort();
  const traps: Trap[] = [];
  const faults: (string | undefined)[] = [];
  const logged: Listening['logged'] = [];
  const note = (message: string, data?: object): void => void logged.push({ message, data });
  const log: Pick<Log, 'info' | 'warn'> = { info: note, warn: note };
  const config: TrapConfig = {
    listen: [
      { host: '127.0.0.1', port },
      { host: '::1', port },
    ],
    communities: [secret('public')],
    users: [SEALED, SIGNED],
    perSecond: 1_000,
    ...change,
  };
  const receiver = await openTrapReceiver(
    config,
    {
      timers: systemTimers,
      log,
      onTrap: (trap) => traps.push(trap),
      onFault: (detail) => faults.push(detail),
    },
    entry,
  );
  return { receiver, port, traps, faults, logged };
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string, deadlineMs = 5_000): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what}: not within ${deadlineMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const run = promisify(execFile);

/** Runs snmptrap or snmpinform; how it ended, and what it complained of. */
export async function send(
  tool: 'snmptrap' | 'snmpinform',
  args: readonly string[],
): Promise<{ readonly ok: boolean; readonly said: string }> {
  try {
    const { stderr } = await run(tool, ['-m', '', '-r', '0', '-t', '1', ...args]);
    return { ok: true, said: stderr };
  } catch (error) {
    return { ok: false, said: String((error as { stderr?: unknown }).stderr) };
  }
}

const int = (value: number): Buffer =>
  tagged(TAG.integer, value < 128 ? Buffer.from([value]) : Buffer.from([0, ...bytesOf(value)]));
const bytesOf = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);

/** A varbind whose value is given with its header. */
export const varbind = (oid: string, value: Buffer): Buffer =>
  tagged(TAG.sequence, tagged(TAG.oid, encodeOid(oid)), value);
/** An OBJECT IDENTIFIER with its header. */
export const oidValue = (oid: string): Buffer => tagged(TAG.oid, encodeOid(oid));
/** sysUpTime.0 and snmpTrapOID.0. */
export const head = (trapOid = '1.3.6.1.6.3.1.1.5.3'): Buffer[] => [
  varbind('1.3.6.1.2.1.1.3.0', tagged(TAG.timeTicks, Buffer.from([1]))),
  varbind('1.3.6.1.6.3.1.1.4.1.0', oidValue(trapOid)),
];

/** A v2c notification written by hand; `id` is the request id with its header. */
export function v2c(
  pduTag: number,
  varbinds: readonly Buffer[],
  { id = int(7), community = 'public' }: { readonly id?: Buffer; readonly community?: string } = {},
): Buffer {
  const pdu = tagged(pduTag, id, int(0), int(0), tagged(TAG.sequence, ...varbinds));
  return tagged(TAG.sequence, int(1), tagged(TAG.octets, Buffer.from(community)), pdu);
}

/** Tags of notifications. */
export const TRAP_V2 = 0xa7;
export const INFORM = 0xa6;
