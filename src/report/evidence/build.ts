// A year's evidence for the evaluation of e-government, mapped to both schemes.

import type { ReportBuilder } from '../sources.ts';
import { evidenceDocument } from './document.ts';
import { gatherEvidence } from './gather.ts';
import { SCHEMES, type Scheme } from './schemes.ts';

/** A builder for schemes of one's own; indicator names, numbers and criteria are theirs. */
export function evidenceBuilder(schemes: readonly Scheme[]): ReportBuilder<'evidence'> {
  return async (ask, sources) => {
    const data = await gatherEvidence(ask, schemes, sources);
    return {
      kind: 'evidence',
      data,
      document: evidenceDocument(data, { locale: ask.locale, schemes }, sources),
    };
  };
}

/** Makes the pack by the schemes that come with jalur; rejects with a ReportError when the year has not begun or there are no links. */
export const buildEvidence: ReportBuilder<'evidence'> = evidenceBuilder(SCHEMES);
