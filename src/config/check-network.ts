// What the form of an entry cannot show: ids that clash, references to nothing, circles, links nobody can be reached by.

import { isIP } from 'node:net';
import { isLoopback } from './address.ts';
import type { RawConfig } from './include.ts';
import { type Path, valueAt } from './place.ts';
import { mergeSnmp, resolveQuality, resolveSnmp, resolveThreshold, versionOf } from './resolve-link.ts';
import type { LinkEntry, SnmpEntry } from './schema-link.ts';
import { didYouMean } from './suggest.ts';
import { type Entry, type Validated, writtenIds } from './validate.ts';

/** Root cause looks this far up (domain/topology.ts has some to spare); no province is deeper. */
const MOST_HOPS = 32;

/** Tells mistakes about a validated configuration. */
export class NetworkChecks {
  readonly #raw: RawConfig;
  readonly #valid: Validated;
  readonly #siteIds: ReadonlySet<string>;

  constructor(raw: RawConfig, valid: Validated) {
    this.#raw = raw;
    this.#valid = valid;
    this.#siteIds = writtenIds(raw, 'sites');
  }

  /** Runs every check. */
  run(): void {
    for (const list of ['providers', 'contracts', 'sites', 'links'] as const) this.#unique(list);
    this.#contracts();
    this.#sites();
    this.#links();
    this.#paths();
    this.#addresses();
  }

  #add(path: Path, message: string): void {
    this.#raw.problems.add(this.#raw.origins.place(this.#raw.root, path), message);
  }

  #warn(path: Path, message: string): void {
    this.#raw.problems.warn(this.#raw.origins.place(this.#raw.root, path), message);
  }

  #unique(list: 'providers' | 'contracts' | 'sites' | 'links'): void {
    const first = new Map<string, number>();
    for (const { index, value } of this.#valid.lists[list]) {
      const before = first.get(value.id);
      if (before === undefined) {
        first.set(value.id, index);
        continue;
      }
      const place = this.#raw.origins.place(this.#raw.root, [list, before, 'id']);
      this.#add([list, index, 'id'], `the id "${value.id}" is taken already, at ${place.file}:${place.line}`);
    }
  }

  #known(path: Path, what: string, id: string | undefined, ids: ReadonlySet<string>): boolean {
    if (id === undefined || ids.has(id)) return true;
    this.#add(path, `there is no ${what} "${id}"${didYouMean(id, ids)}`);
    return false;
  }

  #contracts(): void {
    const providers = writtenIds(this.#raw, 'providers');
    for (const { index, value } of this.#valid.lists.contracts)
      this.#known(['contracts', index, 'provider'], 'provider', value.provider, providers);
  }

  #sites(): void {
    const parents = new Map<string, string>();
    for (const { index, value } of this.#valid.lists.sites) {
      if (
        this.#known(['sites', index, 'parent'], 'site', value.parent, this.#siteIds) &&
        value.parent !== undefined
      )
        parents.set(value.id, value.parent);
    }
    for (const { index, value } of this.#valid.lists.sites) {
      const seen = new Set<string>();
      for (let id: string | undefined = value.id; id !== undefined; id = parents.get(id)) {
        if (seen.has(id)) {
          if (id === value.id)
            this.#add(['sites', index, 'parent'], `"${value.id}" is above itself: ${[...seen].join(' → ')}`);
          break;
        }
        seen.add(id);
      }
    }
    // As written: a mistake elsewhere in the section must not hide this one.
    const monitor = valueAt(this.#raw.root, ['monitor', 'site']);
    if (typeof monitor === 'string') this.#known(['monitor', 'site'], 'site', monitor, this.#siteIds);
  }

  #links(): void {
    const providers = writtenIds(this.#raw, 'providers');
    const contracts = writtenIds(this.#raw, 'contracts');
    for (const { index, value } of this.#valid.lists.links) {
      const at = (...parts: PropertyKey[]): Path => ['links', index, ...parts];
      this.#known(at('from'), 'site', value.from, this.#siteIds);
      this.#known(at('to'), 'site', value.to, this.#siteIds);
      this.#known(at('provider'), 'provider', value.provider, providers);
      this.#known(at('contract'), 'contract', value.contract, contracts);
      if (value.from === value.to) this.#add(at('to'), `the link leads from "${value.from}" to itself`);
      else if (value.to === this.#valid.sections.monitor?.site)
        this.#add(
          at('to'),
          `the link leads to the monitor's own site; turn it round, it is measured at its far end`,
        );
      this.#limits(index, value);
      const own = value.device.beat === undefined && value.device.snmp;
      if (own) this.#snmp(at('device', 'snmp'), own, mergeSnmp(this.#valid.sections.defaults?.snmp, own));
    }
    const general = this.#valid.sections.defaults?.snmp;
    if (!general) return;
    if (general.community || general.user !== undefined) this.#snmp(['defaults', 'snmp'], general, general);
    else
      this.#warn(
        ['defaults', 'snmp'],
        'without a community or a user here, only links with their own are asked by SNMP',
      );
  }

  #limits(index: number, link: LinkEntry): void {
    const base = resolveQuality(link.medium, undefined, this.#valid.sections.defaults ?? {});
    const pairs = { loss: base.lossPct, rtt: base.rttMs, jitter: base.jitterMs } as const;
    for (const [figure, usual] of Object.entries(pairs) as [keyof typeof pairs, (typeof pairs)['loss']][]) {
      const { raise, clear } = resolveThreshold([link.quality?.[figure]], usual);
      if (clear > raise)
        this.#add(
          ['links', index, 'quality', figure],
          `clear (${clear}) is above raise (${raise}); wanted it below or equal`,
        );
    }
  }

  /** `own` is what stands at the path, `entry` the same with the defaults merged in. */
  #snmp(path: Path, own: SnmpEntry, entry: SnmpEntry): void {
    const version = versionOf(entry);
    if (!resolveSnmp(entry))
      this.#add(
        path,
        version === '3'
          ? 'SNMP v3 needs a user'
          : `SNMP v${version} needs a community, as !env NAME or !file PATH`,
      );
    const lab = this.#valid.sections.lab !== undefined;
    for (const name of ['community', 'authKey', 'privKey'] as const) {
      const secret = own[name];
      if (secret?.inClear && !lab)
        this.#add([...path, name], `${name}: the secret stands in the file, wanted !env NAME or !file PATH`);
      if (name !== 'community' && secret && secret.reveal().length < 8)
        this.#add([...path, name], `${name}: shorter than 8 characters, which SNMP v3 does not allow`);
    }
    if (version !== '3') return;
    if (entry.privKey && !entry.authKey)
      this.#add([...path, 'privKey'], 'a privKey needs an authKey beside it');
    if (entry.level === 'authPriv' && !entry.privKey)
      this.#add([...path, 'level'], 'authPriv needs a privKey');
    if (entry.level !== undefined && entry.level !== 'noAuthNoPriv' && !entry.authKey)
      this.#add([...path, 'level'], `${entry.level} needs an authKey`);
  }

  /** Every site that something probed leads from must be reachable from the monitor's, and no way may be a circle. */
  #paths(): void {
    const monitor = this.#valid.sections.monitor?.site;
    if (monitor === undefined || !this.#siteIds.has(monitor)) return;
    const out = new Map<string, Entry<LinkEntry>[]>();
    for (const entry of this.#valid.lists.links) {
      const list = out.get(entry.value.from) ?? [];
      list.push(entry);
      out.set(entry.value.from, list);
    }
    const state = new Map<string, 'open' | 'done'>();
    const stack: { site: string; next: number }[] = [{ site: monitor, next: 0 }];
    state.set(monitor, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const entry = out.get(top.site)?.[top.next++];
      if (!entry) {
        state.set(top.site, 'done');
        stack.pop();
        continue;
      }
      const { to } = entry.value;
      if (state.get(to) === 'open' && to !== top.site) {
        const way = stack.slice(stack.findIndex(({ site }) => site === to)).map(({ site }) => site);
        this.#add(['links', entry.index, 'to'], `the links go in a circle: ${[...way, to].join(' → ')}`);
      } else if (!state.has(to)) {
        if (stack.length > MOST_HOPS)
          this.#add(['links', entry.index, 'to'], `the way here is more than ${MOST_HOPS} links long`);
        state.set(to, 'open');
        stack.push({ site: to, next: 0 });
      }
    }
    // A link with a mistake elsewhere is not in the graph; what hangs behind it would look lost.
    if (this.#raw.problems.any) return;
    for (const { index, value } of this.#valid.lists.links) {
      if (!state.has(value.from) && this.#siteIds.has(value.from) && value.stage !== 'retired')
        this.#add(['links', index, 'from'], `no chain of links leads from "${monitor}" to "${value.from}"`);
    }
  }

  #addresses(): void {
    const first = new Map<string, number>();
    const lab = this.#valid.sections.lab !== undefined;
    for (const { index, value } of this.#valid.lists.links) {
      const { address } = value.device;
      if (address === undefined) continue;
      const path: Path = ['links', index, 'device', 'address'];
      const before = first.get(address);
      const isProbed = value.stage !== 'retired' && value.stage !== 'suspended';
      if (isProbed && before === undefined) first.set(address, index);
      else if (isProbed && before !== undefined) {
        const place = this.#raw.origins.place(this.#raw.root, ['links', before, 'device', 'address']);
        this.#warn(
          path,
          `the address ${address} is that of another link too, at ${place.file}:${place.line}`,
        );
      }
      if (lab && (!isLoopback(address) || isIP(address) !== 4))
        this.#add(
          path,
          `a lab simulates devices on this machine's own addresses, wanted one in 127.0.0.0/8, found ${address}`,
        );
    }
    const anchors = this.#valid.sections.monitor?.anchors ?? [];
    for (const [index, address] of anchors.entries())
      if (anchors.indexOf(address) < index)
        this.#add(['monitor', 'anchors', index], `the anchor ${address} stands here twice`);
  }
}
