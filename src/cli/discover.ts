// `jalur discover CIDR`: what answers there, what it is, and what it hangs on.

import { extname, join, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { didYouMean } from '../config/suggest.ts';
import { isId, siteId } from '../domain/ids.ts';
import { differencesOf, type KnownDevice } from '../probe/discover/compare.ts';
import { type Discovery, type DiscoveryProgress, discover } from '../probe/discover/run.ts';
import { SurroundingsReader } from '../probe/discover/surroundings.ts';
import { parseTargets } from '../probe/discover/targets.ts';
import { openEchoEngine } from '../probe/icmp/open-engine.ts';
import { createSnmpPoller } from '../probe/snmp/poller.ts';
import { loadProfiles, SHIPPED_PROFILES } from '../probe/snmp/profiles/load.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { systemTimers } from '../runtime/timers.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { type Credentials, credentialsOf } from './discover-credentials.ts';
import { isDiscovery, knownFromConfig, knownFromDiscovery } from './discover-known.ts';
import { asCsv, asYaml, type Found, forPeople, forPrograms, sitesOf } from './discover-output.ts';
import { writeWhole } from './import-write.ts';
import { CONFIG_OPTION, loadOrFail } from './load.ts';
import { json } from './output.ts';
import { quietLog, waitOrAbort } from './terminal.ts';

/** Long enough for a GEO satellite. */
const ECHO_TIMEOUT_MS = 2_500;
const SNMP_TIMEOUT_MS = 3_000;
const DEFAULT_PER_SECOND = 50;
const MOST_PER_SECOND = 1_000;

/** Discovers devices. */
export const discoverCommand: Command = {
  name: 'discover',
  summary: 'what answers in a network, what it is, and what it hangs on',
  positionals: ['CIDR[,CIDR…]'],
  options: {
    community: { type: 'string', value: 'TEXT[,TEXT…]', help: 'SNMP v2c communities to try, three at most' },
    config: { ...CONFIG_OPTION, help: 'the configuration whose credentials are tried (or JALUR_CONFIG)' },
    known: {
      type: 'string',
      value: 'FILE',
      help: 'print only what differs from this configuration, or from an earlier --json',
    },
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: "the daemon's: its own profiles, and for --known what it keeps of its devices",
    },
    rate: {
      type: 'string',
      value: 'N',
      help: `echoes per second, at most ${MOST_PER_SECOND} (${DEFAULT_PER_SECOND})`,
    },
    port: { type: 'string', value: 'PORT', help: 'UDP port of the SNMP agents (161)' },
    from: {
      type: 'string',
      value: 'SITE',
      help: "the site that new links start from; the monitor's own when absent",
    },
    format: {
      type: 'string',
      value: 'csv|yaml',
      help: 'print, or write, what the configuration can include',
    },
    out: { type: 'string', short: 'o', value: 'FILE', help: 'write it there instead' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'Networks of IPv4, a /16 in all; of IPv6 single addresses. Every address gets two echoes at most, whoever answers is ' +
    'asked by SNMP with each of three credentials once at most. Parents are proposed with their reasons, never applied. ' +
    'Ctrl-C ends with what is known. Exit status 1 when nothing answers, or something differs from --known.',
  run: runDiscover,
};

async function runDiscover(context: CommandContext): Promise<0 | 1> {
  const [networks = ''] = context.positionals;
  const targets = parseTargets(networks.split(',').map((each) => each.trim()));
  if (!targets.ok) throw new UsageError(targets.message);
  const format = formatOf(context);
  const settings = settingsOf(context);
  refuseOwnFile(context, settings.files);
  const from = startOf(context, settings.config);
  const credentials = credentialsOf(settings.config, settings.communities);
  tellCredentials(context, credentials);
  const discovery = await discoverNow(context, {
    addresses: targets.addresses,
    perSecond: settings.perSecond,
    echoTimeoutMs: ECHO_TIMEOUT_MS,
    credentials: credentials.of,
    snmpPort: settings.port,
    snmpTimeoutMs: SNMP_TIMEOUT_MS,
    near: settings.config?.network.anchors.map(({ address }) => address) ?? [],
  });
  const swept = new Set(discovery.complete ? targets.addresses : []);
  const differences = settings.known && differencesOf(settings.known, discovery.devices, swept);
  const shown = differences && format ? onlyNew(discovery, differences) : discovery;
  const taken = new Set<string>(
    settings.config ? [...settings.config.network.sites.keys(), ...settings.config.network.links.keys()] : [],
  );
  const found: Found = {
    discovery: shown,
    sites: sitesOf(shown, taken),
    ...(differences && { differences }),
    ...(from !== undefined && { from }),
  };
  print(context, found, format);
  tellEnd(context, discovery, found, format);
  const isFinding = discovery.devices.length === 0 || !discovery.complete || (differences?.length ?? 0) > 0;
  return isFinding ? 1 : 0;
}

type Format = 'csv' | 'yaml';

function formatOf(context: CommandContext): Format | undefined {
  const format = textOption(context, 'format');
  const out = textOption(context, 'out');
  const named = out === undefined ? undefined : extname(out).toLowerCase().replace('yml', 'yaml').slice(1);
  if (format !== undefined && format !== 'csv' && format !== 'yaml')
    throw new UsageError(`--format wants csv or yaml, found "${format}"`);
  if (out !== undefined && named !== 'csv' && named !== 'yaml')
    throw new UsageError(
      `--out wants a file named *.csv or *.yaml, since only such can be included, found "${out}"`,
    );
  if (format !== undefined && named !== undefined && format !== named)
    throw new UsageError(`--format ${format} does not fit "${out}"`);
  return format ?? (named as Format | undefined);
}

interface Settings {
  readonly config?: Config;
  readonly communities: readonly string[];
  readonly known?: readonly KnownDevice[];
  /** All files of the configurations given. */
  readonly files: readonly string[];
  readonly perSecond: number;
  readonly port: number;
}

function settingsOf(context: CommandContext): Settings {
  const perSecond = number(context, 'rate', { least: 1, most: MOST_PER_SECOND, usual: DEFAULT_PER_SECOND });
  const port = number(context, 'port', { least: 1, most: 65_535, usual: 161 });
  const communities = (textOption(context, 'community') ?? '').split(',').filter((each) => each !== '');
  const known = textOption(context, 'known');
  const named = textOption(context, 'config') ?? (context.env['JALUR_CONFIG'] || undefined);
  const path = named ?? (known === undefined || isDiscovery(known) ? undefined : known);
  const config = path === undefined ? undefined : loadOrFail(path, context.env);
  const before =
    known === undefined || isDiscovery(known)
      ? undefined
      : known === path
        ? config
        : loadOrFail(known, context.env);
  return {
    ...(config && { config }),
    communities,
    ...(known !== undefined && {
      known: before ? knownFromConfig(before, textOption(context, 'data')) : knownFromDiscovery(known),
    }),
    files: [...(config?.files ?? []), ...(before?.files ?? [])],
    perSecond,
    port,
  };
}

/** The site that new links start from. */
function startOf(context: CommandContext, config: Config | undefined): string | undefined {
  const from = textOption(context, 'from');
  if (from === undefined) return config?.network.monitorSite;
  if (!isId(from)) throw new UsageError(`--from wants the id of a site, found "${from}"`);
  const sites = config?.network.sites;
  if (sites && !sites.has(siteId(from)))
    throw new UsageError(`--from: the configuration has no site "${from}"${didYouMean(from, sites.keys())}`);
  return from;
}

/** Only what this sweep found is written: devices found before, and whatever else stands there, would be lost. */
function refuseOwnFile(context: CommandContext, files: readonly string[]): void {
  const out = textOption(context, 'out');
  if (out !== undefined && files.some((file) => resolve(file) === resolve(out)))
    throw new UsageError(
      `"${out}" is a file of the configuration, which would lose what stands in it; give --out another name`,
    );
}

async function discoverNow(
  context: CommandContext,
  plan: Parameters<typeof discover>[0],
): Promise<Discovery> {
  const data = textOption(context, 'data');
  const { profiles } = loadProfiles({
    shipped: SHIPPED_PROFILES,
    ...(data !== undefined && { own: join(data, 'profiles') }),
  });
  const log = createLog({ level: 'error' });
  const snmp = createSnmpPoller({ profiles }, { clock: systemClock, timers: systemTimers, log });
  const reader = new SurroundingsReader({ clock: systemClock, timers: systemTimers });
  context.signal.addEventListener('abort', () => reader.close(), { once: true });
  context.progress(
    `${plan.addresses.length} addresses, ${plan.perSecond} echoes per second: about ${duration((plan.addresses.length * 2 * 1_000) / plan.perSecond)} …`,
  );
  try {
    return await discover(plan, {
      open: openEchoEngine,
      log: quietLog,
      wait: waitOrAbort,
      signal: context.signal,
      snmp,
      surroundings: (device) => reader.read(device),
      onProgress: (progress) => context.progress(progressLine(progress)),
    });
  } catch (cause) {
    throw new ExpectedError('discover', cause instanceof Error ? cause.message : String(cause), { cause });
  } finally {
    reader.close();
    await snmp.close();
  }
}

function progressLine({ done, answered, identified, toAsk, leftMs }: DiscoveryProgress): string {
  const left = leftMs > 0 ? `, about ${duration(leftMs)} left` : '';
  const asking = toAsk > 0 ? `, ${toAsk} to be asked` : '';
  return `${Math.floor(done * 100)} %: ${answered} answer, ${identified} identified${asking}${left}`;
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function onlyNew(discovery: Discovery, differences: NonNullable<Found['differences']>): Discovery {
  const fresh = new Set(differences.flatMap((each) => (each.kind === 'new' ? [each.address] : [])));
  return {
    ...discovery,
    devices: discovery.devices.filter(({ address }) => fresh.has(address)),
    proposals: [],
  };
}

function print(context: CommandContext, found: Found, format: Format | undefined): void {
  const out = textOption(context, 'out');
  const text = format === 'csv' ? asCsv(found) : format === 'yaml' ? asYaml(found) : undefined;
  if (text !== undefined && out !== undefined && found.sites.length > 0) writeWhole(out, text);
  if (context.options['json'] === true) context.print(json(forPrograms(found)));
  else if (text !== undefined && out === undefined) context.print(text.trimEnd());
  else for (const line of forPeople(found)) context.print(line);
}

function tellCredentials(context: CommandContext, { general, leftOut }: Credentials): void {
  if (general.length === 0)
    context.progress('no SNMP credentials: give --community or --config to learn what the devices are');
  if (leftOut > 0)
    context.progress(
      `${leftOut} further credentials of the configuration are tried at their own links only: three per device at most`,
    );
}

function tellEnd(
  context: CommandContext,
  discovery: Discovery,
  found: Found,
  format: Format | undefined,
): void {
  const { devices, complete, swept } = discovery;
  const identified = devices.filter(({ credential }) => credential !== undefined).length;
  const say = context.progress;
  if (!complete) say('broken off: this is what was known by then');
  say(`${devices.length} devices answer, ${identified} by SNMP too; echoes by ${swept.engine}`);
  if (devices.length === 0 && swept.withoutRoute > 0)
    say('this machine knows no way there: look at its own routes and interfaces');
  if (found.differences?.length === 0) say('nothing differs from what is known');
  const out = textOption(context, 'out');
  if (out !== undefined && found.sites.length === 0) say(`nothing to write: "${out}" is left as it is`);
  if (format && found.from === undefined)
    say('no site to start from is known: give --from SITE or --config FILE, or fill it in');
}

function number(
  context: CommandContext,
  name: string,
  range: { readonly least: number; readonly most: number; readonly usual: number },
): number {
  const text = textOption(context, name);
  if (text === undefined) return range.usual;
  const value = Number(text);
  if (Number.isInteger(value) && value >= range.least && value <= range.most) return value;
  throw new UsageError(
    `--${name} wants a whole number from ${range.least} to ${range.most}, found "${text}"`,
  );
}

function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
