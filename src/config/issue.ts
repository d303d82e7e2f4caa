// From a schema's issues to problems a person can act on: where, what was found, what was wanted.

import type { z } from 'zod';
import { type Origins, type Path, valueAt } from './place.ts';
import type { Problems } from './problems.ts';
import { SecretText } from './secret.ts';
import { didYouMean } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** Values under these keys are never repeated in a message, whatever they are. */
const SECRET_KEYS: readonly PropertyKey[] = [
  'community',
  'password',
  'token',
  'authKey',
  'privKey',
  'secret',
  'headers',
  'kiosk',
];

const WANTED_TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping (lines of "key: value")',
};

/** What a report needs to know about what was parsed. */
export interface Report {
  readonly root: object;
  /** Path from the root to what the schema was given. */
  readonly base: Path;
  readonly origins: Origins;
  readonly problems: Problems;
}

/** Says what was wanted where a schema has no words of its own. */
export function wantedOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return WANTED_TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : undefined;
    default:
      return undefined;
  }
}

/** Turns issues into problems. */
export function reportIssues(issues: readonly Issue[], report: Report): void {
  for (const issue of issues) reportIssue(issue, report);
}

function reportIssue(issue: Issue, report: Report): void {
  const path = [...report.base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const lines = issue.message.split('\n');
    for (const [index, key] of issue.keys.entries())
      report.problems.add(
        report.origins.keyPlace(report.root, [...path, key]),
        lines[index] ?? issue.message,
      );
    return;
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = deepestBranch(issue.errors);
    if (branch) {
      reportIssues(branch, { ...report, base: path });
      return;
    }
  }
  const wanted = issue.code === 'invalid_union' ? wantedByUnion(issue) : issue.message;
  report.problems.add(report.origins.place(report.root, path), sentence(path, wanted, report, issue));
}

function sentence(path: Path, wanted: string, report: Report, issue: Issue): string {
  const value = valueAt(report.root, path);
  const name = labelOf(path);
  if (value === undefined) return `${name} is missing, wanted ${wanted}`;
  const options = optionsOf(issue).map(String);
  const hint =
    typeof value === 'string' && !isSecret(path)
      ? didYouMean(value, options)
      : typeof value !== 'object' && (wanted.startsWith('a text') || isSecret(path))
        ? '; put it in quotes'
        : '';
  return `${name}: found ${describe(value, path, report)}, wanted ${wanted}${hint}`;
}

/** The words that would have been right. */
function optionsOf(issue: Issue): readonly unknown[] {
  if (issue.code === 'invalid_value') return issue.values;
  return issue.code === 'invalid_union' && 'options' in issue ? (issue.options ?? []) : [];
}

/** A value in a few words; a secret only by its kind. */
function describe(value: unknown, path: Path, report: Report): string {
  if (value instanceof SecretText) return 'a secret (!env or !file)';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (isSecret(path)) return `a ${typeof value === 'string' ? 'text' : typeof value} that is not shown here`;
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  const written = report.origins.written(report.root, path) ?? String(value);
  return typeof value === 'number' ? `the number ${written}` : written;
}

function isSecret(path: Path): boolean {
  return path.some((part) => SECRET_KEYS.includes(part));
}

/** `monitor.anchors[0]`; within an entry of a list of entries, only the way from that entry on. */
export function labelOf(path: Path): string {
  const [list, index, ...rest] = path;
  const isEntry = typeof index === 'number';
  if (isEntry && rest.length === 0) return `${String(list)}[${index}]`;
  return (isEntry ? rest : path)
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/** Of a union's alternatives the one that got furthest; undefined when none got beyond the first look. */
function deepestBranch(errors: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return errors.find((issues) =>
    issues.some((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
}

function wantedByUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  const branches = issue.errors.flatMap((issues) => issues.slice(0, 1)).map((each) => each.message);
  return issue.message !== 'Invalid input' || branches.length === 0 ? issue.message : branches.join(', or ');
}

function oneOf(values: readonly unknown[]): string {
  const texts = [...new Set(values.map(String))];
  return texts.length === 1 ? `${texts[0]}` : `one of ${texts.join(', ')}`;
}
