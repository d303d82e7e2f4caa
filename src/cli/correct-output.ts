// How entries of the ledger look on a terminal.

import type { Zone } from '../domain/local-time.ts';
import type { LedgerEntry } from '../domain/sla/ledger.ts';
import { momentText } from './check-alerts-text.ts';
import { table } from './output.ts';
import { printable } from './user-output.ts';

/** Longest note in a table; --json has all of it. */
const MOST_NOTE = 60;

/** A line per entry. */
export function ledgerLines(entries: readonly LedgerEntry[], zone: Zone): readonly string[] {
  return table([
    ['id', 'link', 'from', 'to', 'what', 'by', 'entered', 'note'],
    ...entries.map((entry) =>
      [
        String(entry.id),
        entry.link,
        momentText(entry.from, zone),
        momentText(entry.to, zone),
        whatText(entry),
        entry.actor.who,
        momentText(entry.at, zone),
        noteText(entry),
      ].map(printable),
    ),
  ]);
}

/** What an entry says, in a few words. */
export function whatText(entry: LedgerEntry): string {
  switch (entry.kind) {
    case 'stop': {
      const agreed = [
        ...(entry.agreedByProvider === undefined
          ? []
          : [`provider ${entry.agreedByProvider ? 'agrees' : 'objects'}`]),
        ...(entry.agreedByCustomer === undefined
          ? []
          : [`customer ${entry.agreedByCustomer ? 'agrees' : 'objects'}`]),
      ];
      return `stop clock: ${entry.reason}${agreed.length > 0 ? ` (${agreed.join(', ')})` : ''}`;
    }
    case 'correction': {
      const changes = [entry.state && `state ${entry.state}`, entry.cause && `cause ${entry.cause}`];
      return `correction: ${changes.filter((change) => change !== undefined).join(', ')}`;
    }
    case 'ticket': {
      const numbers = [entry.ourNumber, entry.providerNumber].filter((number) => number !== undefined);
      const bare =
        entry.bareStopMinutes === undefined
          ? ''
          : ` (stop clock ${entry.bareStopMinutes} min without an interval: not counted)`;
      return `ticket ${numbers.join(' / ')}${bare}`;
    }
  }
}

function noteText({ note, withdrawn }: LedgerEntry): string {
  const flat = note.replace(/\s+/g, ' ');
  const short = flat.length > MOST_NOTE ? `${flat.slice(0, MOST_NOTE - 1)}…` : flat;
  return withdrawn ? `WITHDRAWN by ${withdrawn.actor.who}: ${withdrawn.note}; was: ${short}` : short;
}
