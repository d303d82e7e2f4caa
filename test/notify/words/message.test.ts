// What messages say, in both languages: a table of all rules, and whole messages line by line.

import { describe, expect, it } from 'vitest';
import { CAUSE_CODES } from '../../../src/domain/act.ts';
import { type AlertRule, BUILT_IN_RULES } from '../../../src/domain/alert.ts';
import { siteId } from '../../../src/domain/ids.ts';
import { SHIPPED_RULES } from '../../../src/domain/shipped-rules.ts';
import { bodyText } from '../../../src/notify/words/body.ts';
import { wordMessage } from '../../../src/notify/words/message.ts';
import { NOTIFY_WORDS } from '../../../src/notify/words/story.ts';
import { subjectText } from '../../../src/notify/words/subject.ts';
import { alertOf, contextOf, ended, SINCE, storyOf } from './stories.ts';

type Row = readonly [
  rule: AlertRule,
  data: Record<string, string | number | boolean>,
  id: string,
  en: string,
  proof?: string,
];

const DETAIL = 'tidak dapat menulis';
const fault = (rule: AlertRule, id: string, en: string): Row => [rule, { detail: DETAIL }, id, en, DETAIL];

/** Subjects after their mark, and a line that the Indonesian body must have. */
const ROWS: readonly Row[] = [
  [
    'link.down',
    { siteReachable: true },
    'Putus: Provinsi–Majene',
    'Down: Provinsi–Majene',
    'Jalur cadangan bekerja',
  ],
  ['link.unreachable', {}, 'Tak terjangkau: Provinsi–Majene', 'Unreachable: Provinsi–Majene'],
  [
    'link.degraded',
    { figure: 'loss', value: 12.5, limit: 5 },
    'Menurun: Provinsi–Majene',
    'Degraded: Provinsi–Majene',
    'Loss 12,5 %, batas 5 %',
  ],
  ['link.flapping', {}, 'Tidak stabil (putus-sambung): Provinsi–Majene', 'Flapping: Provinsi–Majene'],
  [
    'link.snmp-silent',
    { address: '10.76.5.1', polls: 3, detail: 'timeout' },
    'SNMP diam: Provinsi–Majene',
    'SNMP silent: Provinsi–Majene',
    '10.76.5.1: 3 poll tidak dijawab: timeout',
  ],
  [
    'link.rebooted',
    { reboots: 2, lastAt: SINCE },
    'Perangkat menyala ulang: Provinsi–Majene',
    'Device restarted: Provinsi–Majene',
    '2 kali, terakhir 24 Nov 14:03:27',
  ],
  [
    'link.answering',
    {},
    'Jalur rencana mulai menjawab: Provinsi–Majene',
    'Planned link has begun to answer: Provinsi–Majene',
  ],
  [
    'link.vicon',
    {
      title: 'Tatap muka',
      startsAt: SINCE,
      endsAt: SINCE + 3_600_000,
      site: 'Majene',
      level: 'limited',
      decides: 'rtt',
      value: 412.3,
      limit: 300,
    },
    'Belum siap vicon: Provinsi–Majene',
    'Not ready for the video conference: Provinsi–Majene',
    'Majene terbatas: RTT 412 ms, batas 300 ms',
  ],
  [
    'monitor.blind',
    { anchors: '10.76.0.1, 10.76.0.2' },
    'Pemantau buta: semua anchor diam',
    'Monitor is blind: all anchors are silent',
    'Anchor: 10.76.0.1, 10.76.0.2',
  ],
  [
    'monitor.anchors',
    { anchors: '10.76.0.1' },
    'Semua anchor diam, padahal jalur menjawab',
    'All anchors are silent, though links answer',
    'Anchor: 10.76.0.1',
  ],
  fault('monitor.store', 'Penyimpanan status terganggu', 'State store in trouble'),
  fault('monitor.spool', 'Spool metrik terganggu', 'Metric spool in trouble'),
  fault('monitor.metrics', 'Penulisan riwayat terganggu', 'Writing history in trouble'),
  fault('monitor.clock', 'Jam sistem bermasalah', 'System clock in trouble'),
  fault('monitor.echo', 'Mesin echo terganggu', 'Echo engine in trouble'),
  fault('monitor.config', 'Konfigurasi baru ditolak', 'New configuration refused'),
  fault('monitor.traps', 'Trap tidak diterima', 'Traps are not received'),
  fault('monitor.profiles', 'Profil perangkat memuat kesalahan', 'Device profiles have mistakes'),
  fault('monitor.loop', 'jalur sendiri terlalu lambat', 'jalur itself is too slow'),
  fault(
    'monitor.schedule',
    'Pengukuran terlambat atau tidak berjalan',
    'Measurements come late or not at all',
  ),
  fault('monitor.disk', 'Sisa ruang disk sedikit', 'Little disk space is left'),
  fault('monitor.disk-full', 'Disk nyaris penuh', 'Disk is all but full'),
  fault('monitor.notify', 'Pesan tidak terkirim', 'Messages are not delivered'),
  fault('monitor.dead-man', 'Tanda hidup tidak terkirim', 'Sign of life is not delivered'),
  fault('monitor.unmeasured', 'Sebagian jalur tidak dapat diukur', 'Some links cannot be measured'),
  [
    'rule.hot',
    {
      ruleId: 'perangkat panas',
      ruleEn: 'device is hot',
      figure: 'temperature',
      value: 78.25,
      limit: 75,
      instance: 'cpu',
    },
    'Perangkat panas: Provinsi–Majene',
    'Device is hot: Provinsi–Majene',
    'temperature (cpu) 78,25 °C, batas 75 °C',
  ],
  [
    'rule.full',
    { ruleId: 'jalur penuh', ruleEn: 'link is full', figure: 'utilisation', value: 93.4, limit: 90 },
    'Jalur penuh: Provinsi–Majene',
    'Link is full: Provinsi–Majene',
    'Pemakaian 93,4 %, batas 90 %',
  ],
  [
    'rule.stale',
    { ruleId: 'data lama', ruleEn: 'old data', figure: 'age', value: 600_000, limit: 300_000 },
    'Data lama: Provinsi–Majene',
    'Old data: Provinsi–Majene',
    'Usia data 10 mnt 00 dtk, batas 5 mnt 00 dtk',
  ],
  [
    'rule.bad',
    { ruleId: 'status buruk', ruleEn: 'bad state', figure: 'state', value: 'degraded' },
    'Status buruk: Provinsi–Majene',
    'Bad state: Provinsi–Majene',
    'Status menurun',
  ],
  [
    'rule.modem',
    { ruleId: 'modem lepas', ruleEn: 'modem is off', figure: 'registration', value: 'denied' },
    'Modem lepas: Provinsi–Majene',
    'Modem is off: Provinsi–Majene',
    'registration denied',
  ],
  ['rule.nameless', {}, 'rule.nameless: Provinsi–Majene', 'rule.nameless: Provinsi–Majene'],
];

describe('every rule', () => {
  it.each(ROWS.map((row) => [row[0], row] as const))('%s', (_name, [rule, data, id, en, proof]) => {
    const story = storyOf(alertOf(rule, data));
    expect(subjectText(story, contextOf('id'))).toBe(`[Kritis] ${id}`);
    expect(subjectText(story, contextOf('en'))).toBe(`[Critical] ${en}`);
    const lines = bodyText(story, contextOf('id')).split('\n');
    if (proof !== undefined) expect(lines).toContain(proof);
    expect(lines).toContain('Sejak 24 Nov 14:03:27 WITA');
    expect(lines.join(' ')).not.toMatch(/undefined|NaN|\[object/);
  });

  it('that is built in has its row', () => {
    expect(ROWS.map(([rule]) => rule)).toEqual(expect.arrayContaining([...BUILT_IN_RULES]));
  });

  it('that jalur ships is told by its name', () => {
    for (const { id, name } of SHIPPED_RULES) {
      const story = storyOf(alertOf(`rule.${id}`, { ruleId: name.id, ruleEn: name.en }));
      expect(subjectText(story, contextOf('id')).toLowerCase()).toContain(name.id.toLowerCase());
      expect(subjectText(story, contextOf('en')).toLowerCase()).toContain(name.en.toLowerCase());
    }
  });
});

describe('a whole message', () => {
  const cut = alertOf('link.down', { siteReachable: false, beatEveryMs: 60_000 });
  const most = { unreachable: 25, villages: 14, offices: 9 };

  it('of a beginning tells incident, link, time, proof, who is affected, and the page', () => {
    const reason = {
      kind: 'silent',
      lostInRow: 5,
      required: 5,
      lossPct: 0.1,
      firstLostAt: SINCE,
      lastLostAt: SINCE + 1_000,
      outcome: 'lost',
      ancestors: [{ site: siteId('hq'), answeredAt: SINCE + 1_500 }],
    } as const;
    const alert = alertOf('link.down', { siteReachable: false });
    expect(wordMessage(storyOf(alert, { most, reason }), contextOf('id'))).toEqual({
      kind: 'raised',
      locale: 'id',
      severity: 'critical',
      incident: 12,
      alert: 12,
      subject: '[Kritis] Putus: Provinsi–Majene. 14 desa, 9 kantor ikut terputus',
      body: [
        'Putus: Provinsi–Majene. 14 desa, 9 kantor ikut terputus',
        'Gangguan #12',
        'Jalur Diskominfo Provinsi → Kabupaten Majene, FO, penyedia iconplus',
        'Sejak 24 Nov 14:03:27 WITA',
        '5 echo berturut-turut: tanpa jawaban, sejak 14:03:27; terbukti terjangkau: Diskominfo Provinsi (14:03:28)',
        '14 desa, 9 kantor ikut terputus (25 jalur)',
        'Jalur cadangan ikut putus',
        'https://jalur.sulbarprov.go.id/#/alerts/12',
      ].join('\n'),
      url: 'https://jalur.sulbarprov.go.id/#/alerts/12',
      startsAt: SINCE,
    });
  });

  it('of an end tells how long it lasted, the most that was affected, and what operators found', () => {
    const alert = {
      ...cut,
      acknowledged: { by: 'Sari', at: SINCE + 60_000 },
      cause: { by: 'Budi', at: SINCE + 120_000, code: 'fiber-cut', note: 'tergali ekskavator' },
    } as const;
    const notes = [{ by: 'Sari', at: SINCE + 90_000, note: 'teknisi berangkat' }];
    const story = ended(alert, { most, notes });
    expect(subjectText(story, contextOf('en'))).toBe('[Recovered] Down: Provinsi–Majene, for 38 m 12 s');
    expect(bodyText(story, contextOf('en')).split('\n')).toEqual([
      'Down: Provinsi–Majene, for 38 m 12 s',
      'Incident #12',
      'Link Diskominfo Provinsi → Kabupaten Majene, fibre, provider iconplus',
      'From 24 Nov 14:03:27 to 14:41:39 WITA, for 38 m 12 s',
      'Watched by its beats (push), one every 60 s',
      '14 villages, 9 offices cut off with it (25 links)',
      'Acknowledged by Sari at 24 Nov 14:04:27',
      'Cause: fibre cut (Budi): tergali ekskavator',
      'Note by Sari at 24 Nov 14:04:57: teknisi berangkat',
      'https://jalur.sulbarprov.go.id/#/alerts/12',
    ]);
  });

  it.each([
    ['changed', { kind: 'changed', was: 'minor' }, '[Kritis, naik dari Minor] Putus: Provinsi–Majene'],
    [
      'escalated',
      { kind: 'escalated', at: SINCE + 900_000 },
      '[Kritis, belum diakui 15 mnt 00 dtk] Putus: Provinsi–Majene',
    ],
    ['reminder', { kind: 'reminder' }, '[Kritis, pengingat] Putus: Provinsi–Majene'],
  ] as const)('%s says so in its mark', (_name, changes, subject) => {
    expect(subjectText(storyOf(cut, changes), contextOf('id'))).toBe(subject);
  });

  it('of a child that is told for itself names its incident and itself', () => {
    const lines = bodyText(storyOf({ ...cut, incident: 7 }), contextOf('id')).split('\n');
    expect(lines).toContain('Gangguan #7, alarm #12');
    expect(lines.at(-1)).toBe('https://jalur.sulbarprov.go.id/#/alerts/7');
  });

  it('of an outage that outlived its window names the window', () => {
    const alert = alertOf('link.down', { overrun: 'Ganti FO', overrunSince: SINCE });
    expect(bodyText(storyOf(alert), contextOf('id'))).toContain(
      'Pemeliharaan “Ganti FO” seharusnya sudah selesai 24 Nov 14:03:27',
    );
  });

  it('without an address of the page has no link', () => {
    const { pageUrl: _, ...context } = contextOf('id');
    const message = wordMessage(storyOf(cut), context);
    expect(message.url).toBeUndefined();
    expect(message.body).not.toContain('http');
  });

  it('ends of what was no trouble are no recovery', () => {
    expect(subjectText(ended(alertOf('link.rebooted')), contextOf('id'))).toMatch(/^\[Selesai\] /);
  });

  it('has a word for every cause', () => {
    for (const words of Object.values(NOTIFY_WORDS))
      expect(Object.keys(words.cause).sort()).toEqual([...CAUSE_CODES].sort());
  });
});

describe('bounds', () => {
  it('hold for names, details and notes of any length and content', () => {
    const long = 'x\n\u0007'.repeat(4_000);
    const alert = alertOf('link.snmp-silent', { name: long, address: long, detail: long });
    const notes = Array.from({ length: 5 }, () => ({ by: long, at: SINCE, note: long }));
    const { subject, body } = wordMessage(
      storyOf({ ...alert, acknowledged: { by: long, at: SINCE } }, { notes }),
      contextOf('id'),
    );
    expect(subject.length).toBeLessThanOrEqual(120);
    expect(subject).not.toMatch(/[\n\r\p{Cc}]/u);
    expect(body.length).toBeLessThanOrEqual(3_500);
    expect(body.split('\n').at(-1)).toBe('https://jalur.sulbarprov.go.id/#/alerts/12');
  });
});
