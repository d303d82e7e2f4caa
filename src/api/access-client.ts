// Where a request comes from. What a reverse proxy tells in headers is believed from the configured addresses only: anybody
// can send headers.

import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { ProxyConfig } from '../config/access-config.ts';

/** The other end, as far as it is known. */
export interface RemoteEnd {
  /** Address of the client; behind a trusted proxy the one it names. Empty when the connection is gone already. */
  readonly address: string;
  /** The name the client asked for; behind a trusted proxy the one it passes on. */
  readonly host: string | undefined;
  /** Whether the client's own connection is encrypted. */
  readonly secure: boolean;
  /** The user that a trusted proxy vouches for, as it was written. */
  readonly user?: string;
}

/** What is looked at of a request. */
export type Incoming = Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/** Reads who is at the other end. */
export class RemoteEnds {
  readonly #proxy: ProxyConfig | undefined;
  readonly #trusted = new BlockList();
  readonly #tls: boolean;

  /** `tls`: whether this server itself encrypts. */
  constructor(proxy: ProxyConfig | undefined, tls: boolean) {
    this.#proxy = proxy;
    this.#tls = tls;
    for (const each of proxy?.from ?? []) {
      const [net = '', prefix] = each.split('/');
      const family = isIP(net) === 6 ? 'ipv6' : 'ipv4';
      if (prefix === undefined) this.#trusted.addAddress(net, family);
      else this.#trusted.addSubnet(net, Number(prefix), family);
    }
  }

  /** Whether an address is a trusted proxy's. */
  trusts(address: string): boolean {
    const version = isIP(address);
    return (
      this.#proxy !== undefined &&
      version !== 0 &&
      this.#trusted.check(address, version === 6 ? 'ipv6' : 'ipv4')
    );
  }

  /** Who is at the other end of a request. */
  of({ headers, socket }: Incoming): RemoteEnd {
    const near = unmapped(socket.remoteAddress ?? '');
    if (!this.#proxy || !this.trusts(near)) return { address: near, host: headers.host, secure: this.#tls };
    const user = single(headers[this.#proxy.userHeader]);
    return {
      address: this.#forwarded(near, single(headers['x-forwarded-for'])),
      host: single(headers['x-forwarded-host']) ?? headers.host,
      secure: this.#tls || single(headers['x-forwarded-proto'])?.toLowerCase() === 'https',
      ...(user !== undefined && { user }),
    };
  }

  /** From the right, for each proxy adds whom it saw: the first that is no proxy of ours. What stands before may be made up. */
  #forwarded(near: string, list: string | undefined): string {
    let address = near;
    for (const each of (list ?? '').split(',').reverse()) {
      const next = unmapped(each.trim());
      if (isIP(next) === 0) break;
      address = next;
      if (!this.trusts(next)) break;
    }
    return address;
  }
}

/** Whom limits are kept for: an IPv6 client has a /64 of addresses to itself (RFC 6177). */
export function limitKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = ''] = address.split('%');
  const [left = '', right] = head.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const zeros = right === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** An IPv4 client of a server that listens on `::`, this one or a proxy: limits are kept for itself, not for all of them. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function single(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(',') : header;
  return text === undefined || text === '' ? undefined : text;
}
