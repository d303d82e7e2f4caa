// Reads a secret that somebody types: from the terminal without showing it, twice; or one line from a pipe. Never from an
// argument, which everybody on the machine can read.

import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ExpectedError } from './command.ts';

/** What secrets are read from, and where is asked for them. */
export interface SecretInput {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: { write(text: string): unknown };
}

/** What a new secret must be. */
export interface SecretWanted {
  readonly prompt: string;
  /** What is wrong with a text, in words; undefined when nothing is. */
  readonly fault: (text: string) => string | undefined;
  readonly signal: AbortSignal;
}

/** A password is a line; what is longer is the wrong file. */
const MOST_OCTETS = 4_096;
/** Then whoever types has to think first. */
const MOST_TRIES = 3;

/** Reads a new secret; throws an ExpectedError where none was given, or none that will do. */
export function readNewSecret(from: SecretInput, wanted: SecretWanted): Promise<string> {
  return from.input.isTTY === true ? fromTerminal(from, wanted) : fromPipe(from, wanted);
}

async function fromTerminal({ input, output }: SecretInput, wanted: SecretWanted): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  const close = (): void => lines.close();
  lines.on('SIGINT', close);
  wanted.signal.addEventListener('abort', close);
  try {
    if (wanted.signal.aborted) throw brokenOff();
    // Made before the first question, so that two pasted lines answer both.
    const answers = lines[Symbol.asyncIterator]();
    const ask = async (prompt: string): Promise<string> => {
      output.write(prompt);
      const answer = await answers.next();
      output.write('\n');
      if (answer.done !== true && !wanted.signal.aborted) return answer.value;
      throw brokenOff();
    };
    return await askUntilRight(ask, { wanted, output });
  } finally {
    wanted.signal.removeEventListener('abort', close);
    lines.close();
  }
}

async function askUntilRight(
  ask: (prompt: string) => Promise<string>,
  { wanted, output }: { readonly wanted: SecretWanted; readonly output: SecretInput['output'] },
): Promise<string> {
  for (let tries = 1; ; tries++) {
    const text = await ask(`${wanted.prompt}: `);
    const fault =
      wanted.fault(text) ??
      ((await ask('The same once more: ')) === text ? undefined : 'the two are not the same');
    if (fault === undefined) return text;
    if (tries === MOST_TRIES) throw new ExpectedError('password', `${fault}; nothing was changed`);
    output.write(`${fault}\n`);
  }
}

async function fromPipe({ input }: SecretInput, { fault, signal }: SecretWanted): Promise<string> {
  const text = await firstLine(input, signal);
  const found =
    text === ''
      ? 'found no password: type it at a terminal, or give it as one line on the standard input'
      : fault(text);
  if (found !== undefined) throw new ExpectedError('password', `${found}; nothing was changed`);
  return text;
}

async function firstLine(input: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let octets = 0;
  const stop = (): void =>
    void ('destroy' in input && typeof input.destroy === 'function' && input.destroy());
  signal.addEventListener('abort', stop);
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      octets += bytes.length;
      if (bytes.includes(0x0a) || octets > MOST_OCTETS) break;
    }
  } catch (cause) {
    if (signal.aborted) throw brokenOff();
    throw new ExpectedError('password', `cannot read the standard input: ${String(cause)}`, { cause });
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw brokenOff();
  const bytes = Buffer.concat(chunks);
  const end = bytes.indexOf(0x0a);
  const line = end < 0 ? bytes : bytes.subarray(0, end);
  if (line.length > MOST_OCTETS)
    throw new ExpectedError('password', `the line has more than ${MOST_OCTETS} bytes; is it the right file?`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line).replace(/\r$/, '');
  } catch (cause) {
    throw new ExpectedError('password', 'the password is not UTF-8', { cause });
  }
}

function brokenOff(): ExpectedError {
  return new ExpectedError('aborted', 'broken off; nothing was changed');
}
