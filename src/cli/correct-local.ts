// `jalur correct` in a data directory on which no daemon runs; reading works beside one.

import { statSync } from 'node:fs';
import type { LedgerOutcome, LedgerPort, WithdrawOutcome } from '../api/ledger-port.ts';
import { openLedger } from '../app/ledger.ts';
import type { Actor } from '../domain/act.ts';
import { zoneOf } from '../domain/local-time.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { openAccessStoreBeside } from '../store/access/open.ts';
import { openStateStore } from '../store/state/open.ts';
import { openPastState } from '../store/state/past.ts';
import { StoreError } from '../store/state/port.ts';
import { type CommandContext, ExpectedError } from './command.ts';
import type { CorrectDesk } from './correct-desk.ts';
import { configPath, loadWithoutSecrets } from './load.ts';
import { whoOf } from './who.ts';

const MOST_WHO = 64;

/** The desk of a data directory; the configuration tells of the plan and the zone. */
export function localDesk(context: CommandContext, directory: string): CorrectDesk {
  const { network } = loadWithoutSecrets(configPath(context), context.env);
  const { timezone } = network.province;
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new ExpectedError(
      'no-data-directory',
      `there is no data directory "${directory}"; name that of the daemon (--data)`,
    );
  const actor: Actor = { who: whoOf(context).slice(0, MOST_WHO), via: 'command' };
  const now = (): number => Math.floor(systemClock.wallMs());

  /** Holds the directory while it works; what is done has its line in the audit trail. */
  function write<Outcome extends LedgerOutcome | WithdrawOutcome>(
    work: (desk: LedgerPort) => Outcome,
    noteOf: (
      outcome: Outcome,
    ) => { readonly action: string; readonly target: string; readonly detail?: object } | undefined,
  ): Outcome {
    const { store, quarantine } = openStateStore(directory, {
      clock: systemClock,
      log: createLog({ level: 'error' }),
    });
    try {
      if (quarantine)
        throw new ExpectedError(
          'corrupt',
          `the state of "${directory}" was damaged and is in ${quarantine.movedTo} now; restore a backup before correcting it`,
        );
      const access = openAccessStoreBeside(directory, now());
      try {
        // Two files have no commit in common: should the trail's fail, the command fails, and the entry tells who and when.
        return access.atomically(() => {
          const outcome = work(openLedger({ store, network: () => network, now }));
          const done = noteOf(outcome);
          if (done) {
            const { action, target, detail } = done;
            const told = detail && { detail: JSON.stringify(detail) };
            access.audit({ at: now(), who: actor.who, via: 'cli', action, target, outcome: 'done', ...told });
          }
          return outcome;
        });
      } finally {
        access.close();
      }
    } finally {
      store.close();
    }
  }

  return {
    zone: () => Promise.resolve(zoneOf(timezone)),
    list: (query) =>
      told(directory, () => {
        const past = openPastState(directory);
        try {
          const found = past.ledger(query);
          return { entries: found.slice(-query.limit), more: found.length > query.limit, timezone };
        } finally {
          past.close();
        }
      }),
    add: (drafts, { check }) =>
      told(directory, () =>
        write<LedgerOutcome>(
          (desk) => desk.add(drafts, actor, { check }),
          (outcome) => {
            if (outcome.kind === 'refused' || outcome.added.length === 0) return undefined;
            const { added } = outcome;
            const entries = added.slice(0, 50).map(({ id, kind }) => ({ id, kind }));
            const detail = { entries, count: added.length };
            return { action: 'ledger.add', target: added[0]?.link ?? '-', detail };
          },
        ),
      ),
    withdraw: (id, note) =>
      told(directory, () =>
        write<WithdrawOutcome>(
          (desk) => desk.withdraw(id, note, actor),
          (outcome) =>
            outcome.kind === 'done' ? { action: 'ledger.withdraw', target: String(id) } : undefined,
        ),
      ),
  };
}

/** What the store says, and what to do about a daemon that holds the directory. */
async function told<T>(directory: string, work: () => T): Promise<T> {
  try {
    return await Promise.resolve(work());
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const hint =
      error.code === 'busy'
        ? `\njalur runs on "${directory}": leave --data out, and the running one is asked (--url)`
        : '';
    throw new ExpectedError(error.code, `${error.message}${hint}`, { cause: error });
  }
}
