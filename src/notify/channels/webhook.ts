// Messages by HTTP to a program of the office's own: a gateway to WhatsApp or SMS, a ticket system, a bridge.
//
// With a secret each request is signed: X-Jalur-Signature is `sha256=` and the hex HMAC-SHA256 of X-Jalur-Timestamp (epoch
// s), a full stop and the body's bytes. A receiver computes the same, compares in constant time (crypto.timingSafeEqual),
// refuses timestamps more than five minutes off, and drops an X-Jalur-Id that it has seen.

import { createHash, createHmac } from 'node:crypto';
import type { Channel, Message, Receipt } from '../port.ts';
import { Attempts } from './common/attempt.ts';
import { messageJson } from './common/content.ts';
import type { ChannelDeps, ConfigOf } from './common/deps.ts';
import { asksForPause, exchange, judge } from './common/http.ts';
import { type Mask, maskFor, mayBeSecret, secretsOfUrl } from './common/mask.ts';
import { Progress, type Served } from './common/progress.ts';
import { readTemplate, type Template } from './common/template.ts';

/** Characters of the hash that tells the requests of one message apart. */
const RECIPIENT_HASH_LENGTH = 16;

/** The headers that prove where a request comes from. `key` is the shared secret, `atMs` the time of sending. */
function signatureHeaders(body: string, key: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000));
  const hmac = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
  return { 'X-Jalur-Timestamp': timestamp, 'X-Jalur-Signature': `sha256=${hmac}` };
}

/** Opens a webhook. */
export function openWebhook(config: ConfigOf<'webhook'>, deps: ChannelDeps): Channel {
  const url = config.url.reveal();
  const mask = maskFor([
    ...(URL.canParse(url) ? secretsOfUrl(new URL(url)) : [url]),
    ...[...config.headers.values()].map((value) => value.reveal()).filter(mayBeSecret),
    config.secret?.reveal(),
  ]);
  return new Webhook(config, deps, mask);
}

class Webhook implements Channel {
  readonly id: string;
  readonly kind = 'webhook';
  readonly idempotent = true;
  readonly #config: ConfigOf<'webhook'>;
  readonly #deps: ChannelDeps;
  readonly #mask: Mask;
  readonly #attempts: Attempts;
  readonly #template: Template | { readonly fault: string };
  readonly #progress: Progress;

  constructor(config: ConfigOf<'webhook'>, deps: ChannelDeps, mask: Mask) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#mask = mask;
    this.#progress = new Progress(deps.log.child({ channel: config.id }));
    this.#attempts = new Attempts({ ...deps, mask, timeoutMs: config.timeoutMs });
    this.#template =
      config.template === undefined ? WHOLE_MESSAGE : readTemplate(config.template, config.contentType);
  }

  send(message: Message, signal: AbortSignal): Promise<Receipt> {
    return this.#attempts.run(signal, (inner) => this.#send(message, inner));
  }

  close(): Promise<void> {
    return this.#attempts.close();
  }

  async #send(message: Message, signal: AbortSignal): Promise<Receipt> {
    const template = this.#template;
    if ('fault' in template) return { kind: 'refused', detail: `template: ${template.fault}` };
    const recipients = message.recipients.length > 0 ? message.recipients : this.#config.recipients;
    if (!template.perRecipient) {
      const body = template.render(message, recipients);
      return (await this.#post({ id: message.id, body, signal })).receipt;
    }
    if (recipients.length === 0)
      return {
        kind: 'refused',
        detail: 'the template names {{recipient}}, and there is none: set recipients',
      };
    return this.#progress.serve(message.id, recipients, (recipient) =>
      this.#post({
        id: `${message.id}.${hash(recipient)}`,
        body: template.render(message, [recipient]),
        signal,
      }),
    );
  }

  async #post(request: {
    readonly id: string;
    readonly body: string;
    readonly signal: AbortSignal;
  }): Promise<Served> {
    const { url, method, headers, secret, contentType, template } = this.#config;
    const { clock, userAgent } = this.#deps;
    const wallMs = clock.wallMs();
    const answer = await exchange(
      {
        url: new URL(url.reveal()),
        method,
        headers: {
          'Content-Type': template === undefined ? 'application/json' : contentType,
          'User-Agent': userAgent,
          ...Object.fromEntries([...headers].map(([name, value]) => [name, value.reveal()])),
          'X-Jalur-Id': encodeURIComponent(request.id.toWellFormed()),
          ...(secret !== undefined && signatureHeaders(request.body, secret.reveal(), wallMs)),
        },
        body: request.body,
      },
      { signal: request.signal, wallMs },
    );
    return { receipt: judge(answer, this.#mask), pause: asksForPause(answer) };
  }
}

const WHOLE_MESSAGE: Template = {
  perRecipient: false,
  render: (message, recipients) => JSON.stringify(messageJson(message, recipients)),
};

function hash(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex').slice(0, RECIPIENT_HASH_LENGTH);
}
