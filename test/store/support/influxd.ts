// A real influxd on free ports of the loopback, with its data in a temporary directory.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

/** Whether this machine has influxd. */
export const hasInfluxd = spawnSync('influxd', ['version']).status === 0;

/** A running influxd. */
export interface Influxd {
  readonly url: string;
  /** Its process; undefined while it is killed. */
  readonly pid: number | undefined;
  /** Bytes on the disk: of a retention policy's data, or of everything with the write-ahead log. */
  bytes(database?: string, policy?: string): number;
  /** Kills it with SIGKILL; its data stay. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** InfluxQL, straight by HTTP; the parsed answer. */
  query(text: string, database?: string): Promise<string>;
  /** Kills it and deletes its data. */
  remove(): Promise<void>;
}

/** Ports that were free a moment ago may be somebody else's by the time influxd asks for them. */
const TRIES = 3;

interface InfluxdOptions {
  readonly auth?: boolean;
  /** Data that rest are compacted within seconds, not after 4 h. */
  readonly compactSoon?: boolean;
}

/** Starts influxd and waits until it answers. */
export async function startInfluxd(options: InfluxdOptions = {}): Promise<Influxd> {
  for (let tries = 1; ; tries++) {
    const influxd = await prepare(options);
    try {
      await influxd.start();
      return influxd;
    } catch (error) {
      await influxd.remove();
      if (tries === TRIES) throw error;
    }
  }
}

async function prepare(options: InfluxdOptions): Promise<Influxd> {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-influxd-'));
  const port = await freePort();
  const backupPort = await freePort();
  const config = join(directory, 'influxdb.conf');
  writeFileSync(
    config,
    `reporting-disabled = true
bind-address = "127.0.0.1:${backupPort}"
[meta]
  dir = "${directory}/meta"
[data]
  dir = "${directory}/data"
  wal-dir = "${directory}/wal"
  query-log-enabled = false
${options.compactSoon ? '  cache-snapshot-write-cold-duration = "2s"\n  compact-full-write-cold-duration = "8s"' : ''}
[http]
  bind-address = "127.0.0.1:${port}"
  auth-enabled = ${options.auth === true}
  log-enabled = false
[monitor]
  store-enabled = false
`,
  );
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const influxd: Influxd = {
    url,
    get pid() {
      return child?.pid;
    },
    bytes: (database, policy) =>
      database === undefined || policy === undefined
        ? bytesBelow(join(directory, 'data')) + bytesBelow(join(directory, 'wal'))
        : bytesBelow(join(directory, 'data', database, policy)),
    kill: async () => {
      const own = child;
      child = undefined;
      if (!own || own.exitCode !== null || own.signalCode !== null) return;
      const exited = once(own, 'exit');
      own.kill('SIGKILL');
      await exited;
    },
    start: async () => {
      const own = spawn('influxd', ['-config', config], { stdio: 'ignore' });
      child = own;
      await Promise.race([
        eventually(async () => (await fetch(`${url}/ping`)).status === 204, 'influxd answers', 30_000),
        once(own, 'exit').then(([code]) => {
          throw new Error(`influxd ended with ${String(code)}, wanted: it answers`);
        }),
      ]);
    },
    query: async (text, database) => {
      const search = new URLSearchParams({ q: text, epoch: 'ms', ...(database && { db: database }) });
      return (await fetch(`${url}/query`, { method: 'POST', body: search })).text();
    },
    remove: async () => {
      await influxd.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return influxd;
}

function bytesBelow(directory: string): number {
  let sum = 0;
  if (!existsSync(directory)) return 0;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    // Compaction may have taken the file away meanwhile.
    sum += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}

/** A TCP port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('found no port, wanted one');
  return address.port;
}
