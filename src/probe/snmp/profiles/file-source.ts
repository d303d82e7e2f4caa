// One profile file: its syntax, its form, and where each of its parts stands.

import type { ConfigDeps } from '../../../config/deps.ts';
import { type Report, reportIssues, wantedOf } from '../../../config/issue.ts';
import { Origins, type Path } from '../../../config/place.ts';
import { Problems } from '../../../config/problems.ts';
import { SecretResolver } from '../../../config/secret-tags.ts';
import { readText } from '../../../config/text-file.ts';
import { readYaml } from '../../../config/yaml-source.ts';
import { type ProfileEntry, profileSchema } from './schema.ts';

/** The largest shipped profile has 15 KB. */
const MOST_BYTES = 512 * 1_024;

/** A profile file, and what is wrong with it so far. */
export interface ProfileFile {
  readonly path: string;
  readonly origin: 'shipped' | 'own';
  /** Of files with the same profile, that of the highest rank counts: shipped 0, own 1, one that is tested 2. */
  readonly rank: number;
  readonly problems: Problems;
  /** Absent when the form is wrong. */
  readonly entry?: ProfileEntry;
  /** Notes a mistake at a part of the file; `offset` characters into a text. */
  add(path: Path, message: string, offset?: number): void;
}

/** Reads a file; never throws on what it says. */
export function readProfileFile(path: string, rank: number, deps: ConfigDeps): ProfileFile {
  const problems = new Problems();
  problems.file(path);
  const origins = new Origins();
  const start = { file: path, line: 1, column: 1 };
  const lines = readText(path, { files: deps.files, problems, asked: start, maxBytes: MOST_BYTES });
  const root = lines && readYaml(lines, { origins, problems, secrets: new SecretResolver(deps, problems) });
  const file = (entry?: ProfileEntry): ProfileFile => ({
    path,
    origin: rank === 0 ? 'shipped' : 'own',
    rank,
    problems,
    ...(entry && { entry }),
    add: (part, message, offset = 0) => {
      const top = typeof root === 'object' && root !== null ? root : {};
      const place = origins.place(top, part);
      const quote = lines && /^["']/.test(lineAt(lines.text, place)) ? 1 : 0;
      problems.add({ ...place, column: place.column + (offset > 0 ? offset + quote : 0) }, message);
    },
  });
  if (problems.any) return file();
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    problems.add(start, 'wanted a profile: a mapping with profile, name, match, identity, metrics');
    return file();
  }
  const parsed = profileSchema.safeParse(root, { error: wantedOf });
  if (parsed.success) return file(parsed.data);
  const report: Report = { root, base: [], origins, problems };
  reportIssues(parsed.error.issues, report);
  return file();
}

function lineAt(text: string, { line, column }: { readonly line: number; readonly column: number }): string {
  return text.split('\n')[line - 1]?.slice(column - 1) ?? '';
}
