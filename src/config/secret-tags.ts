// The two tags that bring secrets into a configuration: `!env NAME` and `!file PATH`.

import { dirname, resolve } from 'node:path';
import type { ScalarTag } from 'yaml';
import type { ConfigDeps } from './deps.ts';
import type { Place } from './place.ts';
import { Problems } from './problems.ts';
import { SecretText } from './secret.ts';
import { readText } from './text-file.ts';

/** A key or token is a line; what is longer is the wrong file. */
const MOST_SECRET_BYTES = 64 * 1_024;
const NAME_PATTERN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What a tag says, before it is followed. */
export class SecretReference {
  readonly from: 'env' | 'file';
  readonly name: string;

  /** Keeps the tag and its text. */
  constructor(from: 'env' | 'file', name: string) {
    this.from = from;
    this.name = name;
  }
}

/** The tags, for the YAML library. */
export const secretTags: ScalarTag[] = (['env', 'file'] as const).map((from) => ({
  tag: `!${from}`,
  resolve: (text) => new SecretReference(from, text.trim()),
}));

/** Follows the tags of all files of one configuration. */
export class SecretResolver {
  readonly #deps: ConfigDeps;
  readonly #problems: Problems;
  readonly #files = new Set<string>();

  /** Follows nothing yet. */
  constructor(deps: ConfigDeps, problems: Problems) {
    this.#deps = deps;
    this.#problems = deps.standIns === true ? new Problems() : problems;
  }

  /** Files that secrets were read from. */
  files(): readonly string[] {
    return [...this.#files];
  }

  /** The secret; where it is not to be had a stand-in, so that nothing else is said about the same place. */
  resolve(reference: SecretReference, place: Place): SecretText {
    const text =
      reference.from === 'env' ? this.#env(reference.name, place) : this.#file(reference.name, place);
    return new SecretText(text ?? UNRESOLVED, { inClear: false, isStandIn: text === undefined });
  }

  #env(name: string, place: Place): string | undefined {
    const text = NAME_PATTERN.test(name) ? this.#deps.env[name] : undefined;
    if (text) return text;
    const found = NAME_PATTERN.test(name)
      ? `the variable ${name} is ${text === '' ? 'empty' : 'not set'}`
      : 'no name';
    this.#problems.add(place, `!env wants the name of an environment variable that is set; ${found}`);
    return undefined;
  }

  #file(name: string, place: Place): string | undefined {
    if (name === '') {
      this.#problems.add(place, '!file wants the path of a file; found nothing');
      return undefined;
    }
    const path = resolve(dirname(place.file), name);
    this.#files.add(path);
    const lines = readText(path, {
      files: this.#deps.files,
      problems: this.#problems,
      asked: place,
      maxBytes: MOST_SECRET_BYTES,
    });
    const text = lines?.text.replace(/\r?\n$/, '');
    if (text === '') this.#problems.add(place, `the secret file "${path}" is empty`);
    return text || undefined;
  }
}

/** Long enough for every rule about keys. */
const UNRESOLVED = 'unresolved-secret';
