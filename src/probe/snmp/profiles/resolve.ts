// Profiles and what they inherit: an ancestor's rules for a metric stand unless the profile has its own for it.

import { basename } from 'node:path';
import { didYouMean } from '../../../config/suggest.ts';
import { matchRule, metricRule, type Note, neighbourRule, textSource } from './compile-parts.ts';
import type { ProfileFile } from './file-source.ts';
import { GENERIC } from './match.ts';
import type { MetricRule, NeighbourRule, Profile, TextSource } from './profile.ts';
import type { ProfileEntry } from './schema.ts';

/** A file whose form is right. */
type Sound = ProfileFile & { readonly entry: ProfileEntry };

/** Deeper inheritance is a maze. */
const MOST_DEPTH = 8;

/** The files of each profile, the one that counts first. */
type Candidates = ReadonlyMap<string, readonly Sound[]>;

/**
 * Compiles all files; what has a mistake, and what extends it, is left out. Where an own file with a mistake would have
 * replaced a shipped one, the shipped one stays. Mistakes go into the files' problems.
 */
export function resolveProfiles(files: readonly ProfileFile[]): readonly Profile[] {
  const candidates = withoutCycles(candidatesOf(files));
  const done = new Map<string, Profile | undefined>();
  return [...candidates.keys()].flatMap((id) => resolve(id, candidates, done, []) ?? []);
}

function candidatesOf(files: readonly ProfileFile[]): Candidates {
  const byId = new Map<string, readonly Sound[]>();
  for (const file of files) {
    const { entry } = file;
    if (!entry) continue;
    const id = entry.profile;
    const named = basename(file.path).replace(/\.ya?ml$/, '');
    if (file.rank === 0 && named !== id)
      file.add(['profile'], `found "${id}", wanted "${named}" as the file is called`);
    const others = byId.get(id) ?? [];
    const twin = others.find(({ rank }) => rank === file.rank);
    if (twin) file.add(['profile'], `the profile "${id}" is in ${basename(twin.path)} already`);
    else
      byId.set(
        id,
        [...others, { ...file, entry }].sort((a, b) => b.rank - a.rank),
      );
  }
  return byId;
}

/** Takes out of each circle the file that closed it: the operator's own, which came later than the shipped ones. */
function withoutCycles(candidates: Candidates): Candidates {
  const left = new Map(candidates);
  for (const start of left.keys()) {
    for (let cycle = cycleFrom(start, left); cycle !== undefined; cycle = cycleFrom(start, left)) {
      const [culprit] = cycle.toSorted((a, b) => b.rank - a.rank);
      if (!culprit) break;
      const { profile } = culprit.entry;
      const at = cycle.indexOf(culprit);
      const ids = [...cycle.slice(at), ...cycle.slice(0, at)].map(({ entry }) => entry.profile);
      culprit.add(['extends'], `the profile extends itself: ${[...ids, profile].join(' → ')}`);
      left.set(
        profile,
        (left.get(profile) ?? []).filter((file) => file !== culprit),
      );
    }
  }
  return left;
}

function cycleFrom(start: string, candidates: Candidates): readonly Sound[] | undefined {
  const chain: Sound[] = [];
  for (let id: string | undefined = start; id !== undefined; ) {
    const file: Sound | undefined = candidates.get(id)?.[0];
    if (!file) return undefined;
    if (chain.includes(file)) return chain.slice(chain.indexOf(file));
    chain.push(file);
    id = parentId(file);
  }
  return undefined;
}

function parentId({ entry }: Sound): string | undefined {
  if (entry.extends === 'none' || (entry.extends === undefined && entry.profile === GENERIC))
    return undefined;
  return entry.extends ?? GENERIC;
}

function resolve(
  id: string,
  candidates: Candidates,
  done: Map<string, Profile | undefined>,
  open: readonly string[],
): Profile | undefined {
  if (done.has(id)) return done.get(id);
  let found: Profile | undefined;
  for (const file of candidates.get(id) ?? []) {
    const above = resolveParent(file, candidates, done, [...open, id]);
    const profile = compile(file, above);
    found = file.problems.any ? undefined : profile;
    if (found) break;
  }
  done.set(id, found);
  return found;
}

/** The profile above; undefined for a root, and where a mistake was noted. */
function resolveParent(
  file: Sound,
  candidates: Candidates,
  done: Map<string, Profile | undefined>,
  open: readonly string[],
): Profile | undefined {
  const parent = parentId(file);
  if (parent === undefined) return undefined;
  const fault = (message: string): undefined => {
    file.add(['extends'], message);
  };
  if (!candidates.has(parent))
    return fault(`there is no profile "${parent}"${didYouMean(parent, [...candidates.keys(), 'none'])}`);
  // Only where a shipped profile stands in for an own one with a mistake, and extends what extends that.
  if (open.includes(parent)) return fault(`the profile extends itself: ${[...open, parent].join(' → ')}`);
  const above = resolve(parent, candidates, done, open);
  if (!above) return fault(`the profile "${parent}", which this one extends, has mistakes of its own`);
  if (above.lineage.length >= MOST_DEPTH) return fault(`more than ${MOST_DEPTH} profiles extend one another`);
  return above;
}

function compile(file: Sound, above: Profile | undefined): Profile {
  const { entry, origin } = file;
  const note: Note = (path, message, offset) => file.add(path, message, offset);
  const { identity } = entry;
  const sources = (which: 'model' | 'serial' | 'firmware'): readonly TextSource[] =>
    (identity?.[which] ?? []).flatMap(
      (source, index) => textSource(source, ['identity', which, index], note) ?? [],
    );
  const own = (which: 'model' | 'serial' | 'firmware'): readonly TextSource[] =>
    identity?.[which] ? sources(which) : (above?.[which] ?? []);
  const vendor = identity?.vendor ?? above?.vendor;
  return {
    id: entry.profile,
    name: entry.name,
    lineage: [entry.profile, ...(above?.lineage ?? [])],
    origin,
    match: (entry.match ?? []).map((rule, index) => matchRule(rule, ['match', index], note)),
    ...(vendor !== undefined && { vendor }),
    model: own('model'),
    serial: own('serial'),
    firmware: own('firmware'),
    ifSpeedBps: entry.interfaces?.ifSpeedUnit ?? above?.ifSpeedBps ?? 1,
    metrics: metricsOf(file, above, note),
    neighbours: neighboursOf(entry, above, note),
  };
}

function metricsOf(file: Sound, above: Profile | undefined, note: Note): readonly MetricRule[] {
  const { entry } = file;
  const entries = entry.metrics ?? [];
  const own = entries.flatMap((rule, index) => metricRule(rule, ['metrics', index], note) ?? []);
  const replaced = new Set(entries.filter((rule) => rule.add !== true).map((rule) => rule.metric));
  const inherited = above?.metrics ?? [];
  // Without what a wrong "extends" was meant to give, nothing can be said of what is dropped.
  const isWhole = above !== undefined || parentId(file) === undefined;
  const known = new Set(inherited.map((rule) => rule.metric));
  for (const [index, name] of (entry.drop ?? []).entries()) {
    if (isWhole && !known.has(name))
      note(['drop', index], `"${name}" is not inherited${didYouMean(name, known)}`);
    replaced.add(name);
  }
  return [...inherited.filter((rule) => !replaced.has(rule.metric)), ...own];
}

function neighboursOf(entry: ProfileEntry, above: Profile | undefined, note: Note): readonly NeighbourRule[] {
  const entries = entry.neighbours ?? [];
  const own = entries.flatMap((rule, index) => neighbourRule(rule, ['neighbours', index], note) ?? []);
  const replaced = new Set(entries.map((rule) => rule.protocol));
  return [...(above?.neighbours ?? []).filter((rule) => !replaced.has(rule.protocol)), ...own];
}
