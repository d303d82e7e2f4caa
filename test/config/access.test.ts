// Who may come in, as configured: defaults, and each mistake with its place. Secrets are never repeated.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { base, configOf, depsOf, lineOf, mistakesOf } from './support.ts';

const ENV = {
  KIOSK: 'layar-ruang-operasi',
  SHORT: 'pendek',
  SLASHES: 'rahasia/dengan/garis',
  TOKEN: 'token-bersama-yang-panjang',
};
const HOUR_MS = 3_600_000;

function withAccess(access: string, sections: Readonly<Record<string, string>> = {}): string {
  return base({ ...sections, access: `access: ${access}` });
}

function warningsOf(file: string): readonly string[] {
  return configOf(file, ENV).warnings.map(lineOf);
}

describe('access', () => {
  it('is a shift per log-in, and neither kiosk nor proxy, unless the configuration says so', () => {
    expect(configOf(base()).access).toEqual({ sessionMs: 12 * HOUR_MS });
    expect(configOf(withAccess('{ session: 8h }')).access).toEqual({ sessionMs: 8 * HOUR_MS });
  });

  it('has the secret of the kiosk link, which no console shows', () => {
    const { access } = configOf(withAccess('{ kiosk: !env KIOSK }'), ENV);
    expect(access.kiosk?.reveal()).toBe(ENV.KIOSK);
    expect(JSON.stringify(access)).not.toContain(ENV.KIOSK);
  });

  it('has the proxy, its header in lower case and its addresses in one spelling', () => {
    const proxy =
      '{ from: [127.0.0.1, 10.76.0.0/24, "FD76:0::1", "fd76::/064"], userHeader: X-Forwarded-User, unknownRole: viewer }';
    expect(configOf(withAccess(`{ proxy: ${proxy} }`)).access.proxy).toEqual({
      from: ['127.0.0.1', '10.76.0.0/24', 'fd76::1', 'fd76::/64'],
      userHeader: 'x-forwarded-user',
      unknownRole: 'viewer',
    });
    const bare = configOf(withAccess('{ proxy: { from: ["::1"], userHeader: Remote-User } }')).access.proxy;
    expect(bare).toEqual({ from: ['::1'], userHeader: 'remote-user' });
  });

  it.each<[rule: string, access: string, mistake: string]>([
    ['an unknown key', '{ kiosks: x }', '9:11: unknown key "kiosks"; did you mean "kiosk"?'],
    [
      'users, which are not made here',
      '{ users: [budi] }',
      '9:11: unknown key "users"; known are kiosk, proxy, session',
    ],
    [
      'a session too short',
      '{ session: 1m }',
      '9:20: access.session: found "1m", wanted a duration from 5m to 31d, such as 200ms, 5s, 2m, 1h, 30d',
    ],
    [
      'a session without an end',
      '{ session: 40d }',
      '9:20: access.session: found "40d", wanted a duration from 5m to 31d, such as 200ms, 5s, 2m, 1h, 30d',
    ],
    [
      'a kiosk secret in clear',
      '{ kiosk: layar-ruang-operasi }',
      '9:18: kiosk: the secret stands in the file, wanted !env NAME or !file PATH',
    ],
    [
      'a kiosk secret that is a number',
      '{ kiosk: 1234 }',
      '9:18: access.kiosk: found a number that is not shown here, wanted a secret: !env NAME or !file PATH; put it in quotes',
    ],
    [
      'a short one',
      '{ kiosk: !env SHORT }',
      '9:23: kiosk: shorter than 16 characters, which can be guessed; openssl rand -hex 16 makes a good one',
    ],
    [
      'one that an address cannot hold',
      '{ kiosk: !env SLASHES }',
      '9:23: kiosk: holds characters that an address cannot, wanted letters, digits and ".", "_", "~", "-"',
    ],
    [
      'one that is not set',
      '{ kiosk: !env NONE }',
      '9:23: !env wants the name of an environment variable that is set; the variable NONE is not set',
    ],
    [
      'a proxy from nowhere',
      '{ proxy: { userHeader: X-User } }',
      '9:18: access.proxy.from is missing, wanted a list of addresses or networks',
    ],
    [
      'a proxy from an empty list',
      '{ proxy: { from: [], userHeader: X-User } }',
      '9:26: access.proxy.from: found an empty list, wanted at least one address or network',
    ],
    [
      'a proxy without a header',
      '{ proxy: { from: [127.0.0.1] } }',
      '9:18: access.proxy.userHeader is missing, wanted the name of a header: letters, digits and "-", such as X-Forwarded-User',
    ],
    [
      'a proxy by name',
      '{ proxy: { from: [proxy.local], userHeader: X-User } }',
      '9:27: access.proxy.from[0]: found "proxy.local", wanted an address or a network of literal numbers, such as 127.0.0.1 or 10.76.0.0/24',
    ],
    [
      'a network that is none',
      '{ proxy: { from: [10.76.0.0/33], userHeader: X-User } }',
      '9:27: access.proxy.from[0]: found "10.76.0.0/33", wanted an address or a network of literal numbers, such as 127.0.0.1 or 10.76.0.0/24',
    ],
    [
      'everybody',
      '{ proxy: { from: [0.0.0.0/0], userHeader: X-User } }',
      '9:27: access.proxy.from[0]: found "0.0.0.0/0", wanted an address or a network of literal numbers, such as 127.0.0.1 or 10.76.0.0/24, but not everybody: the header would be anybody\'s',
    ],
    [
      'everybody by IPv6',
      '{ proxy: { from: ["::/0"], userHeader: X-User } }',
      '9:27: access.proxy.from[0]: found "::/0", wanted an address or a network of literal numbers, such as 127.0.0.1 or 10.76.0.0/24, but not everybody: the header would be anybody\'s',
    ],
    [
      'an IPv4 address in IPv6',
      '{ proxy: { from: ["::ffff:10.0.0.1"], userHeader: X-User } }',
      '9:27: access.proxy.from[0]: found "::ffff:10.0.0.1", wanted an address or a network of literal numbers, such as 127.0.0.1 or 10.76.0.0/24',
    ],
    [
      'a header that is none',
      '{ proxy: { from: [127.0.0.1], userHeader: "X User" } }',
      '9:51: access.proxy.userHeader: found "X User", wanted the name of a header: letters, digits and "-", such as X-Forwarded-User',
    ],
    [
      'a header that browsers send',
      '{ proxy: { from: [127.0.0.1], userHeader: Cookie } }',
      '9:51: userHeader: "Cookie" means something else, wanted one that only the proxy sets, such as X-Forwarded-User',
    ],
    [
      'a header about the client',
      '{ proxy: { from: [127.0.0.1], userHeader: X-Forwarded-For } }',
      '9:51: userHeader: "X-Forwarded-For" means something else, wanted one that only the proxy sets, such as X-Forwarded-User',
    ],
    [
      'a role that is none',
      '{ proxy: { from: [127.0.0.1], userHeader: X-User, unknownRole: guest } }',
      '9:72: access.proxy.unknownRole: found "guest", wanted one of viewer, operator, admin',
    ],
  ])('%s', (_, access, mistake) => {
    expect(mistakesOf(withAccess(access), ENV)).toEqual([`a.yaml:${mistake}`]);
  });

  it('does not take the shared token for the kiosk link: it may do more than look', () => {
    const monitor = 'monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2], token: !env TOKEN }';
    expect(mistakesOf(withAccess('{ kiosk: !env TOKEN }', { monitor }), ENV)).toEqual([
      'a.yaml:9:23: kiosk: is the token of monitor.token, which may do more than look; wanted another',
    ]);
    const loaded = loadConfig('a.yaml', {
      ...depsOf({ 'a.yaml': withAccess('{ kiosk: !env TOKEN }', { monitor }) }),
      standIns: true,
    });
    expect(
      loaded.ok ? [] : loaded.problems.map(lineOf),
      'two that are not to be had are not the same',
    ).toEqual([]);
  });

  it('warns of a proxy that could be anybody, and of strangers who are admins', () => {
    const proxy = '{ from: [10.0.0.0/8, 10.76.0.0/16, "fd00::/8"], userHeader: X-User, unknownRole: admin }';
    expect(warningsOf(withAccess(`{ proxy: ${proxy} }`))).toEqual([
      "a.yaml:9:27: every machine in 10.0.0.0/8 can come in as any user; name the proxy's own address",
      "a.yaml:9:53: every machine in fd00::/8 can come in as any user; name the proxy's own address",
      'a.yaml:9:99: everybody whom the proxy lets through is an admin; operator or viewer is probably meant',
    ]);
  });

  it('a demonstration may have its kiosk secret in the file', () => {
    const lab = {
      lab: 'lab: {}',
      monitor: 'monitor: { site: pusat, anchors: [127.76.0.1, 127.76.0.2] }',
      links:
        'links:\n  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: { address: 127.76.5.1 } }',
    };
    expect(mistakesOf(withAccess('{ kiosk: layar-ruang-operasi }', lab))).toEqual([]);
  });

  it('leaves it to the daemon whether strangers would come in: it knows whether there are users', () => {
    const monitor = 'monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2], listen: "0.0.0.0:8080" }';
    expect(configOf(base({ monitor })).listen).toEqual({ host: '0.0.0.0', port: 8080 });
  });

  it('is right as docs/access.md has it', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../docs/access.md'), 'utf8');
    const blocks = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = '']) => block);
    const sections = blocks.flatMap((block) => /^access:.*/ms.exec(block)?.[0] ?? []);
    expect(sections).toHaveLength(2);
    for (const access of sections) {
      const config = configOf(base({ access }), { JALUR_KIOSK: ENV.KIOSK });
      expect(config.access.kiosk ?? config.access.proxy).toBeDefined();
      expect(config.warnings).toEqual([]);
    }
  });
});
