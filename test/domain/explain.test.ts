// Every reason and every suppression in both languages, with names instead of ids and no hole in a sentence.

import { describe, expect, it } from 'vitest';
import type { Alert, Suppression } from '../../src/domain/alert.ts';
import { explainLink, LOCALES } from '../../src/domain/explain.ts';
import type { ExplainInput } from '../../src/domain/explain-words.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { STAGES } from '../../src/domain/link.ts';
import type { Reason } from '../../src/domain/state.ts';

const SILENT: Reason = {
  kind: 'silent',
  lostInRow: 6,
  required: 5,
  lossPct: 0.126,
  firstLostAt: 1_000,
  lastLostAt: 2_000,
  outcome: 'lost',
  ancestors: [{ site: siteId('mamuju'), answeredAt: 1_500 }],
};

function input(changes: Partial<ExplainInput> = {}): ExplainInput {
  return {
    name: 'Mamuju–Lebani',
    stage: 'active',
    state: 'down',
    since: 1_000,
    reason: SILENT,
    alerts: [],
    siteName: (id) => `site<${id}>`,
    linkName: (id) => `link<${id}>`,
    time: (at) => `t${at}`,
    ...changes,
  };
}

function alert(suppressed?: Suppression): Alert {
  return {
    number: 7,
    rule: 'link.down',
    subject: linkId('a'),
    severity: 'major',
    status: 'active',
    since: 1_000,
    raisedAt: 3_000,
    occurrences: 1,
    incident: 7,
    data: {},
    ...(suppressed && { suppressed }),
  };
}

const REASONS: readonly (readonly [name: string, reason: Reason, english: string, indonesian: string])[] = [
  ['answering', { kind: 'answering', answeredInRow: 5 }, 'Its echoes are answered.', 'Echo dijawab.'],
  [
    'loss',
    { kind: 'quality', figure: 'loss', value: 12.3456, limit: 5 },
    'Its loss stood at 12.35%, above the limit of 5%.',
    'Loss mencapai 12,35%, di atas batas 5%.',
  ],
  [
    'rtt',
    { kind: 'quality', figure: 'rtt', value: 812, limit: 700 },
    'Its rtt stood at 812 ms, above the limit of 700 ms.',
    'RTT mencapai 812 ms, di atas batas 700 ms.',
  ],
  [
    'jitter',
    { kind: 'quality', figure: 'jitter', value: 40.5, limit: 30 },
    'Its jitter stood at 40.5 ms, above the limit of 30 ms.',
    'Jitter mencapai 40,5 ms, di atas batas 30 ms.',
  ],
  [
    'silent behind others',
    SILENT,
    '6 echoes in a row were not answered (no reply), the first sent at t1000; with a usual loss of 0.13% it takes 5. Meanwhile these were seen to work: site<mamuju> (t1500).',
    '6 echo berturut-turut tidak dijawab (tanpa balasan), yang pertama dikirim t1000; dengan loss biasa 0,13% diperlukan 5. Sementara itu yang terbukti bekerja: site<mamuju> (t1500).',
  ],
  [
    'silent beside the monitor',
    { ...SILENT, ancestors: [] },
    'It begins at the monitor’s own site, and the monitor could see.',
    'Jalur ini berawal di lokasi monitor sendiri, dan monitor dapat melihat.',
  ],
  [
    'ancestor',
    { kind: 'ancestor', site: siteId('mamuju'), link: linkId('prov-mamuju'), since: 900, provedAt: 1_100 },
    'It hangs behind site<mamuju>, which has no working link: link<prov-mamuju> is down since t900, proved by an echo lost at t1100.',
    'Letaknya di belakang site<mamuju> yang tidak punya jalur hidup: link<prov-mamuju> putus sejak t900, terbukti dari echo yang hilang pada t1100.',
  ],
  [
    'blind',
    { kind: 'blind' },
    'The monitor itself is cut off and sees nothing.',
    'Monitor sendiri terisolasi dan tidak melihat apa pun.',
  ],
  [
    'stopped',
    { kind: 'stopped' },
    'jalur was not running, and nothing has been measured since.',
    'jalur tidak berjalan, dan sejak itu belum ada pengukuran.',
  ],
  [
    'clock',
    { kind: 'clock' },
    'The system clock was set forward over this time.',
    'Jam sistem dimajukan melewati waktu ini.',
  ],
  ['unmeasured', { kind: 'unmeasured' }, 'Nothing has been answered yet.', 'Belum ada yang dijawab.'],
  ['not probed', { kind: 'not-probed' }, 'It is not probed.', 'Jalur ini tidak diperiksa.'],
];

const SUPPRESSIONS: readonly (readonly [
  name: string,
  proof: Suppression,
  english: string,
  indonesian: string,
])[] = [
  [
    'an ancestor with an alert',
    {
      by: 'ancestor',
      site: siteId('mamuju'),
      link: linkId('prov-mamuju'),
      since: 900,
      provedAt: 1_100,
      alert: 3,
    },
    'Alert link.down #7 is held back: its cause is link<prov-mamuju>, down since t900 (alert #3), proved at t1100.',
    'Alarm link.down #7 ditahan: penyebabnya link<prov-mamuju>, putus sejak t900 (alarm #3), terbukti t1100.',
  ],
  [
    'an ancestor without one',
    { by: 'ancestor', site: siteId('mamuju'), link: linkId('prov-mamuju'), since: 900, provedAt: 1_100 },
    'Alert link.down #7 is held back: its cause is link<prov-mamuju>, down since t900, proved at t1100.',
    'Alarm link.down #7 ditahan: penyebabnya link<prov-mamuju>, putus sejak t900, terbukti t1100.',
  ],
  [
    'blindness',
    { by: 'blind', since: 800 },
    'Alert link.down #7 is held back: the monitor is blind since t800.',
    'Alarm link.down #7 ditahan: monitor buta sejak t800.',
  ],
  [
    'flapping',
    { by: 'flapping', since: 700, alert: 5 },
    'Alert link.down #7 is held back: the link is flapping since t700 (alert #5).',
    'Alarm link.down #7 ditahan: jalur tidak stabil sejak t700 (alarm #5).',
  ],
];

describe('explainLink()', () => {
  it.each(REASONS)('gives the reason %s in both languages', (_, reason, english, indonesian) => {
    expect(explainLink(input({ reason }), 'en').join(' ')).toContain(english);
    expect(explainLink(input({ reason }), 'id').join(' ')).toContain(indonesian);
  });

  it.each([
    ['unreachable', '(reported unreachable)', '(dilaporkan tak terjangkau)'],
    ['ttl-exceeded', '(TTL exceeded)', '(TTL habis)'],
    ['no-route', '(no route)', '(tanpa rute)'],
  ] as const)('says how echoes failed: %s', (outcome, english, indonesian) => {
    const reason = { ...SILENT, outcome };
    expect(explainLink(input({ reason }), 'en')[1]).toContain(english);
    expect(explainLink(input({ reason }), 'id')[1]).toContain(indonesian);
  });

  it.each(SUPPRESSIONS)(
    'proves the silence because of %s in both languages',
    (_, proof, english, indonesian) => {
      const held = input({ alerts: [alert(proof)] });
      expect(explainLink(held, 'en').at(-1)).toBe(english);
      expect(explainLink(held, 'id').at(-1)).toBe(indonesian);
    },
  );

  it.each(LOCALES)('names states and stages in %s', (locale) => {
    for (const state of ['up', 'degraded', 'down', 'unreachable', 'unknown'] as const)
      expect(explainLink(input({ state }), locale)[0], state).toMatch(/^Mamuju–Lebani .*t1000\.$/);
    for (const stage of STAGES) {
      const said = explainLink(input({ stage }), locale).at(-1) ?? '';
      expect(said.includes('alert') || said.includes('alarm'), `${stage}: ${said}`).toBe(true);
    }
  });

  it('says that an active link without alerts has none, and why a planned one cannot have any', () => {
    expect(explainLink(input(), 'en').at(-1)).toBe('There is no alert about it.');
    expect(explainLink(input({ stage: 'planned' }), 'en').at(-1)).toBe(
      'It does not alert because it is planned.',
    );
    expect(explainLink(input({ stage: 'planned' }), 'id').at(-1)).toBe(
      'Tidak ada alarm karena jalur ini direncanakan.',
    );
  });

  it('says that it is being checked', () => {
    const suspected = input({ suspicion: { lostInRow: 2, required: 5 } });
    expect(explainLink(suspected, 'en')).toContain(
      'It is being checked: 2 echoes in a row are lost, 5 would decide.',
    );
    expect(explainLink(suspected, 'id')).toContain(
      'Sedang diperiksa: 2 echo berturut-turut hilang, 5 yang menentukan.',
    );
  });

  it('tells of an alert that is not held back', () => {
    expect(explainLink(input({ alerts: [alert()] }), 'en').at(-1)).toBe(
      'Alert link.down #7 is active since t3000.',
    );
    expect(explainLink(input({ alerts: [alert()] }), 'id').at(-1)).toBe(
      'Alarm link.down #7 aktif sejak t3000.',
    );
  });
});

describe('a link that beats', () => {
  const down: Reason = { ...SILENT, beatEveryMs: 60_000 };

  it.each([
    [
      'en',
      'down',
      down,
      /6 beats in a row did not arrive, the first due at t1000; .* beats every 1 min, .* takes 5\.5 min/,
    ],
    ['id', 'down', down, /6 denyut berturut-turut tidak diterima, .* tiap 1 min, .* perlu 5,5 min/],
    [
      'en',
      'up',
      { kind: 'answering', answeredInRow: 2, beatEveryMs: 20_000 },
      /beats by itself; the beats, wanted every 20 s/,
    ],
    [
      'id',
      'up',
      { kind: 'answering', answeredInRow: 2, beatEveryMs: 20_000 },
      /berdenyut sendiri; denyut tiap 20 s/,
    ],
    [
      'en',
      'unreachable',
      { kind: 'ancestor', site: siteId('s'), link: linkId('v1'), since: 9, provedAt: 8, beatEveryMs: 60_000 },
      /link<v1> is down since t9, proved by a missing beat that was due at t8\./,
    ],
    [
      'id',
      'unreachable',
      { kind: 'ancestor', site: siteId('s'), link: linkId('v1'), since: 9, provedAt: 8, beatEveryMs: 60_000 },
      /link<v1> putus sejak t9, terbukti dari denyut yang tidak diterima dan seharusnya t8\./,
    ],
  ] as const)('is explained as one, in %s, while %s', (locale, state, reason, wanted) => {
    const sentences = explainLink(input({ state, reason }), locale).join(' ');
    expect(sentences).toMatch(wanted);
    expect(sentences).not.toMatch(/echo/i);
  });

  it.each(LOCALES)('tells how long a suspicion takes, in %s', (locale) => {
    const reason: Reason = { kind: 'answering', answeredInRow: 2, beatEveryMs: 60_000 };
    const suspicion = { lostInRow: 2, required: 7, beatEveryMs: 60_000 };
    expect(explainLink(input({ state: 'up', reason, suspicion }), locale).join(' ')).toMatch(
      /2 .* 7 .* 7[.,]5 min/,
    );
  });
});
