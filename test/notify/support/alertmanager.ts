// A real prometheus-alertmanager on a free port of loopback, with its data in a temporary folder.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../support/daemon.ts';

const PROGRAM = 'prometheus-alertmanager';
/** Whether the program is there. */
export const HAS_ALERTMANAGER = spawnSync(PROGRAM, ['--version']).status === 0;

/** An alert as its API shows it. */
export interface ShownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL: string;
}

/** One Alertmanager that can be stopped and started again at the same address. */
export class Alertmanager {
  readonly url: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'jalur-alertmanager-'));
  readonly #port: number;
  #child: ChildProcess | undefined;
  #said = '';

  constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    // Tells nobody; what is not said again is over after a second, if it has no end of its own.
    const config =
      'global: { resolve_timeout: 1s }\nroute: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';
    writeFileSync(join(this.#folder, 'alertmanager.yml'), config);
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    this.#child = spawn(
      PROGRAM,
      [
        `--config.file=${join(this.#folder, 'alertmanager.yml')}`,
        `--storage.path=${join(this.#folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${this.#port}`,
        '--cluster.listen-address=',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const child = this.#child;
    child.stderr?.on('data', (data) => {
      this.#said = `${this.#said}${data}`.slice(-2_000);
    });
    await until('alertmanager is ready', async () => {
      if (child.exitCode !== null) throw new Error(`alertmanager ended: ${this.#said}`);
      const answer = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      return answer?.status === 200;
    });
  }

  /** Stops it at once; what it knew of alerts is lost with it. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  /** Stops it for good. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The alerts that fire by its own clock and judgement. */
  async firing(): Promise<readonly ShownAlert[]> {
    const answer = await fetch(`${this.url}/api/v2/alerts?active=true`);
    return (await answer.json()) as ShownAlert[];
  }
}

/** A port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
