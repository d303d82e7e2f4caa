// Past alarms: by days, words and kind; the newest first, older ones on demand.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Alert } from '../../../domain/alert.ts';
import { BUILT_IN_RULES } from '../../../domain/alert.ts';
import { MOST_SEARCHED } from '../../../domain/alert-search.ts';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { alertTitle } from '../../text/alert-sentence.ts';
import { causeText } from '../../text/alert-status.ts';
import { formatDuration, NONE } from '../../text/format.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { SeverityMark } from '../../view/severity-mark.tsx';
import { PAGE_SIZE, pathOf, queryOf, type Search, searchOf } from './search.ts';
import { useAlertWords } from './words.ts';

/** What was found so far. Rows of pages loaded on demand: nobody reads more than some thousand. */
interface Found {
  readonly alerts: readonly Alert[];
  readonly hasMore: boolean;
  readonly asking: boolean;
  readonly failure?: Failure;
}

/** Most rows kept on the page; a narrower search finds the rest. */
const MOST_ROWS = 2_000;

/** The history. */
export function HistoryView() {
  const app = useApp();
  const words = useAlertWords();
  const timezone = app.screen.value.province?.facts.timezone;
  const now = app.serverTime.peek();
  const route = app.route.value;
  if (timezone === undefined || now === 0) return null;
  const search = searchOf(route.query, now, timezone);
  return (
    <>
      <SearchForm
        key={queryOf(search)}
        search={search}
        onSearch={(wanted) => app.go({ ...route, query: queryOf(wanted) })}
      />
      <Results key={`results ${queryOf(search)}`} search={search} timezone={timezone} words={words} />
    </>
  );
}

function SearchForm({ search, onSearch }: { readonly search: Search; onSearch(search: Search): void }) {
  const app = useApp();
  const words = useAlertWords();
  const [draft, setDraft] = useState(search);
  const names = app.words.value.rule;
  const change = (part: Partial<Search>): void => setDraft({ ...draft, ...part });
  return (
    <form
      class="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(draft);
      }}
    >
      <label>
        {words.from}
        <input
          type="date"
          required
          value={draft.from}
          onInput={(event) => change({ from: event.currentTarget.value })}
        />
      </label>
      <label>
        {words.to}
        <input
          type="date"
          required
          value={draft.to}
          onInput={(event) => change({ to: event.currentTarget.value })}
        />
      </label>
      <label class="grow">
        <span class="hidden">{words.text}</span>
        <input
          type="search"
          maxLength={200}
          placeholder={words.text}
          value={draft.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="hidden">{words.rule}</span>
        <select value={draft.rule} onChange={(event) => change({ rule: event.currentTarget.value })}>
          <option value="">{words.anyRule}</option>
          {BUILT_IN_RULES.map((rule) => (
            <option key={rule} value={rule}>
              {names[rule]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="act first">
        {words.search}
      </button>
    </form>
  );
}

function Results({
  search,
  timezone,
  words,
}: {
  readonly search: Search;
  readonly timezone: string;
  readonly words: ReturnType<typeof useAlertWords>;
}) {
  const app = useApp();
  const [found, setFound] = useState<Found>({ alerts: [], hasMore: false, asking: true });
  const abort = useRef<AbortController | undefined>(undefined);
  const load = async (before: readonly Alert[]): Promise<void> => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    const path = pathOf(search, timezone, before.at(-1)?.number);
    if (path === undefined) return;
    setFound({ alerts: before, hasMore: false, asking: true });
    const reply = await ask<{ readonly alerts: readonly Alert[] }>(path, { signal: mine.signal });
    if (mine.signal.aborted) return;
    if (!reply.ok) {
      setFound({ alerts: before, hasMore: false, asking: false, failure: reply.failure });
      return;
    }
    const alerts = [...before, ...reply.value.alerts];
    const hasMore = reply.value.alerts.length === PAGE_SIZE && alerts.length < MOST_ROWS;
    setFound({ alerts, hasMore, asking: false });
  };
  useEffect(() => {
    void load([]);
    return () => abort.current?.abort();
  }, []);
  if (pathOf(search, timezone) === undefined)
    return (
      <p class="empty" role="alert">
        {words.badRange}
      </p>
    );
  const { alerts, asking, failure, hasMore } = found;
  return (
    <div class="scroller">
      {alerts.length > 0 && <HistoryTable alerts={alerts} />}
      {asking && (
        <p class="empty" role="status">
          {words.searching}
        </p>
      )}
      {failure && <FailureNote failure={failure} onAgain={() => void load(alerts)} />}
      {!asking && !failure && alerts.length === 0 && <p class="empty">{words.nothing}</p>}
      {!asking && !failure && !hasMore && (search.text !== '' || search.rule !== '') && (
        <p class="view-note">
          {words.searched} {MOST_SEARCHED.toLocaleString(app.words.value.locale)} {words.searchedRest}
        </p>
      )}
      {hasMore && (
        <p class="empty">
          <button type="button" class="act" onClick={() => void load(alerts)}>
            {words.more}
          </button>
        </p>
      )}
    </div>
  );
}

function HistoryTable({ alerts }: { readonly alerts: readonly Alert[] }) {
  const app = useApp();
  const words = useAlertWords();
  const context = app.sentences.value;
  const { ui, severity } = app.words.value;
  const { query } = app.route.value;
  return (
    <table class="alert-rows">
      <thead>
        <tr>
          <th class="num">{words.number}</th>
          <th>{words.alert}</th>
          <th>{words.started}</th>
          <th class="num">{words.lasted}</th>
          <th>{words.who}</th>
          <th>{words.cause}</th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => {
          const end = alert.returnedAt ?? alert.closedAt;
          return (
            <tr key={alert.number} class={`v-${alert.severity}`}>
              <td class="num">{alert.number}</td>
              <td>
                <SeverityMark severity={alert.severity} />
                <span class="hidden">{severity[alert.severity]}</span>{' '}
                <Place page="alerts" id={alert.number} query={query}>
                  {alertTitle(alert, context)}
                </Place>
                {alert.suppressed && <span class="tag">{ui.held.toLowerCase()}</span>}
              </td>
              <td>{context.time.moment(alert.since, context.now)}</td>
              <td class="num">
                {formatDuration((end ?? context.now) - alert.since, app.words.value)}
                {end === undefined && <span class="tag">{words.running}</span>}
              </td>
              <td>{alert.acknowledged?.by ?? NONE}</td>
              <td>{causeText(alert, context) || NONE}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
