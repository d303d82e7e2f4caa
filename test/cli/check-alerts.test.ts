// What `jalur check` tells about alerts: who looks at what, who would be told, what is planned. It is a Tuesday, 16:00 WITA.

import { describe, expect, it } from 'vitest';
import { alertsReport } from '../../src/cli/check-alerts.ts';
import { describeAlerts } from '../../src/cli/check-alerts-text.ts';
import type { Config } from '../../src/config/config.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import { base, configOf, NOW } from '../config/support.ts';

const ENV = { TG: `123456789:${'A'.repeat(35)}`, HOOK: 'https://wa.example/send?token=geheim-76' };

const LINKS = `links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: { address: 10.76.5.1 } }
  - { id: majene-a, from: majene, to: desa-a, medium: radio, tags: [desa], device: { address: 10.76.5.2 } }
  - { id: majene-b, from: majene, to: desa-b, medium: vsat, stage: planned, device: { address: 10.76.5.3 } }`;
const SITES = `sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
  - { id: majene, name: Majene, kind: regency, code: "76.05", parent: pusat }
  - { id: desa-a, name: A, kind: village, parent: majene }
  - { id: desa-b, name: B, kind: village, parent: majene }`;
const ALERTS = `alerts:
  rules: [{ id: sepi, name: sepi, when: { metric: clients, below: 1 }, scope: { tags: [desa] } }]
  notify:
    channels:
      - { id: piket, kind: telegram, token: !env TG, recipients: ["-100"] }
      - { id: wa, kind: webhook, url: !env HOOK }
      - { id: sirene, kind: command, command: [/usr/local/bin/sirene, "on"] }
      - { id: am, kind: alertmanager, urls: ["http://10.76.0.9:9093"] }
      - { id: log, kind: syslog, host: 10.76.0.8 }
      - { id: surat, kind: email, host: mail.example, from: a@b.id, recipients: [a@b.id, c@b.id] }
    people: [{ id: ani, name: Ani, contacts: { piket: "1" } }, { id: budi, name: Budi, contacts: { piket: "2" } }]
    rosters:
      - { id: siaga, shifts: [{ days: [tue], from: "07:30", to: "16:00", people: [ani] }, { from: "16:00", to: "07:30", people: [budi] }] }
      - { id: selalu, shifts: [{ people: [ani, budi] }] }
    routes:
      - { id: desa, from: minor, scope: { tags: [desa] }, steps: [{ channels: [piket, wa], roster: siaga }] }
      - { id: semua, from: critical, steps: [{ channels: [piket, sirene, am, log, surat] }, { after: 5m, channels: [piket], roster: selalu }] }
  maintenance:
    - { id: lewat, name: Lewat, scope: { links: [majene-a] }, from: 2026-11-01 22:00, to: 2026-11-02 02:00, announcedBy: X, announcedAt: 2026-10-30 }
    - { id: nanti, name: Ganti ODP, scope: { links: [majene-a] }, every: [wed], at: "22:00", duration: 4h, announcedBy: Surat 12, announcedAt: 2026-11-01 }
    - { id: kini, name: Ganti radio, scope: { regencies: [majene] }, from: 2026-11-24 15:00, to: 2026-11-24 17:30, announcedBy: Surat 13, announcedAt: 2026-11-20 }`;

const config: Config = configOf(base({ sites: SITES, links: LINKS, alerts: ALERTS }), ENV);
const report = alertsReport(config, NOW);
const zone = zoneOf('Asia/Makassar');
const minute = (text: string) => Date.parse(`${text}+08:00`);

describe('jalur check', () => {
  it('shows which active links each rule covers', () => {
    const linksOf = (id: string) => report.rules.find((rule) => rule.id === id)?.links;
    expect(linksOf('hot')).toEqual(['prov-majene', 'majene-a']);
    expect(linksOf('light-low')).toEqual(['prov-majene']);
    expect(linksOf('satellite-weak')).toEqual([]);
    expect(report.rules.at(-1)).toEqual({
      id: 'sepi',
      name: 'sepi',
      severity: 'warning',
      origin: 'config',
      links: ['majene-a'],
    });
  });

  it('lists channels with what is at their end, and no secret', () => {
    expect(report.channels.map(({ id, to, recipients, routes }) => [id, to, recipients, routes])).toEqual([
      ['piket', 'api.telegram.org', 1, ['desa', 'semua']],
      ['wa', 'wa.example', 0, ['desa']],
      ['sirene', '/usr/local/bin/sirene', 0, ['semua']],
      ['am', '10.76.0.9:9093', 0, ['semua']],
      ['log', '10.76.0.8:514', 0, ['semua']],
      ['surat', 'mail.example:587', 2, ['semua']],
    ]);
    expect(JSON.stringify(report)).not.toMatch(/geheim|AAAA/);
    expect(report.routes.map(({ id, links }) => [id, links.length])).toEqual([
      ['desa', 1],
      ['semua', 3],
    ]);
  });

  it.each([
    ['2026-11-24T15:59', ['Ani'], '2026-11-24T16:00'],
    ['2026-11-24T16:00', ['Budi'], '2026-11-25T07:30'],
    ['2026-11-25T12:00', [], '2026-11-25T16:00'],
    ['2026-11-29T23:30', ['Budi'], '2026-11-30T07:30'],
  ])('says who is on call at %s, and until when', (now, people, until) => {
    const [siaga, selalu] = alertsReport(config, minute(now) + 30_000).onCall;
    expect(siaga).toEqual({ roster: 'siaga', people, until: minute(until) });
    expect(selalu).toEqual({ roster: 'selalu', people: ['Ani', 'Budi'] });
  });

  it('lists planned work: what is open, what comes, what is over, each with its links', () => {
    expect(
      report.maintenance.map(({ id, until, next, links }) => ({ id, until, next, links: links.length })),
    ).toEqual([
      { id: 'kini', until: minute('2026-11-24T17:30'), next: undefined, links: 3 },
      { id: 'nanti', until: undefined, next: minute('2026-11-25T22:00'), links: 1 },
      { id: 'lewat', until: undefined, next: undefined, links: 1 },
    ]);
  });

  it('prints it for people', () => {
    const lines = describeAlerts(report, { zone, verbose: false });
    const find = (word: string) =>
      lines.find((line) => line.trimStart().startsWith(word))?.replace(/ +/g, ' ');
    expect(find('sepi')).toBe(' sepi warning own 1 link sepi');
    expect(find('hot')).toBe(' hot minor 2 links device is hot');
    expect(find('surat')).toBe(' surat email mail.example:587 2 recipients route semua');
    expect(find('piket')).toBe(' piket telegram api.telegram.org 1 recipient routes desa, semua');
    expect(find('desa')).toBe(' desa from minor 1 link');
    expect(find('siaga')).toBe(' siaga Budi until 2026-11-25 07:30');
    expect(find('selalu')).toBe(' selalu Ani, Budi always');
    expect(find('kini')).toBe(' kini open until 2026-11-24 17:30 3 links Ganti radio (Surat 13)');
    expect(find('nanti')).toBe(' nanti opens 2026-11-25 22:00 1 link Ganti ODP (Surat 12)');
    expect(find('lewat')).toBe(' lewat over 1 link Lewat (X)');
    expect(lines.some((line) => line.includes('prov-majene'))).toBe(false);
  });

  it('names the links when asked to', () => {
    const lines = describeAlerts(report, { zone, verbose: true });
    expect(lines[lines.findIndex((line) => line.includes('device is hot')) + 1]).toBe(
      '      prov-majene majene-a',
    );
  });

  it('says that without channels nobody is told', () => {
    const lines = describeAlerts(alertsReport(configOf(base()), NOW), { zone, verbose: false });
    expect(lines.at(-1)).toMatch(/^no channels: nobody is told/);
  });
});
