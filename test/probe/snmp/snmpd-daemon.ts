// A real snmpd on loopback for tests: started in a folder of its own, killed, and started again on the same port.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether snmpd is installed (Debian package snmpd); it is not in every user's PATH. */
export const hasSnmpd = ((): boolean => {
  try {
    execFileSync('/usr/sbin/snmpd', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The configuration every test runs with; passphrases as {@link USERS} has them. */
const CONFIG = [
  'rocommunity public 127.0.0.1',
  'rocommunity6 public ::1',
  'sysName jalur-test',
  'createUser clear',
  'createUser signed SHA-512 authpass-1',
  'createUser sealed SHA-256 authpass-2 AES privpass-2',
  'createUser old MD5 authpass-3 AES privpass-3',
  'createUser strong SHA-512 authpass-4 AES-256 privpass-4',
  'rouser clear noauth',
  'rouser signed auth',
  'rouser sealed priv',
  'rouser old priv',
  'rouser strong priv',
];

/** One daemon. */
export class Snmpd {
  readonly port: number;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  private constructor(port: number) {
    this.port = port;
    this.#folder = mkdtempSync(join(tmpdir(), 'jalur-snmpd-'));
    writeFileSync(join(this.#folder, 'snmpd.conf'), `${CONFIG.join('\n')}\n`);
  }

  /** Starts a daemon on a free port of 127.0.0.1 and ::1. */
  static async start(): Promise<Snmpd> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    const daemon = new Snmpd(port);
    daemon.run();
    return daemon;
  }

  /** Runs it; it counts a boot more than before. */
  run(): void {
    const args = ['-f', '-Ln', '-I', '-smux,mteTrigger,mteTriggerConf'];
    this.#child = spawn(
      '/usr/sbin/snmpd',
      [...args, `udp:127.0.0.1:${this.port}`, `udp6:[::1]:${this.port}`],
      {
        stdio: 'ignore',
        // Not by -C -c: that would keep it from reading back its boots.
        env: {
          ...process.env,
          SNMPCONFPATH: `${this.#folder}:${join(this.#folder, 'state')}`,
          SNMP_PERSISTENT_DIR: join(this.#folder, 'state'),
        },
      },
    );
  }

  /** Ends it; `SIGTERM` lets it keep its engine's state, `SIGKILL` does not. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** Forgets engine id and boots, as a replaced device would have others. */
  forgetEngine(): void {
    rmSync(join(this.#folder, 'state'), { recursive: true, force: true });
  }

  async dispose(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
