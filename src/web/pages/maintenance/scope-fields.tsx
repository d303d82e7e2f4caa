// Whom planned work covers: regencies, providers, single links; what lies behind them the server adds.

import { useState } from 'preact/hooks';
import type { LinkView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import type { Draft } from './draft.ts';
import { useMaintenanceWords } from './words.ts';

/** Links offered for what was typed. */
const MOST_OFFERED = 8;

/** The fields of the scope. */
export function ScopeFields({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  onChange(part: Partial<Draft>): void;
}) {
  const app = useApp();
  const words = useMaintenanceWords();
  const province = app.screen.value.province;
  const regencies = [...(province?.sites.values() ?? [])].filter(({ kind }) => kind === 'regency');
  const providers = [
    ...new Set([...(province?.links.values() ?? [])].flatMap(({ provider }) => provider ?? [])),
  ].sort();
  const flip = (list: readonly string[], id: string): readonly string[] =>
    list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
  return (
    <fieldset class="scope">
      <legend>{words.scope}</legend>
      <Choices
        title={words.regencies}
        of={regencies.map(({ id, name }) => ({ id, name }))}
        chosen={draft.regencies}
        onFlip={(id) => onChange({ regencies: flip(draft.regencies, id) })}
      />
      <Choices
        title={words.providers}
        of={providers.map((name) => ({ id: name, name }))}
        chosen={draft.providers}
        onFlip={(id) => onChange({ providers: flip(draft.providers, id) })}
      />
      <LinkChoice chosen={draft.links} onFlip={(id) => onChange({ links: flip(draft.links, id) })} />
    </fieldset>
  );
}

function Choices({
  title,
  of,
  chosen,
  onFlip,
}: {
  readonly title: string;
  readonly of: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  onFlip(id: string): void;
}) {
  if (of.length === 0) return null;
  return (
    <fieldset class="choices">
      <legend class="hidden">{title}</legend>
      <span class="choices-title" aria-hidden="true">
        {title}
      </span>
      {of.map(({ id, name }) => (
        <label key={id} class="choice">
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => onFlip(id)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

function LinkChoice({ chosen, onFlip }: { readonly chosen: readonly string[]; onFlip(id: string): void }) {
  const app = useApp();
  const words = useMaintenanceWords();
  const [text, setText] = useState('');
  const links = [...(app.screen.value.province?.links.values() ?? [])];
  const named = (id: string): string => links.find((link) => link.id === id)?.name ?? id;
  const wanted = text.trim().toLowerCase();
  const isOffered = ({ id, name }: LinkView): boolean =>
    !chosen.includes(id) && `${id} ${name}`.toLowerCase().includes(wanted);
  const offered = wanted === '' ? [] : links.filter(isOffered).slice(0, MOST_OFFERED);
  return (
    <fieldset class="choices">
      <legend class="hidden">{words.chosenLinks}</legend>
      <span class="choices-title" aria-hidden="true">
        {words.chosenLinks}
      </span>
      {chosen.map((id) => (
        <button
          key={id}
          type="button"
          class="act"
          aria-label={`${words.remove} ${named(id)}`}
          onClick={() => onFlip(id)}
        >
          {named(id)} ✕
        </button>
      ))}
      <input
        type="search"
        aria-label={words.findLink}
        placeholder={words.findLink}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = offered;
          if (event.key !== 'Enter') return;
          // Enter in a search is no wish to announce.
          event.preventDefault();
          if (!first) return;
          onFlip(first.id);
          setText('');
        }}
      />
      {offered.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          class="act"
          onClick={() => {
            onFlip(id);
            setText('');
          }}
        >
          + {name}
        </button>
      ))}
    </fieldset>
  );
}
