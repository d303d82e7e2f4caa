// `jalur user` in this process: its words, what is typed, and what it says.

import { PassThrough } from 'node:stream';
import { parseCommandLine } from '../../src/cli/args.ts';
import { ExpectedError, UsageError } from '../../src/cli/command.ts';
import { userCommandWith } from '../../src/cli/user.ts';

/** How it ended, with the exit status that main.ts gives. */
export interface Said {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  /** Everything on stderr, and the message of a failure. */
  readonly err: string;
}

/** Runs `jalur user WORDS` with a text on its standard input, which is no terminal. */
export async function jalurUser(
  words: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Said> {
  const input = new PassThrough();
  input.end(options.input ?? '');
  const [out, err]: [string[], string[]] = [[], []];
  const command = userCommandWith(() => ({ input, output: { write: (text) => err.push(text) } }));
  try {
    const invocation = parseCommandLine(['user', ...words], [command], { bare: 'user', implied: 'user' });
    if (invocation.kind !== 'run') throw new Error(`asked for ${invocation.kind}`);
    const status = await command.run({
      options: invocation.options,
      positionals: invocation.positionals,
      print: (line) => void out.push(line),
      progress: (line) => void err.push(line),
      signal: new AbortController().signal,
      env: { USER: 'budi', SUDO_USER: 'sitti', ...options.env },
    });
    return { status, out: out.join('\n'), err: err.join('\n') };
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ExpectedError)) throw error;
    return {
      status: error instanceof UsageError ? 2 : 1,
      out: out.join('\n'),
      err: [...err, error.message].join('\n'),
    };
  }
}
