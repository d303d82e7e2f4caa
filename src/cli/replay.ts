// `jalur replay`: what would other rules have told, and how often would it have rung?

import { engineConfigOf } from '../app/plan.ts';
import type { Config } from '../config/config.ts';
import { epochOfMoment, parseMoment } from '../config/local-date-time.ts';
import { didYouMean } from '../config/suggest.ts';
import { isId, type LinkId, linkId } from '../domain/ids.ts';
import { type Zone, zoneOf } from '../domain/local-time.ts';
import { MANAGEABLE_PER_HOUR } from '../report/replay/load.ts';
import { replayNotes } from '../report/replay/notes.ts';
import { type ReplayReport, type ReplayRequest, replayReport } from '../report/replay/report.ts';
import type { Past } from '../report/replay/run.ts';
import { systemClock } from '../runtime/clock.ts';
import { openPastMetrics } from '../store/metrics/open-past.ts';
import { openPastState, type PastState } from '../store/state/past.ts';
import { StoreError } from '../store/state/port.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
import { json } from './output.ts';
import { localTime, replayLines } from './replay-output.ts';
import { rulesFrom } from './replay-rules.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';

const DAY_MINUTES = 1_440;
const TOP = 10;
/** Alerts and differences listed, unless all are asked for. */
const MOST_LISTED = 50;
const PROGRESS_MS = 2_000;

/** Replays rules against recorded history. */
export const replayCommand: Command = {
  name: 'replay',
  summary: 'run rules against recorded history: what would have been raised, and how loud?',
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: `data directory of the daemon (${DEFAULT_DATA})`,
    },
    from: { type: 'string', value: 'TIME', help: 'begin, such as 2026-10-01 or "2026-10-01 08:00"' },
    to: { type: 'string', value: 'TIME', help: 'end; a day alone is included whole (now)' },
    rules: { type: 'string', value: 'FILE', help: 'rules of this file in the place of those in force' },
    link: { type: 'string', value: 'LINK', help: 'only this link' },
    operators: { type: 'string', value: 'N', help: 'operators on duty at the same time (1)' },
    top: { type: 'string', value: 'N', help: `noisiest links to name (${TOP})` },
    all: { type: 'boolean', help: `list all alerts and differences, not ${MOST_LISTED} of each` },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'Times are those of the province. FILE is a configuration file of which `alerts` counts: its rules, severities and ' +
    'acknowledge take the place of those in force. Nothing is written, and the daemon may run meanwhile. Exit status 1 ' +
    `when an operator would have got more than ${MANAGEABLE_PER_HOUR} alarms an hour on average (EEMUA 191).`,
  run: replay,
};

async function replay(context: CommandContext): Promise<0 | 1> {
  const path = configPath(context);
  const config = loadOrFail(path, context.env);
  const { timezone } = config.network.province;
  const zone = zoneOf(timezone);
  const now = Math.floor(systemClock.wallMs());
  const window = windowOf(context, zone, now);
  const { rules } = context.options;
  const chosen = typeof rules === 'string' ? rulesFrom(rules, { path, config }, context.env) : {};
  const past = openPast(config, dataOf(context, DEFAULT_DATA));
  try {
    const request: ReplayRequest = {
      config: engineConfigOf({ config: { ...config, ...chosen }, network: config.network }),
      windows: [...config.maintenance, ...past.state.windows()],
      ...window,
      ...onlyOf(context, config),
      operators: numberOf(context, 'operators', 1),
      top: numberOf(context, 'top', TOP),
    };
    const report = await run(request, past, context);
    const notes = replayNotes(request, report, { rawMs: config.retention.rawMs, now });
    if (context.options['json'] === true) context.print(json({ timezone, ...report, notes }));
    else {
      const most = context.options['all'] === true ? Number.POSITIVE_INFINITY : MOST_LISTED;
      for (const line of replayLines(report, { zone, timezone, most, notes })) context.print(line);
    }
    return (report.load.perHour ?? 0) > MANAGEABLE_PER_HOUR ? 1 : 0;
  } finally {
    past.metrics?.close();
    past.state.close();
  }
}

async function run(request: ReplayRequest, past: Past, context: CommandContext): Promise<ReplayReport> {
  let toldMs = systemClock.monoMs();
  const progress = (share: number): void => {
    const nowMs = systemClock.monoMs();
    if (nowMs - toldMs < PROGRESS_MS) return;
    toldMs = nowMs;
    context.progress(`replayed ${Math.floor(share * 100)} % …`);
  };
  try {
    return await replayReport(request, past, { signal: context.signal, progress });
  } catch (error) {
    if (context.signal.aborted)
      throw new ExpectedError('aborted', 'the replay was broken off', { cause: error });
    if (error instanceof StoreError) throw new ExpectedError(error.code, error.message, { cause: error });
    // The client of InfluxDB says what was asked and what was found.
    if (past.metrics?.kind === 'influx' && error instanceof Error && !('code' in error))
      throw new ExpectedError('influx', error.message, { cause: error });
    throw error;
  }
}

function openPast(config: Config, directory: string): Past {
  let state: PastState | undefined;
  try {
    state = openPastState(directory);
    return { state, metrics: openPastMetrics(config, directory) };
  } catch (error) {
    state?.close();
    if (error instanceof StoreError) throw new ExpectedError(error.code, error.message, { cause: error });
    throw error;
  }
}

function windowOf(
  context: CommandContext,
  zone: Zone,
  now: number,
): { readonly from: number; readonly to: number } {
  const { from, to } = context.options;
  if (typeof from !== 'string') throw new UsageError('from when? Give --from, such as --from 2026-10-01');
  const window = {
    from: momentOf('from', from, zone, 0),
    to: typeof to === 'string' ? Math.min(now, momentOf('to', to, zone, DAY_MINUTES)) : now,
  };
  if (window.from >= window.to)
    throw new UsageError(
      `--from ${localTime(window.from, zone)} is not before --to ${localTime(window.to, zone)}${to === undefined ? ' (now)' : ''}`,
    );
  return window;
}

function momentOf(option: string, text: string, zone: Zone, minuteOfDay: number): number {
  const moment = parseMoment(text);
  if (moment) return epochOfMoment(moment, zone, minuteOfDay);
  throw new UsageError(`--${option} is "${text}", wanted a moment such as 2026-10-01 or "2026-10-01 08:00"`);
}

function onlyOf(context: CommandContext, config: Config): { readonly only?: ReadonlySet<LinkId> } {
  const { link } = context.options;
  if (typeof link !== 'string') return {};
  const { links } = config.network;
  if (isId(link) && links.has(linkId(link))) return { only: new Set([linkId(link)]) };
  throw new UsageError(`there is no link "${link}"${didYouMean(link, [...links.keys()])}`);
}

function numberOf(context: CommandContext, option: string, fallback: number): number {
  const text = context.options[option];
  if (typeof text !== 'string') return fallback;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} is "${text}", wanted a whole number from 1 to 9999`);
}
