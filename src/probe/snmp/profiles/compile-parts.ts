// From what a profile file says to what it means, part by part: objects, expressions, rules. Every mistake is noted with
// its place; a part with a mistake is left out.

import type { Path } from '../../../config/place.ts';
import { didYouMean } from '../../../config/suggest.ts';
import { METRICS } from '../../../domain/metric.ts';
import { type Expression, parseExpression } from './expression.ts';
import { patternOf } from './expression-pattern.ts';
import type { ProfileFile } from './file-source.ts';
import { privateThing } from './private-objects.ts';
import type { MatchRule, MetricRule, NeighbourRule, ObjectRef, ReadMap, TextSource } from './profile.ts';
import type { ProfileEntry } from './schema.ts';

type MetricEntry = NonNullable<ProfileEntry['metrics']>[number];
type MatchEntry = NonNullable<ProfileEntry['match']>[number];
type NeighbourEntry = NonNullable<ProfileEntry['neighbours']>[number];
type SourceEntry = NonNullable<NonNullable<ProfileEntry['identity']>['model']>[number];

/** Notes mistakes of one file. */
export type Note = ProfileFile['add'];

/** One way to know a device. */
export function matchRule(entry: MatchEntry, path: Path, note: Note): MatchRule {
  if (Object.keys(entry).length === 0) note(path, 'the entry says nothing, and would match every device');
  const pattern = (source: string | undefined, at: Path): RegExp | undefined => {
    const compiled = source === undefined ? undefined : patternOf(source);
    if (typeof compiled !== 'string') return compiled;
    note(at, compiled);
    return undefined;
  };
  const sysDescr = pattern(entry.sysDescr, [...path, 'sysDescr']);
  const answers = list(entry.answers).map((answer, index) => {
    if (typeof answer === 'string') return { oid: answer };
    const found = pattern(answer.pattern, [...path, 'answers', index, 'pattern']);
    return { oid: answer.oid, ...(found && { pattern: found }) };
  });
  const silent = list(entry.silent);
  // Whether an instance answers is found out by reading it.
  for (const { oid } of answers) refusePrivate(oid, [...path, 'answers'], note);
  for (const oid of silent) refusePrivate(oid, [...path, 'silent'], note);
  return { sysObjectID: list(entry.sysObjectID), ...(sysDescr && { sysDescr }), answers, silent };
}

/** One way to find a text. */
export function textSource(entry: SourceEntry, path: Path, note: Note): TextSource | undefined {
  const read = readMap(entry, path, note, false);
  if (!read) return undefined;
  const where = expression(entry.where, [...path, 'where'], read, note);
  if (entry.value === undefined && !read.has('value')) {
    note(path, 'nothing is given: wanted "oid", or "value" as an expression');
    return undefined;
  }
  const value = expression(entry.value ?? 'value', [...path, 'value'], read, note);
  return value && { read, value, ...(where && { where }) };
}

/** How neighbours are read. */
export function neighbourRule(entry: NeighbourEntry, path: Path, note: Note): NeighbourRule | undefined {
  const read = readMap(entry, path, note, true);
  if (!read) return undefined;
  const of = (key: Exclude<keyof NeighbourEntry, 'protocol' | 'read'>): Expression | undefined =>
    expression(entry[key], [...path, key], read, note);
  const parts = {
    where: of('where'),
    localIfIndex: of('localIfIndex'),
    localPort: of('localPort'),
    chassis: of('chassis'),
    name: of('name'),
    port: of('port'),
    address: of('address'),
    platform: of('platform'),
  };
  const given = Object.entries(parts).filter(([, part]) => part !== undefined);
  return { protocol: entry.protocol, read, ...Object.fromEntries(given) };
}

/** How one metric is read. */
export function metricRule(entry: MetricEntry, path: Path, note: Note): MetricRule | undefined {
  const read = readMap(entry, path, note, true);
  const unit = unitOf(entry, path, note);
  if (!read || !unit) return undefined;
  const at = (key: keyof MetricEntry): Path => [...path, key];
  if (entry.value === undefined && !read.has('value')) {
    note(path, '"read" has no object "value": wanted one, or "value" as an expression');
    return undefined;
  }
  const value = expression(entry.value ?? 'value', at('value'), read, note);
  const where = expression(entry.where, at('where'), read, note);
  const label = expression(entry.label, at('label'), read, note);
  checkRows(
    entry,
    [...read.values()].some(({ column }) => column),
    at,
    note,
  );
  for (const [index, name] of (entry.fixed ?? []).entries())
    if (!read.has(name))
      note([...at('fixed'), index], `there is no "${name}" in "read"${didYouMean(name, read.keys())}`);
  if (entry.noData && !read.has('value'))
    note(at('noData'), '"noData" is about the object "value", and "read" has none of that name');
  if (entry.as === 'counter' && entry.value !== undefined && entry.value !== 'value')
    note(at('value'), 'a counter is read as it is: leave "value" out, or make it a gauge');
  if (entry.bits !== undefined && entry.as !== 'counter')
    note(at('bits'), '"bits" is the width of a counter: add "as: counter", or leave it out');
  if (entry.words && unit !== 'text') note(at('words'), `words are for metrics in words, not in ${unit}`);
  if (!value) return undefined;
  return {
    metric: entry.metric,
    unit,
    as: entry.as ?? 'gauge',
    bits: entry.bits ?? 64,
    read,
    value,
    ...(where && { where }),
    scale: entry.scale ?? 1,
    noData: entry.noData ?? [],
    ...(entry.valid && { valid: entry.valid }),
    ...(entry.words && {
      words: new Map(Object.entries(entry.words).map(([number, word]) => [Number(number), word])),
    }),
    ...(label && { label }),
    ...(entry.total && { total: entry.total }),
    rows: entry.rows ?? true,
    walk: entry.walk ?? 'discover',
    fixed: new Set(entry.fixed),
    fallback: entry.fallback ?? false,
  };
}

function checkRows(
  entry: MetricEntry,
  hasRows: boolean,
  at: (key: keyof MetricEntry) => Path,
  note: Note,
): void {
  if (hasRows) {
    if (entry.rows === false && entry.total === undefined)
      note(at('rows'), 'without rows and without "total" nothing is given');
    return;
  }
  for (const key of ['total', 'rows', 'walk'] as const)
    if (entry[key] !== undefined)
      note(at(key), `"${key}" is about rows, and no object here is a column (.*)`);
}

function unitOf(entry: MetricEntry, path: Path, note: Note): MetricRule['unit'] | undefined {
  const known: Readonly<Record<string, { readonly unit: MetricRule['unit'] }>> = METRICS;
  const spec = Object.hasOwn(known, entry.metric) ? known[entry.metric] : undefined;
  if (spec && entry.unit !== undefined && entry.unit !== spec.unit)
    note([...path, 'unit'], `"${entry.metric}" is in ${spec.unit} for every vendor, found ${entry.unit}`);
  if (spec) return spec.unit;
  if (entry.unit !== undefined) return entry.unit;
  const hint = didYouMean(entry.metric, Object.keys(METRICS));
  note([...path, 'metric'], `"${entry.metric}" is a name of your own, wanted a "unit" for it${hint}`);
  return undefined;
}

/** The objects of a rule; undefined, with a mistake, where there are none and some are needed. */
function readMap(
  entry: { readonly oid?: string | undefined; readonly read?: Readonly<Record<string, string>> | undefined },
  path: Path,
  note: Note,
  needed: boolean,
): ReadMap | undefined {
  if (entry.oid !== undefined && entry.read !== undefined) {
    note([...path, 'oid'], 'found both "oid" and "read", wanted one of them');
    return undefined;
  }
  const written = Object.entries(entry.read ?? (entry.oid === undefined ? {} : { value: entry.oid }));
  if (written.length === 0 && needed) {
    note(path, 'nothing is read: wanted "oid" or "read"');
    return undefined;
  }
  const at = (name: string): Path => (entry.read ? [...path, 'read', name] : [...path, 'oid']);
  let allowed = true;
  for (const [name, oid] of written) if (refusePrivate(oid, at(name), note)) allowed = false;
  return allowed ? new Map(written.map(([name, oid]) => [name, objectRef(oid)])) : undefined;
}

function refusePrivate(oid: string, path: Path, note: Note): boolean {
  const thing = privateThing(oid.replace(/\.\*$/, ''));
  if (thing !== undefined) note(path, `${oid} would read ${thing}, which is never read`);
  return thing !== undefined;
}

function objectRef(oid: string): ObjectRef {
  return oid.endsWith('.*') ? { oid: oid.slice(0, -2), column: true } : { oid, column: false };
}

function expression(
  source: string | undefined,
  path: Path,
  read: ReadMap,
  note: Note,
): Expression | undefined {
  if (source === undefined) return undefined;
  const parsed = parseExpression(source, new Set(read.keys()));
  if (!('fault' in parsed)) return parsed;
  note(path, parsed.fault, parsed.offset);
  return undefined;
}

function list<T>(given: T | readonly T[] | undefined): readonly T[] {
  if (given === undefined) return [];
  return Array.isArray(given) ? (given as readonly T[]) : [given as T];
}
