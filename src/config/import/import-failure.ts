// Why a file could not be taken at all. What is wrong inside a table is a finding instead (finding.ts).

/** A file that cannot be read as a spreadsheet; the message says what to do. */
export class ImportFailure extends Error {
  readonly code: 'not-a-table' | 'too-large' | 'no-sheet' | 'no-header' | 'bad-option';
  constructor(code: ImportFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
