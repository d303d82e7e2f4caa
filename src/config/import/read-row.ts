// What one row means. Everything that is wrong with it is said, not only the first thing.

import { isId } from '../../domain/ids.ts';
import { isProbed } from '../../domain/link.ts';
import { readAddress } from './address-cell.ts';
import { readBandwidth, unitInHeader } from './bandwidth-cell.ts';
import { codeLevel, readCode } from './code-cell.ts';
import { type Position, readCoordinate, readPosition } from './coordinate-cell.ts';
import { readDay, readYear } from './day-cell.ts';
import type { Draft } from './draft.ts';
import { bad, good } from './parsed.ts';
import type { Partners } from './partners.ts';
import { type Region, type Regions, slug } from './regions.ts';
import type { RowReader } from './row-reader.ts';
import { readKind, readMedium, readRole, readStage } from './words.ts';

/** What a row is read against. */
export interface RowSurroundings {
  readonly regions: Regions;
  readonly partners: Partners;
  /** The regency of the heading above ("KABUPATEN MAJENE"), where the table has such. */
  readonly section?: Region | undefined;
  /** Rows by the addresses above; an address that is met for the first time is added. */
  readonly addresses: Map<string, number>;
  /** The last regency written in its column above, to propose. */
  readonly lastRegency?: string | undefined;
}

/** Letters of one remark that are kept. */
const MOST_REMARK = 300;

/** Reads a row; undefined when something in it is wrong, which the reader then has. */
export function readRow(reader: RowReader, around: RowSurroundings): Draft | undefined {
  const name = reader.words('name');
  if (name === undefined && reader.text('name') === undefined) reader.wrong('name', 'wanted a name');
  const code = reader.read('code', (text) => readCode(text, reader.isNumber('code')));
  const kind = reader.read('kind', readKind) ?? 'village';
  if (code !== undefined && kind === 'village' && codeLevel(code) !== 4)
    reader.wrong('code', 'wanted the code of a village, such as 76.05.06.2002');
  const region = regionOf(reader, code, around);
  const id = reader.read('id', readId);
  const link = reader.read('link', readId);
  const position = positionOf(reader);
  const stage = reader.read('stage', readStage);
  const line = lineOf(reader, stage, around.addresses);
  const notes = notesOf(reader, around.partners);
  const year = reader.read('year', readYear);
  const since = reader.read('since', readDay);
  const programme = reader.words('programme');
  const building = buildingOf(reader, stage);
  const role = reader.read('role', readRole) ?? 'primary';
  const district = reader.words('district');
  const provider = partner(reader, 'provider', around.partners.provider);
  const contract = partner(reader, 'contract', around.partners.contract);
  const tags = tagsOf(reader, year);
  if (reader.isWrong || name === undefined || !region) return undefined;
  return {
    row: reader.row,
    name,
    kind,
    region,
    role,
    tags,
    notes: [...notes, ...line.notes],
    ...(id !== undefined && { id }),
    ...(link !== undefined && { link }),
    ...(code !== undefined && { code }),
    ...(district !== undefined && { district }),
    ...(position && { position }),
    ...(stage && { stage }),
    ...(since !== undefined && { since }),
    ...(programme !== undefined && { programme }),
    // The loader knows no village of an earlier plan; its tag stays.
    ...(year !== undefined && year >= '2000' && { year }),
    ...(building !== undefined && { building }),
    ...line.link,
    ...(provider !== undefined && { provider }),
    ...(contract !== undefined && { contract }),
  };
}

function regionOf(reader: RowReader, code: string | undefined, around: RowSurroundings): Region | undefined {
  const { regions, section, lastRegency } = around;
  const ofCode = code === undefined ? undefined : regions.ofCode(code);
  const written = reader.text('regency');
  if (written !== undefined) {
    const named = regions.find(written);
    if (!named) {
      const like = regions.nearest(written);
      reader.wrong(
        'regency',
        `wanted one of ${regions.names.join(', ')}`,
        like === undefined ? 'give --config FILE with the sites of your province' : `did you mean "${like}"?`,
      );
    } else if (
      ofCode &&
      named.code !== undefined &&
      ofCode.code !== named.code &&
      code !== undefined &&
      !code.startsWith(`${named.code}.`)
    ) {
      reader.wrong(
        'regency',
        `but the code ${code} is one of ${ofCode.name}`,
        'one of the two is wrong; BPS numbers regencies in another order than Kemendagri',
      );
    }
    return named;
  }
  if (section) {
    if (!ofCode || ofCode.ref === section.ref) return section;
    reader.wrong('code', `the code is one of ${ofCode.name}, but the row stands below "${section.name}"`);
    return undefined;
  }
  if (ofCode) return ofCode;
  if (code !== undefined)
    reader.wrong(
      'code',
      `no region with this code is known: ${regions.names.join(', ')}`,
      'give --config FILE with the sites of your province',
    );
  else
    reader.wrong(
      'regency',
      'which regency? Wanted its name, or the Kemendagri code of the village',
      lastRegency === undefined ? undefined : `is it "${lastRegency}", as above? Then fill the cell`,
    );
  return undefined;
}

function positionOf(reader: RowReader): Position | undefined {
  const both = reader.read('position', readPosition);
  const latitude = reader.text('latitude');
  const longitude = reader.text('longitude');
  if (latitude === undefined && longitude === undefined) return both;
  if (latitude === undefined || longitude === undefined) {
    reader.wrong(
      latitude === undefined ? 'latitude' : 'longitude',
      'wanted latitude and longitude, or neither',
    );
    return undefined;
  }
  const lat = reader.read('latitude', (text) => readCoordinate(text, 'latitude', longitude));
  const lon = reader.read('longitude', (text) => readCoordinate(text, 'longitude', latitude));
  return lat === undefined || lon === undefined ? both : [lat, lon];
}

/** What belongs to the link. A planned place without an address has none yet: its medium is kept as a remark. */
function lineOf(
  reader: RowReader,
  stage: Draft['stage'],
  addresses: Map<string, number>,
): { readonly link: Partial<Draft>; readonly notes: readonly string[] } {
  const medium = reader.read('medium', readMedium);
  const bandwidthBps = reader.read('bandwidth', (text) =>
    readBandwidth(text, unitInHeader(reader.header('bandwidth') ?? '')),
  );
  const address = reader.read('address', readAddress);
  const before = address === undefined ? undefined : addresses.get(address);
  if (before !== undefined) reader.wrong('address', `which stands in row ${before} too`);
  else if (address !== undefined) addresses.set(address, reader.row);
  const ifName = reader.words('interface');
  const wantsLink = reader.text('address') !== undefined || reader.text('medium') !== undefined;
  // Without medium and address the loader makes no link; the rest of it waits in its columns until there is one.
  const rest = {
    ...(bandwidthBps !== undefined && { bandwidthBps }),
    ...(ifName !== undefined && { interface: ifName }),
  };
  if (!wantsLink) return { link: rest, notes: [] };
  if (
    reader.text('address') === undefined &&
    (stage === 'planned' || (stage !== undefined && !isProbed(stage)))
  ) {
    reader.note(
      'medium',
      'without an address the place is written without a link; the medium is kept as a remark',
    );
    return { link: rest, notes: [`media: ${medium ?? ''}`] };
  }
  if (reader.text('address') === undefined)
    reader.wrong('address', 'wanted the address of the device, since the row names a medium');
  if (reader.text('medium') === undefined)
    reader.wrong(
      'medium',
      'wanted a medium, since the row names an address',
      'one for all: --set medium=fiber',
    );
  return {
    link: {
      ...rest,
      ...(medium && { medium }),
      ...(address !== undefined && { address }),
    },
    notes: [],
  };
}

/** Of a place that is in service the day is past: the loader takes it with planned ones only. */
function buildingOf(reader: RowReader, stage: Draft['stage']): string | undefined {
  const day = reader.read('building', readDay);
  const hasLink = reader.text('address') !== undefined || reader.text('medium') !== undefined;
  if (day === undefined || stage === 'planned' || (stage === undefined && !hasLink)) return day;
  reader.note('building', 'left out: the place is not planned any more');
  return undefined;
}

function tagsOf(reader: RowReader, year: string | undefined): readonly string[] {
  const written = (reader.text('tags') ?? '')
    .toLowerCase()
    .split(/[\s,;|]+/)
    .filter((tag) => tag !== '');
  const wrong = written.filter((tag) => !isId(tag));
  if (wrong.length > 0) reader.wrong('tags', 'wanted words of a-z, 0-9, ".", "_", "-"');
  const tags = [...new Set([...written, ...(year === undefined ? [] : [`tahun-${year}`])])];
  if (tags.length > 20) reader.wrong('tags', 'wanted at most 20 tags');
  return tags;
}

function notesOf(reader: RowReader, partners: Partners): readonly string[] {
  const notes: string[] = [];
  const keep = (label: string, text: string | undefined): void => {
    if (text === undefined) return;
    const line = text
      .toWellFormed()
      .replace(/[\s\p{C}\ufffd]+/gu, ' ')
      .trim();
    if (line !== '')
      notes.push(`${label}: ${line.slice(0, MOST_REMARK).toWellFormed().replaceAll('\ufffd', '')}`);
  };
  keep('keterangan', reader.text('remark'));
  keep('gateway', reader.text('gateway'));
  const provider = reader.text('provider');
  const contract = reader.text('contract');
  if (provider !== undefined && partners.provider(provider) === undefined) keep('penyedia', provider);
  if (contract !== undefined && partners.contract(contract) === undefined) keep('kontrak', contract);
  return notes;
}

function partner(
  reader: RowReader,
  field: 'provider' | 'contract',
  find: (text: string) => string | undefined,
): string | undefined {
  const text = reader.text(field);
  return text === undefined ? undefined : find(text);
}

function readId(text: string) {
  if (isId(text)) return good(text);
  const proposal = slug(text);
  return bad(
    'wanted an id: a-z, 0-9, ".", "_", "-", at most 64 characters',
    isId(proposal) ? `did you mean ${proposal}?` : undefined,
  );
}
