// Dashboards as tests read them, and every query in them.

import { allFiles, DEFAULT_OPTIONS } from '../../../src/grafana/files.ts';
import type { SetName } from '../../../src/grafana/sheet.ts';

/** A transformation of a panel. */
export interface Transformation {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A query. */
export interface Target {
  readonly refId: string;
  readonly query?: string;
  readonly expr?: string;
  readonly rawQuery?: boolean;
  readonly resultFormat?: string;
  readonly alias?: string;
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly [key: string]: unknown;
}

/** A panel or a row. */
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly transformations?: readonly Transformation[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: {
    readonly defaults: Readonly<Record<string, unknown>>;
    readonly overrides: readonly {
      readonly matcher: { readonly id: string; readonly options: string };
      readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
    }[];
  };
}

/** A variable. */
export interface Variable {
  readonly type: string;
  readonly name: string;
  readonly label?: string;
  readonly query: string;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly allValue?: string;
  readonly refresh?: number;
  readonly hide?: number;
  readonly current?: { readonly value: string | readonly string[] };
}

/** A dashboard. */
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly schemaVersion: number;
  readonly tags: readonly string[];
  readonly timezone: string;
  readonly links: readonly { readonly title: string; readonly url?: string }[];
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: {
    readonly list: readonly {
      readonly name: string;
      readonly target?: Target & { readonly textColumn?: string };
      readonly expr?: string;
    }[];
  };
}

/** File and dashboard of a set, drawn anew. */
export function boardsOf(set: SetName, language: 'id' | 'en' = 'id'): readonly (readonly [string, Board])[] {
  return [...allFiles({ ...DEFAULT_OPTIONS, language })]
    .filter(([path]) => path.startsWith(`${set}/`))
    .map(([path, text]) => [path, JSON.parse(text) as Board] as const);
}

/** Panels that show something. */
export function shown(board: Board): readonly Panel[] {
  return board.panels.filter(({ type }) => type !== 'row');
}
