/** Writes the JSON schema of the definition for editors; `npm run schema`, after the build. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { definitionSchemaText } from '../build/src/definition/index.js';

mkdirSync('schema', { recursive: true });
writeFileSync('schema/image.schema.json', definitionSchemaText());
