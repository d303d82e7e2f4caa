// The map on the wall, drawn by code of its own: the wall stands without it.

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWallWords } from './wall-words.ts';

type MapView = ComponentType<{ readonly compact?: boolean }>;

/** Code that cannot be had is asked for again after this long: the daemon may be starting again. */
const RETRY_MS = 30_000;
const FOUND = import.meta.glob<{ readonly ProvinceMap: MapView }>('../../map/province-map.tsx');

/** The map; nothing while its code is not there. */
export function WallMap() {
  const words = useWallWords();
  const [loaded, setLoaded] = useState<{ readonly View: MapView }>();
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      FOUND['../../map/province-map.tsx']?.().then(
        ({ ProvinceMap }) => {
          if (!isGone) setLoaded({ View: ProvinceMap });
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
      <View compact />
    </section>
  );
}
