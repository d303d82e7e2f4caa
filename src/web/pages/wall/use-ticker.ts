// Keeps the ticker while the wall is looked at: filled from the history when it is opened and whenever the stream was lost,
// and from the stream in between.

import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Alert } from '../../../domain/alert.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { alertEntries, messageEntries, TICKER_MS, type TickerEntry, withEntries } from './ticker.ts';

/** Alarms asked for: an hour of a storm has more, and the newest of them are shown. */
const ASKED_LIMIT = 500;
const MINUTE_MS = 60_000;
/** For how long an entry stands out, by the screen's clock. */
const FRESH_MS = 10_000;

/** What is known of the last hour. */
export interface TickerView {
  /** Newest first. */
  readonly entries: readonly TickerEntry[];
  /** How many of them have only just come. */
  readonly fresh: number;
  /** True while the history could not be had. */
  readonly isIncomplete: boolean;
}

/** The ticker of this wall. */
export function useTicker(): TickerView {
  const app = useApp();
  const entries = useSignal<readonly TickerEntry[]>([]);
  const minute = useComputed(() => Math.floor(app.serverTime.value / MINUTE_MS));
  const isReady = useComputed(() => app.screen.value.province !== undefined);
  const ready = isReady.value;
  const returns = app.returns.value;
  // Another window for every return: what came before the stream was lost is there already.
  const path = useMemo(() => {
    if (!ready) return undefined;
    const from = Math.max(0, Math.round(app.serverTime.peek() - TICKER_MS));
    return `/api/v1/alerts?state=active,returned,closed&from=${from}&limit=${ASKED_LIMIT}`;
  }, [ready, returns]);
  const answer = useAnswer<{ readonly alerts?: readonly Alert[] }>(path);
  useEffect(() => {
    const add = (added: readonly TickerEntry[]): void => {
      entries.value = withEntries(entries.peek(), added, app.serverTime.peek());
    };
    add((answer.value?.alerts ?? []).flatMap(alertEntries));
    return app.listen((batch) => {
      const added = messageEntries(batch.map(({ message }) => message));
      if (added.length > 0) add(added);
    });
  }, [answer.value]);
  const now = minute.value;
  useEffect(() => {
    entries.value = withEntries(entries.peek(), [], app.serverTime.peek());
  }, [now]);
  const fresh = useComputed(() => {
    const since = app.serverTime.value - FRESH_MS;
    return entries.value.filter(({ at }) => at > since).length;
  });
  return { entries: entries.value, fresh: fresh.value, isIncomplete: answer.failure !== undefined };
}
