// Help, made from the table of commands, so that it cannot say anything else than what is there.

import type { Command, OptionSpec } from './command.ts';

/** The list of commands. */
export function helpForAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => usage(command).length));
  return [
    'jalur watches the data paths of a province: what is broken now, since when, and why.',
    '',
    'Usage: jalur COMMAND [OPTIONS]',
    '',
    ...commands.map((command) => `  ${usage(command).padEnd(width)}  ${command.summary}`),
    '',
    'jalur COMMAND --help tells more. Without anything the demonstration runs.',
    'Exit status: 0 in order, 1 something was found or failed, 2 wrong command line.',
  ].join('\n');
}

/** One command. */
export function helpFor(command: Command): string {
  const options: [string, OptionSpec][] = [
    ...Object.entries(command.options),
    ['help', { type: 'boolean', short: 'h', help: 'this text' }],
  ];
  const left = options.map(([name, spec]) => {
    const short = spec.short ? `-${spec.short}, ` : '    ';
    return `${short}--${name}${spec.type === 'string' ? ` ${spec.value ?? 'VALUE'}` : ''}`;
  });
  const width = Math.max(...left.map((each) => each.length));
  return [
    `Usage: jalur ${usage(command)} [OPTIONS]`,
    '',
    sentence(command.summary),
    ...(command.details ? ['', command.details] : []),
    '',
    ...options.map(([, spec], index) => `  ${(left[index] ?? '').padEnd(width)}  ${spec.help}`),
  ].join('\n');
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}${text.endsWith('?') ? '' : '.'}`;
}

function usage(command: Command): string {
  return [command.name, ...command.positionals].join(' ');
}
