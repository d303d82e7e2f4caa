// Planned work in a configuration: when it is, by the province's clock, and what cannot be meant. It is 24 November 2026.

import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { base, configOf, mistakesOf } from './support.ts';

const WHO = 'announcedBy: "Surat 12/NOC", announcedAt: 2026-11-20';
const PLACE = 'scope: { links: [prov-majene] }';
const ONCE = 'from: 2026-12-01 22:00, to: 2026-12-02 02:00';
const NIGHTLY = 'every: [mon, wed], at: "22:00", duration: 4h';

function withWindows(...windows: readonly string[]): string {
  const lines = windows.map((window) => `\n    - ${window}`).join('');
  return base({
    providers: 'providers: [{ id: p, name: Penyedia P }]',
    alerts: `alerts:\n  maintenance:${lines}`,
  });
}

/** The one window of a configuration with these words about its time. */
function timeOf(time: string) {
  const [window] = configOf(withWindows(`{ id: w, name: W, ${PLACE}, ${WHO}, ${time} }`)).maintenance;
  return window?.time;
}

const at = (text: string) => Date.parse(text);

describe('a window', () => {
  it('is what the file says', () => {
    const scope = 'scope: { links: [prov-majene], sites: [majene], regencies: [majene], providers: [p] }';
    const { maintenance, warnings } = configOf(
      withWindows(`{ id: w, name: Ganti ODP, ${scope}, ${WHO}, ${ONCE}, note: Bawa genset }`),
    );
    expect(warnings).toEqual([]);
    expect(maintenance).toEqual([
      {
        id: 'w',
        name: 'Ganti ODP',
        scope: {
          links: [linkId('prov-majene')],
          sites: [siteId('majene')],
          regencies: [siteId('majene')],
          providers: ['Penyedia P'],
        },
        time: { kind: 'once', from: at('2026-12-01T14:00Z'), to: at('2026-12-01T18:00Z') },
        announcedBy: 'Surat 12/NOC',
        announcedAt: at('2026-11-19T16:00Z'),
        note: 'Bawa genset',
        origin: 'config',
      },
    ]);
  });

  it.each<[string, string, string]>([
    ['from: 2026-12-01 22:00, to: 2026-12-01 23:00:30', '2026-12-01T14:00Z', '2026-12-01T15:00:30Z'],
    ['from: 2026-12-01T22:00, to: 2026-12-01T23:00', '2026-12-01T14:00Z', '2026-12-01T15:00Z'],
    ['from: 2026-12-01 22:00+09:00, to: 2026-12-01T13:30Z', '2026-12-01T13:00Z', '2026-12-01T13:30Z'],
    ['from: 2026-12-01 09:00 -03:30, to: 2026-12-01 21:00', '2026-12-01T12:30Z', '2026-12-01T13:00Z'],
  ])('with %s', (time, from, to) => {
    expect(timeOf(time)).toEqual({ kind: 'once', from: at(from), to: at(to) });
  });

  it.each<[string, object]>([
    [NIGHTLY, { days: ['mon', 'wed'], atMinute: 1_320, durationMs: 14_400_000 }],
    [
      'monthDays: [1, 15], at: "00:30", duration: 7d',
      { days: [1, 15], atMinute: 30, durationMs: 604_800_000 },
    ],
    [
      `${NIGHTLY}, notBefore: 2026-12-01, notAfter: 2026-12-31`,
      { notBefore: at('2026-11-30T16:00Z'), notAfter: at('2026-12-31T15:59Z') },
    ],
    [`${NIGHTLY}, notAfter: 2026-12-31 12:00`, { notAfter: at('2026-12-31T04:00Z') }],
  ])('that comes again with %s', (time, expected) => {
    expect(timeOf(time)).toMatchObject({ kind: 'recurring', ...expected });
  });
});

describe('a mistake', () => {
  it.each<[string, string]>([
    [`{ name: W, ${PLACE}, ${WHO}, ${ONCE} }`, 'id is missing'],
    [`{ id: w, name: W, ${PLACE}, ${ONCE}, announcedAt: 2026-11-20 }`, 'announcedBy is missing'],
    [`{ id: w, name: W, ${PLACE}, ${ONCE}, announcedBy: X }`, 'announcedAt is missing'],
    [`{ id: w, name: W, ${WHO}, ${ONCE} }`, 'scope is missing'],
    [
      `{ id: w, name: W, scope: {}, ${WHO}, ${ONCE} }`,
      'the scope is empty, wanted links, sites, regencies or providers',
    ],
    [`{ id: w, name: W, scope: { links: [] }, ${WHO}, ${ONCE} }`, 'the scope is empty'],
    [`{ id: w, name: W, scope: { links: [prov-majen] }, ${WHO}, ${ONCE} }`, 'did you mean "prov-majene"?'],
    [
      `{ id: w, name: W, scope: { regencies: [pusat] }, ${WHO}, ${ONCE} }`,
      'there is no "pusat" among regencies',
    ],
    [
      `{ id: w, name: W, scope: { link: [prov-majene] }, ${WHO}, ${ONCE} }`,
      'unknown key "link"; did you mean "links"?',
    ],
    [`{ id: w, name: W, ${PLACE}, ${WHO} }`, 'lacks from and to, or every, at and duration'],
    [`{ id: w, name: W, ${PLACE}, ${WHO}, from: 2026-12-01 22:00 }`, 'lacks "to"'],
    [`{ id: w, name: W, ${PLACE}, ${WHO}, to: 2026-12-01 22:00 }`, 'lacks "from"'],
    [`{ id: w, name: W, ${PLACE}, ${WHO}, every: [mon] }`, 'comes again and lacks at and duration'],
    [`{ id: w, name: W, ${PLACE}, ${WHO}, at: "22:00", duration: 1h }`, 'lacks every or monthDays'],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, ${ONCE}, every: [mon] }`,
      'found from and to and every, wanted from and to, or',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, ${NIGHTLY}, monthDays: [1] }`,
      'found both "every" and "monthDays"',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, from: 2026-12-01, to: 2026-12-02 02:00 }`,
      'from: found "2026-12-01", wanted a moment',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, from: 2026-02-29 22:00, to: 2026-12-02 02:00 }`,
      'wanted a moment such as',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, from: 1 Dec 22:00, to: 2026-12-02 02:00 }`,
      'wanted a moment such as',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, from: 2026-12-01 24:00, to: 2026-12-02 02:00 }`,
      'wanted a moment such as',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, from: 2026-12-02 22:00, to: 2026-12-02 02:00 }`,
      'ends before it begins',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, from: 2026-12-02 22:00, to: 2026-12-02 22:00 }`,
      'ends before it begins, or at once',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, from: 2026-12-01 00:00, to: 2026-12-31 00:01 }`,
      'lasts 31 days, wanted 30 at most',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, every: [mon], at: "22:00", duration: 8d }`,
      'duration: found 8d, wanted 7d at most',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, every: [mon, tue], at: "22:00", duration: 25h }`,
      'duration: found 25h: the window would begin again',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, monthDays: [1, 27], at: "22:00", duration: 6d }`,
      'would begin again before it ends',
    ],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, monthDays: [0], at: "22:00", duration: 1h }`,
      'wanted a whole number from 1 to 31',
    ],
    [`{ id: w, name: W, ${PLACE}, ${WHO}, every: [senin], at: "22:00", duration: 1h }`, 'senin'],
    [
      `{ id: w, name: W, ${PLACE}, ${WHO}, ${NIGHTLY}, notBefore: 2026-12-31, notAfter: 2026-12-01 }`,
      'notAfter lies before notBefore',
    ],
  ])('%s: %s', (window, message) => {
    const mistakes = mistakesOf(withWindows(window));
    expect(mistakes.join('\n')).toContain(message);
    expect(mistakes.every((each) => /^a\.yaml:\d+:\d+: /.test(each))).toBe(true);
  });

  it('is an id that stands there twice', () => {
    const window = `{ id: w, name: W, ${PLACE}, ${WHO}, ${ONCE} }`;
    expect(mistakesOf(withWindows(window, window))).toEqual([
      'a.yaml:13:13: the id "w" is taken already among windows',
    ]);
  });

  it('is none where windows only touch: every day for a day, the 1st and the 29th', () => {
    const all = 'every: [mon, tue, wed, thu, fri, sat, sun]';
    expect(timeOf(`${all}, at: "00:00", duration: 24h`)).toMatchObject({ durationMs: 86_400_000 });
    expect(timeOf('monthDays: [1, 28], at: "22:00", duration: 24h')).toMatchObject({ days: [1, 28] });
  });
});

describe('a warning', () => {
  const warningsOf = (window: string) => configOf(withWindows(window)).warnings.map(({ message }) => message);

  it.each<[string, string]>([
    [
      `{ id: w, name: W, ${PLACE}, announcedBy: X, announcedAt: 2026-01-01, from: 2026-02-01 22:00, to: 2026-02-02 02:00 }`,
      'the window "w" has long been over; it can be taken out',
    ],
    [
      `{ id: w, name: W, ${PLACE}, announcedBy: X, announcedAt: 2026-01-01, ${NIGHTLY}, notAfter: 2026-03-01 }`,
      'the window "w" has long been over; it can be taken out',
    ],
    [
      `{ id: w, name: W, ${PLACE}, announcedBy: X, announcedAt: 2026-11-25, ${ONCE} }`,
      'announcedAt is not yet',
    ],
    [
      `{ id: w, name: W, ${PLACE}, announcedBy: X, announcedAt: 2026-11-24, from: 2026-11-23 22:00, to: 2026-11-24 22:00 }`,
      'the window was announced after it had begun; outages from before are told all the same',
    ],
    [`{ id: w, name: W, scope: { providers: [p] }, ${WHO}, ${ONCE} }`, 'the window "w" covers no link'],
  ])('%s: %s', (window, message) => {
    expect(warningsOf(window)).toEqual([message]);
  });

  it('is not given for a window of last month', () => {
    expect(
      warningsOf(
        `{ id: w, name: W, ${PLACE}, announcedBy: X, announcedAt: 2026-10-01, from: 2026-10-20 22:00, to: 2026-10-20 23:00 }`,
      ),
    ).toEqual([]);
  });
});
