// `jalur move`: the embedded history to InfluxDB, proved.

import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../runtime/clock.ts';
import { accessOf } from '../store/metrics/open.ts';
import { type Moved, moveToInflux } from '../store/move/move.ts';
import { orExpected } from './backup.ts';
import { type Command, type CommandContext, ExpectedError } from './command.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
import { json } from './output.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';

/** Moves the history. */
export const moveCommand: Command = {
  name: 'move',
  summary:
    'move the embedded history to the InfluxDB of the configuration, and prove that nothing is missing',
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: `data directory of the daemon (${DEFAULT_DATA})`,
    },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'First put `influx` into the configuration and restart jalur: new points go there, and the database is made. Then move ' +
    'what metrics.db holds, while jalur runs. Broken off, it goes on where it was with the next call; called twice, it ' +
    'changes nothing. Afterwards counts and sums of every series are compared. metrics.db stays as it is. Exit status 1 ' +
    'when something differs or was refused.',
  run: move,
};

async function move(context: CommandContext): Promise<0 | 1> {
  const config = loadOrFail(configPath(context), context.env);
  if (!config.influx)
    throw new ExpectedError(
      'no-influx',
      'the configuration names no InfluxDB: put `influx` into it and restart jalur, then move what came before',
    );
  const access = accessOf(config.influx);
  const moved = await influxOrExpected(() =>
    orExpected(context, () =>
      moveToInflux({
        data: dataOf(context, DEFAULT_DATA),
        access,
        retention: config.retention,
        wallMs: () => Math.floor(systemClock.wallMs()),
        signal: context.signal,
        sleep: (ms) => delay(ms, undefined, { signal: context.signal }),
        progress: context.progress,
      }),
    ),
  );
  if (context.options['json'] === true) context.print(json(moved));
  else for (const line of linesOf(moved)) context.print(line);
  return moved.differences.length === 0 && moved.refused.length === 0 && !moved.grew ? 0 : 1;
}

function linesOf(moved: Moved): readonly string[] {
  const { points, tooOld, refused, series, values, differences, grew } = moved;
  return [
    `${points} points sent`,
    ...(tooOld > 0
      ? [`${tooOld} were left out: InfluxDB does not keep points that old (store.retention)`]
      : []),
    ...refused.map(({ points: count, reason }) => `InfluxDB refused ${count}: ${reason}`),
    differences.length === 0
      ? `compared: ${series} series, ${values} values are in InfluxDB as they are in metrics.db`
      : `compared: ${series} series; these differ:`,
    ...differences.map((line) => `  ${line}`),
    ...(grew
      ? [
          'metrics.db was written to meanwhile: a jalur still keeps its history there; restart it, then move again',
        ]
      : []),
  ];
}

/** The client of InfluxDB says what was asked and what was found. */
async function influxOrExpected<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && !('code' in error) && error.message.includes('InfluxDB'))
      throw new ExpectedError('influx', error.message, { cause: error });
    throw error;
  }
}
