// A report as the register tells of it.

import type { KeptReportView } from '../../../src/domain/kept-report.ts';
import { NOW } from './api.ts';

/** SHA-256 of its data. */
export const HASH = 'ab'.repeat(32);

/** The second revision of a month. */
export const KEPT: KeptReportView = {
  ...{ id: 3, kind: 'sla', about: 'sla/2026-10/province', title: 'SLA Oktober', locale: 'id', revision: 2 },
  ...{ replaces: 1, hash: HASH, madeAt: NOW, asOf: NOW, by: { who: 'Sari', via: 'screen' } },
  files: [{ name: 'sla-r2.pdf', format: 'pdf', bytes: 4, sha256: 'cd'.repeat(32) }],
  ...{ folder: '2026/000003', runs: [], missing: [] },
};
