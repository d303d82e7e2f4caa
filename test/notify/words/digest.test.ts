// Digests: what is still going on first, what is over, as much as fits; and moments by the names of the zones.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../src/domain/local-time.ts';
import type { Message } from '../../../src/notify/port.ts';
import { clipBody, clipLine } from '../../../src/notify/words/clip.ts';
import { digestWriter } from '../../../src/notify/words/digest.ts';
import { wordMessage } from '../../../src/notify/words/message.ts';
import { durationText, momentText, rememberingZone, zoneName } from '../../../src/notify/words/moment.ts';
import { pageLink } from '../../../src/notify/words/page-link.ts';
import { alertOf, contextOf, ended, NETWORK, SINCE, storyOf } from './stories.ts';

const ZONE = zoneOf('Asia/Makassar');
const HOUR_MS = 3_600_000;

function message(number: number, isOver: boolean, changes: Partial<Message> = {}): Message {
  const alert = alertOf('link.down', { name: `Jalur ${number}` }, { number, incident: number });
  const story = isOver ? ended(alert) : storyOf(alert);
  return { ...wordMessage(story, contextOf('id')), id: `m${number}`, labels: {}, recipients: [], ...changes };
}

const CONTEXT = { id: 'd1', at: SINCE + HOUR_MS, sinceAt: SINCE };

describe('a digest', () => {
  const write = digestWriter(NETWORK, ZONE, 'https://jalur.example.id');

  it('of a time without a way out says what happened, what is over, and one line each', () => {
    const begun = message(1, false);
    const digest = write([begun, message(2, false), message(3, true), message(1, true)], 'offline', CONTEXT);
    expect(digest).toMatchObject({
      id: 'd1',
      kind: 'digest',
      severity: 'critical',
      incident: 2,
      subject: 'Selama jalur keluar terputus 14:03–15:03: 3 gangguan, 2 sudah pulih',
      startsAt: SINCE,
      url: 'https://jalur.example.id/#/alerts',
      recipients: [],
    });
    expect(digest.endsAt).toBeUndefined();
    expect(digest.body.split('\n')).toEqual([
      'Selama jalur keluar terputus 14:03–15:03: 3 gangguan, 2 sudah pulih (WITA)',
      '24 Nov 14:03:27 [Kritis] Putus: Jalur 2',
      '24 Nov 14:03:27–14:41 [Pulih] Putus: Jalur 1, selama 38 mnt 12 dtk',
      '24 Nov 14:03:27–14:41 [Pulih] Putus: Jalur 3, selama 38 mnt 12 dtk',
      'https://jalur.example.id/#/alerts',
    ]);
  });

  it('of too many messages says so, with the days where they differ', () => {
    const digest = write([message(1, true)], 'rate', { ...CONTEXT, at: SINCE + 24 * HOUR_MS });
    expect(digest.subject).toBe(
      'Terlalu banyak pesan 24 Nov 14:03:27–25 Nov 14:03:27: 1 gangguan, 1 sudah pulih',
    );
    expect(digest.endsAt).toBe(SINCE + 2_292_000);
  });

  it('is in the language of its messages, and for their recipients', () => {
    const digest = write(
      [1, 2].map((number) => message(number, false, { locale: 'en', recipients: [`+${number}`] })),
      'offline',
      CONTEXT,
    );
    expect(digest.subject).toBe('While the way out was cut 14:03–15:03: 2 incidents, 0 over');
    expect(digest.recipients).toEqual(['+1', '+2']);
  });

  it('tells as many lines as fit, then how many there are besides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 120 }), (count, length) => {
        const subject = 'x'.repeat(length);
        const messages = Array.from({ length: count }, (_, index) => ({
          ...message(index + 1, index % 2 === 0),
          subject,
        }));
        const { body, subject: title } = write(messages, 'offline', CONTEXT);
        const lines = body.split('\n');
        const others = Number(/^dan (\d+) lainnya$/.exec(lines.at(-2) ?? '')?.[1] ?? 0);
        expect(body.length).toBeLessThanOrEqual(3_500);
        expect(title.length).toBeLessThanOrEqual(120);
        expect(lines.length - 2 - (others > 0 ? 1 : 0) + others).toBe(count);
      }),
      { numRuns: 40 },
    );
  });
});

describe('moments', () => {
  it.each([
    ['Asia/Jakarta', 'WIB', '24 Nov 13:03:27'],
    ['Asia/Pontianak', 'WIB', '24 Nov 13:03:27'],
    ['Asia/Makassar', 'WITA', '24 Nov 14:03:27'],
    ['Asia/Jayapura', 'WIT', '24 Nov 15:03:27'],
    ['Asia/Kathmandu', 'Asia/Kathmandu', '24 Nov 11:48:27'],
  ])('of %s are %s', (timeZone, name, text) => {
    expect(zoneName(timeZone)).toBe(name);
    expect(momentText(SINCE, rememberingZone(zoneOf(timeZone)), 'id')).toBe(text);
  });

  it('are the same from a zone that remembers', () => {
    const zone = rememberingZone(ZONE);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
        expect(zone.at(at)).toEqual(ZONE.at(at));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    [-1, '0 dtk'],
    [59_999, '59 dtk'],
    [249_000, '4 mnt 09 dtk'],
    [2 * HOUR_MS + 180_000, '2 jam 03 mnt'],
    [51 * HOUR_MS, '2 hr 03 jam'],
  ])('%i ms last %s', (ms, text) => {
    expect(durationText(ms, 'id')).toBe(text);
  });
});

describe('texts that are cut', () => {
  it('are one line of at most so many characters, never half a character', () => {
    expect(clipLine('  a\r\n\tb\u0000c ')).toBe('a b c');
    expect(clipLine('a😀b', 3)).toBe('a…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => clipLine(text).length <= 120),
    );
  });

  it('keep their last line', () => {
    const body = clipBody(['x'.repeat(9_000)], 'https://a.example/#/alerts/1');
    expect(body).toHaveLength(3_500);
    expect(body.endsWith('…\nhttps://a.example/#/alerts/1')).toBe(true);
  });
});

it('the page is found with and without a slash at the end of its address', () => {
  for (const address of ['https://a.example/x', 'https://a.example/x/', 'https://a.example/x/#/'])
    expect(pageLink(address, 7)).toBe('https://a.example/x/#/alerts/7');
  expect(pageLink('https://a.example')).toBe('https://a.example/#/alerts');
});
