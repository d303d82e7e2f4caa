// One page of a month for the head of e-government.

import type { ReportBuilder } from '../sources.ts';
import { executiveDocument } from './document.ts';
import { gatherExecutive } from './gather.ts';

/** Makes the page; rejects with a ReportError when the month has not begun or there are no links. */
export const buildExecutive: ReportBuilder<'executive'> = async (ask, sources) => {
  const data = await gatherExecutive(ask, sources);
  return { kind: 'executive', data, document: executiveDocument(data, ask.locale, sources) };
};
