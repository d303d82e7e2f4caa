// `jalur check`: is the configuration right, and can what it names be reached from here?

import type { Config, InfluxConfig } from '../config/config.ts';
import { describeProblem } from '../config/problems.ts';
import { formatDuration } from '../config/units.ts';
import { isProbed } from '../domain/link.ts';
import { zoneOf } from '../domain/local-time.ts';
import { openEchoEngine } from '../probe/icmp/open-engine.ts';
import { systemClock } from '../runtime/clock.ts';
import { alertsReport } from './check-alerts.ts';
import { describeAlerts } from './check-alerts-text.ts';
import { costRows, costsOf, type LinkCost, meteredLinks } from './check-cost.ts';
import type { Command, CommandContext } from './command.ts';
import { describeSeries, sendSeries } from './echo-series.ts';
import { CONFIG_OPTION, configOrFail, configPath, load } from './load.ts';
import { json, table } from './output.ts';
import { quietLog, waitOrAbort } from './terminal.ts';

const ECHOES = 3;
const EVERY_MS = 300;
const INFLUX_TIMEOUT_MS = 5_000;

/** Checks a configuration and its surroundings. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'is the configuration right, and can what it names be reached?',
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    devices: { type: 'boolean', help: 'echo every device too, and ask metered ones what polling them costs' },
    offline: { type: 'boolean', help: 'look at the files only' },
    verbose: {
      type: 'boolean',
      short: 'v',
      help: 'name the links of every rule, route and maintenance window',
    },
    json: { type: 'boolean', help: 'print JSON, with all names' },
  },
  details:
    'Lists every mistake with file:line:column. It tells which rule looks at how many links, who would be told of alerts ' +
    'and is on call now, and what work is planned. Then it looks for an ICMP engine, echoes the anchors, and asks InfluxDB ' +
    'for a sign of life. For links that are paid by volume (vsat, lte, tag metered) it tells what watching them costs. ' +
    'Exit status 1 when something was found.',
  run: check,
};

interface Finding {
  readonly part: string;
  readonly ok: boolean;
  readonly detail: string;
}

async function check(context: CommandContext): Promise<0 | 1> {
  const loaded = load(configPath(context), context.env);
  if (!loaded.ok && context.options['json'] === true) {
    context.print(json({ problems: loaded.problems.map(describeProblem) }));
    return 1;
  }
  const config = configOrFail(loaded);
  const findings: Finding[] = [];
  if (context.options['offline'] !== true) {
    findings.push(...(await checkEchoes(config, context)));
    if (config.influx) findings.push(await checkInflux(config.influx));
  }
  const measure = context.options['devices'] === true && context.options['offline'] !== true;
  const costs = await costsOf(meteredLinks(config.network), measure);
  const warnings = config.warnings.map(describeProblem);
  const alerts = alertsReport(config, systemClock.wallMs());
  if (context.options['json'] === true) {
    context.print(json({ problems: [], ...summaryOf(config), warnings, findings, costs, alerts }));
  } else {
    const zone = zoneOf(config.network.province.timezone);
    const verbose = context.options['verbose'] === true;
    const alertLines = describeAlerts(alerts, { zone, verbose });
    for (const line of describe(config, { warnings, findings, costs, alertLines })) context.print(line);
  }
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

function summaryOf(config: Config): Record<string, string | number> {
  const links = [...config.network.links.values()];
  const count = (stage: string): number => links.filter((link) => link.stage === stage).length;
  return {
    province: config.network.province.name,
    sites: config.network.sites.size,
    links: links.length,
    active: count('active'),
    planned: count('planned'),
    anchors: config.network.anchors.length,
    history: config.influx ? `InfluxDB at ${config.influx.url}` : 'embedded',
    listens: `${config.listen.host}:${config.listen.port}`,
    ntp: config.ntpServers.join(', ') || 'none',
    deadMan: config.deadMan ? `every ${formatDuration(config.deadMan.everyMs)}` : 'none',
  };
}

/** Metered links that are listed; --json has them all. */
const MOST_COSTS = 20;

function describe(
  config: Config,
  checked: {
    readonly warnings: readonly string[];
    readonly findings: readonly Finding[];
    readonly costs: readonly LinkCost[];
    readonly alertLines: readonly string[];
  },
): string[] {
  const { warnings, findings, costs, alertLines } = checked;
  const summary = Object.entries(summaryOf(config)).map(([name, value]) => ['', name, String(value)]);
  const found = findings.map(({ part, ok, detail }) => [ok ? 'ok' : 'NO', part, detail]);
  return [
    'the configuration is right',
    ...table([...summary, ...found]),
    ...(costs.length > 0
      ? ['links that are paid by volume:', ...table(costRows(costs.slice(0, MOST_COSTS)))]
      : []),
    ...(costs.length > MOST_COSTS ? [`and ${costs.length - MOST_COSTS} more (--json)`] : []),
    ...alertLines,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
}

async function checkEchoes(config: Config, context: CommandContext): Promise<Finding[]> {
  const anchors = config.network.anchors.map(({ address }) => address);
  const links = [...config.network.links.values()].filter((link) => isProbed(link.stage));
  const devices = (context.options['devices'] === true ? links : []).flatMap(({ id, device, echo }) =>
    device.address === undefined ? [] : [{ id, address: device.address, timeoutMs: echo.timeoutMs }],
  );
  const addresses = [...new Set([...anchors, ...devices.map(({ address }) => address)])];
  const timeoutMs = Math.max(1_000, ...devices.map((device) => device.timeoutMs));
  if (addresses.length > 0) context.progress(`${ECHOES} echoes to ${addresses.length} addresses …`);
  try {
    const series = await sendSeries(
      {
        addresses: addresses.length > 0 ? addresses : ['127.0.0.1'],
        count: ECHOES,
        everyMs: EVERY_MS,
        timeoutMs,
      },
      { open: openEchoEngine, log: quietLog, wait: waitOrAbort, signal: context.signal },
    );
    const finding = (part: string, address: string): Finding => {
      const echoes = series.echoes.get(address) ?? [];
      const ok = echoes.some((echo) => echo.outcome === 'answered');
      return { part, ok, detail: `${address}: ${describeSeries(echoes)}` };
    };
    return [
      { part: 'ICMP', ok: true, detail: series.engine },
      ...anchors.map((address) => finding('anchor', address)),
      ...devices.map(({ id, address }) => finding(id, address)),
    ];
  } catch (error) {
    return [{ part: 'ICMP', ok: false, detail: error instanceof Error ? error.message : String(error) }];
  }
}

async function checkInflux(influx: InfluxConfig): Promise<Finding> {
  try {
    const response = await fetch(new URL('/ping', influx.url), {
      signal: AbortSignal.timeout(INFLUX_TIMEOUT_MS),
    });
    const version = response.headers.get('x-influxdb-version') ?? 'of unknown version';
    const detail = `${influx.url}: version ${version}`;
    return response.ok
      ? { part: 'InfluxDB', ok: true, detail }
      : { part: 'InfluxDB', ok: false, detail: `${detail}, status ${response.status}` };
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return {
      part: 'InfluxDB',
      ok: false,
      detail: `${influx.url}: ${cause}; points will wait on disk until it answers`,
    };
  }
}
