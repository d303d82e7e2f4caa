// Writes config/schema.json: `node src/config/write-schema.ts`, after a change of the schemas.

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { JSON_SCHEMA_FILE, jsonSchemaText } from './json-schema.ts';

writeFileSync(resolve(import.meta.dirname, '../..', JSON_SCHEMA_FILE), jsonSchemaText());
