// The tiles of the regencies.

import type { LinkState } from '../../../domain/state.ts';
import { useApp } from '../../state/context.ts';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { densityOf, linksQuery, shownStates, type Tile, type Uplink } from './tiles.ts';
import { useWallWords } from './wall-words.ts';

/** Ways to one regency that a tile has room for. */
const UPLINKS_SHOWN = 2;

/** All tiles. `isKiosk`: nobody presses anything. */
export function TileGrid({ tiles, isKiosk }: { readonly tiles: readonly Tile[]; readonly isKiosk: boolean }) {
  const words = useWallWords();
  if (tiles.length === 0) return <p class="tiles-none">{words.noLinks}</p>;
  return (
    <ul class={`tiles is-${densityOf(tiles.length)}`} aria-label={words.regencies}>
      {tiles.map((tile) => (
        <TileItem key={tile.key} tile={tile} isKiosk={isKiosk} />
      ))}
    </ul>
  );
}

function TileItem({ tile, isKiosk }: { readonly tile: Tile; readonly isKiosk: boolean }) {
  const app = useApp();
  const words = useWallWords();
  const { state } = app.words.value;
  const { active, counts, key, name, shortName, uplinks, worst } = tile;
  const title = key === '' ? words.above : shortName;
  return (
    <li class={`tile panel ${worst ? `s-${worst} is-${worst}` : 'is-empty'}`} data-tile={key}>
      <h2 title={key === '' ? title : name}>
        {isKiosk ? (
          title
        ) : (
          <Place page="links" query={linksQuery(tile)}>
            {title}
          </Place>
        )}
      </h2>
      {worst ? (
        <p class="tile-worst">
          <StateMark state={worst} /> <b>{state[worst]}</b>
          <span>
            {active} {words.links}
          </span>
        </p>
      ) : (
        <p class="tile-worst">{words.nothing}</p>
      )}
      <ul class="tile-counts">
        {shownStates(tile).map((each) => (
          <Count key={each} state={each} count={counts[each]} />
        ))}
      </ul>
      {key !== '' && <Uplinks uplinks={uplinks} />}
    </li>
  );
}

function Count({ state, count }: { readonly state: LinkState; readonly count: number }) {
  const word = useApp().words.value.state[state];
  return (
    <li class={`s-${state}`} title={`${count} ${word}`}>
      <StateMark state={state} />
      <b>{count}</b>
      <span class="hidden">{word}</span>
    </li>
  );
}

function Uplinks({ uplinks }: { readonly uplinks: readonly Uplink[] }) {
  const words = useWallWords();
  const { state } = useApp().words.value;
  return (
    <p class="tile-uplink">
      <span class="tile-uplink-name">{words.uplink}</span>{' '}
      {uplinks.length === 0 && <span>{words.noUplink}</span>}
      {uplinks.slice(0, UPLINKS_SHOWN).map((each) => (
        <span key={each.id} class={`s-${each.state}`}>
          <StateMark state={each.state} />{' '}
          {uplinks.length > 1 && <span class="tile-uplink-role">{words[each.role]} </span>}
          <b>{state[each.state]}</b>
        </span>
      ))}
      {uplinks.length > UPLINKS_SHOWN && (
        <span>
          +{uplinks.length - UPLINKS_SHOWN} {words.more}
        </span>
      )}
    </p>
  );
}
