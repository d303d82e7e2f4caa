// Programme, year and the day construction began, from an office's sheet to what the loader makes of the table.

import { describe, expect, it } from 'vitest';
import { tableText } from '../../../src/config/import/write-table.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { configOf } from '../support.ts';
import { imported, provinceWith, said } from './support.ts';

const HEADER = ['Nama Desa', 'Kabupaten', 'IP', 'Media', 'Status', 'Nama Program', 'TA', 'Mulai Dibangun'];

describe('a sheet about the roll-out', () => {
  it('gives links and villages without one their plan, and the loader takes it', () => {
    const result = imported([
      HEADER,
      ['Lombang', 'Majene', '10.1.1.1', 'FO', 'Rencana', 'Desa Marasa', '2026/2027', '1 September 2026'],
      ['Sambabo', 'Majene', null, null, null, 'Desa Marasa', 2027, '1/10/2026'],
      ['Tammerodo', 'Majene', '10.1.1.3', 'FO', 'Aktif', 'Desa Marasa', 'TA 2019', '1/10/2019'],
    ]);
    expect(said(result, 'wrong')).toEqual([]);
    expect(said(result, 'note')).toEqual(
      expect.arrayContaining([expect.stringContaining('left out: the place is not planned any more')]),
    );
    const { network, warnings } = configOf(provinceWith(tableText(result.rows)));
    expect(warnings).toEqual([]);
    expect(network.links.get(linkId('majene-lombang'))).toMatchObject({
      programme: 'Desa Marasa',
      year: 2026,
      building: '2026-09-01',
    });
    expect(network.sites.get(siteId('majene-sambabo'))).toMatchObject({
      programme: 'Desa Marasa',
      year: 2027,
      building: '2026-10-01',
    });
    const active = network.links.get(linkId('majene-tammerodo'));
    expect(active).toMatchObject({ programme: 'Desa Marasa', year: 2019 });
    expect(active).not.toHaveProperty('building');
  });

  it('keeps a year that is older than any plan as a tag only', () => {
    const [row] = imported([HEADER, ['Lombang', 'Majene', '10.1.1.1', 'FO', 'Aktif', null, 1998, null]]).rows;
    expect(row).toMatchObject({ tags: 'tahun-1998' });
    expect(row).not.toHaveProperty('year');
  });

  it('says what is no day of the calendar', () => {
    const result = imported([HEADER, ['Lombang', 'Majene', null, null, null, 'P', 2026, '31/2/2026']]);
    expect(said(result, 'wrong')).toEqual([expect.stringContaining('wanted a day, such as 2020-03-01')]);
  });
});
