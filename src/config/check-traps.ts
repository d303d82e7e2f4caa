// Checks of the trap receiver's section, and the section with its defaults.

import { isIP } from 'node:net';
import type { TrapConfig, TrapPlace, TrapUser } from './config.ts';
import { TRAP_DEFAULTS } from './defaults.ts';
import type { RawConfig } from './include.ts';
import type { Path } from './place.ts';
import type { TrapsEntry } from './schema-traps.ts';
import type { SecretText } from './secret.ts';
import type { Validated } from './validate.ts';

/** What is received, as checked; undefined where the section is absent. A mistake leaves a section nobody uses. */
export function checkTraps(raw: RawConfig, valid: Validated): TrapConfig | undefined {
  const entry = valid.sections.monitor?.traps;
  if (!entry) return undefined;
  const at = (path: Path, message: string): void =>
    raw.problems.add(raw.origins.place(raw.root, ['monitor', 'traps', ...path]), message);
  // A demonstration's secrets keep nobody out.
  const clearIsMistake = valid.sections.lab === undefined;
  const check = (path: Path, name: string, secret: SecretText): void => {
    if (secret.inClear && clearIsMistake)
      at(path, `${name}: the secret stands in the file, wanted !env NAME or !file PATH`);
    if (name !== 'community' && secret.reveal().length < 8)
      at(path, `${name}: shorter than 8 characters, which SNMP v3 does not allow`);
  };
  const { communities = [], users = [] } = entry;
  if (communities.length === 0 && users.length === 0)
    at([], 'traps: neither communities nor users, so that no trap would be taken; wanted one of them');
  for (const [index, community] of communities.entries())
    check(['communities', index], 'community', community);
  const first = new Map<string, number>();
  for (const [index, user] of users.entries()) {
    check(['users', index, 'authKey'], 'authKey', user.authKey);
    if (user.privKey) check(['users', index, 'privKey'], 'privKey', user.privKey);
    else if (user.level === 'authPriv') at(['users', index, 'level'], 'authPriv needs a privKey');
    else if (user.privProtocol)
      at(['users', index, 'privProtocol'], 'a privProtocol needs a privKey beside it');
    const before = first.get(user.user);
    if (before === undefined) first.set(user.user, index);
    else at(['users', index, 'user'], `the user "${user.user}" is number ${before + 1} of this list already`);
  }
  return {
    listen: placesOf(entry, at),
    communities,
    users: users.map(userOf),
    perSecond: entry.perSecond ?? TRAP_DEFAULTS.perSecond,
  };
}

function placesOf({ listen }: TrapsEntry, at: (path: Path, message: string) => void): readonly TrapPlace[] {
  if (listen === undefined) return TRAP_DEFAULTS.listen;
  const written = typeof listen === 'string' ? [listen] : listen;
  return written.flatMap((text, index): readonly TrapPlace[] => {
    const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:]+)\]|([0-9.]+)):(\d{1,5})$/.exec(text) ?? [];
    const host = bracketed ?? plain ?? '';
    const port = Number(digits);
    if (isIP(host) !== 0 && port >= 0 && port <= 65_535) return [{ host, port }];
    at(
      typeof listen === 'string' ? ['listen'] : ['listen', index],
      `listen: found "${text}", wanted a literal address and a port such as 0.0.0.0:162 or [::]:162`,
    );
    return [];
  });
}

function userOf(entry: NonNullable<TrapsEntry['users']>[number]): TrapUser {
  const { user, authKey, privKey } = entry;
  const level = entry.level ?? (privKey ? 'authPriv' : 'authNoPriv');
  return {
    user,
    level,
    authProtocol: entry.authProtocol ?? 'sha256',
    authKey,
    ...(privKey && { privProtocol: entry.privProtocol ?? 'aes', privKey }),
  };
}
