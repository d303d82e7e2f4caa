// The API with made-up parts behind it, on a free port of the loopback.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiDeps } from '../../../src/api/deps.ts';
import type { MaintenancePort, WindowView } from '../../../src/api/maintenance-port.ts';
import {
  type RunningServer,
  type ServerDeps,
  type ServerOptions,
  startServer,
} from '../../../src/api/server.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import { type LinkId, linkId, siteId } from '../../../src/domain/ids.ts';
import type { ScopeView } from '../../../src/domain/scope-view.ts';
import type { MaintenanceSpan } from '../../../src/domain/sla/account.ts';
import type { Interval } from '../../../src/domain/state.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { openAccessStoreBeside } from '../../../src/store/access/open.ts';
import type { AccessStore } from '../../../src/store/access/port.ts';
import type { LinkView, NetworkView } from '../../../src/stream/protocol.ts';
import { FakeNetwork, type FakeNetworkOptions } from '../../stream/support/fake-network.ts';
import { type Answer, ask } from './ask.ts';

/** The present moment of the fake parts, epoch ms. */
export const NOW = 1_700_000_000_000;

/** A link that works. */
export function fakeLink(id: string): LinkView {
  return {
    id: linkId(id),
    name: `Jalur ${id}`,
    from: siteId('hq'),
    to: siteId(`site-${id}`),
    medium: 'fiber',
    role: 'primary',
    stage: 'active',
    address: '10.0.0.1',
    state: 'up',
    since: NOW - 3_600_000,
    reason: { kind: 'answering', answeredInRow: 5 },
    suspected: false,
    verdictAt: NOW - 500,
    rttMs: 4.2,
  };
}

/** An active alert. */
export function fakeAlert(number: number, changes: Partial<Alert> = {}): Alert {
  return {
    number,
    rule: 'link.down',
    subject: linkId('a'),
    severity: 'major',
    status: 'active',
    since: NOW - 60_000,
    raisedAt: NOW - 55_000,
    occurrences: 1,
    incident: number,
    data: {},
    ...changes,
  };
}

/** The network of the links `a` and `b`. */
export function fakeView(links: readonly LinkView[] = [fakeLink('a'), fakeLink('b')]): NetworkView {
  return {
    seq: 100,
    serverTime: NOW,
    bootId: 'boot-1',
    version: '1',
    province: { name: 'Sulawesi Barat', code: '76', timezone: 'Asia/Makassar', locale: 'id' },
    simulated: false,
    echoEngine: { engine: 'socket', why: 'for a test' },
    monitorSite: siteId('hq'),
    sites: [],
    links,
    alerts: [fakeAlert(7)],
  };
}

/** A window that is open. */
export function fakeWindow(): WindowView {
  return {
    window: {
      id: 'op.1',
      name: 'Ganti FO',
      scope: { links: [linkId('a')], sites: [], regencies: [], providers: [] },
      time: { kind: 'once', from: NOW - 1_000, to: NOW + 1_000 },
      announcedBy: 'ICON+',
      announcedAt: NOW - 2_000,
      origin: 'operator',
    },
    open: { from: NOW - 1_000, to: NOW + 1_000 },
    overAt: NOW + 1_000,
    links: 1,
    acts: [],
  };
}

/** The same as an account needs it. */
function fakeSpan(): MaintenanceSpan {
  const { id, name, announcedBy, announcedAt } = fakeWindow().window;
  return { window: id, name, announcedBy, announcedAt, from: NOW - 1_000, to: NOW + 1_000 };
}

/** A desk with that window. */
export function fakeDesk(): MaintenancePort {
  const done = () => ({ kind: 'done', view: fakeWindow(), covered: [linkId('a')] }) as const;
  return {
    windows: () => [fakeWindow()],
    check: () => ({ covered: [linkId('a')] }),
    create: done,
    end: done,
  };
}

/** Parts that answer from two links; changes take their place. */
export function fakeDeps(changes: Partial<ApiDeps> = {}): ApiDeps {
  const view = fakeView();
  const linkOf = (id: string): LinkView | undefined => view.links.find((link) => link.id === id);
  const up = (link: LinkId): Interval => ({
    link,
    state: 'up',
    from: NOW - 3_600_000,
    reason: { kind: 'answering', answeredInRow: 5 },
  });
  return {
    monoMs: () => systemClock.monoMs(),
    now: () => NOW,
    network: () => view,
    networkJson: () => Buffer.from(JSON.stringify(view)),
    link: linkOf,
    linkIds: () => view.links.map((link) => link.id),
    groupOf: (id, by) => {
      if (by === 'provider') return id === 'a' ? 'iconplus' : undefined;
      return by === 'contract' ? 'metro-2020' : 'majene';
    },
    // Link `a` leads to the regency, link `b` on to a village.
    places: (by) => [
      { site: siteId('desa'), hops: [[linkId('b')], ...(by === 'path' ? [[linkId('a')]] : [])] },
      { site: siteId('majene'), hops: [[linkId('a')]] },
    ],
    maintenanceSpans: () => new Map([[linkId('a'), [fakeSpan()]]]),
    recentEchoes: () => [{ at: NOW, outcome: 'answered', rttMs: 4, burst: false }],
    intervals: (id) => [up(id)],
    breathe: () => Promise.resolve(),
    alerts: () => [fakeAlert(7)],
    alert: (number) => (number === 7 ? fakeAlert(7) : undefined),
    causes: () => [],
    acts: () => [],
    messages: () => [],
    act: (request) => ({
      kind: 'done',
      alert: fakeAlert(request.alert),
      act: { ...request, at: NOW, subject: linkId('a') },
    }),
    incident: (number) =>
      number === 7
        ? {
            incident: 7,
            root: fakeAlert(7),
            acts: [],
            members: [fakeAlert(8, { incident: 7 })],
            total: 1,
            open: 1,
            counts: { links: 1, village: 1 },
          }
        : undefined,
    history: ({ link }) =>
      Promise.resolve({ link, stepMs: 60_000, buckets: [{ at: NOW, sent: 60, received: 60 }] }),
    metricHistory: ({ link, metric }) =>
      Promise.resolve({ link, metric, stepMs: 60_000, buckets: [{ at: NOW, mean: 2, min: 1, max: 3 }] }),
    device: (link) => ({
      link,
      address: '10.76.5.1',
      poll: {
        at: NOW,
        durationMs: 12,
        metrics: [{ metric: 'clients', kind: 'gauge', unit: '1', value: 11 }],
      },
      costPerMonth: { echoes: 228_096_000 },
    }),
    interfaces: () =>
      Promise.resolve({
        kind: 'read',
        interfaces: [
          { ifIndex: 1, name: 'sfp1', octetBits: 64, counters: { inOctets: 2n ** 60n, outOctets: 0n } },
        ],
      }),
    explain: (id, locale) => {
      const link = linkOf(id);
      return (
        link && {
          link: id,
          state: link.state,
          sentences: [locale ?? 'id'],
          evidence: {
            link,
            alerts: [{ ...fakeAlert(7), told: true, why: 'Alert link.down #7 is active.' }],
            echoes: [{ at: NOW, outcome: 'answered', rttMs: 4, burst: false }],
            ancestors: [],
            detection: { lostInRow: 0, lostToDecide: 5 },
            rules: [],
          },
        }
      );
    },
    maintenance: fakeDesk(),
    beat: () => 'unknown',
    health: () => ({ dead: [], notReady: [] }),
    figures: () => [],
    ...changes,
  };
}

/** A log that keeps what it is told. */
export function fakeLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const note = (message: string, data?: object): void => {
    lines.push(`${message} ${JSON.stringify(data)}`);
  };
  const log = { lines, debug: note, info: note, warn: note, error: note, child: () => log };
  return log;
}

/** A server at work. */
export interface FakeApi {
  readonly server: RunningServer;
  readonly network: FakeNetwork;
  readonly log: ReturnType<typeof fakeLog>;
  readonly page: string;
  /** Users, tokens, sessions and the audit trail; empty at first. */
  readonly accounts: AccessStore;
  /** Asks exactly as written: unlike fetch, paths and Host headers are left as they are. */
  ask(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** The made-up parts know no scopes. */
const NOTHING: ScopeView = { key: 'none', links: new Set(), sites: new Set(), own: new Set() };

/** Starts a server with a page of two files. */
export async function startApi(
  options: Partial<ServerOptions> = {},
  changes: Partial<Omit<ServerDeps, 'hub' | 'log' | 'accessStore'>> = {},
  networkOptions: FakeNetworkOptions = {},
): Promise<FakeApi> {
  const page = mkdtempSync(join(tmpdir(), 'jalur-api-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>jalur</title>');
  writeFileSync(join(page, 'assets', 'main-1a2b.js'), 'export {};');
  const log = fakeLog();
  const network = new FakeNetwork({
    world: { timers: systemTimers, clock: systemClock },
    ...networkOptions,
  });
  const parts = fakeDeps(changes);
  const data = mkdtempSync(join(tmpdir(), 'jalur-access-'));
  const accounts = openAccessStoreBeside(data, NOW);
  const end = (): void => {
    network.hub.close();
    accounts.close();
    for (const folder of [page, data]) rmSync(folder, { recursive: true, force: true });
  };
  const server = await startServer(
    { host: '127.0.0.1', port: 0, webRoot: page, version: '0.0.0', ...options },
    {
      ...parts,
      hub: network.hub,
      log,
      accessStore: accounts,
      scopes: changes.scopes ?? { of: () => parts, view: () => NOTHING },
      scopeHub: changes.scopeHub ?? (() => undefined),
      ...(changes.passwordHasher && { passwordHasher: changes.passwordHasher }),
    },
  ).catch((error: unknown) => {
    end();
    throw error;
  });
  return {
    server,
    accounts,
    network,
    log,
    page,
    ask: (method, path, headers = {}, body) => ask(server.port, { method, path, headers, body }),
    close: async () => {
      await server.close();
      end();
    },
  };
}
