// Tables as offices keep them: Indonesian or English headers, any delimiter, decimal commas, blank lines, remarks.

import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { base, configOf, lineOf, mistakesOf } from './support.ts';

const MAIN = base({ x: 'include: [desa.csv]' });
const files = (table: string | Uint8Array) => ({ 'a.yaml': MAIN, 'desa.csv': table });

const PLAIN = [
  ['id', 'nama desa', 'kode', 'lintang', 'bujur', 'media', 'kapasitas', 'tahap', 'sejak', 'alamat IP'],
  [
    'lombang',
    'Lombang',
    '76.05.04.2004',
    '-3,00738',
    '118,88961',
    'Serat Optik',
    '5 Mbps',
    'Aktif',
    '1/12/2019',
  ],
].map((cells, row) => (row === 1 ? [...cells, '10.76.105.1'] : cells));

describe('a table', () => {
  it.each<[how: string, table: string]>([
    ['semicolons and CRLF', PLAIN.map((cells) => cells.join(';')).join('\r\n')],
    ['tabs', PLAIN.map((cells) => cells.join('\t')).join('\n')],
    ['commas and quotes', PLAIN.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')],
    ['a byte order mark', `\ufeff${PLAIN.map((cells) => cells.join(';')).join('\n')}`],
    ["Excel's own first line", `sep=;\r\n${PLAIN.map((cells) => cells.join(';')).join('\r\n')}\r\n`],
    ['blank lines and empty rows', `${PLAIN.map((cells) => cells.join(';')).join('\n\n')}\n\n;;;;\n`],
    [
      'English headers in another order',
      'IP address,Medium,Longitude,Latitude,since,stage,Bandwidth,name,ID,Code,Notes\n' +
        '10.76.105.1,fiber,118.88961,-3.00738,2019-12-01,active,5M,Lombang,lombang,76.05.04.2004,"a, b"\n',
    ],
  ])('with %s', (_, table) => {
    const { network, warnings } = configOf(files(table));
    expect(warnings).toEqual([]);
    expect(network.sites.get(siteId('lombang'))).toEqual({
      id: 'lombang',
      name: 'Lombang',
      kind: 'village',
      code: '76.05.04.2004',
      parent: 'majene',
      position: [-3.00738, 118.88961],
    });
    expect(network.links.get(linkId('lombang'))).toMatchObject({
      name: 'Lombang',
      from: 'majene',
      to: 'lombang',
      medium: 'fiber',
      stage: 'active',
      since: '2019-12-01',
      bandwidthBps: 5e6,
      device: { address: '10.76.105.1' },
    });
  });

  it('finds the parent by id, by code, or by the own code', () => {
    const table =
      'id,desa,kode,induk,media,ip\na,A,,majene,radio,10.1.1.1\nb,B,,76.05,radio,10.1.1.2\nc,C,76.05.01.2001,,radio,10.1.1.3\n';
    const { network } = configOf(files(table));
    for (const id of ['a', 'b', 'c']) expect(network.sites.get(siteId(id))?.parent, id).toBe('majene');
    for (const id of ['a', 'b', 'c']) expect(network.links.get(linkId(id))?.from, id).toBe('majene');
  });

  it('takes a second row with the role cadangan as a second link', () => {
    const table =
      'id,desa,induk,media,peran,ip\na,A,majene,fo,utama,10.1.1.1\na,A,majene,satelit,cadangan,10.1.1.2\n';
    const { network } = configOf(files(table));
    expect([...network.links.keys()]).toEqual(['prov-majene', 'a', 'a-backup']);
    expect(network.links.get(linkId('a-backup'))).toMatchObject({ role: 'backup', medium: 'vsat', to: 'a' });
  });

  it('makes a site only of a row without medium and address', () => {
    const { network } = configOf(files('id,desa,induk,media,ip\na,A,majene,-,\n'));
    expect(network.sites.has(siteId('a'))).toBe(true);
    expect(network.links.size).toBe(1);
  });

  it('reads a column that nobody knows past, with a warning', () => {
    const { warnings } = configOf(
      files('id,desa,induk,jumlah penduduk,media,ip\na,A,majene,7,radio,10.1.1.1\n'),
    );
    expect(warnings.map(lineOf)).toEqual([
      'desa.csv:1:15: the column "jumlah penduduk" is not known and not read',
    ]);
  });
});

describe('mistakes in a table', () => {
  it.each<[what: string, table: string, mistakes: string[]]>([
    ['nothing in it', '', ['desa.csv:1:1: the table is empty, wanted a line with the names of the columns']],
    [
      'a misspelt column',
      'id,desa,induk,medai,ip\n',
      ['desa.csv:1:15: unknown column "medai"; did you mean "media"?'],
    ],
    [
      'a column twice, by two names',
      'id,desa,nama,induk\n',
      ['desa.csv:1:9: the column "nama" stands here twice (name)'],
    ],
    [
      'a column for secrets',
      'id,desa,SNMP community\n',
      [
        'desa.csv:1:9: the column "SNMP community" would hold secrets; they go into the YAML file as !env or !file',
      ],
    ],
    [
      'a row with neither id nor code',
      'id,desa,induk\n,A,majene\n',
      ['desa.csv:2:1: the row has neither an id nor a code, wanted one of them'],
    ],
    [
      'too many cells',
      'id,desa,induk\na,A,majene,7\n',
      ['desa.csv:2:12: found 4 cells, wanted at most 3 as in the header; a cell with "," in it needs quotes'],
    ],
    [
      'an open quote',
      'id,desa,induk\na,A,majene\nb,"B,majene\n',
      ['desa.csv:3:1: a quote that is opened in this row is never closed'],
    ],
    [
      'a quote in the middle',
      'id,desa,induk\na,A "x,majene\n',
      [
        'desa.csv:2:1: a quote stands in the middle of a cell; write the whole cell in quotes and each quote in it twice',
      ],
    ],
    [
      'wrong cells, behind a cell with a line break and a blank line',
      'id;desa;induk;media;ip\n\na;"A\nB";majene;udara;10.1.1.999\n',
      [
        'desa.csv:4:11: medium: found "udara", wanted one of fiber, radio, lte, vsat, copper, other',
        'desa.csv:4:17: device.address: found "10.1.1.999", wanted an IPv4 or IPv6 address of one host, such as 10.76.5.1 or fd76::5:1',
      ],
    ],
    [
      'an address without a medium, and no parent to be found',
      'id,desa,ip\na,A,10.1.1.1\n',
      [
        'desa.csv:2:1: from is missing, wanted an id: a-z, 0-9, ".", "_", "-", first a letter or digit, at most 64 characters',
        'desa.csv:2:1: medium is missing, wanted one of fiber, radio, lte, vsat, copper, other',
      ],
    ],
    [
      'a village that stands in the YAML file too',
      'id,desa,induk\nmajene,M,pusat\n',
      ['desa.csv:2:1: the id "majene" is taken already, at a.yaml:6'],
    ],
  ])('%s', (_, table, mistakes) => {
    expect(mistakesOf(files(table))).toEqual(mistakes);
  });

  it('says how to save a file that is not UTF-8', () => {
    const latin1 = Uint8Array.from('id,desa,induk\na,Ä,majene\n', (letter) => letter.charCodeAt(0));
    expect(mistakesOf(files(latin1))).toEqual([
      'desa.csv:2:3: found bytes that are not UTF-8: save the file as UTF-8',
    ]);
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x69, 0x00]);
    expect(mistakesOf(files(utf16))).toEqual([
      'desa.csv:1:1: the file is UTF-16, wanted UTF-8: save it as "CSV UTF-8"',
    ]);
  });
});
