// Whose device an address is: traps say only where they came from. The plan's own addresses count first; those that
// devices named when they were inspected count where exactly one device has them, since a thousand routers have the same
// 192.168.88.1.

import type { LinkId } from '../domain/ids.ts';
import { isProbed } from '../domain/link.ts';
import type { Network } from '../domain/network.ts';
import { canonicalAddress } from '../probe/snmp/endpoint.ts';

/** Addresses of its own that are kept of one device; an access server has one for each subscriber. */
const MOST_OF_A_DEVICE = 64;
/** Loopback, "this network" and link-local addresses name nobody. */
const NOBODYS = /^(?:0|127|169\.254)\./;

/** Links by the addresses their devices send from. At most {@link MOST_OF_A_DEVICE} addresses per link, and the plan's. */
export class TrapSenders {
  #planned = new Map<string, LinkId[]>();
  readonly #told = new Map<LinkId, readonly string[]>();
  readonly #owners = new Map<string, Set<LinkId>>();

  /** Takes a plan; forgets what devices told that are in it no more. */
  plan(network: Network): void {
    this.#planned = new Map();
    for (const { id, stage, device } of network.links.values()) {
      if (!isProbed(stage)) continue;
      const accepted = device.snmp?.acceptFrom ?? [];
      const others = accepted === 'any' ? [] : accepted;
      const all = [...(device.address === undefined ? [] : [device.address]), ...others];
      for (const address of new Set(all.map(canonicalAddress))) {
        const links = this.#planned.get(address) ?? [];
        this.#planned.set(address, [...links, id]);
      }
    }
    for (const id of this.#told.keys()) if (!network.links.has(id)) this.learn(id, []);
  }

  /** Takes the addresses a device said it has; replaces those before. */
  learn(link: LinkId, addresses: readonly string[]): void {
    for (const address of this.#told.get(link) ?? []) {
      const owners = this.#owners.get(address);
      owners?.delete(link);
      if (owners?.size === 0) this.#owners.delete(address);
    }
    const kept = [...new Set(addresses)]
      .filter((address) => !NOBODYS.test(address))
      .slice(0, MOST_OF_A_DEVICE);
    if (kept.length === 0) this.#told.delete(link);
    else this.#told.set(link, kept);
    for (const address of kept) {
      const owners = this.#owners.get(address) ?? new Set();
      this.#owners.set(address, owners.add(link));
    }
  }

  /** The links whose device sends from an address; none when nobody's or several devices' is. */
  linksOf(address: string): readonly LinkId[] {
    const planned = this.#planned.get(address);
    if (planned) return planned;
    const owners = this.#owners.get(address);
    return owners?.size === 1 ? [...owners] : [];
  }

  /** All addresses that {@link linksOf} knows somebody for. */
  addresses(): readonly string[] {
    const told = [...this.#owners].flatMap(([address, owners]) => (owners.size === 1 ? [address] : []));
    return [...new Set([...this.#planned.keys(), ...told])];
  }
}
