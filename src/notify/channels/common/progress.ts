// Which recipients of a message have been served, so that a retry goes only to those still missing. In memory: after a
// crash a recipient may be told twice, never not at all.

import type { Log } from '../../../runtime/log.ts';
import type { Receipt } from '../../port.ts';

type Later = Extract<Receipt, { kind: 'later' }>;

/** More unfinished messages than any outbox sends at once; the oldest is forgotten then, and may be repeated in full. */
const MAX_MESSAGES = 1_000;
/** Names in a receipt; a count stands for the rest. */
const MAX_NAMED = 3;

/** What one recipient's request came to; `pause` when the other recipients would only wait in vain now. */
export interface Served {
  readonly receipt: Receipt;
  readonly pause: boolean;
}

/** Progress of the unfinished messages of one channel. */
export class Progress {
  /** Last receipt by recipient, by message id. */
  readonly #messages = new Map<string, Map<string, Receipt>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Serves whoever is missing, those who failed before last, until one says `pause`; the receipt is of the whole. */
  async serve(
    id: string,
    recipients: readonly string[],
    tell: (recipient: string) => Promise<Served>,
  ): Promise<Receipt> {
    const later: Later[] = [];
    for (const recipient of this.missing(id, recipients)) {
      const { receipt, pause } = await tell(recipient);
      this.note(id, recipient, receipt);
      if (receipt.kind === 'later') later.push(receipt);
      if (pause) break;
    }
    return this.conclude(id, recipients, later);
  }

  /** Those of `recipients` who were neither reached nor refused; those who failed before come last. */
  missing(id: string, recipients: readonly string[]): readonly string[] {
    const known = this.#messages.get(id);
    const all = [...new Set(recipients)];
    return [
      ...all.filter((recipient) => known?.get(recipient) === undefined),
      ...all.filter((recipient) => known?.get(recipient)?.kind === 'later'),
    ];
  }

  /** Keeps what became of a recipient. */
  note(id: string, recipient: string, receipt: Receipt): void {
    if (receipt.kind === 'refused')
      this.#log.warn('A message was refused for one recipient', { recipient, detail: receipt.detail });
    const known = this.#messages.get(id) ?? new Map<string, Receipt>();
    known.set(recipient, receipt);
    this.#messages.delete(id);
    this.#messages.set(id, known);
    const oldest = this.#messages.keys().next();
    if (this.#messages.size > MAX_MESSAGES && !oldest.done) this.#messages.delete(oldest.value);
  }

  /**
   * The receipt of the message as a whole after an attempt that left `later`: `later` while somebody is missing,
   * delivered when somebody was reached (the reference names those who were not), refused when nobody was. A settled
   * message is forgotten.
   */
  conclude(id: string, recipients: readonly string[], later: readonly Later[]): Receipt {
    const fates = [...(this.#messages.get(id) ?? [])].map(([recipient, receipt]) => ({ recipient, receipt }));
    const missing = this.missing(id, recipients);
    if (missing.length > 0) {
      const waits = later.flatMap(({ afterMs }) => afterMs ?? []);
      return {
        kind: 'later',
        detail: `${named(missing)} not reached: ${later.at(-1)?.detail ?? 'not tried yet'}`,
        ...(waits.length > 0 && { afterMs: Math.max(...waits) }),
      };
    }
    this.#messages.delete(id);
    const refusals = fates.flatMap(({ recipient, receipt }) =>
      receipt.kind === 'refused' ? [`${recipient} (${receipt.detail})`] : [],
    );
    if (refusals.length === fates.length) return { kind: 'refused', detail: named(refusals) };
    const reached = `${fates.length - refusals.length} of ${fates.length} reached`;
    return {
      kind: 'delivered',
      reference: refusals.length === 0 ? reached : `${reached}; refused: ${named(refusals)}`,
    };
  }
}

function named(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
