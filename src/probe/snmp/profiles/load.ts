// Loads the shipped profiles and the operator's own. Whatever is wrong with one file, the others are used.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ConfigProblem } from '../../../config/config.ts';
import { type ConfigDeps, systemConfigDeps } from '../../../config/deps.ts';
import { type ProfileFile, readProfileFile } from './file-source.ts';
import { GENERIC } from './match.ts';
import type { Profile } from './profile.ts';
import { resolveProfiles } from './resolve.ts';

/** Where the shipped profiles are. */
export const SHIPPED_PROFILES = join(import.meta.dirname, '../../../../config/profiles');

/** Files of one folder; an office has some dozens of kinds of devices. More are a mistake, and are not read. */
export const MOST_FILES = 500;

/** Where profiles are looked for. */
export interface ProfileFolders {
  readonly shipped: string;
  /** The operator's own; may not exist. */
  readonly own?: string;
  /** A single file more: the operator's own, before another own file of the same profile. */
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
  const listed = [yamlFiles(shipped), own === undefined ? NO_FILES : yamlFiles(own)];
  const ranked = listed.flatMap(({ paths }, rank) => paths.map((path) => ({ path, rank })));
  const others = ranked.filter(({ path }) => file === undefined || resolve(path) !== resolve(file));
  const all = file === undefined ? others : [{ path: file, rank: 2 }, ...others];
  const files = all.map(({ path, rank }) => readProfileFile(path, rank, deps));
  const profiles = resolveProfiles(files);
  const ofFile = files.find(({ path, problems }) => path === file && !problems.any)?.entry?.profile;
  const tested = profiles.find(({ id }) => id === ofFile);
  return {
    profiles,
    problems: [
      ...listed.flatMap(({ problems }) => problems),
      ...files.flatMap(({ problems }) => problems.mistakes()),
      ...missingGeneric(profiles, files, shipped),
    ],
    files: all.map(({ path }) => path),
    ...(tested && { ofFile: tested }),
  };
}

interface Listed {
  /** Ascending by name; at most {@link MOST_FILES}. */
  readonly paths: readonly string[];
  readonly problems: readonly ConfigProblem[];
}

const NO_FILES: Listed = { paths: [], problems: [] };

/** A folder that is not there holds no files; one that cannot be read, or holds too many, is a mistake besides. */
function yamlFiles(folder: string): Listed {
  const problem = (message: string): ConfigProblem => ({ file: folder, line: 1, column: 1, message });
  try {
    const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.'));
    const paths = names.sort().map((name) => join(folder, name));
    if (paths.length <= MOST_FILES) return { paths, problems: [] };
    const found = `found ${paths.length} profiles, wanted at most ${MOST_FILES}: those after the first ${MOST_FILES} by name are not read`;
    return { paths: paths.slice(0, MOST_FILES), problems: [problem(found)] };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NO_FILES;
    const why = error instanceof Error ? error.message : String(error);
    return { paths: [], problems: [problem(`the profiles in this folder cannot be listed: ${why}`)] };
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
