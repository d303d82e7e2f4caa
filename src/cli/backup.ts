// `jalur backup`: a proved copy of all that jalur keeps, beside the running daemon.

import { OUTBOX_MIGRATIONS } from '../notify/outbox/schema.ts';
import { systemClock } from '../runtime/clock.ts';
import { knownDatabases } from '../store/backup/databases.ts';
import { type MadeBackup, makeBackup, pruneBackups } from '../store/backup/make.ts';
import { StoreError } from '../store/state/port.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { json } from './output.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';
import { VERSION } from './version.ts';

const MEGABYTE = 1e6;

/** The databases that this program knows. */
export const DATABASES = knownDatabases(OUTBOX_MIGRATIONS.length);

/** Backs up the data directory. */
export const backupCommand: Command = {
  name: 'backup',
  summary: 'copy all that jalur keeps into a directory of backups, while it runs or not',
  positionals: ['DIR'],
  options: {
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: `data directory of the daemon (${DEFAULT_DATA})`,
    },
    'without-history': { type: 'boolean', help: 'leave out what was measured (metrics.db, spool.db)' },
    keep: { type: 'string', value: 'N', help: 'remove all but the newest N backups in DIR afterwards' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'A backup is a new directory in DIR, named by the moment, with the databases, the kept reports and manifest.json. Each ' +
    'copy is of one moment and is checked before the backup gets its name. Whoever can read it can read hashes of ' +
    'passwords: keep it as the data directory itself. The configuration is not in it.',
  run: backup,
};

async function backup(context: CommandContext): Promise<0 | 1> {
  const [into = ''] = context.positionals;
  const keep = keepOf(context);
  const now = Math.floor(systemClock.wallMs());
  const begunMs = systemClock.monoMs();
  const made = await orExpected(context, () =>
    makeBackup({
      data: dataOf(context, DEFAULT_DATA),
      into,
      databases: DATABASES,
      withoutHistory: context.options['without-history'] === true,
      program: `jalur ${VERSION}`,
      now,
      signal: context.signal,
      progress: progressOf(context),
    }),
  );
  const pruned = keep === undefined ? [] : pruneBackups(into, keep, now);
  const tookMs = Math.round(systemClock.monoMs() - begunMs);
  if (context.options['json'] === true) context.print(json({ ...made, pruned, tookMs }));
  else for (const line of linesOf(made, pruned, tookMs)) context.print(line);
  return 0;
}

function linesOf({ path, manifest }: MadeBackup, pruned: readonly string[], tookMs: number): string[] {
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    ...manifest.files.map(({ name, bytes: own }) => `  ${name}  ${(own / MEGABYTE).toFixed(1)} MB`),
    `${path}: ${manifest.files.length} files, ${(bytes / MEGABYTE).toFixed(1)} MB, checked, in ${(tookMs / 1_000).toFixed(1)} s`,
    ...pruned.map((name) => `removed ${name}`),
  ];
}

/** Tells of each file once, and of large ones at every tenth. */
export function progressOf(context: CommandContext): (file: string, share?: number) => void {
  let told = '';
  return (file, share = 0) => {
    const line = share < 0.1 ? `${file} …` : `${file}: ${Math.floor(share * 10) * 10} %`;
    if (line === told) return;
    told = line;
    context.progress(line);
  };
}

/** Runs work on stores; what can be expected to fail is told without a stack trace. */
export async function orExpected<T>(context: CommandContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (context.signal.aborted)
      throw new ExpectedError('aborted', 'broken off; nothing was left behind', { cause: error });
    if (error instanceof StoreError) throw new ExpectedError(error.code, error.message, { cause: error });
    throw error;
  }
}

function keepOf(context: CommandContext): number | undefined {
  const { keep } = context.options;
  if (keep === undefined) return undefined;
  const count = Number(keep);
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    throw new UsageError(`--keep: found "${String(keep)}", wanted a whole number from 1 to 10000`);
  return count;
}
