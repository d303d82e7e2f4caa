// Where alerts are in their life and what was done about them, in both languages.

import { describe, expect, it } from 'vitest';
import type { ActKind, ActRefusal } from '../../../src/domain/act.ts';
import type { Alert, Suppression } from '../../../src/domain/alert.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { alertDetail, alertImpact } from '../../../src/web/text/alert-sentence.ts';
import {
  actText,
  alertStatus,
  causeText,
  refusalText,
  suppressionText,
} from '../../../src/web/text/alert-status.ts';
import { provinceTime } from '../../../src/web/text/format.ts';
import { WORDS } from '../../../src/web/text/languages.ts';
import type { SentenceContext } from '../../../src/web/text/sentence.ts';
import type { Language } from '../../../src/web/text/words.ts';
import { START } from '../support/province.ts';
import { alert } from '../support/story.ts';

const HOUR_MS = 3_600_000;
const NEXT_MORNING = Date.UTC(2026, 10, 24, 23, 0, 0);

function context(language: Language): SentenceContext {
  return {
    language,
    time: provinceTime('Asia/Makassar', WORDS[language]),
    now: START,
    siteName: (site) => (site === 'mamasa' ? 'Mamasa' : site),
  };
}
const id = context('id');
const en = context('en');
const down = alert(41, { rule: 'link.down', subject: linkId('prov-mamasa') });
const seen = { by: 'Andi', at: START - HOUR_MS };
const returnedAt = START - HOUR_MS / 2;

describe('alertStatus()', () => {
  it.each<[Partial<Alert>, string, string]>([
    [{}, 'aktif – belum diakui', 'active – not acknowledged'],
    [{ acknowledged: seen }, 'aktif – diakui oleh Andi 13:03', 'active – acknowledged by Andi 13:03'],
    [{ status: 'returned', returnedAt }, 'pulih 13:33 – belum diakui', 'recovered 13:33 – not acknowledged'],
    [
      { status: 'returned', returnedAt, latched: true, acknowledged: seen },
      'pulih 13:33 – menunggu reset',
      'recovered 13:33 – waits for a reset',
    ],
    [
      { shelved: { ...seen, until: NEXT_MORNING }, acknowledged: seen },
      'aktif – diakui oleh Andi 13:03 – ditangguhkan oleh Andi sampai 25 Nov 07:00',
      'active – acknowledged by Andi 13:03 – shelved by Andi until 25 Nov 07:00',
    ],
    [{ status: 'closed', closedAt: START }, 'selesai 14:03', 'closed 14:03'],
    [{ suppressed: { by: 'blind', since: START } }, 'aktif', 'active'],
  ])('%o', (fields, indonesian, english) => {
    expect(alertStatus({ ...down, ...fields }, id, true)).toBe(indonesian);
    expect(alertStatus({ ...down, ...fields }, en, true)).toBe(english);
  });
});

it('asks for no acknowledgement where none is wanted', () => {
  expect(alertStatus(down, id, false)).toBe('aktif');
});

describe('suppressionText()', () => {
  const since = START - HOUR_MS;
  const until = START + HOUR_MS;
  it.each<[Suppression, string]>([
    [
      { by: 'ancestor', site: siteId('mamasa'), link: linkId('x'), since, provedAt: since },
      'ditahan: Mamasa terputus sejak 13:03',
    ],
    [{ by: 'blind', since }, 'ditahan: pemantau buta sejak 13:03'],
    [{ by: 'flapping', since, alert: 7 }, 'ditahan: tidak stabil, lihat alarm #7'],
    [{ by: 'rule', rule: 'link.down', since, alert: 7 }, 'ditahan: sudah tercakup dalam alarm #7'],
    [
      { by: 'maintenance', window: 'w', name: 'Ganti ODP', announcedBy: 'ICON+', since, until },
      'ditahan: pemeliharaan “Ganti ODP” (ICON+) sampai 15:03',
    ],
    [{ by: 'shelved', who: 'Sitti', since, until }, 'ditahan: ditangguhkan oleh Sitti sampai 15:03'],
    [{ by: 'settling', since, until }, 'ditahan: jalur baru dinyalakan, ditunggu sampai 15:03'],
  ])('$by', (suppressed, indonesian) => {
    expect(suppressionText({ ...down, suppressed }, id)).toBe(indonesian);
    expect(suppressionText({ ...down, suppressed }, en)).toMatch(/^held back: /);
  });

  it('says nothing of what is not held back', () => {
    expect(suppressionText(down, id)).toBe('');
  });
});

describe('alertImpact()', () => {
  it.each<[Alert['data'], string, string]>([
    [
      { unreachable: 25, villages: 14, offices: 9 },
      '14 desa, 9 kantor ikut terputus',
      '14 villages, 9 offices cut off with it',
    ],
    [
      { unreachable: 31, regencies: 2, villages: 1 },
      '2 kabupaten, 1 desa ikut terputus',
      '2 regencies, 1 village cut off with it',
    ],
    [{ unreachable: 1 }, '1 jalur ikut terputus', '1 link cut off with it'],
    [{ unreachable: 0 }, '', ''],
    [{ villages: 'many' }, '', ''],
  ])('%o', (data, indonesian, english) => {
    expect(alertImpact({ ...down, data }, id)).toBe(indonesian);
    expect(alertImpact({ ...down, data }, en)).toBe(english);
  });

  it('goes with what is known of work that is not over in time', () => {
    const data = { from: 'A', to: 'B', overrun: 'Ganti FO', overrunSince: START - HOUR_MS };
    expect(alertDetail({ ...down, data }, id)).toBe(
      'A → B · pemeliharaan “Ganti FO” melewati waktunya 13:03',
    );
  });
});

describe('acts in words', () => {
  it.each<[ActKind, string, string]>([
    [{ kind: 'acknowledge' }, 'mengakui', 'acknowledged'],
    [{ kind: 'note', note: 'tim berangkat' }, 'mencatat: tim berangkat', 'noted: tim berangkat'],
    [
      { kind: 'shelve', until: NEXT_MORNING, note: 'menunggu suku cadang' },
      'menangguhkan sampai 25 Nov 07:00: menunggu suku cadang',
      'shelved until 25 Nov 07:00: menunggu suku cadang',
    ],
    [{ kind: 'unshelve' }, 'membatalkan penangguhan', 'ended the shelving'],
    [
      { kind: 'confirm-cause', cause: 'fiber-cut' },
      'menetapkan penyebab: kabel fiber putus',
      'confirmed the cause: fibre cut',
    ],
    [{ kind: 'reset' }, 'me-reset', 'reset'],
  ])('$kind', (act, indonesian, english) => {
    expect(actText({ act }, id)).toBe(indonesian);
    expect(actText({ act }, en)).toBe(english);
  });

  it('tells the confirmed cause, and by whom', () => {
    const cause = { code: 'pln-power', by: 'Sitti', at: START } as const;
    expect(causeText({ ...down, cause }, id)).toBe('listrik PLN padam (Sitti 14:03)');
    expect(causeText(down, id)).toBe('');
  });
});

describe('refusalText()', () => {
  it('tells the second operator who was first', () => {
    const refusal = { code: 'already-acknowledged', message: 'x', by: 'Andi', at: START - 60_000 };
    expect(refusalText(refusal, id)).toBe('Sudah diakui oleh Andi pukul 14:02');
    expect(refusalText(refusal, en)).toBe('Already acknowledged by Andi at 14:02');
  });

  it.each<[ActRefusal['code'], string]>([
    ['closed', 'Alarm sudah selesai'],
    ['no-alert', 'Alarm ini tidak dikenal server'],
    ['not-shelved', 'Alarm ini tidak sedang ditangguhkan'],
    ['not-latched', 'Alarm ini berakhir sendiri, tidak perlu di-reset'],
    ['not-returned', 'Kondisinya masih berlangsung'],
    ['bad-until', 'Waktunya harus di depan, paling lama 30 hari'],
  ])('%s', (code, text) => {
    expect(refusalText({ code, message: 'x' }, id)).toBe(text);
  });

  it('falls back to the words of a server that knows more', () => {
    expect(refusalText({ code: 'new', message: 'not today' }, id)).toBe('not today');
  });
});
