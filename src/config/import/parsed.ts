// What reading one cell came to.

/** A value, perhaps with a note on what was changed to get it; or what was wanted instead. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value; readonly note?: string }
  | { readonly ok: false; readonly wanted: string; readonly proposal?: string };

/** A value that was understood. */
export function good<Value>(value: Value, note?: string): Parsed<Value> {
  return note === undefined ? { ok: true, value } : { ok: true, value, note };
}

/** A cell that was not understood. */
export function bad(wanted: string, proposal?: string): Parsed<never> {
  return proposal === undefined ? { ok: false, wanted } : { ok: false, wanted, proposal };
}
