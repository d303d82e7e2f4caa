// Writes cleaned points as InfluxDB line protocol with millisecond times. clean.ts has already removed what the format
// cannot say (control characters, trailing backslashes, figures that are not finite), so that one point is one line.

import type { CleanPoint, CleanValue } from '../clean.ts';
import type { FieldKind } from '../schema.ts';

/** One line, its newline included. */
export function lineOf(point: CleanPoint): string {
  let line = point.measurement as string;
  for (const [name, value] of point.tags) line += `,${name}=${escapeTag(value)}`;
  let separator = ' ';
  for (const [name, kind, value] of point.fields) {
    line += `${separator}${name}=${fieldText(kind, value)}`;
    separator = ',';
  }
  return `${line} ${point.at}\n`;
}

/** Commas, spaces and equal signs end a tag; a backslash before anything else stands for itself. */
function escapeTag(value: string): string {
  return value.replace(/[,= ]/g, '\\$&');
}

function fieldText(kind: FieldKind, value: CleanValue): string {
  switch (kind) {
    case 'integer':
      return `${value}i`;
    case 'float':
      return String(value);
    case 'text':
      return `"${String(value).replace(/["\\]/g, '\\$&')}"`;
    default:
      return kind satisfies never;
  }
}
