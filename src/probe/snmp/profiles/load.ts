// Loads the shipped profiles and the operator's own. Whatever is wrong with one file, the others are used.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigProblem } from '../../../config/config.ts';
import { type ConfigDeps, systemConfigDeps } from '../../../config/deps.ts';
import { type ProfileFile, readProfileFile } from './file-source.ts';
import { GENERIC } from './match.ts';
import type { Profile } from './profile.ts';
import { resolveProfiles } from './resolve.ts';

/** Where the shipped profiles are. */
export const SHIPPED_PROFILES = join(import.meta.dirname, '../../../../config/profiles');

/** Files of one folder; an office has some dozens of kinds of devices. */
export const MOST_FILES = 500;

/** Where profiles are looked for. */
export interface ProfileFolders {
  readonly shipped: string;
  /** The operator's own; may not exist. */
  readonly own?: string;
  /** A single file more, as if it were the operator's own. */
  readonly file?: string;
}

/** What loading came to. */
export interface LoadedProfiles {
  readonly profiles: readonly Profile[];
  /** Everything that is wrong, with its place; the files concerned are not used. */
  readonly problems: readonly ConfigProblem[];
  readonly files: readonly string[];
  /** The profile that stands in {@link ProfileFolders.file}; absent when it has mistakes. */
  readonly ofFile?: Profile;
}

/** Loads profiles; never throws on what files say. */
export function loadProfiles(folders: ProfileFolders, deps: ConfigDeps = systemConfigDeps): LoadedProfiles {
  const { shipped, own, file } = folders;
  const paths = [
    ...yamlFiles(shipped).map((path) => ({ path, origin: 'shipped' as const })),
    ...(own === undefined ? [] : yamlFiles(own)).map((path) => ({ path, origin: 'own' as const })),
  ].filter(({ path }) => path !== file);
  if (file !== undefined) paths.unshift({ path: file, origin: 'own' });
  const files = paths.map(({ path, origin }) => readProfileFile(path, origin, deps));
  const profiles = resolveProfiles(files);
  const problems = files.flatMap((each) => each.problems.mistakes());
  const wanted = files.find(({ path }) => path === file)?.entry?.profile;
  const ofFile = profiles.find(({ id }) => id === wanted);
  return {
    profiles,
    problems: [...problems, ...missingGeneric(profiles, files, shipped)],
    files: paths.map(({ path }) => path),
    ...(ofFile && { ofFile }),
  };
}

/** Ascending by name; at most {@link MOST_FILES}. A folder that cannot be read holds none. */
function yamlFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.'))
      .sort()
      .slice(0, MOST_FILES)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function missingGeneric(
  profiles: readonly Profile[],
  files: readonly ProfileFile[],
  folder: string,
): readonly ConfigProblem[] {
  if (profiles.some(({ id }) => id === GENERIC) || files.some(({ problems }) => problems.any)) return [];
  const message = `there is no profile "${GENERIC}" here: unknown devices are read without metrics`;
  return [{ file: folder, line: 1, column: 1, message }];
}
