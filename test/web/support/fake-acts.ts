// Acts as the daemon does them: the domain's own rules, put in order by whoever asks first. It stalls or fails when a test
// wants it to.

import type { Act, ActKind, CauseCode } from '../../../src/domain/act.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import { acted } from '../../../src/domain/alert-life.ts';
import type { EngineEvent } from '../../../src/domain/event.ts';
import type { MessageTold } from '../../../src/web/stream/acts.ts';

/** An answer of the API. */
export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Every alert waits for somebody. */
const POLICY = { from: 'info', returnedMs: 86_400_000 } as const;

interface Body {
  readonly who: string;
  readonly via: 'screen';
  readonly note?: string;
  readonly until?: number;
  readonly cause?: CauseCode;
}

/** What acts need of the rest of the server. */
export interface FakeActsDeps {
  readonly now: () => number;
  readonly emit: (event: EngineEvent) => void;
}

/** Every alert that was ever shown, and what was done about it. */
export class FakeActs {
  /** `hold`: takes acts and answers nothing until `release`. `fail`: answers 503. */
  mode: 'work' | 'hold' | 'fail' = 'work';
  readonly acts: Act[] = [];
  /** What became of messages, of every alert alike. */
  messages: readonly MessageTold[] = [];
  readonly #alerts = new Map<number, Alert>();
  readonly #deps: FakeActsDeps;
  #held: (() => void)[] = [];

  constructor(deps: FakeActsDeps) {
    this.#deps = deps;
  }

  /** Learns of an alert. */
  know(alert: Alert): void {
    this.#alerts.set(alert.number, alert);
  }

  /** Lets held acts go on. */
  release(): void {
    this.mode = 'work';
    for (const go of this.#held.splice(0)) go();
  }

  /** GET /api/v1/alerts/N. */
  read(number: number): FakeAnswer {
    const alert = this.#alerts.get(number);
    if (!alert) return { status: 404, body: { error: { code: 'no-alert', message: 'no such alert' } } };
    const acts = this.acts.filter((each) => each.alert === number);
    return { status: 200, body: { ...alert, acts, messages: this.messages } };
  }

  /** POST /api/v1/alerts/N/NAME. */
  async do(number: number, name: string, body: Body): Promise<FakeAnswer> {
    if (this.mode === 'hold') await new Promise<void>((go) => this.#held.push(go));
    if (this.mode === 'fail')
      return { status: 503, body: { error: { code: 'store', message: 'disk penuh' } } };
    const known = this.#alerts.get(number);
    const act = actOf(name, body);
    if (!known || !act) return { status: 404, body: { error: { code: 'not-found', message: 'not found' } } };
    const actor = { who: body.who, via: body.via };
    const outcome = acted(known, { alert: number, act, actor }, this.#deps.now(), POLICY);
    if ('refusal' in outcome) {
      const { code, message, ...first } = outcome.refusal;
      return { status: 409, body: { error: { code, message }, ...first } };
    }
    this.acts.push(outcome.act);
    this.#deps.emit({ kind: 'alert.act', at: outcome.act.at, act: outcome.act });
    const alert = withShelf(outcome.alert);
    if (outcome.alert !== known) {
      const kind = alert.status === 'closed' ? 'alert.closed' : 'alert.changed';
      this.#deps.emit({ kind, at: outcome.act.at, alert });
    }
    return { status: 200, body: { alert, act: outcome.act } };
  }
}

/** POST /api/v1/alerts/ack: each for itself. */
export async function acknowledgeMany(
  acts: FakeActs,
  { alerts, ...body }: Body & { readonly alerts: readonly number[] },
): Promise<FakeAnswer> {
  const done: number[] = [];
  const refused: object[] = [];
  for (const alert of alerts) {
    const { status, body: told } = await acts.do(alert, 'ack', body);
    if (status === 503) return { status, body: told };
    if (status === 200) done.push(alert);
    else refused.push({ alert, code: 'refused', message: 'refused', ...(told as object) });
  }
  return { status: 200, body: { done, refused } };
}

/** The engine holds a shelved alert back, and lets it go again. */
function withShelf({ suppressed, ...alert }: Alert): Alert {
  if (alert.shelved) {
    const { by: who, at: since, until } = alert.shelved;
    return { ...alert, suppressed: { by: 'shelved', who, since, until } };
  }
  return suppressed && suppressed.by !== 'shelved' ? { ...alert, suppressed } : alert;
}

function actOf(name: string, { note, until = 0, cause = 'unknown' }: Body): ActKind | undefined {
  const noted = note !== undefined && { note };
  switch (name) {
    case 'ack':
      return { kind: 'acknowledge', ...noted };
    case 'note':
      return { kind: 'note', note: note ?? '' };
    case 'shelve':
      return { kind: 'shelve', until, ...noted };
    case 'unshelve':
      return { kind: 'unshelve' };
    case 'cause':
      return { kind: 'confirm-cause', cause, ...noted };
    case 'reset':
      return { kind: 'reset', ...noted };
    default:
      return undefined;
  }
}
