// The places a row may hang below: the sites of a configuration, or without one the six regencies of Sulawesi Barat.

import type { Network } from '../../domain/network.ts';
import { nearest } from '../suggest.ts';
import { plain } from './words.ts';

/** A place that rows hang below. */
export interface Region {
  /** What the table's column `parent` gets: an id, or a code where no id is known. */
  readonly ref: string;
  readonly name: string;
  /** First part of the ids made for its villages. */
  readonly prefix: string;
  readonly code?: string;
}

/** Regions by every name they go by. */
export interface Regions {
  find(text: string): Region | undefined;
  /** The region whose code this one begins with. */
  ofCode(code: string): Region | undefined;
  nearest(text: string): string | undefined;
  readonly names: readonly string[];
}

/** Kemendagri codes (Kepmendagri 300.2.2-2430/2025) and the other names offices use; Pasangkayu was Mamuju Utara until 2018. */
const SULAWESI_BARAT: readonly (readonly [code: string, name: string, ...aliases: string[]])[] = [
  ['76.01', 'Pasangkayu', 'Mamuju Utara', 'Matra'],
  ['76.02', 'Mamuju'],
  ['76.03', 'Mamasa'],
  ['76.04', 'Polewali Mandar', 'Polman'],
  ['76.05', 'Majene'],
  ['76.06', 'Mamuju Tengah', 'Mateng'],
];
const LEVEL_WORD = /^(?:kabupaten|kab|kota|regency|provinsi|prov) /;

/** The six regencies, by code. */
export function defaultRegions(): Regions {
  return regionsOf(
    SULAWESI_BARAT.map(([code, name, ...aliases]) => ({
      region: { ref: code, name, prefix: slug(name), code },
      aliases,
    })),
  );
}

/** The sites of a configuration that rows may hang below; villages come last, so that a regency of the same name wins. */
export function regionsOfNetwork(network: Network): Regions {
  const rank = { regency: 0, province: 1, office: 2, village: 3 } as const;
  const sites = [...network.sites.values()].sort((a, b) => rank[a.kind] - rank[b.kind]);
  return regionsOf(
    sites.map(({ id, name, code }) => ({
      region: { ref: id, name, prefix: id, ...(code !== undefined && { code }) },
      aliases: [id, ...(SULAWESI_BARAT.find(([known]) => known === code)?.slice(1) ?? [])],
    })),
  );
}

function regionsOf(
  entries: readonly { readonly region: Region; readonly aliases: readonly string[] }[],
): Regions {
  const byName = new Map<string, Region>();
  const byCode = new Map<string, Region>();
  for (const { region, aliases } of entries) {
    if (region.code !== undefined && !byCode.has(region.code)) byCode.set(region.code, region);
    for (const name of [region.name, ...aliases])
      for (const spelling of new Set([plain(name), bare(name)]))
        if (!byName.has(spelling)) byName.set(spelling, region);
  }
  return {
    find: (text) => {
      const digits = text.trim().replace(/^(\d\d)(\d\d)$/, '$1.$2');
      return byCode.get(digits) ?? byName.get(plain(text)) ?? byName.get(bare(text));
    },
    ofCode: (code) => {
      const groups = code.split('.');
      for (let length = groups.length - 1; length > 0; length--) {
        const found = byCode.get(groups.slice(0, length).join('.'));
        if (found) return found;
      }
      return undefined;
    },
    nearest: (text) => nearest(bare(text), byName.keys()),
    names: [...new Set(entries.slice(0, 20).map(({ region }) => region.name))],
  };
}

/** A name without "Kabupaten" and its like. */
function bare(text: string): string {
  return plain(text).replace(LEVEL_WORD, '');
}

/** The part of an id that a name makes: letters and digits of ASCII, joined by hyphens; may be empty. */
export function slug(text: string): string {
  return plain(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
