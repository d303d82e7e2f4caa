// `jalur restore`: a backup becomes a data directory again.

import { systemClock } from '../runtime/clock.ts';
import { restoreBackup, verifyBackup } from '../store/backup/restore.ts';
import { DATABASES, orExpected, progressOf } from './backup.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { json } from './output.ts';

/** Restores a backup. */
export const restoreCommand: Command = {
  name: 'restore',
  summary: 'make a data directory of a backup, for a jalur that is stopped',
  positionals: ['BACKUP'],
  options: {
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: 'data directory to restore to; always to be named',
    },
    replace: { type: 'boolean', help: 'move what is in the data directory aside, into before-restore-TIME' },
    check: { type: 'boolean', help: 'check the backup by its hashes, and do nothing else' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'All files are checked by their hashes first, and nothing is changed if one is wrong. The time from the backup to the ' +
    'next start is `unknown` afterwards, never up or down. Alerts go on with higher numbers, so that none means two things.',
  run: restore,
};

async function restore(context: CommandContext): Promise<0 | 1> {
  const [backup = ''] = context.positionals;
  const { data, check, replace } = context.options;
  const asJson = context.options['json'] === true;
  const job = { backup, databases: DATABASES, signal: context.signal, progress: progressOf(context) };
  if (check === true) {
    const manifest = await orExpected(context, () => verifyBackup(job));
    if (asJson) context.print(json({ manifest }));
    else
      context.print(
        `${backup}: whole; ${manifest.program}, ${momentOf(manifest.at)}, ${manifest.files.length} files`,
      );
    return 0;
  }
  if (typeof data !== 'string' || data === '') throw new UsageError('"restore" wants --data DIR');
  const now = Math.floor(systemClock.wallMs());
  const restored = await orExpected(context, () =>
    restoreBackup({ ...job, data, replace: replace === true, now }),
  );
  if (asJson) {
    context.print(json(restored));
    return 0;
  }
  const { manifest, movedTo } = restored;
  context.print(`${data}: as it was at ${momentOf(manifest.at)}, by ${manifest.program}`);
  if (movedTo !== undefined) context.print(`what was there is in ${movedTo}`);
  if (manifest.withoutHistory) context.print('the backup was made without the history: charts begin anew');
  return 0;
}

function momentOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
