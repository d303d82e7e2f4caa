// `jalur explain LINK`: asks the running daemon why a link is in its state, and why it is or is not alerting.

import type { Explanation } from '../api/explanation.ts';
import { plainUrlFault } from '../config/web-address.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { explanationLines } from './explain-text.ts';

const DEFAULT_URL = 'http://127.0.0.1:8080';
const TIMEOUT_MS = 5_000;

/** Explains one link. */
export const explainCommand: Command = {
  name: 'explain',
  summary:
    'why a link is in its state, and does or does not alert, with the evidence; asks the running jalur',
  positionals: ['LINK'],
  options: {
    url: { type: 'string', value: 'URL', help: `where jalur listens (${DEFAULT_URL})` },
    locale: {
      type: 'string',
      value: 'id|en',
      help: 'language of the answer; that of the province when absent',
    },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'Where a log-in is wanted: the token of a machine (jalur user token) or the shared one, in JALUR_TOKEN. Exit status 1 when ' +
    'the link does not work.',
  run: explain,
};

async function explain(context: CommandContext): Promise<0 | 1> {
  const [link = ''] = context.positionals;
  const { url, locale } = context.options;
  const base = typeof url === 'string' ? url : DEFAULT_URL;
  const fault = plainUrlFault(base, DEFAULT_URL);
  if (fault !== undefined) throw new UsageError(`--url: ${fault}`);
  const address = new URL(`/api/v1/links/${encodeURIComponent(link)}/explain`, base);
  if (typeof locale === 'string') address.searchParams.set('locale', locale);
  const explained = explanationIn(await ask(address, tokenOf(context.env)), address);
  if (context.options['json'] === true) context.print(JSON.stringify(explained, null, 2));
  else for (const line of explanationLines(explained)) context.print(line);
  return explained.state === 'up' || explained.state === 'degraded' ? 0 : 1;
}

/** What fetch says of a token that is none would show it. */
function tokenOf(env: CommandContext['env']): string | undefined {
  const token = env['JALUR_TOKEN'];
  if (token === undefined || /^[!-~]*$/.test(token)) return token;
  throw new UsageError('JALUR_TOKEN holds a space, a line break or a letter beyond ASCII, wanted the token');
}

async function ask(address: URL, token: string | undefined): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await response.text();
  } catch (cause) {
    const found =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new ExpectedError(
      'unreachable',
      `cannot ask jalur at ${address.origin}: ${found}; ${hintFor(cause)}`,
      { cause },
    );
  }
  if (response.ok) return text;
  throw new ExpectedError(
    'refused',
    `jalur at ${address.origin} answers ${response.status}: ${messageOf(text)}`,
  );
}

/** A certificate of the office's own is trusted by Node through the environment only. */
function hintFor(cause: unknown): string {
  const code =
    cause instanceof Error && cause.cause instanceof Error && 'code' in cause.cause ? cause.cause.code : '';
  return /CERT|VERIFY|ISSUER|SELF_SIGNED/.test(String(code))
    ? "put the file of the office's own certificate into NODE_EXTRA_CA_CERTS, and name the host that it is for (--url)"
    : 'is it running, and does it listen there (--url)?';
}

/** The daemon's own answer, whose form is published and held to by the API's tests; anything else is of somebody else. */
function explanationIn(text: string, address: URL): Explanation {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && 'sentences' in answer && 'evidence' in answer)
      return answer as Explanation;
  } catch {
    // Told below.
  }
  throw new ExpectedError(
    'strange',
    `what answers at ${address.origin} is no jalur: "${text.slice(0, 60)}"; wanted the address of jalur (--url)`,
  );
}

function messageOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string } };
    return error?.message ?? text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}
