// `jalur profile test FILE`: is a device profile right, and what would it read from a real device? `jalur profile list`.

import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { describeProblem } from '../config/problems.ts';
import type { Inventory } from '../domain/inventory.ts';
import type { Device } from '../domain/link.ts';
import type { MetricReading } from '../domain/metric.ts';
import type { SnmpResult } from '../domain/reading.ts';
import { createSnmpPoller } from '../probe/snmp/poller.ts';
import { loadProfiles, SHIPPED_PROFILES } from '../probe/snmp/profiles/load.ts';
import type { Profile } from '../probe/snmp/profiles/profile.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { systemTimers } from '../runtime/timers.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
import { json, table } from './output.ts';

/** Three times the way over a satellite and back; whoever tests is waiting, and a silent device is asked six times. */
const TIMEOUT_MS = 2_000;
/** Between two polls, so that counters give rates and rows that move are seen to move. */
const BETWEEN_MS = 2_000;

/** Tests a profile, or lists them all. */
export const profileCommand: Command = {
  name: 'profile',
  summary: 'test a device profile against a real device, or list the profiles there are',
  positionals: ['test|list', '[FILE]'],
  options: {
    device: {
      type: 'string',
      value: 'ADDRESS',
      help: 'the device to read; absent: the file is only checked',
    },
    community: { type: 'string', value: 'TEXT', help: 'SNMP v2c community of the device (public)' },
    port: { type: 'string', value: 'PORT', help: 'UDP port of the device (161)' },
    link: {
      type: 'string',
      value: 'LINK',
      help: 'read the device of this link of --config, by its credentials',
    },
    config: { ...CONFIG_OPTION, help: 'the configuration with the link (or JALUR_CONFIG)' },
    data: { type: 'string', short: 'd', value: 'DIR', help: 'data directory, for the profiles in it' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'test: mistakes are listed with file:line:column; then the device is read as the daemon would read it with this ' +
    'profile. Exit status 1 when something is wrong or nothing was read.',
  run: async (context) => {
    const [what] = context.positionals;
    if (what === 'list') return list(context);
    if (what === 'test') return await test(context);
    throw new UsageError(`"profile" wants "test" or "list", found "${what ?? ''}"`);
  },
};

function ownFolder({ options, env }: CommandContext): { readonly own?: string } {
  const data = options['data'] ?? env['JALUR_DATA'];
  return typeof data === 'string' && data !== '' ? { own: join(data, 'profiles') } : {};
}

function list(context: CommandContext): 0 | 1 {
  const { profiles, problems } = loadProfiles({ shipped: SHIPPED_PROFILES, ...ownFolder(context) });
  const sorted = [...profiles].sort((a, b) => a.id.localeCompare(b.id));
  if (context.options['json'] === true) {
    const shown = sorted.map(({ id, name, origin, lineage, metrics }) => ({
      id,
      name,
      origin,
      lineage,
      metrics: metricsOf(metrics),
    }));
    context.print(json({ profiles: shown, problems: problems.map(describeProblem) }));
  } else {
    const rows = sorted.map(({ id, name, origin, metrics }) => [
      id,
      origin === 'own' ? 'your own' : '',
      name,
      metricsOf(metrics).join(' '),
    ]);
    for (const line of table(rows)) context.print(line);
    for (const problem of problems) context.print(describeProblem(problem));
  }
  return problems.length === 0 ? 0 : 1;
}

function metricsOf(metrics: Profile['metrics']): readonly string[] {
  return [...new Set(metrics.map(({ metric }) => metric))];
}

function test(context: CommandContext): Promise<0 | 1> | 0 | 1 {
  const [, name] = context.positionals;
  if (name === undefined) throw new UsageError('"profile test" wants FILE, a profile');
  const file = resolve(name);
  const loaded = loadProfiles({ shipped: SHIPPED_PROFILES, file, ...ownFolder(context) });
  const mistakes = loaded.problems.map(describeProblem);
  const profile = loaded.ofFile;
  if (!profile) {
    if (context.options['json'] === true) context.print(json({ problems: mistakes }));
    else
      for (const line of mistakes.length > 0 ? mistakes : [`${name}: no profile was found in it`])
        context.print(line);
    return 1;
  }
  // Mistakes in other files do not concern this one.
  for (const line of mistakes) context.progress(line);
  const device = deviceOf(context);
  if (!device) {
    if (context.options['json'] === true) context.print(json({ profile: profile.id, problems: mistakes }));
    else context.print(`${profile.id} is right: ${metricsOf(profile.metrics).length} metrics`);
    return 0;
  }
  return read(context, loaded.profiles, profile, { ...device, profile: profile.id });
}

function deviceOf(context: CommandContext): Device | undefined {
  const { device, community, link, port } = context.options;
  if (typeof link === 'string') {
    const config = loadOrFail(configPath(context), context.env);
    const found = [...config.network.links.values()].find(({ id }) => id === link);
    if (!found) throw new UsageError(`there is no link "${link}" in the configuration`);
    if (!found.device.snmp) throw new UsageError(`the device of "${link}" has no SNMP credentials`);
    return found.device;
  }
  if (typeof device !== 'string') return undefined;
  if (isIP(device) === 0) throw new UsageError(`--device wants a literal address, found "${device}"`);
  const udp = port === undefined ? 161 : Number(port);
  if (!Number.isInteger(udp) || udp < 1 || udp > 65_535)
    throw new UsageError(`--port wants a number from 1 to 65535, found "${String(port)}"`);
  return {
    address: device,
    snmp: {
      everyMs: 60_000,
      timeoutMs: TIMEOUT_MS,
      retries: 1,
      port: udp,
      access: { version: '2c', community: typeof community === 'string' ? community : 'public' },
    },
  };
}

async function read(
  context: CommandContext,
  profiles: readonly Profile[],
  profile: Profile,
  device: Device,
): Promise<0 | 1> {
  const deps = { clock: systemClock, timers: systemTimers, log: createLog({ level: 'error' }) };
  const poller = createSnmpPoller({ profiles }, deps);
  try {
    context.progress(`asking ${device.address ?? ''} who it is …`);
    const inspection = await poller.inspect('profile', device);
    if (inspection.kind === 'failed')
      throw new ExpectedError('snmp', `${device.address ?? ''}: ${inspection.failure}: ${inspection.detail}`);
    await poller.poll('profile', device);
    await new Promise((done) => setTimeout(done, BETWEEN_MS));
    const { result } = await poller.poll('profile', device);
    if (result.kind === 'failed')
      throw new ExpectedError('snmp', `${device.address ?? ''}: ${result.failure}: ${result.detail}`);
    const recognised = await recognisedAs(profiles, device);
    const cost = poller.cost('profile')?.octetsPerPoll;
    const seen: Seen = { profile, inventory: inspection.inventory, result, recognised, cost };
    if (context.options['json'] === true) context.print(json(forPrograms(seen)));
    else for (const line of explain(seen)) context.print(line);
    return (result.metrics ?? []).length > 0 ? 0 : 1;
  } finally {
    await poller.close();
  }
}

/** Which profile the daemon would choose by itself. */
async function recognisedAs(profiles: readonly Profile[], device: Device): Promise<string | undefined> {
  const deps = { clock: systemClock, timers: systemTimers, log: createLog({ level: 'error' }) };
  const poller = createSnmpPoller({ profiles }, deps);
  const { profile: _, ...bare } = device;
  const inspection = await poller.inspect('recognise', bare);
  await poller.close();
  return inspection.kind === 'inspected' ? inspection.inventory.profile : undefined;
}

interface Seen {
  readonly profile: Profile;
  readonly inventory: Inventory;
  readonly result: Extract<SnmpResult, { kind: 'answered' }>;
  readonly recognised: string | undefined;
  readonly cost: number | undefined;
}

function silentMetrics({ profile, result }: Seen): readonly string[] {
  const found = new Set((result.metrics ?? []).map(({ metric }) => metric));
  return metricsOf(profile.metrics).filter((metric) => !found.has(metric));
}

function forPrograms(seen: Seen): object {
  const { inventory, result, recognised, cost, profile } = seen;
  return {
    profile: profile.id,
    recognised,
    identity: inventory.identity,
    system: result.system,
    interfaces: inventory.interfaces,
    neighbours: inventory.neighbours,
    metrics: result.metrics ?? [],
    withoutData: silentMetrics(seen),
    poll: { objects: inventory.objects, requests: inventory.requests, octets: cost },
    leftOut: inventory.leftOut,
  };
}

function explain(seen: Seen): string[] {
  const { inventory, result, recognised, cost, profile } = seen;
  const identity = Object.entries(inventory.identity).map(([name, value]) => [name, String(value)]);
  const by =
    recognised === profile.id
      ? 'recognised by itself'
      : `not recognised by itself: it would be read with ${recognised ?? 'none'}; look at "match"`;
  const silent = silentMetrics(seen);
  return [
    ...table([
      ['profile', `${profile.id} (${profile.name}), ${by}`],
      ...identity,
      ['interfaces', `${inventory.interfaces.length}, neighbours ${inventory.neighbours.length}`],
      ['a poll', `${inventory.objects} objects in ${inventory.requests} requests, ${cost ?? '?'} octets`],
      ...inventory.leftOut.map((each) => ['left out', each]),
    ]),
    '',
    ...table((result.metrics ?? []).map((each) => [each.metric, each.instance ?? '', figureOf(each)])),
    ...(silent.length > 0 ? ['', `nothing found for: ${silent.join(', ')}`] : []),
  ];
}

function figureOf(reading: MetricReading): string {
  switch (reading.kind) {
    case 'gauge':
      return `${Number(reading.value.toPrecision(8))} ${reading.unit === '1' ? '' : reading.unit}`.trimEnd();
    case 'counter':
      return `${reading.total} ${reading.unit} (a counter of ${reading.bits} bits)`;
    case 'text':
      return reading.text;
  }
}
