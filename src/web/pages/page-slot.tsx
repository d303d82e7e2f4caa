// Draws the page that the route names, loading it first; says what to do when its code cannot be had.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageName } from '../model/route.ts';
import { useApp } from '../state/context.ts';
import { pageWords } from '../text/page-words.ts';
import { LOADERS, type PageView } from './registry.ts';

const useWords = pageWords(
  {
    loading: 'Memuat halaman',
    failed: 'Halaman ini tidak dapat dimuat; server mungkin sedang dimulai ulang atau telah diperbarui.',
    reload: 'Muat ulang',
  },
  {
    loading: 'Loading the page',
    failed: 'This page could not be loaded; the server may be starting again, or was updated.',
    reload: 'Reload',
  },
);

/** Code that failed to load is asked for again after this long. */
const RETRY_MS = 5_000;
const loaded = new Map<PageName, PageView>();

/** The page of the present route. */
export function PageSlot() {
  const app = useApp();
  const words = useWords();
  const route = app.route.value;
  const { page } = route;
  const [, setTurn] = useState(0);
  const [failed, setFailed] = useState<PageName>();
  const View = loaded.get(page);
  useEffect(() => {
    if (loaded.has(page)) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      LOADERS[page]().then(
        (view) => {
          loaded.set(page, view);
          if (gone) return;
          setFailed(undefined);
          setTurn((turn) => turn + 1);
        },
        () => {
          if (gone) return;
          setFailed(page);
          timer = setTimeout(load, RETRY_MS);
        },
      );
    };
    load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [page]);
  useFocusOnArrival(`${page}/${route.id ?? ''}`, View !== undefined);
  if (View) return <View route={route} />;
  return (
    <p class="waiting" role="status">
      {failed === page ? (
        <>
          {words.failed}{' '}
          <button type="button" class="switch" onClick={() => location.reload()}>
            {words.reload}
          </button>
        </>
      ) : (
        `${words.loading}…`
      )}
    </p>
  );
}

/** Whoever went to another page with the keyboard goes on there, not in a link that has gone. */
function useFocusOnArrival(place: string, drawn: boolean): void {
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!drawn) return;
    const first = shown.current === undefined;
    const arrived = shown.current !== place;
    shown.current = place;
    if (first || !arrived) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body || activeElement.closest('nav.pages'))
      document.getElementById('page')?.focus({ preventScroll: true });
  }, [place, drawn]);
}
