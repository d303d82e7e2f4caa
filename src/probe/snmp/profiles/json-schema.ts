// The JSON Schema of a profile file, for editors: completion, hover texts and first mistakes while typing. Generated from
// the schema that the loader itself uses; what expressions and ancestors say, only the loader knows.

import { z } from 'zod';
import { profileSchema } from './schema.ts';

/** Where the generated file stands, from the project's root. */
export const PROFILE_SCHEMA_FILE = 'config/profiles/schema.json';

const LINE_WIDTH = 110;
const LIST = /^( *(?:"[^"]*": )?)\[\n\s+([^[\]{}]*?)\n\s*\](,?)$/gm;

/** The JSON Schema (draft 7, which editors know best) as the text of the file. */
export function profileSchemaText(): string {
  const schema = z.toJSONSchema(profileSchema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return `${onShortLines(JSON.stringify({ title: 'jalur device profile', ...schema }, null, 2))}\n`;
}

/** Lists of plain values on one line where they fit, as the formatter of the project has them. */
function onShortLines(json: string): string {
  return json.replace(LIST, (list: string, head: string, values: string, tail: string) => {
    const line = `${head}[${values.replace(/\n\s+/g, ' ')}]${tail}`;
    return line.length <= LINE_WIDTH ? line : list;
  });
}
