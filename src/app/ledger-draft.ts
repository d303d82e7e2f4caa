// What may be entered into the ledger: the link must be one that is or was watched, and the time one that can be true.

import type { GivenMoment, LedgerDraft, LedgerRefusal } from '../api/ledger-port.ts';
import { epochOfMoment, parseMoment } from '../config/local-date-time.ts';
import { didYouMean } from '../config/suggest.ts';
import type { Actor } from '../domain/act.ts';
import { isId, type LinkId, linkId } from '../domain/ids.ts';
import type { Zone } from '../domain/local-time.ts';
import type { Network } from '../domain/network.ts';
import type { LedgerEntry } from '../domain/sla/ledger.ts';
import type { NewLedgerEntry } from '../store/state/ledger-table.ts';
import type { StateStore } from '../store/state/port.ts';

const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;
/** A year and its edges; what lasts longer is the end of a contract, or a slip of the pen. */
export const MOST_SPAN_MS = 400 * DAY_MS;
/** The hourly history goes back so far: nobody can check what was before. */
const OLDEST_MS = 3_660 * DAY_MS;
/** Entries about one stretch of one link that are looked at for one that says the same. */
const MOST_COMPARED = 10_000;

/** What drafts are checked against. */
export interface LedgerDraftContext {
  readonly network: Network;
  readonly store: Pick<StateStore, 'intervals' | 'ledger'>;
  readonly zone: Zone;
  /** Epoch ms. */
  readonly at: number;
  readonly actor: Actor;
}

/** The entry that a draft asks for, or why it cannot be. */
export function checkLedgerDraft(
  draft: LedgerDraft,
  context: LedgerDraftContext,
): NewLedgerEntry | LedgerRefusal {
  const { network, zone, at, actor } = context;
  const link = linkOf(draft.link, context);
  if (typeof link === 'object') return link;
  const from = epochOf(draft.from, zone, 0);
  const to = epochOf(draft.to, zone, DAY_MINUTES);
  if (from === undefined || to === undefined)
    return noMoment(from === undefined ? 'from' : 'to', from === undefined ? draft.from : draft.to);
  const time = timeFault({ from, to }, { at, began: beganOf(link, network, zone), zone });
  if (time !== undefined) return { code: 'time', message: time };
  const { note, evidence } = draft;
  const base = { link, from, to, actor, at, note, ...(evidence !== undefined && { evidence }) };
  switch (draft.kind) {
    case 'stop': {
      const { kind, reason, agreedByProvider, agreedByCustomer } = draft;
      return {
        kind,
        ...base,
        reason,
        ...(agreedByProvider !== undefined && { agreedByProvider }),
        ...(agreedByCustomer !== undefined && { agreedByCustomer }),
      };
    }
    case 'correction': {
      const { kind, state, cause } = draft;
      if (state === undefined && cause === undefined)
        return {
          code: 'nothing',
          message: 'a correction changes nothing; wanted another state, a cause, or both',
        };
      return { kind, ...base, ...(state && { state }), ...(cause && { cause }) };
    }
    case 'ticket':
      return ticketOf(draft, { base, zone });
  }
}

type Base = Pick<NewLedgerEntry, 'link' | 'from' | 'to' | 'actor' | 'at' | 'note' | 'evidence'>;

function ticketOf(
  draft: LedgerDraft & { readonly kind: 'ticket' },
  { base, zone }: { readonly base: Base; readonly zone: Zone },
): NewLedgerEntry | LedgerRefusal {
  const { kind, ourNumber, providerNumber, action, bareStopMinutes } = draft;
  if (ourNumber === undefined && providerNumber === undefined)
    return { code: 'nothing', message: "a ticket has no number; wanted our own, the provider's, or both" };
  const reportedAt = draft.reportedAt === undefined ? undefined : epochOf(draft.reportedAt, zone, 0);
  if (draft.reportedAt !== undefined && reportedAt === undefined)
    return noMoment('reportedAt', draft.reportedAt);
  if (reportedAt !== undefined && (reportedAt > base.to || reportedAt < base.from - MOST_SPAN_MS))
    return {
      code: 'time',
      message: `the ticket was reported ${written(reportedAt, zone)}, wanted a moment within the outage or before it`,
    };
  return {
    kind,
    ...base,
    ...(ourNumber !== undefined && { ourNumber }),
    ...(providerNumber !== undefined && { providerNumber }),
    ...(reportedAt !== undefined && { reportedAt }),
    ...(action !== undefined && { action }),
    ...(bareStopMinutes !== undefined && { bareStopMinutes }),
  };
}

/** A link of the plan, or one that was: it has intervals. */
function linkOf(text: string, { network, store, at }: LedgerDraftContext): LinkId | LedgerRefusal {
  if (isId(text)) {
    const id = linkId(text);
    if (network.links.has(id) || store.intervals(id, 0, at).length > 0) return id;
  }
  const hint = didYouMean(text, [...network.links.keys()]);
  return { code: 'no-link', message: `there is and was no link "${text}"${hint}` };
}

/** When the link's service began, epoch ms; undefined where that is not recorded. */
function beganOf(link: LinkId, network: Network, zone: Zone): number | undefined {
  const plan = network.links.get(link);
  if (plan?.stage !== 'active' || plan.since === undefined) return undefined;
  const day = parseMoment(plan.since);
  return day && epochOfMoment(day, zone);
}

function timeFault(
  { from, to }: { readonly from: number; readonly to: number },
  { at, began, zone }: { readonly at: number; readonly began: number | undefined; readonly zone: Zone },
): string | undefined {
  const span = `from ${written(from, zone)} to ${written(to, zone)}`;
  if (from >= to) return `${span}: the end is not after the begin`;
  if (to > at) return `${span}: the end lies in the future; wanted a stretch that is over`;
  if (to - from > MOST_SPAN_MS)
    return `${span}: that is ${Math.floor((to - from) / DAY_MS)} days, wanted at most ${MOST_SPAN_MS / DAY_MS}`;
  if (from < at - OLDEST_MS)
    return `${span}: the begin is more than ten years ago; is the year right? Dates are written 2026-10-31`;
  if (began !== undefined && to <= began)
    return `${span}: the link's service began ${written(began, zone)} only; are the dates right? They are written 2026-10-31`;
  return undefined;
}

/** Epoch ms; undefined for a text that is no moment. */
function epochOf(given: GivenMoment, zone: Zone, minuteOfDay: number): number | undefined {
  if (typeof given === 'number') return given;
  const moment = parseMoment(given);
  return moment && epochOfMoment(moment, zone, minuteOfDay);
}

function noMoment(field: string, given: GivenMoment): LedgerRefusal {
  return {
    code: 'time',
    message: `${field} is "${given}", wanted a moment such as 2026-10-31 or "2026-10-31 08:00"`,
  };
}

function written(at: number, zone: Zone): string {
  const { year, month, day, minute } = zone.at(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/**
 * The live entry that says the same as a new one, so that entering twice changes nothing; of a correction only where none after it
 * is about the same time, for the later one wins.
 */
export function sameEntry(
  entry: NewLedgerEntry,
  { ledger }: Pick<StateStore, 'ledger'>,
): LedgerEntry | undefined {
  const { link, from, to } = entry;
  const live = ledger.find({ link, from, to, limit: MOST_COMPARED }).filter(({ withdrawn }) => !withdrawn);
  const said = sayingOf(entry);
  const found = live.findLastIndex((other) => sayingOf(other) === said);
  const later = live.slice(found + 1).some(({ kind }) => kind === 'correction');
  return entry.kind === 'correction' && later ? undefined : live[found];
}

/** What an entry says, whoever entered it and when. */
export function sayingOf(entry: NewLedgerEntry | LedgerEntry): string {
  const { actor, at, ...said } = entry;
  const { id, withdrawn, ...rest } = { id: 0, withdrawn: undefined, ...said };
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
