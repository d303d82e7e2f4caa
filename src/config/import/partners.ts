// Providers and contracts as offices name them. A table refers to them by id: names that the configuration does not have
// are kept as a remark, and what would have to be added is said.

import type { Config } from '../config.ts';
import { slug } from './regions.ts';
import { plain } from './words.ts';

/** What a configuration says about providers and contracts; empty without one. */
export interface Partners {
  provider(text: string): string | undefined;
  contract(text: string): string | undefined;
}

/** Nothing is known. */
export const NO_PARTNERS: Partners = { provider: () => undefined, contract: () => undefined };

/** Looks names and ids up in a configuration. */
export function partnersOf(config: Pick<Config, 'providers' | 'contracts'>): Partners {
  const byName = (list: readonly { readonly id: string; readonly name: string }[]) => {
    const ids = new Map<string, string>();
    for (const { id, name } of list)
      for (const spelling of [plain(id), company(name)]) if (!ids.has(spelling)) ids.set(spelling, id);
    return (text: string) => ids.get(plain(text)) ?? ids.get(company(text));
  };
  return { provider: byName(config.providers), contract: byName(config.contracts) };
}

/** A company's name without its legal form. */
function company(name: string): string {
  return plain(name).replace(/^(?:pt|cv|ud) | (?:tbk|persero)$/g, '');
}

/** YAML of an entry to be added, such as `{ id: telkom, name: "PT Telkom" }`. */
export function entryFor(field: 'provider' | 'contract', name: string): string {
  const provider = field === 'contract' ? ', provider: …' : '';
  return `{ id: ${slug(company(name)) || field}, name: ${JSON.stringify(name)}${provider} }`;
}
