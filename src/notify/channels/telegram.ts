// Messages by a Telegram bot: plain text to each chat (https://core.telegram.org/bots/api#sendmessage).

import type { Channel, Message, Receipt } from '../port.ts';
import { Attempts } from './common/attempt.ts';
import { messageText } from './common/content.ts';
import type { ChannelDeps, ConfigOf } from './common/deps.ts';
import { fieldOf } from './common/field.ts';
import { asksForPause, exchange, type HttpAnswer, judge } from './common/http.ts';
import { type Mask, maskFor, quote } from './common/mask.ts';
import { Progress } from './common/progress.ts';

/** Limit of `text` in sendMessage, UTF-16 units. */
const MAX_TEXT_LENGTH = 4_096;
/** Chats that moved during one run; more than any channel has. The oldest is forgotten, and found to have moved again. */
const MAX_MOVED = 1_000;

/** The parts of an answer that are looked at; everything may be missing or of a wrong type. */
interface Failure {
  readonly description: string;
  readonly retryAfterMs?: number;
  readonly movedTo?: string;
}

/** Opens a Telegram channel. */
export function openTelegram(config: ConfigOf<'telegram'>, deps: ChannelDeps): Channel {
  return new Telegram(config, deps, maskFor([config.token.reveal()]));
}

class Telegram implements Channel {
  readonly id: string;
  readonly kind = 'telegram';
  readonly idempotent = false;
  readonly #config: ConfigOf<'telegram'>;
  readonly #deps: ChannelDeps;
  readonly #mask: Mask;
  readonly #attempts: Attempts;
  readonly #progress: Progress;
  /** New id by old id: a group that became a supergroup has another one. */
  readonly #moved = new Map<string, string>();

  constructor(config: ConfigOf<'telegram'>, deps: ChannelDeps, mask: Mask) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#mask = mask;
    this.#progress = new Progress(deps.log.child({ channel: config.id }));
    this.#attempts = new Attempts({ ...deps, mask, timeoutMs: config.timeoutMs });
  }

  send(message: Message, signal: AbortSignal): Promise<Receipt> {
    return this.#attempts.run(signal, (inner) => this.#send(message, inner));
  }

  close(): Promise<void> {
    return this.#attempts.close();
  }

  #send(message: Message, signal: AbortSignal): Promise<Receipt> {
    const chats = message.recipients.length > 0 ? message.recipients : this.#config.recipients;
    if (chats.length === 0)
      return Promise.resolve({ kind: 'refused', detail: 'no chat to send to: set recipients' });
    return this.#progress.serve(message.id, chats, async (chat) => {
      const answer = await this.#tell(chat, message, signal);
      return { receipt: this.#judge(answer), pause: asksForPause(answer) };
    });
  }

  async #tell(chat: string, message: Message, signal: AbortSignal): Promise<HttpAnswer> {
    const text = messageText(message, MAX_TEXT_LENGTH);
    const answer = await this.#post(this.#moved.get(chat) ?? chat, text, signal);
    const movedTo = failureOf(answer)?.movedTo;
    if (movedTo === undefined) return answer;
    this.#remember(chat, movedTo);
    return this.#post(movedTo, text, signal);
  }

  #remember(chat: string, movedTo: string): void {
    this.#moved.set(chat, movedTo);
    const oldest = this.#moved.keys().next();
    if (this.#moved.size > MAX_MOVED && !oldest.done) this.#moved.delete(oldest.value);
    this.#deps.log.warn(
      'A Telegram group became a supergroup and has a new id; put it into the configuration',
      {
        channel: this.id,
        chat,
        newChat: movedTo,
      },
    );
  }

  #post(chat: string, text: string, signal: AbortSignal): Promise<HttpAnswer> {
    const { apiUrl, token } = this.#config;
    const body = JSON.stringify({ chat_id: chat, text, link_preview_options: { is_disabled: true } });
    return exchange(
      {
        url: new URL(`${apiUrl.replace(/\/+$/, '')}/bot${token.reveal()}/sendMessage`),
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'User-Agent': this.#deps.userAgent },
        body,
      },
      { signal, wallMs: this.#deps.clock.wallMs() },
    );
  }

  #judge(answer: HttpAnswer): Receipt {
    const failure = failureOf(answer);
    if (failure === undefined || answer.kind === 'failed') return judge(answer, this.#mask);
    const detail = `Telegram answered ${answer.status}${quote(failure.description, this.#mask)}`;
    if (answer.status === 401 || answer.status === 404)
      return { kind: 'refused', detail: `${detail}; it does not know this token: check it with @BotFather` };
    if (answer.status === 403)
      return { kind: 'refused', detail: `${detail}; the chat must admit the bot before it may write there` };
    const general = judge(answer, this.#mask);
    if (general.kind !== 'later') return { kind: 'refused', detail };
    const afterMs = failure.retryAfterMs ?? general.afterMs;
    return { kind: 'later', detail, ...(afterMs !== undefined && { afterMs }) };
  }
}

/** What Telegram says of a failure (`description`, `parameters`); undefined when this is no answer of its API. */
function failureOf(answer: HttpAnswer): Failure | undefined {
  if (answer.kind === 'failed' || answer.body === '') return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer.body);
  } catch {
    return undefined;
  }
  const description = fieldOf(parsed, 'description');
  if (typeof description !== 'string') return undefined;
  const parameters = fieldOf(parsed, 'parameters');
  const retryAfterS = fieldOf(parameters, 'retry_after');
  const movedTo = fieldOf(parameters, 'migrate_to_chat_id');
  return {
    description,
    ...(typeof retryAfterS === 'number' && retryAfterS >= 0 && { retryAfterMs: retryAfterS * 1_000 }),
    ...(typeof movedTo === 'number' && { movedTo: String(movedTo) }),
  };
}
