/** Writes the JSON schema of the definition for editors; `npm run schema`, after the build. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { DEFINITION_SCHEMA } from '../build/src/definition/index.js';

mkdirSync('schema', { recursive: true });
writeFileSync('schema/image.schema.json', `${JSON.stringify(DEFINITION_SCHEMA, null, 2)}\n`);
