// What the trap tests share: a receiver on a free port, net-snmp's own senders, and datagrams written by hand.

import { execFile, execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { TrapConfig, TrapUser } from '../../../../src/config/config.ts';
import { SecretText } from '../../../../src/config/secret.ts';
import type { Trap } from '../../../../src/domain/trap.ts';
import { openTrapReceiver, type TrapReceiver } from '../../../../src/probe/snmp/traps/receiver.ts';
import type { Log } from '../../../../src/runtime/log.ts';
import { systemTimers, type Timers } from '../../../../src/runtime/timers.ts';

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
export async function listen(
  change: Partial<TrapConfig> = {},
  { entry, timers = systemTimers }: { readonly entry?: URL; readonly timers?: Timers } = {},
): Promise<Listening> {
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
      timers,
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
    const { stderr } = await run(tool, ['-m', '', '-r', '0', '-t', '2', ...args]);
    return { ok: true, said: stderr };
  } catch (error) {
    return { ok: false, said: String((error as { stderr?: unknown }).stderr) };
  }
}

/** Sends one datagram to a port of 127.0.0.1, from another address of loopback where one is named. */
export async function sendTo(port: number, datagram: Buffer, from = '127.0.0.1'): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind(0, from);
  await once(socket, 'listening');
  await new Promise<void>((resolve) => socket.send(datagram, port, '127.0.0.1', () => resolve()));
  socket.close();
}
