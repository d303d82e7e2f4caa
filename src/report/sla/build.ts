// The monthly SLA report and its minutes, of a contract, a provider, a regency or the province.

import type { ReportBuilder } from '../sources.ts';
import { slaDocument } from './document.ts';
import { gatherSla } from './gather.ts';

/** Makes the report; rejects with a ReportError when there is nothing to report on. */
export const buildSla: ReportBuilder<'sla'> = async (ask, sources) => {
  const data = await gatherSla(ask, sources);
  const asOf = Math.min(ask.asOf, sources.now);
  return { kind: 'sla', data, document: slaDocument(data, { locale: ask.locale, asOf }, sources) };
};
