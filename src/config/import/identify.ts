// Gives every place its id, and finds rows that say the same thing twice. The ids do not depend on the order of the rows:
// a sheet that was sorted anew makes the same table.

import { isId } from '../../domain/ids.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './finding.ts';
import type { Known } from './known-network.ts';
import { slug } from './regions.ts';
import { plain } from './words.ts';

/** A row with its id. */
export interface Placed {
  readonly draft: Draft;
  readonly id: string;
}

/** An id must leave room for what the loader appends: `-backup`. */
const MOST_ID = 57;

/** Ids for all rows that clash with nothing; the others have findings. */
export function identify(
  drafts: readonly Draft[],
  known: Known,
): { readonly placed: readonly Placed[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const wrong = (draft: Draft, message: string, proposal?: string): void => {
    findings.push({ level: 'wrong', row: draft.row, message, ...(proposal !== undefined && { proposal }) });
  };
  const ids = idsOf(drafts, known);
  const used = new Set(ids.values());
  const rows = {
    name: new Map<string, Draft>(),
    id: new Map<string, Draft>(),
    link: new Map<string, Draft>(),
    code: new Map<string, Draft>(),
  };
  const once = (map: Map<string, Draft>, key: string, draft: Draft): Draft | undefined => {
    const before = map.get(key);
    if (!before) map.set(key, draft);
    return before;
  };
  const placed: Placed[] = [];
  for (const draft of [...drafts].sort(primaryFirst)) {
    const before = findings.length;
    const id = ids.get(draft);
    if (id === undefined) {
      wrong(draft, `"${draft.name}" makes no id of its own`, 'give the table a column "id"');
      continue;
    }
    const left = heirless(draft, id, used, known);
    if (left !== undefined) {
      wrong(
        draft,
        `is it the "${draft.name}" that has the id "${left}"? The sheet has several, and history hangs on ids`,
        'give the table a column "id" with it in the row of that place',
      );
      continue;
    }
    const sameCode = draft.code === undefined ? undefined : once(rows.code, draft.code, draft);
    if (sameCode && plain(sameCode.name) !== plain(draft.name)) {
      wrong(draft, `the code ${draft.code} stands in row ${sameCode.row} too, there for "${sameCode.name}"`);
      continue;
    }
    const samePlace = once(rows.id, `${id}/${draft.role}`, draft);
    const other = rows.id.get(`${id}/primary`);
    if (
      samePlace &&
      (placeKey(samePlace) !== placeKey(draft) || draft.link === undefined || draft.role === 'primary')
    )
      wrong(
        draft,
        twice(draft, samePlace),
        'a second line to the same place needs the role "cadangan"; a third an id in a column "link"',
      );
    else if (other && other !== draft && placeKey(other) !== placeKey(draft))
      wrong(draft, `the id "${id}" is that of row ${other.row}, "${other.name}"`);
    else {
      const sameName = once(rows.name, `${nameKey(draft)}/${draft.role}`, draft);
      if (sameName && placeKey(sameName) !== placeKey(draft))
        wrong(
          draft,
          `the name "${draft.name}" stands in row ${sameName.row} too, below the same ${draft.region.name}`,
        );
    }
    const link = linkIdOf(draft, id);
    const sameLink = link === undefined || samePlace ? undefined : once(rows.link, link, draft);
    if (sameLink) wrong(draft, `the link id "${link}" is that of row ${sameLink.row} too`);
    if (link !== undefined && !isId(link))
      wrong(draft, `the link id "${link}" is too long`, 'give the link an id of its own in a column "link"');
    for (const message of clashes(draft, id, link, known)) wrong(draft, message);
    if (findings.length === before) placed.push({ draft, id });
  }
  return { placed, findings };
}

function clashes(draft: Draft, id: string, link: string | undefined, known: Known): string[] {
  if (known.isIncluded) return [];
  const found: string[] = [];
  const site = (draft.code === undefined ? undefined : known.siteByCode(draft.code)) ?? known.siteById(id);
  if (site !== undefined) found.push(`the place is in the configuration already, as "${site}"`);
  const byLink = link === undefined ? undefined : known.linkById(link);
  if (byLink !== undefined) found.push(`the link id "${byLink}" is in the configuration already`);
  const byAddress = draft.address === undefined ? undefined : known.linkByAddress(draft.address);
  if (byAddress !== undefined)
    found.push(`the address ${draft.address} is in the configuration already, at the link "${byAddress}"`);
  return found;
}

function twice(draft: Draft, before: Draft): string {
  return draft.code !== undefined && draft.code === before.code
    ? `the place ${draft.code} "${draft.name}" stands in row ${before.row} too`
    : `the name "${draft.name}" stands in row ${before.row} too, below the same ${draft.region.name}`;
}

function linkIdOf(draft: Draft, id: string): string | undefined {
  if (draft.medium === undefined) return undefined;
  return draft.link ?? (draft.role === 'backup' ? `${id}-backup` : id);
}

/** Rows of one place have the same key. */
function placeKey(draft: Draft): string {
  return draft.code ?? `${draft.id ?? ''}/${nameKey(draft)}`;
}

/** The same name may stand in two districts of a regency; the code knows the district too. */
function nameKey(draft: Draft): string {
  const district = draft.code?.slice(0, 8) ?? plain(draft.district ?? '');
  return `${draft.region.ref}/${district}/${plain(draft.name)}`;
}

function idsOf(drafts: readonly Draft[], known: Known): ReadonlyMap<Draft, string | undefined> {
  const places = new Map<string, Set<string>>();
  for (const draft of drafts) {
    const base = baseOf(draft);
    const keys = places.get(base) ?? new Set();
    keys.add(placeKey(draft));
    places.set(base, keys);
  }
  const given = givenIds(drafts);
  return new Map(
    drafts.map((draft) => {
      const had = known.isIncluded ? hadIds(draft, known) : [];
      const isShared = (places.get(baseOf(draft))?.size ?? 0) > 1;
      const [only] = had.length === 1 && (draft.code !== undefined || !isShared) ? had : [];
      return [
        draft,
        draft.id ?? given.get(placeKey(draft)) ?? only ?? madeId(draft, isShared || had.length > 1),
      ];
    }),
  );
}

/** An id given in one row of a place is that of its other rows too. */
function givenIds(drafts: readonly Draft[]): ReadonlyMap<string, string> {
  return new Map(drafts.flatMap((draft) => (draft.id === undefined ? [] : [[placeKey(draft), draft.id]])));
}

/** Ids that the place may have had: one by its code, by its name perhaps several. */
function hadIds(draft: Draft, known: Known): readonly string[] {
  if (draft.code === undefined) return known.sitesByName(draft.name, draft.region);
  const id = known.siteByCode(draft.code);
  return id === undefined ? [] : [id];
}

/** The id of a place of this name that no row has now, where the row would get a new one: it may be this place. */
function heirless(
  draft: Draft,
  id: string,
  used: ReadonlySet<string | undefined>,
  known: Known,
): string | undefined {
  if (!known.isIncluded || draft.code !== undefined) return undefined;
  const had = known.sitesByName(draft.name, draft.region);
  return draft.id !== undefined || had.includes(id) ? undefined : had.find((each) => !used.has(each));
}

function madeId(draft: Draft, isShared: boolean): string | undefined {
  const district = slug(draft.district ?? '');
  const name = slug(draft.name);
  if (name !== '' && !isShared) return cut(baseOf(draft));
  if (name !== '' && district !== '') return cut(`${draft.region.prefix}-${district}-${name}`);
  return draft.code;
}

function baseOf(draft: Draft): string {
  return `${draft.region.prefix}-${slug(draft.name)}`;
}

function cut(id: string): string {
  return id.slice(0, MOST_ID).replace(/[-._]+$/, '');
}

function primaryFirst(a: Draft, b: Draft): number {
  return Number(a.role === 'backup') - Number(b.role === 'backup') || a.row - b.row;
}
