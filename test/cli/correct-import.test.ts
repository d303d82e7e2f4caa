// Tables of tickets, as offices keep them: what is read, and what is refused rather than guessed.

import { describe, expect, it } from 'vitest';
import { wordFaults } from '../../src/cli/correct-drafts.ts';
import { readTickets } from '../../src/cli/correct-import.ts';

const read = (text: string) => readTickets(new TextEncoder().encode(text), 'tickets.csv');

describe('a table of tickets', () => {
  it('is read under the headers of Indonesian offices, with bare minutes of stop clock kept as such', () => {
    const found = read(
      'No_Tiket;Jalur;SID;Tiket_Open;Tiket_Close;Stop_Clock (menit);Durasi;Penyebab;Tindakan\r\n' +
        'T-1;prov-majene;123;2026-10-02 08:00;2026-10-02 14:00;125;235;FO putus;penyambungan core\r\n' +
        ';;;;;;;;\r\n' +
        'T-2;prov-polman;124;2026-10-03T08:00:00+08:00;2026-10-03 09:00;0;60;;-\r\n',
    );
    expect(found.faults).toEqual([]);
    expect(found.unread).toEqual(['SID', 'Durasi']);
    expect(found.rows).toEqual([
      {
        row: 2,
        draft: {
          kind: 'ticket',
          link: 'prov-majene',
          from: '2026-10-02 08:00',
          to: '2026-10-02 14:00',
          note: 'FO putus',
          ourNumber: 'T-1',
          action: 'penyambungan core',
          bareStopMinutes: 125,
        },
      },
      {
        row: 4,
        draft: {
          kind: 'ticket',
          link: 'prov-polman',
          from: '2026-10-03T08:00:00+08:00',
          to: '2026-10-03 09:00',
          note: 'imported ticket',
          ourNumber: 'T-2',
        },
      },
    ]);
    expect(wordFaults(found.rows.map(({ draft }) => draft))).toEqual([]);
  });

  it.each([
    ['01-08-20 08:00', 'which of its numbers is the year is not guessed'],
    ['1/8/2020 08.00', 'which of its numbers is the year is not guessed'],
    ['2026-10-02', 'the time of day is missing'],
    ['2026-02-30 08:00', 'that is no moment of the calendar'],
    ['2026-10-02 24:10', 'that is no moment of the calendar'],
    ['yesterday', 'that is no moment of the calendar'],
  ])('with "%s" for a moment is refused: %s', (text, why) => {
    const { rows, faults } = read(`link,from,to,no tiket\na,${text},2026-10-02 09:00,T-1\n`);
    expect(rows).toEqual([]);
    expect(faults).toEqual([`row 2: "from" is "${text}": ${why}; wanted such as 2026-10-31 08:00`]);
  });

  it('tells everything that is wrong, with the row', () => {
    const { faults } = read(
      'link,from,to,no tiket,stop clock\n' +
        'a,2026-10-02 08:00,,T-1,\n' +
        'a,2026-10-02 08:00,2026-10-02 09:00,,\n' +
        'a,2026-10-02 08:00,2026-10-02 09:00,T-3,two hours\n',
    );
    expect(faults).toEqual([
      'row 2: "to" is empty',
      'row 3: the ticket has no number',
      'row 4: the stop clock is "two hours", wanted whole minutes',
    ]);
  });

  it('without the columns it needs is refused, and so is one that has a column twice', () => {
    expect(read('jalur,mulai,down,nama\n').faults).toEqual([
      expect.stringContaining('there is no column for "to"'),
      'row 1: "down" and "mulai" mean the same column',
      expect.stringContaining('no column with the number of the ticket'),
    ]);
  });

  it('with more words than an entry takes is refused by entry and field', () => {
    const { rows } = read(
      `link,from,to,no tiket,note\na,2026-10-02 08:00,2026-10-02 09:00,T-1,${'x'.repeat(501)}\n`,
    );
    expect(wordFaults(rows.map(({ draft }) => draft))).toEqual([
      { index: 0, message: 'note: at most 500 characters' },
    ]);
  });
});
