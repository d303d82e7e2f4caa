// The operator's desk: which alert lies open, which form is filled in, which acts are under way and what became of them.

import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { CauseCode } from '../../domain/act.ts';
import type { ActName } from '../model/act-choice.ts';
import type { Province } from '../model/screen.ts';
import { type ActResult, type ActWish, type AlertHistory, postAct, readHistory } from '../stream/acts.ts';

/** A form that asks for what an act needs, or only for a name. */
export type Form =
  | { readonly kind: 'name' }
  /** `cause`: chosen beforehand, for the operator to confirm. */
  | { readonly kind: 'act'; readonly alert: number; readonly name: ActName; readonly cause?: CauseCode };

/** A form that is open. Each has a number of its own, for the end of one may be heard of after the next was opened. */
export type OpenForm = Form & { readonly nr: number };

/** An act that is under way, or was not done. */
export type ActState =
  | { readonly kind: 'running'; readonly wish: ActWish }
  | { readonly kind: 'over'; readonly wish: ActWish; readonly result: Exclude<ActResult, { kind: 'done' }> };

/** What was done about the open alert. `failed`: it cannot be read now. `unknown`: there is no such alert. */
export type HistoryState = AlertHistory | 'reading' | 'failed' | 'unknown';

/** The desk. */
export interface Desk {
  /** Number of the alert that lies open. */
  readonly opened: Signal<number | undefined>;
  readonly form: Signal<OpenForm | undefined>;
  /** By number of the alert; one at a time. */
  readonly acts: Signal<ReadonlyMap<number, ActState>>;
  readonly history: Signal<HistoryState>;
  /** Opens a form. */
  open(form: Form): void;
  /** Does what needs nothing but a name, or opens the form for the rest. */
  begin(alert: number, name: ActName): void;
  /** True when it was done; nothing happens while another act about the alert is under way. */
  perform(wish: ActWish): Promise<boolean>;
  /** Forgets what became of an act. */
  dismiss(alert: number): void;
  /** Reads the history again. */
  reread(): void;
}

/** The answer to an act may overtake the stream: it counts as under way until the screen shows it, but not for ever. */
const SHOWN_WITHIN_MS = 2_000;
/** Acts whose outcome is remembered until somebody has seen it. */
const ACTS_LIMIT = 100;
/** Acts that need no form once it is known who acts. */
const AT_ONCE: ReadonlySet<ActName> = new Set(['ack', 'reset', 'unshelve']);

/** Sets up the desk of a page; call once. */
export function createDesk(
  province: ReadonlySignal<Province | undefined>,
  operator: ReadonlySignal<string>,
): Desk {
  const opened = signal<number>();
  const form = signal<OpenForm>();
  let forms = 0;
  const open = (asked: Form): void => {
    form.value = { ...asked, nr: ++forms };
  };
  const acts = signal<ReadonlyMap<number, ActState>>(new Map());
  const history = signal<HistoryState>('reading');
  const rereads = signal(0);

  const put = (alert: number, state: ActState | undefined): void => {
    const next = new Map(acts.value);
    if (state) next.set(alert, state);
    else next.delete(alert);
    // Nobody comes back to a failure that old; one that is under way is among the newest.
    const [oldest] = next.keys();
    if (next.size > ACTS_LIMIT && oldest !== undefined) next.delete(oldest);
    acts.value = next;
  };

  const perform = async (wish: ActWish): Promise<boolean> => {
    if (acts.value.get(wish.alert)?.kind === 'running') return false;
    put(wish.alert, { kind: 'running', wish });
    const before = province.value?.acts.get(wish.alert);
    const result = await postAct(wish);
    if (result.kind !== 'done') {
      put(wish.alert, { kind: 'over', wish, result });
      return false;
    }
    await changes(province, (known) => known?.acts.get(wish.alert) !== before);
    put(wish.alert, undefined);
    return true;
  };

  // Read again whenever somebody does something about it, and when it comes, goes or ends.
  const wanted = computed(() => {
    const number = opened.value;
    // Before the first snapshot a token may be missing; afterwards it is there.
    if (number === undefined || !province.value) return '';
    const { status, occurrences } = province.value?.alerts.get(number) ?? {};
    return [number, province.value?.acts.get(number), status, occurrences, rereads.value].join(' ');
  });
  let abort: AbortController | undefined;
  let shown: number | undefined;
  effect(() => {
    const key = wanted.value;
    const number = opened.peek();
    abort?.abort();
    if (number !== shown) history.value = 'reading';
    shown = number;
    if (key === '' || number === undefined) return;
    const mine = new AbortController();
    abort = mine;
    void readHistory(number, mine.signal).then((found) => {
      if (!mine.signal.aborted) history.value = found ?? 'failed';
    });
  });

  return {
    opened,
    form,
    acts,
    history,
    begin: (alert, name) => {
      if (AT_ONCE.has(name) && operator.value !== '') void perform({ alert, name, who: operator.value });
      else open({ kind: 'act', alert, name });
    },
    open,
    perform,
    dismiss: (alert) => {
      if (acts.value.get(alert)?.kind === 'over') put(alert, undefined);
    },
    reread: () => {
      rereads.value++;
    },
  };
}

/** Resolves when a condition holds, or after {@link SHOWN_WITHIN_MS} at the latest. */
function changes<Value>(source: ReadonlySignal<Value>, holds: (value: Value) => boolean): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(end, SHOWN_WITHIN_MS);
    const stop = effect(() => {
      if (holds(source.value)) end();
    });
    function end(): void {
      clearTimeout(timer);
      queueMicrotask(() => stop());
      done();
    }
  });
}
