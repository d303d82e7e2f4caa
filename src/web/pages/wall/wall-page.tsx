// Ruang Operasi: the province at a glance, to be read from across the room; `kiosk=1` for a screen that nobody operates.

import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { SoundControls } from '../../sound/sound-controls.tsx';
import type { App } from '../../state/app.ts';
import { useApp } from '../../state/context.ts';
import { NONE } from '../../text/format.ts';
import { isKiosk as asksForKiosk } from '../../view/page.tsx';
import { Place } from '../../view/place.tsx';
import type { PageProps } from '../registry.ts';
import { IncidentList } from './incident-list.tsx';
import { incidentsOf } from './incidents.ts';
import { TickerList } from './ticker-list.tsx';
import { TileGrid } from './tile-grid.tsx';
import { type Tile, tilesOf } from './tiles.ts';
import { usePointerAtRest, useRenewal, useWakeLock } from './use-kiosk.ts';
import { ViconLines } from './vicon-line.tsx';
import { WallMap } from './wall-map.tsx';
import { useWallWords } from './wall-words.ts';
import './wall-frame.css';
import './wall.css';
import './wall-lists.css';
import './wall-kiosk.css';
import './wall-phone.css';

/** The wall. */
export function WallPage({ route }: PageProps) {
  const app = useApp();
  const words = useWallWords();
  const isKiosk = asksForKiosk(route.query);
  const isAtRest = usePointerAtRest(isKiosk);
  useWakeLock(isKiosk);
  const isOutdated = useRenewal(app, isKiosk);
  const isReady = useComputed(() => app.screen.value.province !== undefined);
  const tiles = useTiles(app);
  const sites = useComputed(() => app.screen.value.province?.sites);
  const hasMap = useComputed(() =>
    [...(sites.value?.values() ?? [])].some(({ position }) => position !== undefined),
  );
  const incidents = useComputed(() => incidentsOf(app.alerts.value));
  if (!isReady.value) return <div class="wall" />;
  return (
    <div class={`wall${isKiosk ? ' is-kiosk' : ''}${isAtRest ? ' is-at-rest' : ''}`}>
      <h1 class="hidden">{words.room}</h1>
      <ViconLines isKiosk={isKiosk} />
      <div class="wall-left">
        <TileGrid tiles={tiles.value} isKiosk={isKiosk} />
        {hasMap.value && <WallMap isKiosk={isKiosk} />}
      </div>
      <div class="wall-right">
        <IncidentList incidents={incidents.value} isKiosk={isKiosk} />
        <TickerList isKiosk={isKiosk} />
      </div>
      <Foot isKiosk={isKiosk} isOutdated={isOutdated} />
    </div>
  );
}

/** The tiles; the same ones while nothing on them has changed, for figures arrive all the time. */
function useTiles(app: App): ReadonlySignal<readonly Tile[]> {
  const last = useRef<{ readonly text: string; readonly tiles: readonly Tile[] }>({ text: '', tiles: [] });
  return useComputed(() => {
    const { province } = app.screen.value;
    const tiles = province ? tilesOf(province) : [];
    const text = JSON.stringify(tiles);
    if (text !== last.current.text) last.current = { text, tiles };
    return last.current.tiles;
  });
}

/** Who is on duty, whether this screen would be heard, and what else is to be known of it. */
function Foot({ isKiosk, isOutdated }: { readonly isKiosk: boolean; readonly isOutdated: boolean }) {
  const app = useApp();
  const words = useWallWords();
  const name = app.me.signature() ?? app.preferences.operator.value;
  return (
    <footer class="wall-foot">
      {isKiosk && (
        <span>
          {words.onDuty}: <b>{name === '' ? NONE : name}</b>
        </span>
      )}
      <SoundControls isStatusOnly={isKiosk} />
      {isOutdated && (
        <span class="wall-version">
          {words.newVersion}{' '}
          {!isKiosk && (
            <button type="button" class="switch" onClick={() => location.reload()}>
              {words.reload}
            </button>
          )}
        </span>
      )}
      {!isKiosk && (
        <Place page="wall" query="kiosk=1" class="wall-kiosk">
          {words.kiosk}
        </Place>
      )}
    </footer>
  );
}
