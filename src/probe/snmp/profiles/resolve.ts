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

/** Compiles all files; a profile with a mistake, and what extends it, is left out. Mistakes go into the files' problems. */
export function resolveProfiles(files: readonly ProfileFile[]): readonly Profile[] {
  const sound = uniqueById(files);
  const done = new Map<string, Profile | undefined>();
  return [...sound.keys()].flatMap((id) => resolve(id, sound, done, []) ?? []);
}

/** Files by profile: an own one takes the place of a shipped one; of two in one folder the first counts. */
function uniqueById(files: readonly ProfileFile[]): ReadonlyMap<string, Sound> {
  const byId = new Map<string, Sound>();
  for (const file of files) {
    const { entry } = file;
    if (!entry) continue;
    const id = entry.profile;
    const named = basename(file.path).replace(/\.ya?ml$/, '');
    if (file.origin === 'shipped' && named !== id)
      file.add(['profile'], `found "${id}", wanted "${named}" as the file is called`);
    const other = byId.get(id);
    if (other && other.origin === file.origin) {
      file.add(['profile'], `the profile "${id}" is in ${basename(other.path)} already`);
      continue;
    }
    if (other?.origin === 'own') continue;
    byId.set(id, { ...file, entry });
  }
  return byId;
}

function resolve(
  id: string,
  sound: ReadonlyMap<string, Sound>,
  done: Map<string, Profile | undefined>,
  open: readonly string[],
): Profile | undefined {
  if (done.has(id)) return done.get(id);
  const file = sound.get(id);
  if (!file) return undefined;
  const parent = parentOf(file, sound, open);
  const above = parent === undefined ? undefined : resolve(parent, sound, done, [...open, id]);
  if (parent !== undefined && !above && !file.problems.any)
    file.add(['extends'], `the profile "${parent}", which this one extends, has mistakes of its own`);
  const profile = compile(file, above);
  const found = file.problems.any ? undefined : profile;
  done.set(id, found);
  return found;
}

/** The profile above; undefined for a root, and where a mistake was noted. */
function parentOf(
  file: Sound,
  sound: ReadonlyMap<string, Sound>,
  open: readonly string[],
): string | undefined {
  const { profile, extends: named } = file.entry;
  if (named === 'none' || (named === undefined && profile === GENERIC)) return undefined;
  const parent = named ?? GENERIC;
  const chain = [...open, profile];
  if (chain.includes(parent)) {
    file.add(['extends'], `the profile extends itself: ${[...chain, parent].join(' → ')}`);
    return undefined;
  }
  if (chain.length > MOST_DEPTH) {
    file.add(['extends'], `more than ${MOST_DEPTH} profiles extend one another`);
    return undefined;
  }
  if (sound.has(parent)) return parent;
  file.add(['extends'], `there is no profile "${parent}"${didYouMean(parent, [...sound.keys(), 'none'])}`);
  return undefined;
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
    metrics: metricsOf(entry, above, note),
    neighbours: neighboursOf(entry, above, note),
  };
}

function metricsOf(entry: ProfileEntry, above: Profile | undefined, note: Note): readonly MetricRule[] {
  const entries = entry.metrics ?? [];
  const own = entries.flatMap((rule, index) => metricRule(rule, ['metrics', index], note) ?? []);
  const replaced = new Set(entries.filter((rule) => rule.add !== true).map((rule) => rule.metric));
  const inherited = above?.metrics ?? [];
  const known = new Set(inherited.map((rule) => rule.metric));
  for (const [index, name] of (entry.drop ?? []).entries()) {
    if (!known.has(name)) note(['drop', index], `"${name}" is not inherited${didYouMean(name, known)}`);
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
