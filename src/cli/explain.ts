// `jalur explain LINK`: asks the running daemon why a link is in its state, and why it is or is not alerting.

import type { Explanation } from '../api/explanation.ts';
import { type Command, type CommandContext, ExpectedError } from './command.ts';
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
    'A token, where one is configured, is taken from JALUR_TOKEN. Exit status 1 when the link does not work.',
  run: explain,
};

async function explain(context: CommandContext): Promise<0 | 1> {
  const [link = ''] = context.positionals;
  const { url, locale } = context.options;
  const base = typeof url === 'string' ? url : DEFAULT_URL;
  const address = new URL(`/api/v1/links/${encodeURIComponent(link)}/explain`, base);
  if (typeof locale === 'string') address.searchParams.set('locale', locale);
  const text = await ask(address, context.env['JALUR_TOKEN']);
  // The daemon's answer; its form is published and held to by the API's tests.
  const explained = JSON.parse(text) as Explanation;
  if (context.options['json'] === true) context.print(JSON.stringify(explained, null, 2));
  else for (const line of explanationLines(explained)) context.print(line);
  return explained.state === 'up' || explained.state === 'degraded' ? 0 : 1;
}

async function ask(address: URL, token: string | undefined): Promise<string> {
  let response: Response;
  try {
    response = await fetch(address, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    const found =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new ExpectedError(
      'unreachable',
      `cannot ask jalur at ${address.origin}: ${found}; is it running, and does it listen there (--url)?`,
      { cause },
    );
  }
  const text = await response.text();
  if (response.ok) return text;
  throw new ExpectedError(
    'refused',
    `jalur at ${address.origin} answers ${response.status}: ${messageOf(text)}`,
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
