// A row that was understood, before it has an id.

import type { Medium, Stage } from '../../domain/link.ts';
import type { SiteKind } from '../../domain/site.ts';
import type { Position } from './coordinate-cell.ts';
import type { Region } from './regions.ts';

/** One row of the table to be written. */
export interface Draft {
  /** Excel's row. */
  readonly row: number;
  readonly id?: string;
  readonly link?: string;
  readonly code?: string;
  readonly name: string;
  readonly kind: SiteKind;
  readonly region: Region;
  readonly district?: string;
  readonly position?: Position;
  readonly medium?: Medium;
  readonly role: 'primary' | 'backup';
  readonly stage?: Stage;
  readonly since?: string;
  readonly programme?: string;
  readonly year?: string;
  readonly building?: string;
  readonly bandwidthBps?: number;
  /** Ids of the configuration. */
  readonly provider?: string;
  readonly contract?: string;
  readonly address?: string;
  readonly interface?: string;
  readonly tags: readonly string[];
  /** What people wrote, and what found no column: `label: text`. */
  readonly notes: readonly string[];
}
