// What the page says of a link's device: who it is, how old its figures are, what became of it, all its interfaces.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { DeviceDetail, InterfaceRow } from '../../../src/stream/device.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince } from '../support/province.ts';

const LINK = 'prov-mamasa';
const TEN_MINUTES_MS = 600_000;

function detail(now: number): DeviceDetail {
  return {
    link: linkId(LINK),
    address: '10.76.2.1',
    inventory: {
      at: now,
      profile: 'mikrotik-routeros',
      identity: { vendor: 'MikroTik', model: 'CCR2116', serial: 'B2' },
      interfaces: [],
      neighbours: [],
      addresses: [],
      leftOut: [],
      history: [
        {
          at: now - TEN_MINUTES_MS,
          changes: [
            { what: 'serial', before: 'A1', after: 'B2' },
            { what: 'interface-removed', before: 'sfp1' },
          ],
        },
      ],
    },
    poll: {
      at: now - TEN_MINUTES_MS,
      durationMs: 12,
      failure: 'silent: no answer',
      failedAt: now - 1_000,
      metrics: [{ metric: 'temperature', kind: 'gauge', unit: '°C', value: 41 }],
    },
    costPerMonth: { echoes: 228_096_000 },
  };
}

const INTERFACES: readonly InterfaceRow[] = [
  {
    ifIndex: 1,
    name: 'ether1',
    ifAlias: 'ke Mamasa',
    operStatus: 'up',
    adminStatus: 'up',
    speedBps: 1_000_000_000,
    counters: { inErrors: 3, outErrors: '2' },
  },
  { ifIndex: 2, name: 'ether2', operStatus: 'down', adminStatus: 'down', counters: {} },
];

describe.skipIf(!CHROMIUM)('the device of a link on the page (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;

  beforeAll(async () => {
    bench = await openBench();
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince() });
    await server.start();
  }, 60_000);
  afterAll(async () => {
    await bench?.close();
    await server?.stop();
  });

  async function open(interfaces: { status: number; body: object }) {
    const { page } = await bench.open(`${server.url}#/links`);
    const asked: string[] = [];
    await page.route('**/api/v1/links/*/device', (route) => route.fulfill({ json: detail(server.now) }));
    await page.route('**/api/v1/links/*/interfaces', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ status: interfaces.status, json: interfaces.body });
    });
    await page.waitForSelector(`[data-link="${LINK}"]`);
    await page.locator(`[data-link="${LINK}"] .c-link button`).click();
    await page.getByText('CCR2116').waitFor();
    return { page, asked };
  }

  it('says how old the figures are, and what became of the device', async () => {
    const { page } = await open({ status: 200, body: {} });
    const text = await page.locator('.detail').innerText();
    expect(text).toContain('Angka di bawah ini dari');
    expect(text).toMatch(/(?:9|10) mnt/);
    expect(text).toMatch(/41\s*°C/);
    expect(text).toContain('Nomor seri: A1 → B2');
    expect(text).toContain('Antarmuka hilang: sfp1');
    await page.close();
  });

  it('reads all interfaces when somebody asks for them, and not before', async () => {
    const { page, asked } = await open({ status: 200, body: { link: LINK, interfaces: INTERFACES } });
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Baca semua antarmuka' }).click();
    await page.getByText('ke Mamasa').waitFor();
    const text = await page.locator('.detail').innerText();
    expect(text).toMatch(/up · 1\s*Gb\/s · 5 galat/);
    expect(text).toContain('dimatikan');
    expect(asked).toHaveLength(1);
    await page.close();
  });

  it('says why they cannot be read', async () => {
    const error = { code: 'too-often', message: 'the device was read just now; again in 7 s' };
    const { page } = await open({ status: 429, body: { error } });
    await page.getByRole('button', { name: 'Baca semua antarmuka' }).click();
    await page.getByText('again in 7 s').waitFor();
    await page.close();
  });
});
