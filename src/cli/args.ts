// From the words of the command line to a command with its options, or to a usage error that says what was meant.

import { parseArgs } from 'node:util';
import { didYouMean } from '../config/suggest.ts';
import { type Command, type OptionSpec, UsageError } from './command.ts';

/** What the command line asks for. */
export type Invocation =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly options: Readonly<Record<string, string | boolean | undefined>>;
      readonly positionals: readonly string[];
    }
  /** Help about one command, or about all. */
  | { readonly kind: 'help'; readonly command?: Command }
  | { readonly kind: 'version' };

/**
 * Reads the command line. The first word that is no option names the command; without one it is `bare` when there are no
 * words at all, else `implied`. Throws a UsageError.
 */
export function parseCommandLine(
  words: readonly string[],
  commands: readonly Command[],
  defaults: { readonly bare: string; readonly implied: string },
): Invocation {
  const [first, ...others] = words;
  if (first === '--version' || first === '-V') return { kind: 'version' };
  if (first === '--help' || first === '-h' || first === 'help') {
    const [about] = others;
    return about === undefined ? { kind: 'help' } : { kind: 'help', command: find(about, commands) };
  }
  const named = first !== undefined && !first.startsWith('-');
  const name = named ? first : first === undefined ? defaults.bare : defaults.implied;
  const command = find(name, commands);
  return invocation(command, named ? others : words);
}

function find(name: string, commands: readonly Command[]): Command {
  const command = commands.find((each) => each.name === name);
  if (command) return command;
  const names = commands.map((each) => each.name);
  throw new UsageError(`there is no command "${name}"${didYouMean(name, names)}`);
}

function invocation(command: Command, words: readonly string[]): Invocation {
  const specs: Record<string, OptionSpec> = {
    ...command.options,
    help: { type: 'boolean', short: 'h', help: 'this text' },
  };
  const config = Object.fromEntries(
    Object.entries(specs).map(([name, { type, short }]) => [name, { type, ...(short && { short }) }]),
  );
  const { values, positionals } = parse(command, [...words], config);
  if (values['help'] === true) return { kind: 'help', command };
  const required = command.positionals.filter((each) => !each.startsWith('['));
  if (positionals.length < required.length)
    throw new UsageError(`"${command.name}" wants ${required[positionals.length]}`);
  if (positionals.length > command.positionals.length)
    throw new UsageError(
      `"${command.name}" does not know what to do with "${positionals[command.positionals.length]}"`,
    );
  return { kind: 'run', command, options: values, positionals };
}

function parse(
  command: Command,
  args: string[],
  options: Record<string, { type: 'string' | 'boolean'; short?: string }>,
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    const unknown = /Unknown option '(-[^']*)'/.exec(String(error))?.[1];
    if (unknown === undefined) throw new UsageError(error instanceof Error ? error.message : String(error));
    const hint = didYouMean(
      unknown,
      Object.keys(options).map((name) => `--${name}`),
    );
    throw new UsageError(`"${command.name}" has no option ${unknown}${hint}`);
  }
}
