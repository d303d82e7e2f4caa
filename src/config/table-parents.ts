// Finds out where the sites of a table hang: tables name the parent by id, by Kemendagri code, or not at all.

/** Completes parents of sites, and starts of links, once the sites of all files are known. */
export function completeTables(entries: {
  readonly sites: readonly unknown[];
  readonly tableSites: readonly object[];
  readonly tableLinks: readonly object[];
}): void {
  const ids = new Set<unknown>();
  const byCode = new Map<string, unknown>();
  for (const site of entries.sites) {
    const id = read(site, 'id');
    const code = read(site, 'code');
    ids.add(id);
    if (typeof code === 'string' && !byCode.has(code)) byCode.set(code, id);
  }
  const parents = new Map<unknown, unknown>();
  for (const site of entries.tableSites) {
    const parent = read(site, 'parent');
    const known = ids.has(parent)
      ? parent
      : typeof parent === 'string'
        ? byCode.get(parent)
        : above(site, byCode);
    if (known !== undefined) Reflect.set(site, 'parent', known);
  }
  for (const site of entries.sites) parents.set(read(site, 'id'), read(site, 'parent'));
  for (const link of entries.tableLinks) {
    const from = read(link, 'from');
    if (from === undefined) {
      const parent = parents.get(read(link, 'to'));
      if (parent !== undefined) Reflect.set(link, 'from', parent);
    } else if (!ids.has(from) && typeof from === 'string' && byCode.has(from)) {
      Reflect.set(link, 'from', byCode.get(from));
    }
  }
}

/** The site with the longest code that this site's code begins with. */
function above(site: object, byCode: ReadonlyMap<string, unknown>): unknown {
  const code = read(site, 'code');
  if (typeof code !== 'string') return undefined;
  const groups = code.split('.');
  for (let length = groups.length - 1; length > 0; length--) {
    const found = byCode.get(groups.slice(0, length).join('.'));
    if (found !== undefined) return found;
  }
  return undefined;
}

function read(entry: unknown, key: string): unknown {
  return typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
}
