// What the rows of a table mean: each makes a site and the link that leads to it.

import { cellValue } from './csv-cells.ts';
import type { Column } from './csv-columns.ts';
import type { Row } from './csv-source.ts';
import type { Origins } from './place.ts';
import type { Problems } from './problems.ts';

/** Entries of a table, in the form they would have in YAML. */
export interface TableEntries {
  readonly sites: readonly object[];
  readonly links: readonly object[];
}

const SITE_COLUMNS: Readonly<Record<string, Column>> = {
  id: 'id',
  name: 'name',
  kind: 'kind',
  code: 'code',
  parent: 'parent',
  at: 'latitude',
  programme: 'programme',
  year: 'year',
  building: 'building',
};
const LINK_COLUMNS: Readonly<Record<string, Column>> = {
  id: 'link',
  from: 'from',
  to: 'id',
  medium: 'medium',
  role: 'role',
  stage: 'stage',
  since: 'since',
  programme: 'programme',
  year: 'year',
  building: 'building',
  bandwidth: 'bandwidth',
  provider: 'provider',
  contract: 'contract',
  sid: 'sid',
  activated: 'activated',
  terminated: 'terminated',
  tags: 'tags',
  device: 'address',
};
const DEVICE_COLUMNS: Readonly<Record<string, Column>> = {
  address: 'address',
  beat: 'beat',
  interface: 'interface',
};

/** Makes entries of rows. A second row of the same site with the role `backup` adds a link only. */
export function tableEntries(
  rows: readonly Row[],
  deps: { readonly origins: Origins; readonly problems: Problems },
): TableEntries {
  const sites: object[] = [];
  const links: object[] = [];
  const known = new Set<string>();
  for (const row of rows) {
    const id = asText(row, 'id') ?? asText(row, 'code');
    if (id === undefined) {
      deps.problems.add(row.place('id'), 'the row has neither an id nor a code, wanted one of them');
      continue;
    }
    const backup = value(row, 'role') === 'backup';
    const hasLink = (['address', 'beat', 'medium'] as const).some(
      (column) => value(row, column) !== undefined,
    );
    if (!backup || !known.has(id)) sites.push(siteOf(row, { id, hasLink }, deps.origins));
    known.add(id);
    if (hasLink) links.push(linkOf(row, { id, backup }, deps.origins));
  }
  return { sites, links };
}

function siteOf(
  row: Row,
  { id, hasLink }: { readonly id: string; readonly hasLink: boolean },
  origins: Origins,
): object {
  const latitude = value(row, 'latitude');
  const longitude = value(row, 'longitude');
  const at = latitude === undefined && longitude === undefined ? undefined : [latitude, longitude];
  if (at) note(at, row, { 0: 'latitude', 1: 'longitude' }, origins);
  const site = present({
    id,
    name: value(row, 'name'),
    kind: value(row, 'kind') ?? 'village',
    code: value(row, 'code'),
    parent: value(row, 'parent'),
    at,
    // What is planned is the link's matter; a village that has none yet keeps it itself.
    ...(!hasLink && planOf(row)),
  });
  note(site, row, SITE_COLUMNS, origins);
  return site;
}

function linkOf(row: Row, site: { readonly id: string; readonly backup: boolean }, origins: Origins): object {
  const device = present({
    address: value(row, 'address'),
    beat: value(row, 'beat'),
    interface: value(row, 'interface'),
  });
  note(device, row, DEVICE_COLUMNS, origins);
  const link = present({
    id: value(row, 'link') ?? (site.backup ? `${site.id}-backup` : site.id),
    from: value(row, 'from'),
    to: site.id,
    medium: value(row, 'medium'),
    role: value(row, 'role'),
    stage: value(row, 'stage'),
    since: value(row, 'since'),
    ...planOf(row),
    bandwidth: value(row, 'bandwidth'),
    provider: value(row, 'provider'),
    contract: value(row, 'contract'),
    sid: value(row, 'sid'),
    activated: value(row, 'activated'),
    terminated: value(row, 'terminated'),
    tags: value(row, 'tags'),
    device,
  });
  note(link, row, LINK_COLUMNS, origins);
  return link;
}

function planOf(row: Row): object {
  return {
    programme: value(row, 'programme'),
    year: value(row, 'year'),
    building: value(row, 'building'),
  };
}

/** Notes in which cell each part of an entry stands. */
function note(entry: object, row: Row, columns: Readonly<Record<string, Column>>, origins: Origins): void {
  const placeOf = (part: PropertyKey) => {
    const column = columns[String(part)];
    return column && row.cell(column) !== undefined ? row.place(column) : undefined;
  };
  origins.note(entry, {
    here: () => row.place(),
    key: placeOf,
    value: placeOf,
    written: (part) => {
      const column = columns[String(part)];
      return column && row.cell(column)?.trim();
    },
  });
}

function value(row: Row, column: Column): unknown {
  const cell = row.cell(column);
  return cell === undefined ? undefined : cellValue(column, cell);
}

function asText(row: Row, column: Column): string | undefined {
  const found = value(row, column);
  return typeof found === 'string' ? found : undefined;
}

function present(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([, each]) => each !== undefined));
}
