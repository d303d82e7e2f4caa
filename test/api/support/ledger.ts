// The real desk of the ledger behind the real routes, on a store in memory, and three entries to put in.

import { ScopeDesk, ScopeViews } from '../../../src/api/scope-desk.ts';
import { openLedger } from '../../../src/app/ledger.ts';
import type { Scope } from '../../../src/domain/access.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { LedgerEntry } from '../../../src/domain/sla/ledger.ts';
import { hashSecret } from '../../../src/store/access/secret-hash.ts';
import type { LedgerStore } from '../../../src/store/state/ledger-table.ts';
import { token } from '../../store/access/support.ts';
import { fakeLedger } from '../../support/fake-ledger.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { engineConfig, networkOf } from '../../support/network.ts';
import { Sim } from '../../support/sim.ts';
import { type FakeApi, fakeDeps, startApi } from './api.ts';

/** 2026-11-01 00:00 in Makassar. */
export const NOVEMBER = Date.UTC(2026, 9, 31, 16);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const NETWORK = networkOf([
  { id: 'hq-r1', from: 'hq', to: 'r1', provider: 'ICON+', since: '2020-03-01' },
  { id: 'hq-r2', from: 'hq', to: 'r2', provider: 'Telkom' },
]);

const SCOPES: Readonly<Record<string, Scope>> = {
  r1: { kind: 'regency', regency: siteId('r1') },
  telkom: { kind: 'provider', provider: 'Telkom' },
  province: { kind: 'province' },
};

export const STOP = {
  kind: 'stop',
  link: 'hq-r1',
  from: '2026-10-02 08:00',
  to: '2026-10-02 10:30',
  note: 'PLN padam di kantor',
  evidence: 'surat 12/X/2026',
  reason: 'customer-power',
  agreedByProvider: true,
};
export const CORRECTION = {
  kind: 'correction',
  link: 'hq-r2',
  from: NOVEMBER - 5 * DAY,
  to: NOVEMBER - 5 * DAY + HOUR,
  note: 'NMS of the provider shows it up',
  state: 'up',
};
export const TICKET = {
  kind: 'ticket',
  link: 'hq-r1',
  from: '2026-10-02 08:00',
  to: '2026-10-02 10:30',
  note: 'FO putus',
  providerNumber: 'ICON-4711',
  reportedAt: '2026-10-02 08:12',
  bareStopMinutes: 125,
};

/** An answer of the ledger's routes. */
export interface Reply {
  readonly status: number;
  readonly json: {
    readonly entries?: readonly LedgerEntry[];
    readonly added?: readonly LedgerEntry[];
    readonly known?: readonly LedgerEntry[];
    readonly entry?: LedgerEntry;
    readonly error?: { readonly code: string; readonly message: string };
    readonly more?: boolean;
  };
}

/** An office with two links, one that is gone, and an operator named sari. */
export class LedgerOffice {
  readonly api: FakeApi;
  readonly store: FakeStore;
  /** Replaced by an empty one before each test. */
  ledger: LedgerStore = fakeLedger(() => {});

  private constructor(api: FakeApi, store: FakeStore) {
    this.api = api;
    this.store = store;
  }

  static async open(): Promise<LedgerOffice> {
    const store = new FakeStore();
    // One that was taken out of the plan, of which intervals are kept.
    store.commit([
      {
        kind: 'link.state',
        at: NOVEMBER - 30 * DAY,
        link: linkId('gone'),
        state: 'up',
        from: NOVEMBER - 30 * DAY,
        reason: { kind: 'answering', answeredInRow: 5 },
      },
    ]);
    let office: LedgerOffice | undefined;
    const desk = openLedger({
      store: {
        get ledger() {
          return office?.ledger ?? store.ledger;
        },
        intervals: (link, from, to) => store.intervals(link, from, to),
      },
      network: () => NETWORK,
      now: () => NOVEMBER,
    });
    const parts = fakeDeps({ ledger: desk });
    const { state } = new Sim(engineConfig(NETWORK));
    const scopes = new ScopeDesk(parts, new ScopeViews(() => ({ state })));
    const api = await startApi({}, { ledger: desk, scopes });
    for (const [name, scope] of Object.entries(SCOPES))
      api.accounts.addToken(token(name, { scope }), hashSecret(`secret-of-${name}`));
    api.accounts.addToken(token('sari', { role: 'operator' }), hashSecret('secret-of-sari'));
    office = new LedgerOffice(api, store);
    return office;
  }

  empty(): void {
    this.ledger = fakeLedger(() => {});
  }

  async ask(method: string, path: string, body?: unknown, as = 'sari'): Promise<Reply> {
    const answer = await this.api.ask(
      method,
      `/api/v1/ledger${path}`,
      {
        authorization: `Bearer secret-of-${as}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body === undefined ? undefined : JSON.stringify(body),
    );
    return { status: answer.status, json: JSON.parse(answer.body) as Reply['json'] };
  }

  enter(...entries: readonly object[]): Promise<Reply> {
    return this.ask('POST', '', { entries });
  }
}
