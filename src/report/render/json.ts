// A report as JSON: the data with the hash over it.

import type { BuiltReport } from '../document.ts';
import { canonicalJson } from './canonical.ts';

/** What a rendering is told beside its document. */
export interface RenderDeps {
  /** When the file is made, epoch ms: it stands in the file's own properties, not in its hash. */
  readonly madeAtMs: number;
}

/**
 * `{"kind", "title", "madeAt", "hash", "data"}`, ended by a line break. `data` is written canonically: SHA-256 over these very bytes is
 * `hash`. `madeAt` is ISO 8601 in UTC.
 */
export function renderJson(report: BuiltReport, { madeAtMs }: RenderDeps): string {
  const head = JSON.stringify({
    kind: report.kind,
    title: report.document.title,
    madeAt: new Date(madeAtMs).toISOString(),
    hash: report.document.hash,
  });
  return `${head.slice(0, -1)},"data":${canonicalJson(report.data)}}\n`;
}
