// Numbers the series: a measurement with its tags. Points are stored by number.

import type { DatabaseSync } from 'node:sqlite';
import type { LinkId } from '../../../domain/ids.ts';
import { integer, text } from '../../sqlite/row.ts';
import type { CleanPoint } from '../clean.ts';
import type { Measurement } from '../schema.ts';
import { SeriesBound } from '../series-bound.ts';
import { MEASUREMENTS } from './tables.ts';

/** 10,000 links with 40 metrics each. A new one beyond this bound is refused: something names them endlessly. */
const MAX_SERIES = 500_000;

/** A series by its number. */
export interface Series {
  readonly id: number;
  readonly measurement: Measurement;
}

/** The series table, and the whole of it in memory (about 100 bytes each). */
export interface SeriesTable {
  /** Number of a point's series, made when new; undefined at the bound. */
  idOf(point: CleanPoint): number | undefined;
  /** Takes back what was made since the last call of `kept`: its transaction failed. */
  forget(): void;
  /** What was made since is safe. */
  kept(): void;
  ofLink(link: LinkId, measurement: Measurement): readonly number[];
  measurementOf(id: number): Measurement | undefined;
  /** Up to `limit` series numbered above `id`. */
  after(id: number, limit: number): readonly Series[];
}

/** Reads all series. */
export function seriesTable(db: DatabaseSync): SeriesTable {
  const insert = db.prepare('INSERT INTO series (measurement, link, tags) VALUES (?, ?, ?)');
  const ofLink = db.prepare('SELECT id FROM series WHERE link = ? AND measurement = ? ORDER BY id');
  const after = db.prepare('SELECT id, measurement FROM series WHERE id > ? ORDER BY id LIMIT ?');
  const ids = new Map<string, number>();
  const measurements = new Map<number, Measurement>();
  const bound = new SeriesBound();
  let unkept: { readonly key: string; readonly id: number; readonly link: string }[] = [];
  for (const row of db.prepare('SELECT id, measurement, link, tags FROM series').all()) {
    const measurement = measurementNamed(text(row, 'measurement'));
    if (!measurement) continue;
    ids.set(`${measurement} ${text(row, 'tags')}`, integer(row, 'id'));
    measurements.set(integer(row, 'id'), measurement);
    bound.added(text(row, 'link'));
  }
  return {
    idOf: (point) => {
      const tags = JSON.stringify(point.tags);
      const key = `${point.measurement} ${tags}`;
      const known = ids.get(key);
      if (known !== undefined) return known;
      const link = point.tags.find(([name]) => name === 'link')?.[1] ?? '';
      if (ids.size >= MAX_SERIES || !bound.mayAdd(link)) return undefined;
      const id = Number(insert.run(point.measurement, link, tags).lastInsertRowid);
      ids.set(key, id);
      measurements.set(id, point.measurement);
      bound.added(link);
      unkept.push({ key, id, link });
      return id;
    },
    forget: () => {
      for (const { key, id, link } of unkept) {
        bound.removed(link);
        ids.delete(key);
        measurements.delete(id);
      }
      unkept = [];
    },
    kept: () => {
      unkept = [];
    },
    ofLink: (link, measurement) => ofLink.all(link, measurement).map((row) => integer(row, 'id')),
    measurementOf: (id) => measurements.get(id),
    after: (id, limit) =>
      after.all(id, limit).flatMap((row) => {
        const measurement = measurementNamed(text(row, 'measurement'));
        return measurement ? [{ id: integer(row, 'id'), measurement }] : [];
      }),
  };
}

function measurementNamed(name: string): Measurement | undefined {
  return MEASUREMENTS.find((measurement) => measurement === name);
}
