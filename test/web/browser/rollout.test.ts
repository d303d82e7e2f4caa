// The roll-out on the page: figures and lists, a view in the address, failures that heal, the empty board; a record that is
// read, decided on with the keyboard, and printed.

import axeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptanceDetail, AcceptanceList } from '../../../src/domain/acceptance-view.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { rolloutOf } from '../../../src/domain/rollout.ts';
import type { RolloutBoard, VillageView } from '../../../src/domain/rollout-view.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAJENE = siteId('majene');

function village(name: string, changes: Partial<VillageView>): VillageView {
  return {
    site: siteId(name.toLowerCase()),
    name,
    regency: MAJENE,
    programme: 'Desa Marasa',
    year: 2025,
    declared: 'active',
    measured: 'connected',
    links: [linkId('majene-0-radio')],
    workedMs: 7 * DAY_MS,
    knownMs: 7 * DAY_MS,
    state: 'up',
    ...changes,
  };
}

const VILLAGES: readonly VillageView[] = [
  village('Lombang', { code: '76.05.04.2004' }),
  village('Sambabo', { measured: 'silent', workedMs: 0, state: 'down' }),
  village('Tammerodo', { measured: 'unseen', workedMs: HOUR_MS, knownMs: HOUR_MS, state: 'unknown' }),
  village('Napo', {
    year: 2026,
    declared: 'building',
    building: '2026-09-01',
    acceptance: { id: 3, state: 'complete' },
  }),
  village('Mosso', {
    year: 2026,
    declared: 'planned',
    links: [],
    measured: 'unseen',
    workedMs: 0,
    knownMs: 0,
  }),
];

function boardOf(villages: readonly VillageView[], targets = [{ year: 2025, villages: 4 }]): RolloutBoard {
  const regencies = [{ id: MAJENE, name: 'Kabupaten Majene' }];
  const source = villages.map((each) => ({ ...each, probed: each.links }));
  return {
    ...rolloutOf({ villages: source, targets, regencies: [MAJENE] }),
    at: START,
    connectedRule: { withinMs: 7 * DAY_MS, atLeastMs: DAY_MS },
    targetsShown: true,
    choices: { years: [2025, 2026], programmes: ['Desa Marasa'], regencies },
    villageList: villages,
  };
}

const RECORD: AcceptanceDetail = {
  id: 3,
  link: linkId('majene-0-radio'),
  about: {
    name: 'Napo',
    from: MAJENE,
    to: siteId('napo'),
    fromName: 'Kabupaten Majene',
    toName: 'Napo',
    medium: 'fiber',
    programme: 'Desa Marasa',
  },
  begunAt: START - 2 * DAY_MS,
  dueAt: START - DAY_MS,
  silentMs: HOUR_MS,
  limits: { lossPct: 2, rttMs: 50, jitterMs: 15, availabilityPct: 99, coveragePct: 90 },
  state: 'complete',
  endedAt: START - DAY_MS,
  restarts: [{ at: START - 1.5 * DAY_MS, bootAt: START - 1.5 * DAY_MS - 60_000 }],
  restartCount: 1,
  figures: {
    from: START - 2 * DAY_MS,
    to: START - DAY_MS,
    durationsMs: { up: 23 * HOUR_MS, degraded: 0, down: HOUR_MS, unreachable: 0, unknown: 0 },
    availabilityPct: 95.8333,
    coveragePct: 100,
    outages: [{ from: START - 1.6 * DAY_MS, to: START - 1.6 * DAY_MS + HOUR_MS }],
    outageCount: 1,
    sent: 1_300,
    received: 1_298,
    lossPct: (2 / 1_300) * 100,
    rttMinMs: 4,
    rttMedianMs: 6,
    rttP95Ms: 9,
    rttMaxMs: 20,
    jitterMs: 1.2,
    rounds: 1_300,
    roundsLeftOut: 64,
    roundsPct: 94,
  },
  findings: [{ criterion: 'availability', value: 95.8333, limit: 99 }],
  signable: 'yes',
  linkState: 'up',
  fingerprint: 'ab12cd34',
};

describe.skipIf(!CHROMIUM)('the roll-out on the page (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages().slice(1)) {
      await page.evaluate(() => localStorage.clear());
      await page.close();
    }
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function show(
    path: string,
    answers: { readonly board?: RolloutBoard; readonly record?: AcceptanceDetail } = {},
  ): Promise<Page> {
    const { board = boardOf(VILLAGES), record = RECORD } = answers;
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince() });
    const list: AcceptanceList = { records: [record], more: false };
    server.answers.set('/api/v1/rollout', board);
    server.answers.set('/api/v1/acceptance', list);
    server.answers.set('/api/v1/acceptance/3', record);
    await server.start();
    const { page } = await bench.open(`${server.url}#/rollout${path}`);
    return page;
  }

  const rowsOf = (page: Page, table: string) => page.locator(`${table} tbody tr`).allInnerTexts();

  it('tells what is measured before what is declared, and where the two differ', async () => {
    const page = await show('');
    const cards = page.locator('.figure-card');
    await cards.first().waitFor();
    expect(await cards.nth(0).innerText()).toMatch(
      /Terhubung \(terukur\)\s+2 \(1 dari target 4; yang lain dari tahun tanpa target\) · 25%/,
    );
    expect(await cards.nth(2).innerText()).toMatch(/belum terbukti\s+!?\s*2\s+1 diam, 1 belum cukup diamati/);
    expect(await cards.nth(3).innerText()).toMatch(/belum dinyatakan aktif\s+\??\s*1/);
    expect(await page.locator('.rollout-rule').innerText()).toContain('sedikitnya 1 hr dalam 7 hr terakhir');
    const years = await rowsOf(page, '.rollout-parts table');
    expect(years[0]).toMatch(/^2025\s+25%\s+1\s+4\s+3\s+2/);
    // No target, no percentage: a dash, never 0.
    expect(years[1]).toMatch(/^2026\s+–\s+1\s+–/);
    expect(await page.locator('.rollout-curve svg').getAttribute('aria-label')).toContain(
      '2026: 2 terhubung, target 4',
    );
  });

  it('lists villages by condition and words, and keeps the view in the address', async () => {
    const page = await show('?by=regency&show=unproved');
    await page.locator('.villages').waitFor();
    const names = async () => (await rowsOf(page, '.villages')).map((row) => row.split(/\s/)[0]);
    expect(await names()).toEqual(['Sambabo', 'Tammerodo']);
    expect((await rowsOf(page, '.rollout-parts table'))[0]).toMatch(/^Kabupaten Majene/);
    await page.getByLabel('Keadaan').selectOption('building');
    await page.getByText('dibangun sejak 1 Sep 2026').waitFor();
    expect(new URL(page.url()).hash).toBe('#/rollout?by=regency&show=building');
    await page.getByLabel('Keadaan').selectOption('all');
    await page.getByLabel('Cari desa').fill('76.05');
    await page.getByText('1 dari 1 desa').waitFor();
    expect(await names()).toEqual(['Lombang']);
    const asked = page.waitForRequest('**/api/v1/rollout?year=2026');
    await page.getByLabel('Tahun').first().selectOption('2026');
    await asked;
    await page.getByRole('button', { name: 'Hapus saringan' }).click();
    await page.waitForFunction(() => !location.hash.includes('year'));
  });

  it('says how a board is filled while it is empty', async () => {
    const empty = boardOf([], []);
    const page = await show('', { board: empty });
    await page.getByText('Belum ada desa dalam pembangunan').waitFor();
    expect(await page.locator('.empty').first().innerText()).toContain('rollout.targets');
  });

  it('says what happened when the server fails, and heals by itself', async () => {
    const page = await show('');
    await page.locator('.figure-card').first().waitFor();
    await page.route('**/api/v1/rollout', (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'store', message: 'disk is full' } } }),
    );
    // Another part is another question; the first one then fails.
    await page.evaluate(() => {
      location.hash = '#/links';
    });
    await page.locator('.figure-card').first().waitFor({ state: 'detached' });
    await page.evaluate(() => {
      location.hash = '#/rollout';
    });
    const failure = page.locator('.failure');
    await failure.waitFor();
    expect(await failure.innerText()).toContain('disk is full');
    await page.unroute('**/api/v1/rollout');
    await page.locator('.figure-card').first().waitFor();
    await failure.waitFor({ state: 'detached' });
  });

  it('shows a record as a sheet: why it was not passed, its outages, its restarts', async () => {
    const page = await show('/3');
    const sheet = page.locator('.sheet');
    await sheet.waitFor();
    const text = await sheet.innerText();
    expect(text).toMatch(/Ketersediaan\s+95,833%\s+≥ 99%\s+✕ tidak memenuhi/);
    expect(text).toMatch(/Kehilangan paket\s+0,153% \(2 dari 1300 echo\)\s+≤ 2%\s+✓ memenuhi/);
    expect(text).toMatch(/Gangguan jalur ini \(1\)/);
    expect(text).toContain('Perangkat menyala ulang');
    expect(text).toContain('ab12cd34');
  });

  it('takes a decision with the keyboard; against the verdict only with a reason', async () => {
    const page = await show('/3');
    await page.getByLabel('Nama', { exact: true }).fill('Sari');
    const accept = page.getByRole('button', { name: 'Terima' });
    expect(await accept.isDisabled()).toBe(true);
    await page.getByLabel(/^Catatan \(wajib/).fill('PLN padam satu jam, BA 12');
    const told: object[] = [];
    await page.route('**/api/v1/acceptance/3/sign', (route) => {
      told.push(route.request().postDataJSON() as object);
      if (told.length === 1)
        return route.fulfill({ status: 503, json: { error: { code: 'store', message: 'full' } } });
      const actor = { who: 'Sari', via: 'screen' } as const;
      const signature = { decision: 'accepted', actor, at: START, note: 'BA 12' } as const;
      server.answers.set('/api/v1/acceptance/3', { ...RECORD, signature, signable: 'signed' });
      return route.fulfill({ json: RECORD });
    });
    await accept.press('Enter');
    await page.getByText('Tidak tercatat: Penyimpanan server terganggu').waitFor();
    await accept.press('Enter');
    await page.getByText(/DITERIMA oleh Sari/).waitFor();
    expect(await accept.count()).toBe(0);
    const asked = { who: 'Sari', via: 'screen', decision: 'accepted', note: 'PLN padam satu jam, BA 12' };
    expect(told).toEqual([asked, asked]);
  });

  it('prints the sheet alone', async () => {
    const page = await show('/3');
    await page.locator('.sheet').waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.top', '.record-acts', '.record-form', 'nav'])
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
    expect(await page.locator('.sheet-signatures').isVisible()).toBe(true);
    expect(await page.locator('.only-print').isVisible()).toBe(true);
  });

  it('says that a number is nobody’s', async () => {
    const page = await show('/abc');
    await page.getByText('Nomor catatan ini tidak ada').waitFor();
  });

  it.each([
    ['', 'dark', 1366],
    ['', 'light', 390],
    ['/3', 'dark', 1366],
    ['/3', 'light', 390],
  ] as const)('is found without fault by axe at #/rollout%s, %s, %i px', async (path, colorScheme, width) => {
    const page = await show(path);
    await page.locator(path === '' ? '.records' : '.sheet').waitFor();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    // The content policy lets no script in but the page's own; this is the tester's.
    await page.evaluate(axeCore.source);
    const faults = await page.evaluate(async () => {
      const axe = Reflect.get(window, 'axe') as typeof axeCore;
      const { violations, passes } = await axe.run('main', {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
      });
      if (!passes.some(({ id }) => id === 'color-contrast')) return ['nothing was looked at'];
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    });
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});
