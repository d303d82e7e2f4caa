// The wall as people see it: read from across the room, on a desk and in a hand, in both themes, with forty regencies and
// with none, with the keyboard, and by a screen reader.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { siteId } from '../../../src/domain/ids.ts';
import type { LinkView, NetworkView, SiteView } from '../../../src/stream/protocol.ts';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';
import { workedOn } from '../support/room.ts';

const DESK = [1366, 768] as const;
const WALL = [1920, 1080] as const;
const PHONE = [390, 844] as const;
/** Least size of what is to be read from five metres, px at 1920. */
const FROM_AFAR_PX = 24;

interface Look {
  readonly size?: readonly [width: number, height: number];
  readonly hash?: string;
  readonly theme?: 'dark' | 'light';
  readonly network?: NetworkView;
  readonly language?: 'id' | 'en';
  readonly drawn?: string;
}

describe.skipIf(!CHROMIUM)('the wall (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages().slice(1)) await page.close();
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function show({
    drawn = '.tile',
    hash = '#/wall',
    language,
    network = workedOn(),
    size = DESK,
    theme,
  }: Look = {}): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network });
    server.answers.set('/api/v1/alerts', { alerts: network.alerts });
    await server.start();
    const { page } = await bench.open('about:blank');
    await page.setViewportSize({ width: size[0], height: size[1] });
    // What fades in has its place at once, but its contrast only at the end.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.addInitScript(
      (kept) => {
        for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
      },
      { ...(theme && { 'jalur.theme': theme }), 'jalur.language': language ?? 'id' },
    );
    await page.goto(`${server.url}${hash}`);
    await page.waitForSelector(drawn);
    return page;
  }

  it('tells at a glance where it is bad, how bad, and who is cut off', async () => {
    const page = await show();
    const tiles = page.locator('.tile');
    expect(await tiles.count()).toBe(6);
    expect(await tiles.first().innerText()).toMatch(
      /^Mamasa\s+Putus\s+6 jalur\s+1\s+Putus\s+5\s+Tak terjangkau\s+Uplink\s+Putus$/,
    );
    expect(await page.locator('[data-tile=mateng]').innerText()).toMatch(
      /^Mamuju Tengah\s+Menurun\s+6 jalur\s+5\s+Normal\s+1\s+Menurun\s+Uplink\s+Normal$/,
    );
    const incidents = page.locator('.wall-incident');
    expect(await incidents.count()).toBe(3);
    expect(await incidents.first().innerText()).toMatch(
      /^Putus: Provinsi – Mamasa\s+5 desa ikut terputus\s+Kritis\s+belum diakui\s+sejak 13:16[\s\S]*47 mnt \d\d dtk$/,
    );
    expect(await incidents.nth(1).innerText()).toContain('diakui oleh Andi 14:01');
    expect(await page.locator('.incidents h2').innerText()).toMatch(
      /Gangguan aktif\s+3\s+2 pulih, menunggu petugas\s+2 ditahan/,
    );
  });

  it('fills the ticker of the last hour from the history, newest first', async () => {
    const page = await show();
    await page.waitForSelector('.ticker-entry');
    const lines = await page.locator('.ticker-entry').allInnerTexts();
    expect(lines.map((line) => line.replace(/\s+/g, ' '))).toEqual([
      '14:01 Diakui Tidak stabil (putus-sambung): Polewali Mandar – Katimbang · oleh Andi',
      '13:59 Lagi Tidak stabil (putus-sambung): Polewali Mandar – Katimbang',
      '13:32 Pulih Mamuju – Lebani · putus 1 jam 04 mnt',
      expect.stringMatching(/^13:16 Alarm /),
      expect.stringMatching(/^13:16 Alarm /),
      expect.stringMatching(/^13:16 Alarm /),
      expect.stringMatching(/^13:16 Alarm /),
      expect.stringMatching(/^13:16 Alarm /),
    ]);
    expect(lines.some((line) => line.includes('Putus: Provinsi – Mamasa · 5 desa ikut terputus'))).toBe(true);
  });

  it('can be read from across the room', async () => {
    const page = await show({ hash: '#/wall?kiosk=1', size: WALL });
    expect(await page.locator('nav.pages').count()).toBe(0);
    const sizes = (selector: string): Promise<number[]> =>
      page
        .locator(selector)
        .evaluateAll((all) => all.map((each) => Number.parseFloat(getComputedStyle(each).fontSize)));
    const incidents = await sizes('.wall-incident, .wall-incident :is(b, p, span, strong)');
    expect(incidents.length).toBeGreaterThan(10);
    expect(Math.min(...incidents)).toBeGreaterThanOrEqual(FROM_AFAR_PX);
    expect(Math.min(...(await sizes('.count b')))).toBeGreaterThanOrEqual(2 * FROM_AFAR_PX);
    expect(Math.min(...(await sizes('.clock time, .tile h2')))).toBeGreaterThanOrEqual(FROM_AFAR_PX);
    expect(await page.locator('.wall a').count(), 'nobody presses anything here').toBe(0);
  });

  it.each([
    ['a desk', '#/wall', DESK],
    ['a large desk', '#/wall', WALL],
    ['a wall', '#/wall?kiosk=1', WALL],
    ['a small wall', '#/wall?kiosk=1', DESK],
    ['a phone', '#/wall', PHONE],
    ['a phone that shows the wall', '#/wall?kiosk=1', PHONE],
  ] as const)('spills nothing on %s', async (_, hash, size) => {
    const page = await show({ hash, size });
    await page.waitForSelector('.ticker-entry');
    const spilt = await page.evaluate((isPhone) => {
      const wall = document.querySelector('.wall')?.getBoundingClientRect();
      const seen = [
        ...document.querySelectorAll<HTMLElement>(
          '.count, .tile, .tile *, .scroller .wall-incident *, .wall-foot *',
        ),
      ];
      return [
        ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
        ...(!isPhone && document.documentElement.scrollHeight > innerHeight ? ['the page scrolls'] : []),
        ...(wall && wall.right <= innerWidth ? [] : ['the wall is wider than the screen']),
        ...seen
          .filter(
            (each) => !each.classList.contains('hidden') && each.getBoundingClientRect().right > innerWidth,
          )
          .map((each) => `${each.className} lies outside: ${each.innerText}`),
      ];
    }, size === PHONE);
    expect(spilt).toEqual([]);
  });

  it.each([
    ['a desk', '#/wall', DESK],
    ['a large desk', '#/wall', WALL],
    ['a wall', '#/wall?kiosk=1', WALL],
  ] as const)('leaves no empty band between the tiles on %s', async (_, hash, size) => {
    const page = await show({ hash, size });
    const bands = await page.evaluate(() => {
      const tiles = [...document.querySelectorAll('.tile')].map((each) => each.getBoundingClientRect());
      const tops = [...new Set(tiles.map(({ top }) => top))].sort((a, b) => a - b);
      const bottoms = [...new Set(tiles.map(({ bottom }) => bottom))].sort((a, b) => a - b);
      const end = document.querySelector('.tiles')?.getBoundingClientRect().bottom ?? 0;
      return bottoms.map((bottom, row) => (tops[row + 1] ?? end) - bottom);
    });
    expect(Math.max(...bands)).toBeLessThanOrEqual(8);
  });

  it('shows on a wall only incidents that stand there whole, and counts the others', async () => {
    const calm = workedOn();
    const [first] = calm.alerts;
    if (!first) throw new Error('the story has no alerts');
    const alerts = Array.from({ length: 40 }, (_, n) => ({
      ...first,
      number: 200 + n,
      incident: 200 + n,
      since: START - n,
    }));
    const page = await show({ hash: '#/wall?kiosk=1', size: WALL, network: { ...calm, alerts } });
    const more = page.locator('.incidents-more');
    await more.waitFor();
    const shown = await page.evaluate(() => {
      const box = document.querySelector('.incidents .fitting')?.getBoundingClientRect();
      const all = [...document.querySelectorAll('.wall-incident')].map((each) =>
        each.getBoundingClientRect(),
      );
      if (!box) return -1;
      const seen = all.filter((each) => each.left < box.right && each.top < box.bottom);
      return seen.every((each) => each.bottom <= box.bottom + 1) ? seen.length : -1;
    });
    expect(shown).toBeGreaterThanOrEqual(3);
    expect(await more.innerText()).toBe(`+${40 - shown} lagi`);
  });

  it('has room for forty regencies, and stands without any', async () => {
    const page = await show({ hash: '#/wall?kiosk=1', size: WALL, network: fortyRegencies() });
    expect(await page.locator('.tile').count()).toBe(40);
    const last = await page.locator('.tile').last().boundingBox();
    expect((last?.y ?? 9_999) + (last?.height ?? 0)).toBeLessThanOrEqual(WALL[1]);
    const overlaps = await page.locator('.tile').evaluateAll((tiles) =>
      tiles.filter((tile) => {
        const counts = tile.querySelector('.tile-counts')?.getBoundingClientRect();
        const uplink = tile.querySelector('.tile-uplink')?.getBoundingClientRect();
        const widest = Math.max(
          ...[...tile.querySelectorAll('.tile-counts li')].map((each) => each.getBoundingClientRect().right),
        );
        return counts && uplink && uplink.top < counts.bottom && uplink.left < widest;
      }),
    );
    expect(overlaps, 'two ways to one regency stand beside its counts, not on them').toHaveLength(0);
    await page.close();
    await server.stop();
    const offices = await show({ network: officesOnly() });
    expect(await offices.locator('.tile').allInnerTexts()).toEqual([
      expect.stringMatching(/^Tingkat provinsi dan kantor\s+Normal\s+4 jalur\s+4\s+Normal$/),
    ]);
    expect(await offices.locator('.incidents').innerText()).toContain('Tidak ada gangguan aktif');
  });

  it('says what to do where nothing is watched yet', async () => {
    const page = await show({ network: { ...officesOnly(), links: [] }, drawn: '.tiles-none' });
    expect(await page.locator('.tiles-none').innerText()).toContain('berkas konfigurasi');
    expect(await page.locator('.tile').count()).toBe(0);
  });

  it.each([
    ['desk', 'dark', 'id', '#/wall', DESK],
    ['desk', 'light', 'en', '#/wall', DESK],
    ['wall', 'dark', 'en', '#/wall?kiosk=1', WALL],
    ['wall', 'light', 'id', '#/wall?kiosk=1', WALL],
    ['phone', 'light', 'id', '#/wall', PHONE],
  ] as const)('gives axe nothing to find: %s, %s, %s', async (_, theme, language, hash, size) => {
    const page = await show({ hash, language, size, theme });
    await page.waitForSelector('.ticker-entry');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('leads with the keyboard from a regency to its links, and from an incident to its alarm', async () => {
    const page = await show();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const places = async (presses: number): Promise<string[]> => {
      const found: string[] = [];
      for (let press = 0; press < presses; press++) {
        await page.keyboard.press('Tab');
        found.push(await focused());
      }
      return found;
    };
    await page.locator('#page').focus();
    expect(await places(9)).toEqual([
      ...['Mamasa', 'Mamuju Tengah', 'Pasangkayu', 'Mamuju', 'Polewali Mandar', 'Majene'],
      'Putus: Provinsi – Mamasa',
      'Tidak stabil (putus-sambung): Polewali Mandar – Katimbang',
      'Menurun: Mamuju Tengah – Tobadak',
    ]);
    await page.locator('.wall-incident a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash === '#/alerts/41');
    await page.goBack();
    await page.locator('[data-tile=mamasa] a').press('Enter');
    await page.waitForFunction(() => location.hash === '#/links?rg=mamasa');
  });
});

function fortyRegencies(): NetworkView {
  const network = workedOn();
  const [first] = network.links;
  if (!first) throw new Error('the fake province has no links');
  const sites: SiteView[] = [];
  const links: LinkView[] = [];
  for (let n = 0; n < 34; n++) {
    const id = siteId(`kab-${n}`);
    sites.push({
      id,
      name: `Kabupaten Contoh ${n}`,
      kind: 'regency',
      code: `77.${n}`,
      parent: network.monitorSite,
    });
    links.push({ ...first, id: `l-${n}` as LinkView['id'], to: id, regency: id });
    if (n === 0)
      links.push({ ...first, id: 'l-second' as LinkView['id'], to: id, regency: id, role: 'backup' });
  }
  return { ...network, sites: [...network.sites, ...sites], links: [...network.links, ...links] };
}

function officesOnly(): NetworkView {
  const network = fakeProvince();
  return {
    ...network,
    sites: network.sites.filter(({ kind }) => kind === 'province'),
    links: network.links.slice(0, 4).map(({ regency: _, ...link }) => link),
  };
}
