// Reasons and alerts in words, both languages.

import { describe, expect, it } from 'vitest';
import { BUILT_IN_RULES } from '../../../src/domain/alert.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { Reason } from '../../../src/domain/state.ts';
import { alertDetail, alertImpact, alertTitle } from '../../../src/web/text/alert-sentence.ts';
import { provinceTime } from '../../../src/web/text/format.ts';
import { WORDS } from '../../../src/web/text/languages.ts';
import { linkReason, reasonSentence, type SentenceContext } from '../../../src/web/text/sentence.ts';
import { LANGUAGES, type Language } from '../../../src/web/text/words.ts';
import { START } from '../support/province.ts';
import { alert } from '../support/story.ts';

function context(language: Language): SentenceContext {
  return {
    language,
    time: provinceTime('Asia/Makassar', WORDS[language]),
    now: START,
    siteName: (site) => (site === 'mamasa' ? 'Mamasa' : site),
  };
}

const REASONS: readonly [Reason, string, string][] = [
  [{ kind: 'answering', answeredInRow: 5 }, 'Echo terjawab', 'Echoes are answered'],
  [
    { kind: 'quality', figure: 'loss', value: 11.67, limit: 5 },
    'Loss 11,7%, batas 5%',
    'Loss 11.7%, limit 5%',
  ],
  [
    {
      kind: 'silent',
      lostInRow: 9,
      required: 5,
      lossPct: 0.2,
      firstLostAt: START - 60_000,
      lastLostAt: START - 57_000,
      outcome: 'lost',
      ancestors: [{ site: siteId('mamasa'), answeredAt: START }],
    },
    '9 echo tanpa jawaban sejak 14:02:00; Mamasa terjangkau',
    '9 echoes: no reply since 14:02:00; Mamasa reachable',
  ],
  [
    { kind: 'ancestor', site: siteId('mamasa'), link: linkId('prov-mamasa'), since: START, provedAt: START },
    'Mamasa terputus sejak 14:03:00',
    'Mamasa is cut off since 14:03:00',
  ],
  [{ kind: 'answering', answeredInRow: 2, beatEveryMs: 60_000 }, 'Denyut diterima', 'Beats arrive'],
  [
    {
      kind: 'silent',
      lostInRow: 5,
      required: 5,
      lossPct: 0.2,
      firstLostAt: START - 330_000,
      lastLostAt: START - 90_000,
      outcome: 'lost',
      beatEveryMs: 60_000,
      ancestors: [],
    },
    '5 denyut tidak diterima sejak 13:57:30',
    '5 beats missing since 13:57:30',
  ],
  [{ kind: 'stopped' }, 'jalur tidak berjalan', 'jalur was not running'],
];

describe('reasonSentence()', () => {
  it.each(REASONS)('$kind', (reason, indonesian, english) => {
    expect(reasonSentence(reason, context('id'))).toBe(indonesian);
    expect(reasonSentence(reason, context('en'))).toBe(english);
  });
});

describe('alerts in words', () => {
  const link = linkId('mamasa-0');
  it.each([
    [
      'link.down',
      { from: 'Mamuju', to: 'Mamasa', siteReachable: true },
      'Mamuju → Mamasa · cadangan bekerja',
    ],
    [
      'link.down',
      { from: 'Mamuju', to: 'Mamasa', siteReachable: false },
      'Mamuju → Mamasa · cadangan ikut putus',
    ],
    [
      'link.down',
      { from: 'Mamuju', to: 'Mamasa', beatEveryMs: 60_000 },
      'Mamuju → Mamasa · push, denyut tiap 60 s',
    ],
    ['link.degraded', { figure: 'rtt', value: 812.4, limit: 700 }, 'RTT 812 ms, batas 700 ms'],
    ['link.degraded', { figure: 'colour', value: 1, limit: 2 }, ''],
    ['link.snmp-silent', { address: '10.0.0.1', polls: 3, detail: 'timeout' }, '10.0.0.1 · 3 poll · timeout'],
    [
      'link.vicon',
      { title: 'Tatap muka', site: 'Mamasa', level: 'unfit', decides: 'down' },
      'Tatap muka · Mamasa tidak siap: jalur putus',
    ],
    [
      'rule.on-battery',
      { ruleId: 'berjalan dengan baterai', figure: 'on_battery', value: 1, limit: 0.5 },
      '',
    ],
    ['rule.fan', { figure: 'fan_ok', value: 0, limit: 0.5, instance: 'kipas 2' }, 'kipas 2'],
    ['rule.weak', { figure: 'rx_level', value: -82.4, limit: -80 }, 'Level terima -82,4 dBm, batas -80 dBm'],
    [
      'rule.hot',
      { figure: 'temperature', value: 71, limit: 70, instance: 'cpu' },
      'Suhu cpu 71 °C, batas 70 °C',
    ],
    ['rule.full', { figure: 'utilisation', value: 96, limit: 90 }, 'Pemakaian 96%, batas 90%'],
    ['rule.mos', { figure: 'mos', value: 2.91, limit: 3 }, 'MOS 2,9, batas 3,0'],
    [
      'rule.old',
      { figure: 'age', value: 600_000, limit: 300_000 },
      'Usia data 10 mnt 00 dtk, batas 5 mnt 00 dtk',
    ],
    ['rule.modem', { figure: 'modem_state', value: 'unlocked' }, 'Status modem: unlocked'],
    ['rule.down', { figure: 'state', value: 'down' }, 'Status: Putus'],
    ['rule.own', { figure: 'arus_panel', value: 4.25, limit: 4 }, 'arus panel 4,25, batas 4'],
    ['link.rebooted', { reboots: 2, lastAt: START - 90_000 }, '2×, terakhir 1 mnt 30 dtk lalu'],
  ] as const)('%s with %o', (rule, data, expected) => {
    expect(alertDetail(alert(1, { rule, subject: link, data }), context('id'))).toBe(expected);
  });

  it('says of a planned link that it is not judged, not how its state began', () => {
    const planned = { stage: 'planned', state: 'unknown', reason: { kind: 'stopped' } } as const;
    expect(linkReason(planned, context('id'))).toBe('Masih rencana: statusnya belum dinilai');
    expect(linkReason({ ...planned, stage: 'active' }, context('en'))).toBe('jalur was not running');
    expect(linkReason({ ...planned, reason: { kind: 'blind' } }, context('id'))).toContain('Pemantau buta');
  });

  it('names the link, or what is wrong with the monitor', () => {
    const down = alert(1, { rule: 'link.down', subject: link, data: { name: 'Mamasa – Osango' } });
    expect(alertTitle(down, context('id'))).toBe('Putus: Mamasa – Osango');
    expect(alertTitle({ ...down, data: {} }, context('en'))).toBe('Down: mamasa-0');
    const blind = alert(2, { rule: 'monitor.blind', subject: 'monitor' });
    expect(alertTitle(blind, context('id'))).toBe('Pemantau buta: semua anchor diam');
  });

  it('survives every rule without any facts', () => {
    for (const rule of BUILT_IN_RULES) {
      for (const language of LANGUAGES) {
        const bare = alert(1, { rule, subject: link });
        expect(alertDetail(bare, context(language)), rule).toBe('');
        expect(alertImpact(bare, context(language)), rule).toBe('');
      }
    }
  });
});
