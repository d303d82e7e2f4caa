// The table with everything that belongs to it, once the province is known.

import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { LinkId } from '../../../domain/ids.ts';
import type { SparksReply } from '../../../stream/spark.ts';
import { ask } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { FilterChips } from './filter-menu.tsx';
import { ACTIVE_ROW, giveKeyboardAfter } from './keyboard-after.ts';
import { LinkTable } from './link-table.tsx';
import { NoRows, ScopeNote } from './no-rows.tsx';
import type { Links } from './order.ts';
import { SparkStore } from './spark-store.ts';
import type { TableData } from './table-data.ts';
import { TableHand } from './table-hand.ts';
import { Toolbar } from './toolbar.tsx';
import { useOrder } from './use-order.ts';
import type { ViewDesk } from './use-view.ts';
import { useTableWords } from './words.ts';

/** The panel's contents. */
export function TablePanel({ data, desk }: { readonly data: TableData; readonly desk: ViewDesk }) {
  const { links } = data;
  const hand = useRef(new TableHand()).current;
  const order = useOrder(data, desk, () => hand.now());
  const isShown = desk.columns.includes('spark');
  const store = useSparks(links);
  const onView = useCallback((ids: readonly LinkId[]) => store.want(isShown ? ids : []), [store, isShown]);
  return (
    <>
      <Toolbar data={data} order={order} desk={desk} />
      <ScopeNote />
      <FilterChips desk={desk} />
      <Notes isHeld={order.isHeld} onRelease={order.release} store={store} isShown={isShown} />
      {order.matching === 0 ? (
        <NoRows desk={desk} isEmpty={links.size === 0} />
      ) : (
        <LinkTable
          links={links}
          order={order}
          desk={desk}
          hand={hand}
          sparks={store.sparks.value}
          onView={onView}
        />
      )}
    </>
  );
}

function Notes({
  isHeld,
  onRelease,
  store,
  isShown,
}: {
  readonly isHeld: boolean;
  onRelease(): void;
  readonly store: SparkStore;
  readonly isShown: boolean;
}) {
  const texts = useTableWords();
  const failure = isShown ? store.failure.value : undefined;
  return (
    <div class="table-notes" role="status">
      {isHeld && (
        <p>
          {texts.held}{' '}
          <button
            type="button"
            class="act"
            onClick={() => {
              onRelease();
              giveKeyboardAfter(ACTIVE_ROW);
            }}
          >
            {texts.sortNow}
          </button>
        </p>
      )}
      {failure && (
        <p>
          {texts.sparkLost} {failure.message ?? texts.unreachable}. {texts.sparkAgain}
        </p>
      )}
    </div>
  );
}

/** Sparklines that follow the stream as long as the table is there. */
function useSparks(links: Links): SparkStore {
  const app = useApp();
  const store = useMemo(
    () =>
      new SparkStore({
        ask: (path) => ask<SparksReply | undefined>(path),
        after: (delayMs, callback) => {
          const timer = setTimeout(callback, delayMs);
          return () => clearTimeout(timer);
        },
      }),
    [],
  );
  const returns = app.returns.value;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else store.renew();
  }, [store, returns]);
  useEffect(() => store.hear(links), [store, links]);
  useEffect(() => () => store.close(), [store]);
  return store;
}
