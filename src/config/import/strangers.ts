// Companies and contracts of a sheet that the configuration does not have: told of once each, with what to add.

import type { Finding } from './finding.ts';
import type { Mapping } from './mapping.ts';
import { entryFor, type Partners } from './partners.ts';
import type { RowReader } from './row-reader.ts';

const PARTNER_FIELDS = ['provider', 'contract'] as const;
/** Names that are told of; a column with more holds something else. */
const MOST_STRANGERS = 50;

/** Collects them from the rows. */
export class Strangers {
  readonly #partners: Partners;
  readonly #names = { provider: new Set<string>(), contract: new Set<string>() };

  constructor(partners: Partners) {
    this.#partners = partners;
  }

  /** Looks at one row. */
  look(reader: RowReader): void {
    for (const field of PARTNER_FIELDS) {
      const name = reader.text(field);
      const names = this.#names[field];
      if (name !== undefined && names.size < MOST_STRANGERS && this.#partners[field](name) === undefined)
        names.add(name);
    }
  }

  /** One note for each name. */
  findings(mapping: Mapping): readonly Finding[] {
    return PARTNER_FIELDS.flatMap((field) => {
      const column = mapping.columns.get(field);
      return [...this.#names[field]].map(
        (found): Finding => ({
          level: 'note',
          ...(column !== undefined && { column }),
          found,
          message: `kept as a remark: no such ${field} is configured`,
          proposal: `to link it, add ${field}s: [${entryFor(field, found)}] and import again with --config`,
        }),
      );
    });
  }
}
