// Which sites take part: regencies to tick, all others to look for.

import { useState } from 'preact/hooks';
import { siteId } from '../../../domain/ids.ts';
import { useApp } from '../../state/context.ts';
import { shortName } from './draft.ts';
import { eventSites } from './event-sites.ts';
import { useViconWords } from './words.ts';

/** Sites offered for what was typed. */
const MOST_OFFERED = 6;

/** The fields. */
export function SiteFields({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  onChange(sites: readonly string[]): void;
}) {
  const app = useApp();
  const words = useViconWords();
  const [text, setText] = useState('');
  const province = app.screen.value.province;
  const sites = eventSites(province);
  const regencies = sites.filter(({ kind }) => kind === 'regency');
  const others = chosen.filter((id) => !regencies.some((regency) => regency.id === id));
  const flip = (id: string): void =>
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const wanted = text.trim().toLowerCase();
  const offered =
    wanted === ''
      ? []
      : sites
          .filter(
            ({ id, name, kind }) =>
              kind !== 'regency' && !chosen.includes(id) && name.toLowerCase().includes(wanted),
          )
          .slice(0, MOST_OFFERED);
  const nameOf = (id: string): string => province?.sites.get(siteId(id))?.name ?? id;
  const take = (id: string): void => {
    flip(id);
    setText('');
  };
  return (
    <fieldset class="choices">
      <legend>{words.sites}</legend>
      {regencies.map(({ id, name }) => (
        <label key={id} class="choice">
          <input
            type="checkbox"
            name="site"
            value={id}
            checked={chosen.includes(id)}
            onChange={() => flip(id)}
          />
          {shortName(name)}
        </label>
      ))}
      {others.map((id) => (
        <button
          key={id}
          type="button"
          class="act"
          aria-label={`${words.takeOut} ${nameOf(id)}`}
          onClick={() => flip(id)}
        >
          {nameOf(id)} ✕
        </button>
      ))}
      <input
        type="search"
        aria-label={words.findSite}
        placeholder={words.findSite}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter in a search is no wish to save.
          event.preventDefault();
          const [first] = offered;
          if (first) take(first.id);
        }}
      />
      {offered.map(({ id, name }) => (
        <button key={id} type="button" class="act" onClick={() => take(id)}>
          + {name}
        </button>
      ))}
    </fieldset>
  );
}
