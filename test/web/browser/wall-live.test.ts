// The wall while things happen: a new critical alert draws the eye and sounds once, the ticker tells, the map and the
// conferences stand beside it, and what is old is called so.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { HEARTBEAT_MS, type NetworkView } from '../../../src/stream/protocol.ts';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince } from '../support/province.ts';
import { alert, troubled } from '../support/story.ts';

/** The clock of the page moves once a second, and the machine may be loaded. */
const SLACK_MS = 5_000;
const KIOSK = '#/wall?kiosk=1';
const MAJENE = linkId('prov-majene');

describe.skipIf(!CHROMIUM)('the wall while things happen (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  beforeAll(async () => {
    bench = await openBench({ width: 1920, height: 1080 });
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages().slice(1)) await page.close();
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function show(hash: string, network: NetworkView = fakeProvince()): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network });
    server.answers.set('/api/v1/alerts', { alerts: network.alerts });
    await server.start();
    const { page } = await bench.open('about:blank');
    // What fades in has its place at once, but its contrast only at the end.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${server.url}${hash}`);
    await page.waitForSelector('.tile');
    return page;
  }

  function cut(number = 90, fields: Partial<Alert> = {}): Alert {
    const at = server.now;
    return alert(number, {
      rule: 'link.down',
      subject: MAJENE,
      since: at - 3_000,
      raisedAt: at,
      announced: true,
      data: {
        name: 'Provinsi – Majene',
        from: 'Dinas Kominfo Provinsi',
        to: 'Majene',
        regencies: 1,
        villages: 5,
      },
      ...fields,
    });
  }
  const raise = (each: Alert): void => server.emit({ kind: 'alert.raised', at: server.now, alert: each });

  it('turns a regency over as soon as its link is cut, and marks the incident as new', async () => {
    const page = await show(KIOSK);
    const at = server.now;
    const reason = { kind: 'unmeasured' } as const;
    server.emit({ kind: 'link.state', at, link: MAJENE, state: 'down', from: at - 3_000, reason });
    raise(cut());
    await page.locator('.tile').first().getByText('Majene').waitFor();
    expect(await page.locator('.tile').first().innerText()).toMatch(/^Majene\s+Putus/);
    const incident = page.locator('.wall-incident.is-new');
    expect(await incident.innerText()).toMatch(
      /^Putus: Provinsi – Majene\s*BARU\s+1 kabupaten, 5 desa ikut terputus\s+Kritis\s+belum diakui/,
    );
    expect(await page.locator('.incidents.has-news h2').innerText()).toMatch(/Gangguan aktif\s+1\s+1 BARU/);
    expect(await page.locator('.incidents [role=status]').innerText()).toBe(
      '1 BARU: Putus: Provinsi – Majene',
    );
    expect(await page.locator('.ticker-entry').first().innerText()).toMatch(
      /Alarm\s+Putus: Provinsi – Majene/,
    );
    expect(await axeFindings(page)).toEqual([]);
    const lit = page.locator('.wall-incident.is-new.is-lit');
    const frame = () => lit.evaluate((each) => getComputedStyle(each).boxShadow);
    expect(await frame(), 'whoever wants no motion sees the frame stand still').not.toContain(' 7px ');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect.poll(frame).toContain(' 7px ');
    // It blinks: there are seconds without.
    await page.locator('.wall-incident.is-new:not(.is-lit)').waitFor();
  });

  it('marks it no longer once somebody has acknowledged it, and tells who', async () => {
    const page = await show(KIOSK);
    const raised = cut();
    raise(raised);
    await page.waitForSelector('.wall-incident.is-new');
    const at = server.now;
    server.emit({ kind: 'alert.changed', at, alert: { ...raised, acknowledged: { by: 'Sitti', at } } });
    await page.waitForSelector('.wall-incident:not(.is-new)');
    expect(await page.locator('.wall-incident').innerText()).toContain('diakui oleh Sitti 14:03');
    expect(await page.locator('.ticker-entry').first().innerText()).toMatch(/Diakui\s+[\s\S]*· oleh Sitti/);
    server.emit({ kind: 'alert.closed', at, alert: { ...raised, status: 'closed', closedAt: at } });
    await page.getByText('Tidak ada gangguan aktif').waitFor();
    expect(await page.locator('.ticker-entry').filter({ hasText: 'Pulih' }).innerText()).toMatch(
      /Provinsi – Majene · putus \d dtk/,
    );
  });

  it('ticks: the duration of an incident grows while nothing else happens', async () => {
    const page = await show(KIOSK, troubled(fakeProvince()));
    const time = page.locator('.incident-time').first();
    const before = await time.innerText();
    await page.waitForFunction(
      (text) => document.querySelector('.incident-time')?.textContent !== text,
      before,
    );
    expect(await time.innerText()).toMatch(/^47 mnt \d\d dtk$/);
  });

  it('tells of planned work as it begins and ends', async () => {
    const page = await show(KIOSK);
    const window = {
      window: 'odp',
      name: 'Ganti ODP',
      announcedBy: 'ICON+',
      from: server.now,
      to: server.now + 60_000,
    };
    server.emit({ kind: 'maintenance.begun', at: server.now, ...window, links: 0 });
    await page.getByText('pemeliharaan Ganti ODP · ICON+').waitFor();
    server.emit({ kind: 'maintenance.ended', at: server.now, ...window, links: 0 });
    await page.locator('.ticker-entry').filter({ hasText: 'Usai' }).waitFor();
  });

  it('draws the map beside the regencies where places are known', async () => {
    const network = fakeProvince();
    const sites = network.sites.map((site, n) => ({
      ...site,
      position: [-2.5 - n / 100, 119 + n / 90] as const,
    }));
    const page = await show('#/wall', { ...network, sites });
    await page.waitForSelector('.wall-map .map');
    expect(await page.locator('.wall-map canvas').count()).toBeGreaterThan(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('tells of a conference that is due, place by place with what decides, and of none where jalur has no calendar', async () => {
    const page = await show('#/wall');
    expect(await page.locator('.vicon-line').count()).toBe(0);
    const event = {
      id: 7,
      title: 'Rapat Gubernur',
      startsAt: server.now + 12 * 60_000,
      endsAt: server.now + 72 * 60_000,
      sites: [siteId('majene'), siteId('mamasa')],
      createdBy: { who: 'Andi', via: 'screen' },
      createdAt: 0,
    };
    const verdict = { figures: {}, bandwidth: 'none' };
    server.answers.set('/api/v1/vicon/events', { events: [event] });
    server.answers.set('/api/v1/vicon/events/7', {
      event,
      sites: [
        {
          ...verdict,
          site: 'majene',
          name: 'Majene',
          level: 'ready',
          decides: { kind: 'rtt', value: 12, limit: 300 },
        },
        {
          ...verdict,
          site: 'mamasa',
          name: 'Mamasa',
          level: 'unfit',
          decides: { kind: 'rtt', value: 612, limit: 500 },
        },
      ],
    });
    await page.reload();
    await page.waitForSelector('.vicon-site');
    expect(await page.locator('.vicon-line').innerText()).toMatch(
      /^Vicon 14:15–15:15 Rapat Gubernur · mulai dalam 1\d mnt \d\d dtk\s+Mamasa tidak siap \(RTT 612 ms, batas 500 ms\)\s+Majene siap$/,
    );
    expect(await axeFindings(page)).toEqual([]);
  });

  it('calls itself old two heartbeats after the stream fell silent, and heals', async () => {
    const page = await show(KIOSK);
    server.heartbeat();
    server.silence(true);
    await page.getByText('DATA LAMA').waitFor({ timeout: 2 * HEARTBEAT_MS + SLACK_MS });
    server.silence(false);
    await page.getByText('DATA LAMA').waitFor({ state: 'detached', timeout: 30_000 });
    expect(await page.locator('.tile').count()).toBe(6);
  });

  it('recovers from a daemon that was replaced meanwhile, and tells what happened', async () => {
    const page = await show(KIOSK);
    await server.stop();
    const closed = {
      ...cut(55, { since: server.now - 600_000, raisedAt: server.now - 597_000 }),
      status: 'closed' as const,
    };
    server.network = { ...server.network, bootId: 'boot-2', seq: 500, alerts: [cut(91)] };
    server.answers.set('/api/v1/alerts', {
      alerts: [cut(91), { ...closed, closedAt: server.now - 300_000 }],
    });
    await server.start();
    await page.locator('[data-incident="91"]').waitFor({ timeout: 30_000 });
    await page.locator('.ticker-entry').filter({ hasText: 'putus 5 mnt 00 dtk' }).waitFor();
    expect(await page.locator('.wall').count()).toBe(1);
  });
});
