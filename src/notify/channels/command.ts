// Messages to a program on this machine: a GSM modem's sender, a siren, a script of the office. It gets the message as JSON
// on stdin and as JALUR_… variables; its exit status says what became of it (0 delivered, 75 later, others refused).

import type { Channel, Message, Receipt } from '../port.ts';
import { Attempts } from './common/attempt.ts';
import { messageJson } from './common/content.ts';
import type { ChannelDeps, ConfigOf } from './common/deps.ts';
import { quote } from './common/mask.ts';
import { type ProgramEnd, runProgram } from './common/program.ts';

/** EX_TEMPFAIL of sysexits.h: invites to try again. */
const EX_TEMPFAIL = 75;
/** Nothing of the daemon's own environment, which may hold secrets. */
const BASE_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
};
/** Failures to start that pass: too many processes or files, no memory, the file is being written. */
const PASSING = ['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM', 'ETXTBSY'];

/** Opens a command channel. */
export function openCommand(config: ConfigOf<'command'>, deps: ChannelDeps): Channel {
  return new Command(config, deps);
}

class Command implements Channel {
  readonly id: string;
  readonly kind = 'command';
  readonly idempotent = false;
  readonly #config: ConfigOf<'command'>;
  readonly #deps: ChannelDeps;
  readonly #attempts: Attempts;
  /** Ends when the last program has: a modem or a siren serves one at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(config: ConfigOf<'command'>, deps: ChannelDeps) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#attempts = new Attempts({ ...deps, mask, timeoutMs: config.timeoutMs });
  }

  send(message: Message, signal: AbortSignal): Promise<Receipt> {
    return this.#attempts.run(signal, (inner) => {
      const run = this.#last.then(() => this.#run(message, inner));
      this.#last = run.catch(() => {});
      return run;
    });
  }

  async close(): Promise<void> {
    await this.#attempts.close();
    await this.#last;
  }

  async #run(message: Message, signal: AbortSignal): Promise<Receipt> {
    if (signal.aborted) return { kind: 'later', detail: 'the program before it had not ended' };
    const { command, recipients } = this.#config;
    const to = message.recipients.length > 0 ? message.recipients : recipients;
    const end = await runProgram(command, {
      input: `${JSON.stringify(messageJson(message, to))}\n`,
      env: { ...BASE_ENVIRONMENT, ...variablesOf(message, to) },
      signal,
      timers: this.#deps.timers,
    });
    return judgeEnd(command[0], end);
  }
}

function judgeEnd(program: string, end: ProgramEnd): Receipt {
  switch (end.kind) {
    case 'exited': {
      if (end.status === 0) return { kind: 'delivered', reference: `exit 0${lastLine(end.stdout)}` };
      const detail = `"${program}" ended with exit status ${end.status}${lastLine(end.stderr)}`;
      return { kind: end.status === EX_TEMPFAIL ? 'later' : 'refused', detail };
    }
    case 'signalled':
      return { kind: 'later', detail: `"${program}" was ended by ${end.signal}${lastLine(end.stderr)}` };
    case 'not-started':
      return {
        kind: PASSING.includes(end.code) ? 'later' : 'refused',
        detail: `"${program}" could not be started: ${HINTS[end.code] ?? end.code}`,
      };
  }
}

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program (or its interpreter); give its full path',
  EACCES: 'it may not be executed; chmod +x it, and let the daemon’s user reach it',
};

/** The message as environment variables. One value each; recipients one to a line. */
function variablesOf(message: Message, recipients: readonly string[]): Record<string, string> {
  const { labels, recipients: to, ...fields } = messageJson(message, recipients);
  const named = [
    ...Object.entries(fields).map(([name, value]) => [name.replace(/[A-Z][a-z]*/g, '_$&'), value] as const),
    ...Object.entries(labels).map(([name, value]) => [`LABEL_${name}`, value] as const),
    ['RECIPIENTS', to.join('\n')] as const,
  ];
  return Object.fromEntries(
    named.map(([name, value]) => [
      `JALUR_${name.replace(/[^A-Za-z0-9_]/gu, '_').toUpperCase()}`,
      String(value).replaceAll('\0', ''),
    ]),
  );
}

function lastLine(text: string): string {
  return quote(text.trimEnd().split('\n').at(-1) ?? '', mask);
}

/** A command has no secrets of ours. */
function mask(text: string): string {
  return text;
}
