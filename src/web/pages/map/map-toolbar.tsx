// Narrows the map and its list: by state, medium and provider. The choice is kept in the address.

import { useMemo } from 'preact/hooks';
import { MEDIA, type Medium } from '../../../domain/link.ts';
import { LINK_STATES } from '../../../domain/state.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { isFiltered, type MapFilter } from '../../map/map-filter.ts';
import { useApp } from '../../state/context.ts';
import { useMapPageWords } from './map-page-words.ts';

/** Media and providers that links have, in their order. */
function choicesOf(links: readonly LinkView[]): {
  readonly media: readonly Medium[];
  readonly providers: readonly string[];
} {
  const media = new Set(links.map((link) => link.medium));
  const providers = new Set(links.flatMap(({ provider }) => provider ?? []));
  return {
    media: MEDIA.filter((medium) => media.has(medium)),
    providers: [...providers].sort((a, b) => a.localeCompare(b)),
  };
}

/** The filters; `onChange` gets the name of a part of the query and its value, empty for all. */
export function MapToolbar({
  filter,
  unplaced,
  onChange,
}: {
  readonly filter: MapFilter;
  /** How many sites have no position. */
  readonly unplaced: number;
  onChange(name: 'state' | 'medium' | 'provider' | 'all', value: string): void;
}) {
  const app = useApp();
  const words = app.words.value;
  const own = useMapPageWords();
  // What there is to choose changes with the plan, which a new snapshot brings, and not with every figure.
  const { sites, links } = app.screen.value.province ?? {};
  const { media, providers } = useMemo(() => choicesOf([...(links?.values() ?? [])]), [sites]);
  return (
    <div class="map-toolbar">
      <label>
        {own.state}{' '}
        <select
          name="state"
          value={filter.look ?? ''}
          onChange={(event) => onChange('state', event.currentTarget.value)}
        >
          <option value="">{own.all}</option>
          <option value="problems">{own.problems}</option>
          {LINK_STATES.map((state) => (
            <option key={state} value={state}>
              {words.state[state]}
            </option>
          ))}
          <option value="planned">{own.planned}</option>
        </select>
      </label>
      <label>
        {own.medium}{' '}
        <select
          name="medium"
          value={filter.medium ?? ''}
          onChange={(event) => onChange('medium', event.currentTarget.value)}
        >
          <option value="">{own.all}</option>
          {media.map((medium) => (
            <option key={medium} value={medium}>
              {words.medium[medium]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {own.provider}{' '}
        <select
          name="provider"
          value={filter.provider ?? ''}
          onChange={(event) => onChange('provider', event.currentTarget.value)}
        >
          <option value="">{own.all}</option>
          {providers.map((provider) => (
            <option key={provider} value={provider}>
              {provider}
            </option>
          ))}
        </select>
      </label>
      {isFiltered(filter) && (
        <button type="button" class="switch" onClick={() => onChange('all', '')}>
          {own.clear}
        </button>
      )}
      {unplaced > 0 && (
        <p class="map-note">
          <b>{unplaced}</b> {own.unplacedNote}
        </p>
      )}
    </div>
  );
}
