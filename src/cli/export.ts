// `jalur export`: what was measured, and what was decided, for other programs.

import type { Config } from '../config/config.ts';
import { epochOfMoment, parseMoment } from '../config/local-date-time.ts';
import { didYouMean } from '../config/suggest.ts';
import { isId, type LinkId, linkId } from '../domain/ids.ts';
import { type Zone, zoneOf } from '../domain/local-time.ts';
import { systemClock } from '../runtime/clock.ts';
import { influxPoints } from '../store/export/influx-points.ts';
import type { PointSource } from '../store/export/source.ts';
import { openSqlitePoints } from '../store/export/sqlite-points.ts';
import { alertsCsv, intervalsCsv } from '../store/export/state-rows.ts';
import { csvOf, linesOf, pointColumns } from '../store/export/write.ts';
import { accessOf } from '../store/metrics/open.ts';
import { type Measurement, type Resolution, SCHEMA } from '../store/metrics/schema.ts';
import { orExpected } from './backup.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { type ExportTarget, writeTo } from './export-target.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';

const KINDS = ['history', 'intervals', 'alerts'] as const;
const MEASUREMENTS = Object.keys(SCHEMA) as readonly Measurement[];
const RESOLUTIONS: readonly Resolution[] = ['1m', '5m', '1h'];
const DAY_MINUTES = 1_440;

/** Exports the history or the state. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'write history, intervals or alerts as CSV or line protocol',
  positionals: ['WHAT', '[FILE]'],
  options: {
    config: CONFIG_OPTION,
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: `data directory of the daemon (${DEFAULT_DATA})`,
    },
    from: { type: 'string', value: 'TIME', help: 'begin, such as 2026-10-01 or "2026-10-01 08:00" (all)' },
    to: { type: 'string', value: 'TIME', help: 'end; a day alone is included whole (now)' },
    link: { type: 'string', value: 'LINK', help: 'only this link, or several with commas between' },
    measurement: { type: 'string', value: 'NAME', help: `of the history: ${MEASUREMENTS.join(', ')}` },
    resolution: { type: 'string', value: 'R', help: 'of the history: 1m (as measured), 5m or 1h (1m)' },
    format: {
      type: 'string',
      value: 'F',
      help: 'csv or line (line protocol); by the name of FILE, else csv',
    },
    embedded: { type: 'boolean', help: 'history of the embedded store, also where InfluxDB is configured' },
  },
  details:
    'WHAT is history, intervals or alerts. Without FILE it goes to the standard output; a FILE that ends in .gz is packed. ' +
    'Times are those of the province on the command line, and UTC and epoch milliseconds in what is written. Line protocol ' +
    'holds all measurements unless one is named; read it with `influx -import -precision ms`. The daemon may run meanwhile.',
  run: runExport,
};

async function runExport(context: CommandContext): Promise<0 | 1> {
  const [what = '', file] = context.positionals;
  const kind = oneOf(KINDS, what, 'WHAT');
  const config = loadOrFail(configPath(context), context.env);
  const zone = zoneOf(config.network.province.timezone);
  const query = { ...windowOf(context, zone), ...linksOf(context, config) };
  const directory = dataOf(context, DEFAULT_DATA);
  const target: ExportTarget = { ...(file !== undefined && { file }), signal: context.signal };
  if (kind !== 'history') {
    if (context.options['format'] === 'line') throw new UsageError(`${kind} are exported as csv only`);
    const rows = kind === 'intervals' ? intervalsCsv(directory, query) : alertsCsv(directory, query);
    return done(context, file, await orExpected(context, () => writeTo(target, rows)));
  }
  const resolution = oneOf(RESOLUTIONS, textOf(context, 'resolution') ?? '1m', '--resolution');
  const measurements = measurementsOf(context, file, resolution);
  const source = await orExpected(context, () => Promise.resolve(sourceOf(context, config, directory)));
  try {
    const text = textFor(
      source,
      { ...query, resolution, measurements, asLine: isLine(context, file) },
      config,
    );
    const bytes = await orExpected(context, () => writeTo(target, text));
    return done(context, file, bytes);
  } catch (error) {
    // The client of InfluxDB says what was asked and what was found.
    if (source.kind === 'influx' && error instanceof Error && !('code' in error))
      throw new ExpectedError('influx', error.message, { cause: error });
    throw error;
  } finally {
    source.close();
  }
}

interface HistoryExport {
  readonly from: number;
  readonly to: number;
  readonly links?: ReadonlySet<LinkId>;
  readonly resolution: Resolution;
  readonly measurements: readonly Measurement[];
  readonly asLine: boolean;
}

async function* textFor(source: PointSource, wanted: HistoryExport, config: Config): AsyncGenerator<string> {
  const { measurements, asLine, resolution, ...query } = wanted;
  if (asLine)
    yield `# DML\n# CONTEXT-DATABASE: ${config.influx?.database ?? 'jalur'}\n# CONTEXT-RETENTION-POLICY: ${resolution}\n`;
  for (const measurement of measurements) {
    const batches = source.points({ ...query, measurement, resolution });
    yield* asLine ? linesOf(batches) : csvOf(pointColumns(measurement, resolution), batches);
  }
}

function done(context: CommandContext, file: string | undefined, bytes: number): 0 {
  if (file !== undefined) context.progress(`${file}: ${(bytes / 1e6).toFixed(1)} MB`);
  return 0;
}

function sourceOf(context: CommandContext, config: Config, directory: string): PointSource {
  const influx = context.options['embedded'] === true ? undefined : config.influx;
  return influx ? influxPoints(accessOf(influx)) : openSqlitePoints(directory);
}

function isLine(context: CommandContext, file: string | undefined): boolean {
  const format = textOf(context, 'format');
  if (format !== undefined) return oneOf(['csv', 'line'] as const, format, '--format') === 'line';
  return file !== undefined && /\.(?:lp|line)(?:\.gz)?$/.test(file);
}

function measurementsOf(
  context: CommandContext,
  file: string | undefined,
  resolution: Resolution,
): readonly Measurement[] {
  const named = textOf(context, 'measurement');
  const kept = MEASUREMENTS.filter((name) => resolution === '1m' || SCHEMA[name].rolledUp);
  if (named !== undefined) {
    const measurement = oneOf(MEASUREMENTS, named, '--measurement');
    if (kept.includes(measurement)) return [measurement];
    throw new UsageError(`"${named}" is kept as 1m only`);
  }
  if (isLine(context, file)) return kept;
  throw new UsageError('which measurement? CSV holds one: give --measurement, such as --measurement icmp');
}

function linksOf(context: CommandContext, { network }: Config): { readonly links?: ReadonlySet<LinkId> } {
  const named = textOf(context, 'link');
  if (named === undefined) return {};
  const ids = named.split(',').map((id) => id.trim());
  const odd = ids.find((id) => !isId(id));
  if (odd !== undefined) throw new UsageError(`--link: "${odd}" is no link's id`);
  // A link that has left the configuration may still have its history; a slip of the pen has none.
  for (const id of ids.filter((each) => !network.links.has(linkId(each))))
    context.progress(
      `--link: "${id}" is not in the configuration${didYouMean(id, [...network.links.keys()])}; what was kept of it is exported`,
    );
  return { links: new Set(ids.map(linkId)) };
}

function windowOf(context: CommandContext, zone: Zone): { readonly from: number; readonly to: number } {
  const [from, to] = [textOf(context, 'from'), textOf(context, 'to')];
  const now = Math.floor(systemClock.wallMs());
  const window = {
    from: from === undefined ? 0 : momentOf('from', from, zone, 0),
    to: to === undefined ? now : Math.min(now, momentOf('to', to, zone, DAY_MINUTES)),
  };
  if (window.from < window.to) return window;
  throw new UsageError(`--from ${from} is not before --to ${to ?? 'now'}`);
}

function momentOf(option: string, text: string, zone: Zone, minuteOfDay: number): number {
  const moment = parseMoment(text);
  if (moment) return epochOfMoment(moment, zone, minuteOfDay);
  throw new UsageError(`--${option} is "${text}", wanted a moment such as 2026-10-01 or "2026-10-01 08:00"`);
}

function textOf(context: CommandContext, option: string): string | undefined {
  const value = context.options[option];
  return typeof value === 'string' ? value : undefined;
}

function oneOf<T extends string>(known: readonly T[], found: string, what: string): T {
  const one = known.find((each) => each === found);
  if (one !== undefined) return one;
  throw new UsageError(`${what} is "${found}", wanted ${known.join(', ')}${didYouMean(found, known)}`);
}
