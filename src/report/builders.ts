// Makes a report of any kind. A new kind is one folder, and one line here.

import { buildAcceptance } from './acceptance/acceptance.ts';
import type { BuiltReport } from './document.ts';
import { buildEvidence } from './evidence/build.ts';
import { buildExecutive } from './executive/build.ts';
import { buildIncident } from './incident/incident.ts';
import { buildRollout } from './rollout/rollout.ts';
import { buildSla } from './sla/build.ts';
import type { ReportAsk, ReportSources } from './sources.ts';

/** Makes what is asked for; rejects with a ReportError where there is no such thing. */
export function buildReport(ask: ReportAsk, sources: ReportSources): Promise<BuiltReport> {
  switch (ask.kind) {
    case 'sla':
      return buildSla(ask, sources);
    case 'incident':
      return buildIncident(ask, sources);
    case 'acceptance':
      return buildAcceptance(ask, sources);
    case 'executive':
      return buildExecutive(ask, sources);
    case 'rollout':
      return buildRollout(ask, sources);
    case 'evidence':
      return buildEvidence(ask, sources);
  }
}
