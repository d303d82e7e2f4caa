// The demonstration province on ports of its own, in a folder of its own, with a screen in front of it.

import { createSocket } from 'node:dgram';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Jalur } from '../../support/daemon.ts';

const CONFIG = resolve(import.meta.dirname, '../../../config');

/** What happens in the room; steps of a lab story in YAML. */
export interface RoomOptions {
  readonly story: readonly string[];
  /** Added to the end of the configuration. */
  readonly more?: string;
}

/** A daemon with the demonstration, which can be killed and started again on the same port. */
export class DemoRoom {
  readonly folder = mkdtempSync(join(tmpdir(), 'jalur-room-'));
  readonly #options: RoomOptions;
  #jalur: Jalur | undefined;
  #port = 0;

  constructor(options: RoomOptions) {
    this.#options = options;
  }

  /** Data directory. */
  get data(): string {
    return join(this.folder, 'data');
  }

  /** Address of the page, without the part after `#`. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** Process of the daemon. */
  get pid(): number {
    const pid = this.#jalur?.child.pid;
    if (pid === undefined) throw new Error('the daemon does not run');
    return pid;
  }

  /** Starts it, again on the same ports. */
  async start(): Promise<void> {
    if (this.#port === 0) await this.#prepare();
    this.#jalur = new Jalur(['run', '--config', join(this.folder, 'demo.yaml'), '--data', this.data]);
    await this.#jalur.url();
  }

  /** Ends it. */
  async end(signal: NodeJS.Signals): Promise<void> {
    await this.#jalur?.end(signal);
    this.#jalur = undefined;
  }

  /** Ends it and removes everything. */
  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #prepare(): Promise<void> {
    this.#port = await freeTcpPort();
    const snmpPort = await freeUdpPort();
    cpSync(join(CONFIG, 'demo-desa.csv'), join(this.folder, 'demo-desa.csv'));
    const text = readFileSync(join(CONFIG, 'demo.yaml'), 'utf8');
    const [before] = text.split('\nlab:\n');
    const config = `${before ?? ''}
lab:
  seed: 76
  snmpPort: ${snmpPort}
  absent: [majene-desa-rencana-1, mamasa-desa-rencana-2]
  repeat: 1h
  story:
${this.#options.story.map((step) => `    - ${step}`).join('\n')}
${this.#options.more ?? ''}`
      .replace('127.0.0.1:8080', `127.0.0.1:${this.#port}`)
      .replace('port: 1161', `port: ${snmpPort}`);
    writeFileSync(join(this.folder, 'demo.yaml'), config);
  }
}

async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  const { port } = socket.address();
  await new Promise<void>((done) => socket.close(done));
  return port;
}
