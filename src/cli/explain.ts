// `jalur explain LINK`: asks the running daemon why a link is in its state, and why it is or is not alerting.

import type { Explanation } from '../api/explanation.ts';
import { askDaemon, daemonUrl, refusedBy, strangeAnswer, TOKEN_HELP, URL_OPTION } from './ask-daemon.ts';
import type { Command, CommandContext } from './command.ts';
import { explanationLines } from './explain-text.ts';

/** Explains one link. */
export const explainCommand: Command = {
  name: 'explain',
  summary:
    'why a link is in its state, and does or does not alert, with the evidence; asks the running jalur',
  positionals: ['LINK'],
  options: {
    url: URL_OPTION,
    locale: {
      type: 'string',
      value: 'id|en',
      help: 'language of the answer; that of the province when absent',
    },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details: `${TOKEN_HELP} Exit status 1 when the link does not work.`,
  run: explain,
};

async function explain(context: CommandContext): Promise<0 | 1> {
  const [link = ''] = context.positionals;
  const { locale } = context.options;
  const address = new URL(`/api/v1/links/${encodeURIComponent(link)}/explain`, daemonUrl(context));
  if (typeof locale === 'string') address.searchParams.set('locale', locale);
  const answer = await askDaemon(address, context.env);
  if (!answer.ok) throw refusedBy(address, answer);
  const explained = explanationIn(answer.text, address);
  if (context.options['json'] === true) context.print(JSON.stringify(explained, null, 2));
  else for (const line of explanationLines(explained)) context.print(line);
  return explained.state === 'up' || explained.state === 'degraded' ? 0 : 1;
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
  throw strangeAnswer(address, text);
}
