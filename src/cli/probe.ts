// `jalur probe LINK|ADDRESS`: ten echoes and one SNMP poll, and what they mean.

import { isIP } from 'node:net';
import type { Config } from '../config/config.ts';
import { isReachable, type Link, type ReachableDevice } from '../domain/link.ts';
import type { SnmpResult } from '../domain/reading.ts';
import { openEchoEngine } from '../probe/icmp/open-engine.ts';
import { createSnmpPoller } from '../probe/snmp/poller.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { systemTimers } from '../runtime/timers.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { describeSeries, type SeriesEcho, sendSeries } from './echo-series.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
import { json, table } from './output.ts';
import { quietLog, waitOrAbort } from './terminal.ts';

const ECHOES = 10;
const EVERY_MS = 200;
/** For an address that is in no configuration: long enough for a GEO satellite. */
const TIMEOUT_MS = 3_000;

/** Probes one device once. */
export const probeCommand: Command = {
  name: 'probe',
  summary: 'ten echoes and one SNMP poll of a link or an address, explained',
  positionals: ['LINK|ADDRESS'],
  options: {
    config: {
      ...CONFIG_OPTION,
      help: 'the configuration with the link and its credentials (or JALUR_CONFIG)',
    },
    community: { type: 'string', value: 'TEXT', help: 'ask an address by SNMP v2c with this community' },
    interface: { type: 'string', value: 'NAME', help: 'the interface to read' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details: 'Exit status 0 when an echo and, if asked, the poll were answered; else 1.',
  run: probe,
};

interface Subject {
  readonly title: string;
  readonly device: ReachableDevice;
  readonly timeoutMs: number;
}

async function probe(context: CommandContext): Promise<0 | 1> {
  const { title, device, timeoutMs } = subjectOf(context);
  context.progress(`${title}: ${ECHOES} echoes to ${device.address} …`);
  const series = await sendSeries(
    { addresses: [device.address], count: ECHOES, everyMs: EVERY_MS, timeoutMs },
    { open: openEchoEngine, log: quietLog, wait: waitOrAbort, signal: context.signal },
  );
  const echoes = series.echoes.get(device.address) ?? [];
  if (device.snmp) context.progress(`${title}: one SNMP poll …`);
  const polled = device.snmp ? await pollOnce(device) : undefined;
  if (context.options['json'] === true) {
    context.print(json({ title, address: device.address, engine: series.engine, echoes, snmp: polled }));
  } else {
    for (const line of explain(title, device, series.engine, echoes, polled)) context.print(line);
  }
  const answered = echoes.some((echo) => echo.outcome === 'answered');
  return answered && polled?.result.kind !== 'failed' ? 0 : 1;
}

function subjectOf(context: CommandContext): Subject {
  const [name = ''] = context.positionals;
  if (isIP(name) !== 0) return addressSubject(name, context);
  const config = loadOrFail(configPath(context), context.env);
  const link = findLink(config, name);
  const { device } = link;
  if (!isReachable(device))
    throw new ExpectedError(
      'beat',
      `"${link.id}" cannot be probed: its device is reached by nobody and beats by itself; jalur explain ${link.id} tells how it does`,
    );
  return { title: `${link.name} (${link.id})`, device, timeoutMs: link.echo.timeoutMs };
}

function addressSubject(address: string, context: CommandContext): Subject {
  const { community, interface: ifName } = context.options;
  if (typeof community !== 'string') return { title: address, device: { address }, timeoutMs: TIMEOUT_MS };
  const snmp = {
    everyMs: 60_000,
    timeoutMs: TIMEOUT_MS,
    retries: 1,
    port: 161,
    access: { version: '2c', community },
  } as const;
  return {
    title: address,
    device: { address, snmp, ...(typeof ifName === 'string' && { interface: ifName }) },
    timeoutMs: TIMEOUT_MS,
  };
}

function findLink(config: Config, name: string): Link {
  const links = [...config.network.links.values()];
  const found = links.find((link) => link.id === name) ?? links.find((link) => link.to === name);
  if (found) return found;
  throw new UsageError(`there is no link "${name}" in the configuration, and it is no address`);
}

async function pollOnce(device: ReachableDevice): Promise<{ result: SnmpResult; durationMs: number }> {
  const poller = createSnmpPoller(
    {},
    { clock: systemClock, timers: systemTimers, log: createLog({ level: 'error' }) },
  );
  try {
    return await poller.poll('probe', device);
  } catch (cause) {
    throw new ExpectedError('snmp', `cannot poll ${device.address}: ${String(cause)}`, { cause });
  } finally {
    await poller.close();
  }
}

function explain(
  title: string,
  device: ReachableDevice,
  engine: string,
  echoes: readonly SeriesEcho[],
  polled: { readonly result: SnmpResult; readonly durationMs: number } | undefined,
): string[] {
  const rows: string[][] = [
    ['device', title === device.address ? title : `${title}, ${device.address}`],
    ['echoes', describeSeries(echoes)],
    ['', echoMeaning(echoes)],
    ['engine', engine],
  ];
  if (!device.snmp) rows.push(['SNMP', 'not asked: no credentials configured']);
  else if (polled) rows.push(...snmpRows(polled.result, polled.durationMs));
  return table(rows);
}

function echoMeaning(echoes: readonly SeriesEcho[]): string {
  const answered = echoes.filter((echo) => echo.outcome === 'answered').length;
  if (answered === echoes.length) return 'the device answers';
  if (answered > 0) return 'the device answers, but echoes are lost on the way: look at the line';
  const outcomes = new Set(echoes.map((echo) => echo.outcome));
  if (outcomes.has('no-route'))
    return 'this machine knows no way there: look at its own routes and interfaces';
  if (outcomes.has('unreachable'))
    return 'a router on the way says that it cannot be reached: the line behind that router is down, or the address is wrong';
  if (outcomes.has('ttl-exceeded')) return 'the packets go in circles: look for a routing loop';
  return 'nothing comes back: the device or a line before it is down, or echoes are filtered';
}

function snmpRows(result: SnmpResult, durationMs: number): string[][] {
  if (result.kind === 'failed')
    return [
      ['SNMP', `${result.failure}: ${result.detail}`],
      ['', SNMP_MEANING[result.failure]],
    ];
  const { system } = result;
  const rows = [['SNMP', `answered in ${Math.round(durationMs)} ms`]];
  if (system.sysName) rows.push(['name', system.sysName]);
  if (system.sysDescr) rows.push(['is', system.sysDescr.replace(/\s+/g, ' ')]);
  if (system.sysUpTimeTicks !== undefined) rows.push(['runs for', duration(system.sysUpTimeTicks / 100)]);
  if (result.interfaceMissing) rows.push(['interface', 'the configured one does not exist on this device']);
  const port = result.interface;
  if (port) {
    const speed = port.speedBps === undefined ? '' : `, ${port.speedBps / 1e6} Mbit/s`;
    rows.push([
      'interface',
      `${port.ifName} (ifIndex ${port.ifIndex}): ${port.operStatus ?? 'unknown'}${speed}`,
    ]);
    rows.push([
      'octets',
      `${port.counters.inOctets ?? '–'} in, ${port.counters.outOctets ?? '–'} out (${port.octetBits}-bit)`,
    ]);
  }
  return rows;
}

const SNMP_MEANING = {
  silent:
    'nobody answers: SNMP is off, another community is wanted (v1, v2c do not say so), or this machine is not allowed',
  refused: 'somebody is there but nothing listens on the port, or the agent refuses the request',
  malformed: 'something answers that is no SNMP we can read',
  auth: 'the user, a key or the security level is wrong',
  local: 'the fault is on this machine',
} as const;

function duration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return `${days} d ${hours} h ${minutes} min`;
}
