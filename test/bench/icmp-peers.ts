// The peers of the ICMP benchmark: fping and collectd's ping plugin, each in a network namespace of its own, whose
// counter of echoes says what they really sent.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds, echoesReceived, loopbackAddress } from './process-usage.ts';

/** What a peer took, or why it could not be measured. */
export type PeerResult =
  | { readonly name: string; readonly cpuUs: number; readonly echoesPerSecond: number }
  | { readonly name: string; readonly missing: string };

/** How much and how long. */
export interface PeerLoad {
  readonly count: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
}

const COLLECTD_PLUGINS = [
  '/usr/lib/collectd',
  `/usr/lib/${process.arch === 'x64' ? 'x86_64' : 'aarch64'}-linux-gnu/collectd`,
];

/** A command that runs another in a fresh namespace with a loopback interface. */
export const IN_NAMESPACE = ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] as const;

/** Whether this user may make network namespaces. */
export function mayUnshare(): boolean {
  try {
    execFileSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** fping in its loop mode; `gapMs`: its pause between two echoes. */
export async function measureFping(load: PeerLoad, gapMs: number): Promise<PeerResult> {
  const name = `fping -l -i ${gapMs}`;
  if (!has('fping')) return { name, missing: 'fping is not installed' };
  return await inFolder(async (folder) => {
    const list = join(folder, 'targets');
    writeFileSync(list, targets(load.count).join('\n'));
    return await measure(name, ['fping', '-l', '-q', '-p', '1000', '-i', String(gapMs), '-f', list], load);
  });
}

/** collectd with its ping plugin and nothing else. */
export async function measureCollectd(load: PeerLoad): Promise<PeerResult> {
  const name = 'collectd ping plugin';
  const plugins = COLLECTD_PLUGINS.find((folder) => existsSync(join(folder, 'ping.so')));
  if (!has('collectd') || plugins === undefined) return { name, missing: 'collectd-core is not installed' };
  if (execFileSync('ldd', [join(plugins, 'ping.so')]).includes('not found')) {
    return { name, missing: 'liboping0 is not installed' };
  }
  return await inFolder(async (folder) => {
    const config = join(folder, 'collectd.conf');
    const hosts = targets(load.count).map((address) => `  Host "${address}"`);
    const lines = [
      `BaseDir "${folder}"`,
      `PluginDir "${plugins}"`,
      `PIDFile "${join(folder, 'pid')}"`,
      'Interval 10',
      'TypesDB "/usr/share/collectd/types.db"',
      // Values are computed and not written: without a target for them collectd would fill its log instead.
      'PostCacheChain "drop"',
      '<Chain "drop">',
      '  Target "stop"',
      '</Chain>',
      'LoadPlugin ping',
      '<Plugin ping>',
      '  Interval 1.0',
      '  Timeout 0.9',
      ...hosts,
      '</Plugin>',
    ];
    writeFileSync(config, `${lines.join('\n')}\n`);
    return await measure(name, ['collectd', '-f', '-C', config], load);
  });
}

async function measure(name: string, command: readonly string[], load: PeerLoad): Promise<PeerResult> {
  const [program = '', ...args] = [...IN_NAMESPACE, ...command];
  const child = spawn(program, args, { stdio: 'ignore' });
  try {
    await sleep(load.warmUpMs);
    const before = read(child);
    await sleep(load.windowMs);
    const after = read(child);
    const echoes = after.echoes - before.echoes;
    if (!(echoes > 0)) return { name, missing: 'it sent no echoes' };
    const cpuUs = ((after.cpu - before.cpu) * 1e6) / echoes;
    return { name, cpuUs, echoesPerSecond: echoes / (load.windowMs / 1_000) };
  } catch {
    return { name, missing: 'it ended before it was measured' };
  } finally {
    child.kill('SIGKILL');
  }
}

function read(child: ChildProcess): { cpu: number; echoes: number } {
  const pid = child.pid ?? 0;
  return { cpu: cpuSeconds(pid), echoes: echoesReceived(pid) };
}

async function inFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jalur-bench-'));
  try {
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function targets(count: number): string[] {
  return Array.from({ length: count }, (_, index) => loopbackAddress(index));
}

function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
