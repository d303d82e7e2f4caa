// What the table can be narrowed to, as checkboxes; and what it is narrowed to, as chips.

import { useMemo } from 'preact/hooks';
import { MEDIA, STAGES } from '../../../domain/link.ts';
import { LINK_STATES } from '../../../domain/state.ts';
import { useApp } from '../../state/context.ts';
import { useGroupNames } from './group-names.ts';
import { FILTERS, giveKeyboardAfter } from './keyboard-after.ts';
import { Choice, Menu } from './menu.tsx';
import type { Links } from './order.ts';
import { textKey } from './rules.ts';
import type { ViewDesk } from './use-view.ts';
import { type Filter, filterCount, NOTHING } from './view-query.ts';
import { useTableWords } from './words.ts';

/** The lists of the filter, in the order of the menu. */
const FIELDS = ['states', 'regencies', 'providers', 'media', 'stages'] as const;
type Field = (typeof FIELDS)[number];
/** Those whose values have no order of their own. */
const BY_NAME: ReadonlySet<Field> = new Set<Field>(['regencies', 'providers']);

/** Values offered of one kind; more than that are found by typing. */
const MOST_VALUES = 60;

/** The menu. */
export function FilterMenu({ links, desk }: { readonly links: Links; readonly desk: ViewDesk }) {
  const texts = useTableWords();
  return (
    <Menu isBroad name={texts.filter} badge={filterCount({ ...desk.view.filter, problemsOnly: false })}>
      {() => <Facets links={links} desk={desk} />}
    </Menu>
  );
}

function Facets({ links, desk }: { readonly links: Links; readonly desk: ViewDesk }) {
  const { filter } = desk.view;
  const names = useFacetNames();
  const values = useMemo(() => valuesOf(links, filter), [links, filter]);
  return (
    <div class="facets">
      {FIELDS.map((field) => {
        const { name, nameOf } = names[field];
        const list = BY_NAME.has(field) ? byName(values[field], nameOf) : values[field];
        return (
          <fieldset key={field}>
            <legend>{name}</legend>
            {list.map((value) => (
              <Choice
                key={value}
                name={nameOf(value)}
                isOn={has(filter, field, value)}
                onChange={(isOn) => desk.narrow(withValue(filter, field, value, isOn))}
              />
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}

/** What narrows the table now; each goes with one press, all with another. */
export function FilterChips({ desk }: { readonly desk: ViewDesk }) {
  const { ui } = useApp().words.value;
  const texts = useTableWords();
  const names = useFacetNames();
  const { filter } = desk.view;
  if (filterCount(filter) === 0 && filter.text === '') return null;
  const chip = (key: string, name: string, part: Partial<Filter>) => (
    <li key={key}>
      <button
        type="button"
        class="filter-chip"
        aria-label={`${name}: ${texts.remove}`}
        onClick={() => {
          desk.narrow(part);
          giveKeyboardAfter(...FILTERS);
        }}
      >
        {name} <span aria-hidden="true">✕</span>
      </button>
    </li>
  );
  return (
    <ul class="filter-chips" aria-label={texts.filterOn}>
      {filter.text !== '' && chip('text', `${texts.text}: ${filter.text}`, { text: '' })}
      {filter.problemsOnly && chip('problems', ui.problemsOnly, { problemsOnly: false })}
      {FIELDS.flatMap((field) =>
        filter[field].map((value) =>
          chip(
            `${field} ${value}`,
            `${names[field].name}: ${names[field].nameOf(value)}`,
            withValue(filter, field, value, false),
          ),
        ),
      )}
      <li>
        <button
          type="button"
          class="filter-chip clear"
          onClick={() => {
            desk.clear();
            giveKeyboardAfter(...FILTERS);
          }}
        >
          {texts.clear}
        </button>
      </li>
    </ul>
  );
}

/** What the lists and their values are called. */
function useFacetNames(): Readonly<Record<Field, { readonly name: string; nameOf(value: string): string }>> {
  const words = useApp().words.value;
  const texts = useTableWords();
  const stageName = (value: string): string =>
    words.stage[STAGES.find((stage) => stage === value) ?? 'active'];
  return {
    states: { name: words.ui.state, nameOf: useGroupNames('state') },
    regencies: { name: texts.regency, nameOf: useGroupNames('regency') },
    providers: { name: words.ui.provider, nameOf: useGroupNames('provider') },
    media: { name: words.ui.medium, nameOf: useGroupNames('medium') },
    stages: { name: texts.stage, nameOf: stageName },
  };
}

/** What there is to choose from: what links have, and what is chosen already. */
function valuesOf(links: Links, filter: Filter): Readonly<Record<Field, readonly string[]>> {
  const regencies = new Set(filter.regencies);
  const providers = new Set(filter.providers);
  const media = new Set(filter.media);
  for (const { regency = NOTHING, provider = NOTHING, medium } of links.values()) {
    regencies.add(regency);
    providers.add(provider);
    media.add(medium);
  }
  return {
    states: LINK_STATES,
    regencies: [...regencies],
    providers: [...providers],
    media: MEDIA.filter((medium) => media.has(medium)),
    stages: STAGES,
  };
}

function byName(values: readonly string[], nameOf: (value: string) => string): readonly string[] {
  return values.toSorted((a, b) => (textKey(nameOf(a)) < textKey(nameOf(b)) ? -1 : 1)).slice(0, MOST_VALUES);
}

function has(filter: Filter, field: Field, value: string): boolean {
  const list: readonly string[] = filter[field];
  return list.includes(value);
}

/** Lists keep an order of their own, so that equal filters have equal addresses. */
function withValue(filter: Filter, field: Field, value: string, isOn: boolean): Partial<Filter> {
  const next = new Set<string>(filter[field]);
  if (isOn) next.add(value);
  else next.delete(value);
  switch (field) {
    case 'states':
      return { states: LINK_STATES.filter((each) => next.has(each)) };
    case 'media':
      return { media: MEDIA.filter((each) => next.has(each)) };
    case 'stages':
      return { stages: STAGES.filter((each) => next.has(each)) };
    case 'regencies':
      return { regencies: [...next].sort() };
    case 'providers':
      return { providers: [...next].sort() };
  }
}
