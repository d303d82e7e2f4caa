// The messages between whoever wants a report rendered and the thread that does it.

import type { BuiltReport } from '../document.ts';
import type { RenderedFile } from '../register-files.ts';
import type { RenderForm } from './files.ts';

/** What is asked of the worker; one at a time. */
export interface RenderWish {
  readonly id: number;
  readonly report: BuiltReport;
  readonly form: RenderForm;
  /** Epoch ms. */
  readonly madeAtMs: number;
}

/** What the worker answers. */
export type RenderAnswer =
  | { readonly type: 'done'; readonly id: number; readonly files: readonly RenderedFile[] }
  /** `isRange`: what was asked for is not in the report (a RangeError). */
  | { readonly type: 'failed'; readonly id: number; readonly message: string; readonly isRange: boolean };
