// The audit trail: every request that changes something, or would have, who made it and what became of it. Bodies are never
// kept. Written before the answer is sent, so that hanging up hides nothing.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../runtime/log.ts';
import type { AccessStore, AuditEntry } from '../store/access/port.ts';
import { isSafe } from './access-rules.ts';
import type { Visit } from './access-visit.ts';
import { RefusalFlood } from './audit-flood.ts';

/** Somebody tries with a name; more of it is cut by the store. */
type Entry = Omit<AuditEntry, 'id'>;

/** What the trail needs. */
export interface AuditDeps {
  readonly store: Pick<AccessStore, 'audit'>;
  /** Epoch ms. */
  readonly now: () => number;
  readonly monoMs: () => number;
  readonly log: Log;
}

/** After a try that failed the file is left alone for so long: a try at a locked one holds up everything else. */
const PAUSE_MS = 5_000;
/** Entries that wait while the file cannot be written; beyond, the log alone has the oldest. */
const MOST_WAITING = 1_000;
/** Entries written at once when it can be again: each is a flush to disk. */
const AT_ONCE = 50;

/** Writes entries; one that cannot be written is logged, for what it tells of has happened, and written later. */
export class AuditTrail {
  readonly #deps: AuditDeps;
  readonly #flood: RefusalFlood;
  readonly #waiting: Entry[] = [];
  #notBeforeMs = Number.NEGATIVE_INFINITY;

  constructor(deps: AuditDeps) {
    this.#deps = deps;
    this.#flood = new RefusalFlood(deps.monoMs);
  }

  /** Writes what was done, or refused. */
  take(entry: Entry): void {
    this.sumUp();
    if (entry.outcome === 'done' || this.#flood.takes(entry.address ?? '')) this.#write(entry);
  }

  /** Writes the sums of refusals that are due, and what waits; called now and then, for the flood may be over. */
  sumUp(): void {
    this.#writeWaiting();
    for (const { address, refused } of this.#flood.due())
      this.#write({
        at: this.#deps.now(),
        who: '-',
        via: 'none',
        ...(address !== undefined && { address }),
        action: 'requests.refused',
        outcome: 'summed',
        detail: JSON.stringify({ refused }),
      });
  }

  #write(entry: Entry): void {
    const { log } = this.#deps;
    this.#waiting.push(entry);
    const fault = this.#writeWaiting();
    if (this.#waiting.includes(entry))
      log.error('The audit trail could not be written; tried again later', { entry, ...fault });
    if (this.#waiting.length <= MOST_WAITING) return;
    const lost = this.#waiting.shift();
    log.error('An entry of the audit trail stands in this log alone: too many wait', { entry: lost });
  }

  #writeWaiting(): { readonly detail: string } | undefined {
    const { store, monoMs } = this.#deps;
    if (monoMs() < this.#notBeforeMs) return undefined;
    for (const entry of this.#waiting.slice(0, AT_ONCE)) {
      try {
        store.audit(entry);
      } catch (error) {
        this.#notBeforeMs = monoMs() + PAUSE_MS;
        return { detail: String(error) };
      }
      this.#waiting.shift();
    }
    return undefined;
  }
}

/** Adds the hook; it goes for routes that are added afterwards. */
export function auditChanges(app: FastifyInstance, trail: AuditTrail, now: () => number): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { visit } = request;
    // A HEAD of the kiosk link is not there to be asked for; a device's beats have no action.
    const action = visit?.note.action ?? visit?.rule.action;
    if (visit && action !== undefined && isKept(request, visit))
      trail.take({
        at: now(),
        ...entryOf(request, visit, action),
        outcome: outcomeOf(visit, reply.statusCode),
      });
    done(null, payload);
  });
}

function isKept({ method }: FastifyRequest, { rule, note }: Visit): boolean {
  return note.noAct !== true && (!isSafe(method) || rule.action !== undefined);
}

function entryOf(
  request: FastifyRequest,
  { end, entry, note, rule }: Visit,
  action: string,
): Omit<Entry, 'at' | 'outcome'> {
  const target = note.target ?? paramOf(request, rule.target);
  return {
    who: note.who ?? entry?.principal.name ?? '-',
    via: note.via ?? entry?.principal.kind ?? 'none',
    address: end.address,
    action,
    ...(target !== undefined && { target }),
    ...(note.detail !== undefined && { detail: JSON.stringify(note.detail) }),
  };
}

function paramOf({ params }: FastifyRequest, name: string | undefined): string | undefined {
  if (name === undefined || typeof params !== 'object' || params === null) return undefined;
  const value: unknown = Object.entries(params).find(([key]) => key === name)?.[1];
  return value === undefined ? undefined : String(value);
}

function outcomeOf({ refusal }: Visit, status: number): string {
  return status < 400 ? 'done' : (refusal ?? String(status));
}
