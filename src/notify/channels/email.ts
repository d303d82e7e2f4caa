// Messages by e-mail over SMTP, through nodemailer: one mail to all recipients, a connection of its own each time.

import { createTransport, type Transporter } from 'nodemailer';
import { addressFault } from '../../config/recipient.ts';
import type { Channel, Message, Receipt } from '../port.ts';
import { attachedTo } from './common/attached.ts';
import { Attempts } from './common/attempt.ts';
import { oneLine } from './common/content.ts';
import type { ChannelDeps, ConfigOf } from './common/deps.ts';
import { fieldOf } from './common/field.ts';
import { mailOf } from './common/mail.ts';
import { describeError, type Mask, maskFor, quote } from './common/mask.ts';
import { Progress } from './common/progress.ts';

/** A server's longest answer; nodemailer's own limit is 1 MB. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** After an attempt a server has this long to close its side. */
const CLOSE_MS = 1_000;

/** Opens an e-mail channel. */
export function openEmail(config: ConfigOf<'email'>, deps: ChannelDeps): Channel {
  const { user, password } = config;
  const secret = password?.reveal();
  const mask = maskFor([
    secret,
    ...(user !== undefined && secret !== undefined ? [`\0${user}\0${secret}`] : []),
  ]);
  return new Email(config, deps, mask);
}

class Email implements Channel {
  readonly id: string;
  readonly kind = 'email';
  /** Mail stores drop a repeat of a Message-ID now and then, but nothing makes them. */
  readonly idempotent = false;
  readonly #config: ConfigOf<'email'>;
  readonly #deps: ChannelDeps;
  readonly #mask: Mask;
  readonly #attempts: Attempts;
  readonly #progress: Progress;
  readonly #transport: Transporter;

  constructor(config: ConfigOf<'email'>, deps: ChannelDeps, mask: Mask) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#mask = mask;
    this.#progress = new Progress(deps.log.child({ channel: config.id }));
    this.#attempts = new Attempts({ ...deps, mask, timeoutMs: config.timeoutMs });
    this.#transport = transportFor(config);
  }

  send(message: Message, signal: AbortSignal): Promise<Receipt> {
    return this.#attempts.run(signal, (inner) => this.#send(message, inner));
  }

  async close(): Promise<void> {
    await this.#attempts.close();
    this.#transport.close();
  }

  async #send(message: Message, signal: AbortSignal): Promise<Receipt> {
    const recipients = message.recipients.length > 0 ? message.recipients : this.#config.recipients;
    if (recipients.length === 0) return { kind: 'refused', detail: 'nobody to send mail to: set recipients' };
    const sound = recipients.filter((recipient) => addressFault('email', recipient) === undefined);
    for (const recipient of this.#progress.missing(message.id, recipients)) {
      const fault = addressFault('email', recipient);
      if (fault !== undefined)
        this.#progress.note(message.id, recipient, { kind: 'refused', detail: oneLine(fault) });
    }
    const missing = this.#progress.missing(message.id, sound);
    const later = missing.length > 0 ? await this.#mail(message, { sound, missing, signal }) : [];
    return this.#progress.conclude(message.id, recipients, later);
  }

  /** Sends one mail to those missing, notes what became of each, and returns what may work later. */
  async #mail(
    message: Message,
    to: {
      readonly sound: readonly string[];
      readonly missing: readonly string[];
      readonly signal: AbortSignal;
    },
  ): Promise<Extract<Receipt, { kind: 'later' }>[]> {
    const fates = new Map<string, Receipt>();
    try {
      const mail = mailOf(message, {
        from: this.#config.from,
        to: to.sound,
        envelopeTo: to.missing,
        userAgent: this.#deps.userAgent,
        at: this.#deps.clock.wallMs(),
        attached: await attachedTo(message, this.#deps.readAttachment),
      });
      const info = await this.#transport.sendMail({ ...mail, signal: to.signal });
      const rejections = this.#rejections(info);
      for (const recipient of to.missing)
        fates.set(recipient, rejections.get(recipient.toLowerCase()) ?? { kind: 'delivered' });
    } catch (error) {
      const rejections = this.#rejections(error);
      const general = judgeSmtp(error, this.#mask);
      for (const recipient of to.missing)
        fates.set(recipient, rejections.get(recipient.toLowerCase()) ?? general);
    }
    for (const [recipient, receipt] of fates) this.#progress.note(message.id, recipient, receipt);
    return [...fates.values()].flatMap((receipt) => (receipt.kind === 'later' ? [receipt] : []));
  }

  /** Recipients whom the server did not take, in small letters (as nodemailer writes domains), each with its answer. */
  #rejections(outcome: unknown): ReadonlyMap<string, Receipt> {
    const errors = fieldOf(outcome, 'rejectedErrors');
    const rejections = new Map<string, Receipt>();
    for (const error of Array.isArray(errors) ? errors : []) {
      const recipient = fieldOf(error, 'recipient');
      if (typeof recipient === 'string')
        rejections.set(recipient.toLowerCase(), judgeSmtp(error, this.#mask));
    }
    return rejections;
  }
}

/** What a failure of nodemailer means: SMTP 5yz and missing credentials are final, everything else may pass. */
function judgeSmtp(error: unknown, mask: Mask): Receipt {
  const code = fieldOf(error, 'code');
  const status = fieldOf(error, 'responseCode');
  const response = fieldOf(error, 'response');
  const said = typeof response === 'string' ? quote(response, mask) : '';
  const detail = said === '' ? mask(describeError(error)) : `the mail server answered${said}`;
  const isAuth = code === 'EAUTH' || code === 'ENOAUTH';
  if (typeof status === 'number' && status > 0) {
    // 503 says that the session was in the wrong state, not that the message is unwanted.
    if (status < 500 || (status === 503 && !isAuth)) return { kind: 'later', detail };
    return { kind: 'refused', detail: isAuth ? `${detail}; check user and password` : detail };
  }
  if (isAuth) return { kind: 'refused', detail: `${detail}; check user and password` };
  return { kind: 'later', detail };
}

function transportFor(config: ConfigOf<'email'>): Transporter {
  const { host, port, security, user, password, timeoutMs } = config;
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...(user !== undefined && { auth: { user, pass: password?.reveal() ?? '' }, forceAuth: true }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketCloseTimeout: CLOSE_MS,
    maxResponseSize: MAX_ANSWER_BYTES,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
