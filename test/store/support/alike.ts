// Compares answers of two stores: everything must be equal, but for the last digits of a sum's order.

/** Where the second answer, and all after it, differ from the first; at most 20 lines. */
export function differences(answers: readonly unknown[]): readonly string[] {
  const [first, ...others] = answers;
  const found: string[] = [];
  for (const other of others) compare(first, other, 'answer', found);
  return found.slice(0, 20);
}

function compare(a: unknown, b: unknown, path: string, found: string[]): void {
  if (typeof a === 'number' && typeof b === 'number') {
    if (Math.abs(a - b) > Math.max(2e-6, Math.abs(a) * 1e-9)) found.push(`${path}: ${a} and ${b}`);
    return;
  }
  if (a instanceof Map && b instanceof Map) {
    compare(sortedEntries(a), sortedEntries(b), path, found);
    return;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    if (a !== b) found.push(`${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
    return;
  }
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  for (const key of new Set([...left.keys(), ...right.keys()]))
    compare(left.get(key), right.get(key), `${path}.${key}`, found);
}

function sortedEntries(map: ReadonlyMap<unknown, unknown>): readonly (readonly [string, unknown])[] {
  return [...map]
    .map(([key, value]) => [String(key), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
