// The map on the wall, drawn by code of its own: the wall stands without it.

import { useEffect, useState } from 'preact/hooks';
import type { ProvinceMap } from '../../map/province-map.tsx';
import { useWallWords } from './wall-words.ts';

/** Code that cannot be had is asked for again after this long: the daemon may be starting again. */
const RETRY_MS = 30_000;

/** The map; nothing while its code is not there. `isKiosk`: it leads nowhere. */
export function WallMap({ isKiosk }: { readonly isKiosk: boolean }) {
  const words = useWallWords();
  const [loaded, setLoaded] = useState<{ readonly View: typeof ProvinceMap }>();
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      import('../../map/province-map.tsx').then(
        (map) => {
          if (!isGone) setLoaded({ View: map.ProvinceMap });
        },
        () => {
          if (!isGone) timer = setTimeout(load, RETRY_MS);
        },
      );
    };
    load();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  if (!loaded) return null;
  const { View } = loaded;
  return (
    <section class="panel wall-map" aria-label={words.map}>
      {isKiosk ? <View compact onOpen={leadsNowhere} /> : <View compact />}
    </section>
  );
}

function leadsNowhere(): void {}
