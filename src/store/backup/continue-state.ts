// What must be different in a state that is taken up again after a while: numbers that were given meanwhile never come again.

import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase, transaction } from '../sqlite/database.ts';
import { integer } from '../sqlite/row.ts';
import { isShrinkable } from '../sqlite/shrink.ts';
import { metaTable } from '../state/meta.ts';
import { STATE_MIGRATIONS } from '../state/schema.ts';

/** Numbers of alerts passed over for each day, or part of one, that nobody knows anything of. */
const ALERTS_A_DAY = 1_000;
const DAY_MS = 86_400_000;

/**
 * Prepares a restored state.db. Event numbers go on beyond all that the lost days can have given, so that no screen resumes
 * into another past; so do those of alerts, which people know by their numbers.
 */
export function continueState(
  file: string,
  { from, now }: { readonly from: number; readonly now: number },
): void {
  const db = openDatabase({ file, migrations: STATE_MIGRATIONS, synchronous: 'FULL' });
  try {
    transaction(db, () => {
      const meta = metaTable(db);
      const seq = Math.max(now, meta.get('seq-reserved') ?? 0);
      meta.set('seq-reserved', seq);
      meta.set('seq-pruned', seq);
      const last = integer(db.prepare('SELECT ifnull(max(number), 0) AS n FROM alert').get() ?? {}, 'n');
      const days = Math.max(1, Math.ceil((now - from) / DAY_MS));
      meta.set('alert-base', Math.max(last, meta.get('alert-base') ?? 0) + days * ALERTS_A_DAY);
    });
  } finally {
    db.close();
  }
}

/** Writes a history from an earlier version anew, so that it can give space back; minutes for many GB. */
export function makeShrinkable(file: string): void {
  if (!existsSync(file)) return;
  const db = new DatabaseSync(file);
  try {
    if (!isShrinkable(db)) db.exec('PRAGMA auto_vacuum=INCREMENTAL; VACUUM');
  } finally {
    db.close();
  }
}
