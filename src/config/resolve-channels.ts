// From channels as written to channels: defaults, and mistakes about each by itself.

import type { Locale } from '../domain/explain.ts';
import {
  ALERTMANAGER_RESEND_MS,
  CHANNEL_DEFAULTS,
  EXPIRE_MS,
  SMTP_PORTS,
  SYSLOG_DEFAULTS,
  TELEGRAM_API,
} from './defaults-notify.ts';
import type { ChannelConfig } from './notify-config.ts';
import type { Path } from './place.ts';
import { addressFault } from './recipient.ts';
import type { ChannelEntry } from './schema-channels.ts';
import type { SecretText } from './secret.ts';
import type { Tell } from './tell.ts';
import { templateFault } from './template-fault.ts';
import { plainUrlFault, secretUrlFault, webUrl, withoutSlash } from './web-address.ts';

/** Bot tokens as @BotFather gives them. */
const TELEGRAM_TOKEN = /^\d{6,12}:[\w-]{30,60}$/;
/** Field name of HTTP (RFC 9110 §5.1). */
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]{1,100}$/;
/** What HTTP lets stand in a value (RFC 9110 §5.5). */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Headers whose value lets somebody in. */
const SECRET_HEADER = /auth|token|key|secret|cookie|pass|sign/i;
const HOST =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|[0-9a-f:]*:[0-9a-f:.]+)$/i;
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(?: *; *[\w-]+=(?:[\w.+-]+|"[^"\r\n]*"))*$/;

/** What channels are resolved with. */
export interface ChannelDeps {
  readonly tell: Tell;
  readonly locale: Locale;
  /** A demonstration's secrets keep nobody out. */
  readonly clearIsMistake: boolean;
}

/** One channel; mistakes leave one that nobody uses. */
export function resolveChannel(entry: ChannelEntry, path: Path, deps: ChannelDeps): ChannelConfig {
  const check = new ChannelCheck(path, deps);
  const common = {
    id: entry.id,
    locale: entry.locale ?? deps.locale,
    expireMs: entry.expire ?? EXPIRE_MS,
    perMinute: entry.perMinute ?? CHANNEL_DEFAULTS[entry.kind].perMinute,
    timeoutMs: entry.timeout ?? CHANNEL_DEFAULTS[entry.kind].timeoutMs,
  };
  if ('recipients' in entry)
    (entry.recipients ?? []).forEach((address, index) => {
      const fault = addressFault(entry.kind, address);
      if (fault !== undefined) check.add(['recipients', index], fault);
    });
  switch (entry.kind) {
    case 'webhook':
      return check.webhook(entry, common);
    case 'telegram':
      return check.telegram(entry, common);
    case 'email':
      return check.email(entry, common);
    case 'alertmanager':
      return check.alertmanager(entry, common);
    case 'syslog':
      check.host(entry.host);
      return {
        ...common,
        kind: 'syslog',
        host: entry.host,
        port: entry.port ?? SYSLOG_DEFAULTS.port,
        transport: entry.transport ?? SYSLOG_DEFAULTS.transport,
        facility: entry.facility ?? SYSLOG_DEFAULTS.facility,
        appName: entry.appName ?? SYSLOG_DEFAULTS.appName,
      };
    case 'command':
      return check.command(entry, common);
  }
}

type Common = Pick<ChannelConfig, 'id' | 'locale' | 'expireMs' | 'perMinute' | 'timeoutMs'>;
type EntryOf<Kind extends ChannelEntry['kind']> = Extract<ChannelEntry, { kind: Kind }>;

class ChannelCheck {
  readonly #path: Path;
  readonly #deps: ChannelDeps;

  constructor(path: Path, deps: ChannelDeps) {
    this.#path = path;
    this.#deps = deps;
  }

  add(path: Path, message: string): void {
    this.#deps.tell.add([...this.#path, ...path], message);
  }

  webhook(entry: EntryOf<'webhook'>, common: Common): ChannelConfig {
    const fault = secretUrlFault(entry.url, this.#deps.clearIsMistake);
    if (fault !== undefined) this.add(['url'], fault);
    this.#headers(entry.headers ?? {});
    if (entry.secret) this.#notInClear('secret', entry.secret);
    if (entry.secret && entry.secret.reveal().length < 16)
      this.add(['secret'], 'secret: shorter than 16 characters, which can be guessed');
    const contentType = entry.contentType ?? 'application/json';
    if (!MEDIA_TYPE.test(contentType))
      this.add(['contentType'], `contentType: found "${contentType}", wanted one such as application/json`);
    if (entry.template === undefined && contentType !== 'application/json')
      this.add(
        ['contentType'],
        'contentType: a message without a template is JSON, wanted a template beside it',
      );
    const wrong = entry.template === undefined ? undefined : templateFault(entry.template, contentType);
    if (wrong !== undefined) this.add(['template'], `template: ${wrong}`);
    return {
      ...common,
      kind: 'webhook',
      url: entry.url,
      method: entry.method ?? 'POST',
      headers: new Map(Object.entries(entry.headers ?? {})),
      ...(entry.secret && { secret: entry.secret }),
      contentType,
      ...(entry.template !== undefined && { template: entry.template }),
      recipients: entry.recipients ?? [],
    };
  }

  telegram(entry: EntryOf<'telegram'>, common: Common): ChannelConfig {
    this.#notInClear('token', entry.token);
    if (!entry.token.isStandIn && !TELEGRAM_TOKEN.test(entry.token.reveal()))
      this.add(
        ['token'],
        'token: is none of a Telegram bot, wanted one such as 123456789:AA…, from @BotFather',
      );
    const apiUrl = entry.apiUrl ?? TELEGRAM_API;
    this.#plainUrl(['apiUrl'], 'apiUrl', apiUrl, TELEGRAM_API);
    return {
      ...common,
      kind: 'telegram',
      token: entry.token,
      recipients: entry.recipients ?? [],
      apiUrl: withoutSlash(apiUrl),
    };
  }

  email(entry: EntryOf<'email'>, common: Common): ChannelConfig {
    const { host, user, password } = entry;
    const security = entry.security ?? 'starttls';
    this.host(host);
    const [, bracketed] = /^[^<>\r\n"]* <([^<>]+)>$/.exec(entry.from) ?? [];
    const fault = addressFault('email', bracketed ?? entry.from);
    if (fault !== undefined) this.add(['from'], `from: ${fault}`);
    this.#userAndPassword(user, password);
    if (password && security === 'none')
      this.add(['security'], 'a password would be sent for everybody to read, wanted tls or starttls');
    return {
      ...common,
      kind: 'email',
      host,
      port: entry.port ?? SMTP_PORTS[security],
      security,
      ...(user !== undefined && { user }),
      ...(password && { password }),
      from: entry.from,
      recipients: entry.recipients ?? [],
    };
  }

  alertmanager(entry: EntryOf<'alertmanager'>, common: Common): ChannelConfig {
    const { urls, user, password, token } = entry;
    for (const [index, url] of urls.entries()) this.#alertmanagerUrl(url, ['urls', index]);
    this.#userAndPassword(user, password);
    if (token) this.#notInClear('token', token);
    if (token && user !== undefined) this.add(['token'], 'found a token and a user, wanted one of them');
    return {
      ...common,
      kind: 'alertmanager',
      urls: urls.map(withoutSlash),
      ...(user !== undefined && { user }),
      ...(password && { password }),
      ...(token && { token }),
      resendMs: entry.resend ?? ALERTMANAGER_RESEND_MS,
    };
  }

  command(entry: EntryOf<'command'>, common: Common): ChannelConfig {
    const [program = '', ...args] = entry.command;
    if (!program.startsWith('/'))
      this.add(
        ['command', 0],
        `command: found "${program}", wanted the whole path of a program; no shell looks for it`,
      );
    return { ...common, kind: 'command', command: [program, ...args], recipients: entry.recipients ?? [] };
  }

  host(host: string): void {
    if (!HOST.test(host))
      this.add(['host'], `host: found "${host}", wanted a name or an address; the port has a key of its own`);
  }

  #headers(headers: Readonly<Record<string, SecretText>>): void {
    for (const [name, value] of Object.entries(headers)) {
      if (!HEADER_NAME.test(name)) this.add(['headers', name], `headers: "${name}" is no name of a header`);
      if (/[\r\n\0]/.test(value.reveal()))
        this.add(['headers', name], `headers.${name}: holds a line break, wanted one line`);
      else if (!HEADER_VALUE.test(value.reveal()))
        this.add(['headers', name], `headers.${name}: holds a letter that no header can carry, wanted ASCII`);
      if (SECRET_HEADER.test(name)) this.#notInClear(`headers.${name}`, value, ['headers', name]);
    }
  }

  #alertmanagerUrl(text: string, path: Path): void {
    const example = 'http://10.76.0.9:9093';
    const path_ = webUrl(text)?.pathname ?? '';
    if (/\/api\/v\d|\/alerts\/?$/.test(path_) || text.includes('#/'))
      this.add(
        path,
        `urls: found "${text}", wanted the base address such as ${example}; jalur adds /api/v2/alerts`,
      );
    else this.#plainUrl(path, 'urls', text, example);
  }

  #plainUrl(path: Path, name: string, text: string, example: string): void {
    const fault = plainUrlFault(text, example);
    if (fault !== undefined) this.add(path, `${name}: ${fault}`);
  }

  #userAndPassword(user: string | undefined, password: SecretText | undefined): void {
    if (password) this.#notInClear('password', password);
    if (password && user === undefined) this.add(['password'], 'a password needs a user beside it');
    if (user !== undefined && !password) this.add(['user'], 'a user needs a password beside it');
  }

  #notInClear(name: string, secret: SecretText, path: Path = [name]): void {
    if (secret.inClear && this.#deps.clearIsMistake)
      this.add(path, `${name}: the secret stands in the file, wanted !env NAME or !file PATH`);
  }
}
