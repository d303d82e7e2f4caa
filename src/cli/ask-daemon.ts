// How a command asks the running daemon over its API: the address, the token, and what is said when nobody answers.

import { plainUrlFault } from '../config/web-address.ts';
import { type CommandContext, ExpectedError, type OptionSpec, UsageError } from './command.ts';

const DEFAULT_URL = 'http://127.0.0.1:8080';
const TIMEOUT_MS = 5_000;

/** The option of every command that asks. */
export const URL_OPTION: OptionSpec = {
  type: 'string',
  value: 'URL',
  help: `where jalur listens (${DEFAULT_URL})`,
};

/** What every such command says about log-ins. */
export const TOKEN_HELP =
  'Where a log-in is wanted: the token of a machine (jalur user token) or the shared one, in JALUR_TOKEN.';

/** The address that `--url` names, or the usual one; throws a UsageError. */
export function daemonUrl({ options }: Pick<CommandContext, 'options'>): URL {
  const { url } = options;
  const base = typeof url === 'string' ? url : DEFAULT_URL;
  const fault = plainUrlFault(base, DEFAULT_URL);
  if (fault !== undefined) throw new UsageError(`--url: ${fault}`);
  return new URL(base);
}

/** What was answered. */
export interface DaemonAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

/** Asks; with a `body` by POST, as JSON. Rejects with an ExpectedError where nobody answers. */
export async function askDaemon(
  address: URL,
  env: CommandContext['env'],
  { body, timeoutMs = TIMEOUT_MS }: { readonly body?: object; readonly timeoutMs?: number } = {},
): Promise<DaemonAnswer> {
  const token = tokenOf(env);
  try {
    const response = await fetch(address, {
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (cause) {
    const found =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new ExpectedError(
      'unreachable',
      `cannot ask jalur at ${address.origin}: ${found}; ${hintFor(cause)}`,
      { cause },
    );
  }
}

/** A refusal, as an ExpectedError. */
export function refusedBy(address: URL, { status, text }: DaemonAnswer): ExpectedError {
  return new ExpectedError('refused', `jalur at ${address.origin} answers ${status}: ${messageOf(text)}`);
}

/** Something else listens there. */
export function strangeAnswer(address: URL, text: string): ExpectedError {
  return new ExpectedError(
    'strange',
    `what answers at ${address.origin} is no jalur: "${text.slice(0, 60)}"; wanted the address of jalur (--url)`,
  );
}

/** What fetch says of a token that is none would show it. */
function tokenOf(env: CommandContext['env']): string | undefined {
  const token = env['JALUR_TOKEN'];
  if (token === undefined || /^[!-~]*$/.test(token)) return token;
  throw new UsageError('JALUR_TOKEN holds a space, a line break or a letter beyond ASCII, wanted the token');
}

/** A certificate of the office's own is trusted by Node through the environment only. */
function hintFor(cause: unknown): string {
  const code =
    cause instanceof Error && cause.cause instanceof Error && 'code' in cause.cause ? cause.cause.code : '';
  return /CERT|VERIFY|ISSUER|SELF_SIGNED/.test(String(code))
    ? "put the file of the office's own certificate into NODE_EXTRA_CA_CERTS, and name the host that it is for (--url)"
    : 'is it running, and does it listen there (--url)?';
}

function messageOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string } };
    return error?.message ?? text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}
