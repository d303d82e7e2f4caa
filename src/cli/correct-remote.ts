// `jalur correct` through the running daemon.

import type { LedgerList, LedgerOutcome, LedgerRefusal, WithdrawOutcome } from '../api/ledger-port.ts';
import { zoneOf } from '../domain/local-time.ts';
import { askDaemon, type DaemonAnswer, daemonUrl, refusedBy, strangeAnswer } from './ask-daemon.ts';
import { type CommandContext, ExpectedError } from './command.ts';
import type { CorrectDesk } from './correct-desk.ts';
import { whoOf } from './who.ts';

/** A thousand entries are compared with what is there, and flushed to the disk. */
const WRITE_MS = 30_000;
/** Longest name the API takes. */
const MOST_WHO = 64;

/** The daemon that `--url` names. */
export function remoteDesk(context: CommandContext): CorrectDesk {
  const base = daemonUrl(context);
  const signed = { who: whoOf(context).slice(0, MOST_WHO), via: 'command' };
  const addressOf = (path: string): URL => new URL(`/api/v1/ledger${path}`, base);

  async function list(query: Readonly<Record<string, string | number>>): Promise<LedgerList> {
    const address = addressOf('');
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
    const answer = await askDaemon(address, context.env, { timeoutMs: WRITE_MS });
    if (!answer.ok) throw refusedBy(address, answer);
    return read<LedgerList>(address, answer, 'entries');
  }

  async function write(path: string, body: object): Promise<{ address: URL; answer: DaemonAnswer }> {
    const address = addressOf(path);
    try {
      const answer = await askDaemon(address, context.env, {
        body: { ...signed, ...body },
        timeoutMs: WRITE_MS,
      });
      return { address, answer };
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      const hint = 'it may have been done all the same: the same command again does nothing twice';
      throw new ExpectedError(error.code, `${error.message}\n${hint}`, { cause: error });
    }
  }

  return {
    zone: async () => zoneOf((await list({ limit: 1 })).timezone),
    list: (query) => list({ ...query }),
    add: async (entries, { check }) => {
      const { address, answer } = await write('', { entries, check });
      if (answer.ok)
        return {
          kind: 'done',
          ...read<Omit<LedgerOutcome & { kind: 'done' }, 'kind'>>(address, answer, 'added'),
        };
      const [first, ...others] = refusalsIn(answer.text);
      if (!first) throw refusedBy(address, answer);
      return { kind: 'refused', refusals: [first, ...others] };
    },
    withdraw: async (id, note): Promise<WithdrawOutcome> => {
      const { address, answer } = await write(`/${id}/withdraw`, { note });
      if (!answer.ok) throw refusedBy(address, answer);
      const { entry } = read<Omit<WithdrawOutcome & { kind: 'done' }, 'kind'>>(address, answer, 'entry');
      return { kind: 'done', entry };
    },
  };
}

/** The daemon's own answer, whose form the API's tests hold; anything else is somebody else's. */
function read<Answer extends object>(address: URL, { text }: DaemonAnswer, key: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && key in answer) return answer as Answer;
  } catch {
    // Told below.
  }
  throw strangeAnswer(address, text);
}

/** Which entries were wrong; empty where the answer does not tell. */
function refusalsIn(text: string): readonly LedgerRefusal[] {
  try {
    const { refusals } = JSON.parse(text) as { readonly refusals?: readonly LedgerRefusal[] };
    return refusals ?? [];
  } catch {
    return [];
  }
}
