// The JSON Schema of a configuration's main file, for editors: completion, hover texts and first mistakes while typing.
// Generated from the schemas that the loader itself uses; what only the loader can know (references, secrets) is its own.

import { z } from 'zod';
import { LISTS, SECTIONS } from './schema.ts';
import { text } from './schema-scalars.ts';
import { section } from './section.ts';

/** Where the generated file stands, from the project's root. */
export const JSON_SCHEMA_FILE = 'config/schema.json';

const LIST_DESCRIPTIONS: Readonly<Record<keyof typeof LISTS, string>> = {
  providers: 'Who links are rented from.',
  contracts: 'What was agreed about groups of links.',
  sites: 'Places that links start from or lead to.',
  links: 'Segments of the data path.',
};

/** Every key of a configuration's main file. */
export const rootSchema = section('Configuration of jalur.', {
  ...SECTIONS,
  providers: list('providers'),
  contracts: list('contracts'),
  sites: list('sites'),
  links: list('links'),
  include: z
    .array(text('Path of a *.yaml, *.yml or *.csv file, from this file.'))
    .meta({ description: 'Files with further providers, contracts, sites and links.' })
    .optional(),
});

function list<Name extends keyof typeof LISTS>(name: Name) {
  return z.array(LISTS[name]).meta({ description: LIST_DESCRIPTIONS[name] }).optional();
}

/**
 * The JSON Schema (draft 7, which editors know best) as the text of the file. The tags `!env` and `!file` are texts to
 * it; editors that do not know them are told by their setting `yaml.customTags`.
 */
export function jsonSchemaText(): string {
  const schema = z.toJSONSchema(rootSchema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: 'jalur', ...schema }, null, 2)}\n`;
}
