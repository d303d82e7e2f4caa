// `jalur check`: is the configuration right, and can what it names be reached from here?

import type { Config, InfluxConfig } from '../config/config.ts';
import { describeProblem } from '../config/problems.ts';
import { isProbed } from '../domain/link.ts';
import { openEchoEngine } from '../probe/icmp/open-engine.ts';
import { costRows, costsOf, type LinkCost, meteredLinks } from './check-cost.ts';
import type { Command, CommandContext } from './command.ts';
import { describeSeries, sendSeries } from './echo-series.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
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
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'Lists every mistake with file:line:column. Then it looks for an ICMP engine, echoes the anchors, and asks InfluxDB ' +
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
  const config = loadOrFail(configPath(context), context.env);
  const findings: Finding[] = [];
  if (context.options['offline'] !== true) {
    findings.push(...(await checkEchoes(config, context)));
    if (config.influx) findings.push(await checkInflux(config.influx));
  }
  const measure = context.options['devices'] === true && context.options['offline'] !== true;
  const costs = await costsOf(meteredLinks(config.network), measure);
  const warnings = config.warnings.map(describeProblem);
  if (context.options['json'] === true) {
    context.print(json({ ...summaryOf(config), warnings, findings, costs }));
  } else {
    for (const line of describe(config, warnings, findings, costs)) context.print(line);
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
  };
}

/** Metered links that are listed; --json has them all. */
const MOST_COSTS = 20;

function describe(
  config: Config,
  warnings: readonly string[],
  findings: readonly Finding[],
  costs: readonly LinkCost[],
): string[] {
  const summary = Object.entries(summaryOf(config)).map(([name, value]) => ['', name, String(value)]);
  const found = findings.map(({ part, ok, detail }) => [ok ? 'ok' : 'NO', part, detail]);
  return [
    'the configuration is right',
    ...table([...summary, ...found]),
    ...(costs.length > 0
      ? ['links that are paid by volume:', ...table(costRows(costs.slice(0, MOST_COSTS)))]
      : []),
    ...(costs.length > MOST_COSTS ? [`and ${costs.length - MOST_COSTS} more (--json)`] : []),
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
