// The peers of the SNMP benchmark: collectd's snmp plugin and prometheus-snmp-exporter, given the same objects of the
// same agents at the same rate.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from './process-usage.ts';
import { agentAddress } from './snmp-agents.ts';

/** What a peer took per poll, or why it could not be measured. */
export type SnmpPeer =
  | { readonly name: string; readonly cpuUs: number; readonly pollsPerSecond: number }
  | { readonly name: string; readonly missing: string };

/** The work every contender is given. */
export interface SnmpLoad {
  readonly agents: number;
  readonly port: number;
  readonly oids: readonly string[];
  readonly warmUpMs: number;
  readonly windowMs: number;
  /** Requests that the agents have answered so far. */
  served(): Promise<number>;
}

const COLLECTD_PLUGINS = [
  '/usr/lib/collectd',
  `/usr/lib/${process.arch === 'x64' ? 'x86_64' : 'aarch64'}-linux-gnu/collectd`,
];

/** collectd with its snmp plugin and nothing else: all objects in one GET, every agent once a second. */
export async function measureCollectdSnmp(load: SnmpLoad): Promise<SnmpPeer> {
  const name = 'collectd snmp plugin';
  const plugins = COLLECTD_PLUGINS.find((folder) => existsSync(join(folder, 'snmp.so')));
  if (!has('collectd') || plugins === undefined) return { name, missing: 'collectd-core is not installed' };
  if (execFileSync('ldd', [join(plugins, 'snmp.so')]).includes('not found'))
    return { name, missing: 'libsnmp40 is not installed' };
  return await inFolder(async (folder) => {
    const sources = load.oids.map((_, index) => `v${index}:GAUGE:U:U`).join(', ');
    writeFileSync(join(folder, 'types.db'), `poll ${sources}\n`);
    const hosts = Array.from({ length: load.agents }, (_, index) => [
      `  <Host "agent${index}">`,
      `    Address "${agentAddress(index)}:${load.port}"`,
      '    Version 2',
      '    Community "public"',
      '    Collect "poll"',
      '    Interval 1',
      '  </Host>',
    ]);
    const lines = [
      `BaseDir "${folder}"`,
      `PluginDir "${plugins}"`,
      `PIDFile "${join(folder, 'pid')}"`,
      'Interval 1',
      `TypesDB "${join(folder, 'types.db')}"`,
      // Values are computed and not written: without a target for them collectd would fill its log instead.
      'PostCacheChain "drop"',
      '<Chain "drop">',
      '  Target "stop"',
      '</Chain>',
      'LoadPlugin snmp',
      '<Plugin snmp>',
      '  <Data "poll">',
      '    Type "poll"',
      '    Table false',
      '    Instance ""',
      `    Values ${load.oids.map((oid) => `"${oid}"`).join(' ')}`,
      '  </Data>',
      ...hosts.flat(),
      '</Plugin>',
    ];
    const config = join(folder, 'collectd.conf');
    writeFileSync(config, `${lines.join('\n')}\n`);
    const child = spawn('collectd', ['-f', '-C', config], { stdio: 'ignore' });
    try {
      return await measure(name, child.pid ?? 0, load, () => sleep(load.windowMs));
    } finally {
      child.kill('SIGKILL');
    }
  });
}

/** prometheus-snmp-exporter, scraped for every agent once a second; the scraper's CPU is not counted. */
export async function measureExporter(load: SnmpLoad): Promise<SnmpPeer> {
  const name = 'prometheus-snmp-exporter';
  if (!has(name)) return { name, missing: `${name} is not installed` };
  return await inFolder(async (folder) => {
    const metrics = load.oids.flatMap((oid, index) => [
      `  - name: v${index}`,
      `    oid: ${oid.replace(/\.\d+$/, '')}`,
      '    type: gauge',
      `    help: object ${index}`,
    ]);
    const lines = [
      'poll:',
      '  version: 2',
      '  auth: {community: public}',
      '  get:',
      ...load.oids.map((oid) => `  - ${oid}`),
      '  metrics:',
      ...metrics,
    ];
    const config = join(folder, 'snmp.yml');
    writeFileSync(config, `${lines.join('\n')}\n`);
    const port = await freePort();
    const listen = `127.0.0.1:${port}`;
    const args = [`--config.file=${config}`, `--web.listen-address=${listen}`, '--log.level=error'];
    const child = spawn(name, args, { stdio: 'ignore' });
    const scrape = async (forMs: number): Promise<void> => {
      const ticks = Math.round(forMs / 10);
      const perTick = load.agents / 100;
      const under: Promise<unknown>[] = [];
      for (let tick = 0; tick < ticks; tick++) {
        for (let n = 0; n < perTick; n++) {
          const target = `${agentAddress(Math.floor(tick * perTick + n) % load.agents)}:${load.port}`;
          const url = `http://${listen}/snmp?module=poll&target=${target}`;
          under.push(
            fetch(url).then(
              (answer) => answer.text(),
              () => '',
            ),
          );
        }
        await sleep(10);
      }
      await Promise.all(under);
    };
    try {
      await sleep(500);
      await scrape(1_000);
      return await measure(name, child.pid ?? 0, { ...load, warmUpMs: 0 }, () => scrape(load.windowMs));
    } finally {
      child.kill('SIGKILL');
    }
  });
}

async function measure(
  name: string,
  pid: number,
  load: SnmpLoad,
  work: () => Promise<unknown>,
): Promise<SnmpPeer> {
  try {
    await sleep(load.warmUpMs);
    const before = { cpu: cpuSeconds(pid), served: await load.served() };
    await work();
    const cpu = cpuSeconds(pid) - before.cpu;
    const polls = (await load.served()) - before.served;
    if (polls === 0) return { name, missing: 'it polled nothing' };
    return { name, cpuUs: (cpu * 1e6) / polls, pollsPerSecond: polls / (load.windowMs / 1_000) };
  } catch {
    return { name, missing: 'it ended before it was measured' };
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  server.close();
  return port;
}

async function inFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jalur-bench-'));
  try {
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
