// Writes config/profiles/schema.json: `node src/probe/snmp/profiles/json-schema-write.ts`, after a change of the schema.

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PROFILE_SCHEMA_FILE, profileSchemaText } from './json-schema.ts';

writeFileSync(resolve(import.meta.dirname, '../../../..', PROFILE_SCHEMA_FILE), profileSchemaText());
