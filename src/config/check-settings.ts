// Checks of the sections beside the network: where to listen, where history goes, what the lab plays.

import { isId, type LinkId, linkId } from '../domain/ids.ts';
import type { LabStep, ListenConfig } from './config.ts';
import { LAB_DEFAULTS, LISTEN_DEFAULT } from './defaults.ts';
import type { ConfigDeps } from './deps.ts';
import type { RawConfig } from './include.ts';
import type { Path } from './place.ts';
import { resolveTls } from './resolve-tls.ts';
import type { LabEntry } from './schema-lab.ts';
import { didYouMean } from './suggest.ts';
import type { Validated } from './validate.ts';

/**
 * Where to listen; a mistake when it is no place. Whether strangers would reach it is for the daemon to say, who knows
 * whether there are users.
 */
export function checkListen(raw: RawConfig, valid: Validated, deps: ConfigDeps): ListenConfig {
  const monitor = valid.sections.monitor;
  const text = monitor?.listen ?? LISTEN_DEFAULT;
  const at = (path: Path, message: string): void =>
    raw.problems.add(raw.origins.place(raw.root, path), message);
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? '';
  const port = Number(digits);
  if (host === '' || !(port >= 0 && port <= 65_535))
    at(
      ['monitor', 'listen'],
      `listen: found "${text}", wanted an address and a port such as 127.0.0.1:8080 or [::1]:8080`,
    );
  const token = monitor?.token;
  if (token?.inClear)
    at(['monitor', 'token'], 'token: the secret stands in the file, wanted !env NAME or !file PATH');
  if (token && token.reveal().length < 16)
    at(['monitor', 'token'], 'token: shorter than 16 characters, which can be guessed');
  const tls = resolveTls(raw, valid, deps);
  return { host, port, ...(token && { token }), ...(tls && { tls }) };
}

/** Checks the section about InfluxDB. */
export function checkInflux(raw: RawConfig, valid: Validated): void {
  const influx = valid.sections.store?.influx;
  if (!influx) return;
  const at = (name: string, message: string): void =>
    raw.problems.add(raw.origins.place(raw.root, ['store', 'influx', name]), message);
  const url = URL.canParse(influx.url) ? new URL(influx.url) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    at('url', `url: found ${quoted(influx.url)}, wanted an address such as http://127.0.0.1:8086`);
  else if (url.username !== '' || url.password !== '')
    at('url', 'url: holds a user or password; they have keys of their own (username, password: !env NAME)');
  for (const name of ['password', 'token'] as const)
    if (influx[name]?.inClear)
      at(name, `${name}: the secret stands in the file, wanted !env NAME or !file PATH`);
  if (influx.password && influx.username === undefined)
    at('password', 'a password needs a username beside it');
}

/** A broken URL as it stands, unless it may hold a password. */
function quoted(url: string): string {
  return url.includes('@') ? 'a text that is not shown here' : `"${url}"`;
}

/** The lab's story in order, with its references checked. */
export function checkStory(raw: RawConfig, lab: LabEntry, links: ReadonlySet<string>): readonly LabStep[] {
  const steps: LabStep[] = [];
  const repeatMs = lab.repeat ?? LAB_DEFAULTS.repeatMs;
  const at = (path: Path, message: string): void =>
    raw.problems.add(raw.origins.place(raw.root, ['lab', ...path]), message);
  const known = (path: Path, id: string): LinkId | undefined => {
    if (links.has(id) && isId(id)) return linkId(id);
    at(path, `there is no link "${id}"${didYouMean(id, links)}`);
    return undefined;
  };
  for (const [index, id] of (lab.absent ?? []).entries()) known(['absent', index], id);
  for (const [index, act] of (lab.story ?? []).entries()) {
    if (act.at >= repeatMs)
      at(['story', index, 'at'], `lies after the story starts again (${repeatMs / 1000}s)`);
    for (const name of ['loss', 'delay', 'jitter'] as const)
      if (act.do !== 'degrade' && act[name] !== undefined)
        at(['story', index, name], `${act.do} takes no ${name}; degrade does`);
    if (act.do === 'uplink-cut' || act.do === 'uplink-mend') {
      if (act.link !== undefined)
        at(['story', index, 'link'], `${act.do} is about the monitor, not about a link`);
      steps.push({ atMs: act.at, do: act.do });
      continue;
    }
    if (act.link === undefined) {
      at(['story', index], `${act.do} needs a link`);
      continue;
    }
    const link = known(['story', index, 'link'], act.link);
    if (link === undefined) continue;
    if (act.do !== 'degrade') {
      steps.push({ atMs: act.at, do: act.do, link });
      continue;
    }
    if (act.loss === undefined && act.delay === undefined && act.jitter === undefined)
      at(['story', index], 'degrade needs loss, delay or jitter');
    steps.push({
      atMs: act.at,
      do: 'degrade',
      link,
      lossPct: act.loss ?? 0,
      delayMs: act.delay ?? 0,
      jitterMs: act.jitter ?? 0,
    });
  }
  return steps.sort((a, b) => a.atMs - b.atMs);
}
