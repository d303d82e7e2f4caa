#!/usr/bin/env node
// argv → command → exit code.

import { parseCommandLine } from './cli/args.ts';
import { type Command, ExpectedError, UsageError } from './cli/command.ts';
import { COMMANDS } from './cli/commands.ts';
import { helpFor, helpForAll } from './cli/help.ts';
import { VERSION } from './cli/version.ts';
import { abortOnSignals } from './runtime/shutdown.ts';

async function main(words: readonly string[]): Promise<number> {
  const invocation = parseCommandLine(words, COMMANDS, { bare: 'demo', implied: 'run' });
  switch (invocation.kind) {
    case 'version':
      print(`jalur ${VERSION}`);
      return 0;
    case 'help':
      print(invocation.command ? helpFor(invocation.command) : helpForAll(COMMANDS));
      return 0;
    case 'run':
      return await runCommand(invocation.command, invocation);
  }
}

async function runCommand(
  command: Command,
  given: Pick<Parameters<Command['run']>[0], 'options' | 'positionals'>,
): Promise<number> {
  const { signal, release } = abortOnSignals(process, (status) => process.exit(status));
  try {
    const { options, positionals } = given;
    return await command.run({ options, positionals, print, progress: tell, signal, env: process.env });
  } finally {
    release();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

// Whoever reads may have enough (`jalur check | head`): the rest is written to nobody, and the command ends as it would.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    tell(`jalur: ${error.message}\nTry: jalur --help`);
    process.exitCode = 2;
  } else if (error instanceof ExpectedError) {
    tell(`jalur: ${error.message}`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
