// `jalur beat LINK`: a token for a device that cannot be reached, and what to put into the device.

import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { isLoopbackHost } from '../api/access-origin.ts';
import type { Config } from '../config/config.ts';
import type { Link } from '../domain/link.ts';
import { changeTokens, readTokens, TOKEN_FILE, TokenFailure } from '../probe/beat/token-file.ts';
import {
  type BeatToken,
  HANDOVER_MS,
  hashOf,
  TOKEN_OCTETS,
  tokenOf,
  withoutLink,
  withToken,
} from '../probe/beat/tokens.ts';
import { systemClock } from '../runtime/clock.ts';
import { linuxLine, openWrtLine, teltonikaLine } from './beat-cron.ts';
import { type BeatScriptInput, routerOsScript } from './beat-routeros.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { CONFIG_OPTION, configPath, loadWithoutSecrets } from './load.ts';
import { json, table } from './output.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';
import { whoOf } from './who.ts';

/** What goes into scripts of three kinds of shell needs no quoting in any. */
const BASE_URL = /^https?:\/\/[\w.:[\]-]+(\/[\w./~-]*)?$/;
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;

/** Makes, lists and revokes tokens. */
export const beatCommand: Command = {
  name: 'beat',
  summary: 'a token for a device that cannot be reached, and the script that makes it beat',
  positionals: ['[LINK]'],
  options: {
    config: CONFIG_OPTION,
    data: { type: 'string', short: 'd', value: 'DIR', help: `the daemon's data directory (${DEFAULT_DATA})` },
    url: {
      type: 'string',
      value: 'URL',
      help: 'where devices reach jalur, such as https://jalur.example.go.id; monitor.listen when absent',
    },
    for: {
      type: 'string',
      value: 'KIND',
      help: 'one script alone: routeros7, routeros6, linux, openwrt, teltonika',
    },
    ping: {
      type: 'string',
      value: 'ADDRESS',
      help: 'what the device echoes by itself; the host of --url when absent',
    },
    revoke: { type: 'boolean', help: 'end all tokens of the link at once' },
    list: { type: 'boolean', help: 'list the tokens there are; they themselves are not kept' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'A new token is shown once: only its hash is kept. The tokens the link had before are good for another 24 hours, so ' +
    'that the device can be changed without a gap; --revoke ends them at once. The running jalur takes notice within 2 s.',
  run: (context) => Promise.resolve().then(() => beat(context)),
};

function beat(context: CommandContext): 0 | 1 {
  const [link] = context.positionals;
  const { revoke, list } = context.options;
  try {
    if (list === true) return listTokens(context);
    if (link === undefined) throw new UsageError('"beat" wants LINK, or --list');
    return revoke === true ? revokeTokens(context, link) : makeToken(context, link);
  } catch (error) {
    if (error instanceof TokenFailure) throw new ExpectedError(error.code, error.message, { cause: error });
    throw error;
  }
}

function listTokens(context: CommandContext): 0 {
  const now = systemClock.wallMs();
  const tokens = readTokens(dataOf(context, DEFAULT_DATA)).map(({ hash: _, ...shown }) => shown);
  if (context.options['json'] === true) {
    context.print(json(tokens));
    return 0;
  }
  if (tokens.length === 0) context.print('there are no tokens; jalur beat LINK makes one');
  const rows = tokens.map(({ link, createdAt, by, endsAt }) => [
    link,
    day(createdAt),
    by,
    ending(endsAt, now),
  ]);
  for (const line of table(rows)) context.print(line);
  return 0;
}

function ending(endsAt: number | undefined, now: number): string {
  if (endsAt === undefined) return '';
  return endsAt > now ? `ends ${day(endsAt)}` : 'has ended';
}

function revokeTokens(context: CommandContext, link: string): 0 | 1 {
  const directory = dataOf(context, DEFAULT_DATA);
  const count = readTokens(directory).filter((token) => token.link === link).length;
  if (count > 0) changeTokens(directory, (tokens) => withoutLink(tokens, link), systemClock.wallMs());
  if (context.options['json'] === true) context.print(json({ link, revoked: count }));
  else
    context.print(
      count === 0
        ? `there is no token of "${link}"`
        : `${count === 1 ? 'the token' : `${count} tokens`} of "${link}" will not be taken any more`,
    );
  return count === 0 ? 1 : 0;
}

function makeToken(context: CommandContext, name: string): 0 {
  const config = loadWithoutSecrets(configPath(context), context.env);
  const { link, everyMs } = beatingLink(config, name);
  const base = baseUrl(context, config);
  const kind = kindOf(context);
  const ping = pingOf(context, base);
  const directory = dataOf(context, DEFAULT_DATA);
  const token = tokenOf(randomBytes(TOKEN_OCTETS));
  const createdAt = systemClock.wallMs();
  const by = whoOf(context);
  const fresh: BeatToken = { link: link.id, hash: hashOf(token).toString('hex'), createdAt, by };
  let before = 0;
  changeTokens(
    directory,
    (tokens) => {
      before = tokens.filter(
        (each) => each.link === link.id && (each.endsAt ?? createdAt + 1) > createdAt,
      ).length;
      return withToken(tokens, fresh);
    },
    createdAt,
  );
  const url = new URL(`${base.pathname.replace(/\/$/, '')}/api/v1/beat/${token}`, base);
  const input: BeatScriptInput = { link: link.id, url, everyMs, ping };
  const scripts = scriptsOf(input);
  if (context.options['json'] === true) {
    context.print(json({ link: link.id, everyMs, url: url.href, tokensBefore: before, scripts }));
    return 0;
  }
  if (kind !== undefined) {
    context.print(scripts[kind]);
    return 0;
  }
  const head = [
    ['link', `${link.id} (${link.name}), a beat every ${everyMs / 1_000} s`],
    ['address', `${url.href}   (shown once; ${join(directory, TOKEN_FILE)} keeps its hash)`],
    ...(before > 0 ? [['before', `the former token is good until ${day(createdAt + HANDOVER_MS)}`]] : []),
    ...(url.protocol === 'http:'
      ? [['mind', 'without https the token and the figures can be read on the way (docs/beat.md)']]
      : [['mind', 'the device must know the certificate authority of this address (docs/beat.md)']]),
  ];
  for (const line of table(head)) context.print(line);
  for (const [each, title] of Object.entries(TITLES) as [Kind, string][]) {
    context.print(`\n== ${title}`);
    context.print(scripts[each]);
  }
  return 0;
}

const TITLES = {
  routeros7: 'MikroTik, RouterOS 7: paste into a terminal',
  routeros6: 'MikroTik, RouterOS 6: paste into a terminal',
  linux: 'Linux: a line for crontab -e',
  openwrt: 'OpenWrt: a line for /etc/crontabs/root',
  teltonika: 'Teltonika RutOS: a line for /etc/crontabs/root',
} as const;
type Kind = keyof typeof TITLES;

function scriptsOf(input: BeatScriptInput): Readonly<Record<Kind, string>> {
  return {
    routeros7: routerOsScript(input, 7).join('\n'),
    routeros6: routerOsScript(input, 6).join('\n'),
    linux: linuxLine(input),
    openwrt: openWrtLine(input),
    teltonika: teltonikaLine(input),
  };
}

function kindOf(context: CommandContext): Kind | undefined {
  const kind = context.options['for'];
  if (kind === undefined) return undefined;
  const found = (Object.keys(TITLES) as Kind[]).find((each) => each === kind);
  if (found) return found;
  throw new UsageError(`--for wants one of ${Object.keys(TITLES).join(', ')}, found "${String(kind)}"`);
}

function beatingLink(config: Config, name: string): { readonly link: Link; readonly everyMs: number } {
  const link = [...config.network.links.values()].find(({ id }) => id === name);
  if (!link) throw new UsageError(`there is no link "${name}" in the configuration`);
  const { beat: plan } = link.device;
  if (plan) return { link, everyMs: plan.everyMs };
  throw new ExpectedError(
    'beat',
    `"${name}" is measured by echoes to ${link.device.address ?? 'its device'}; give its device \`beat: true\` instead of the address first`,
  );
}

/** Where devices reach jalur; what it listens on at loopback is reached by nobody but a proxy in front of it. */
function baseUrl(context: CommandContext, config: Config): URL {
  const { url } = context.options;
  if (typeof url === 'string') {
    if (BASE_URL.test(url) && URL.canParse(url)) return new URL(url);
    throw new UsageError(`--url wants an address such as https://jalur.example.go.id, found "${url}"`);
  }
  const { host, port } = config.listen;
  if (isLoopbackHost(host) || ['0.0.0.0', '::'].includes(host))
    throw new UsageError(
      `where do devices reach jalur? It listens on ${host}:${port}; give the address they call with --url`,
    );
  return new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

function pingOf(context: CommandContext, url: URL): string {
  const { ping } = context.options;
  if (ping === undefined) return url.hostname.replace(/^\[|\]$/g, '');
  if (typeof ping === 'string' && (isIP(ping) !== 0 || HOST_NAME.test(ping))) return ping;
  throw new UsageError(`--ping wants an address or a name, found "${String(ping)}"`);
}

/** Who runs this, for people. */
function day(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
