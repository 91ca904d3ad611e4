/** Writes the JSON schemas: of the definition for editors, of the manifest for its readers; `npm run schema`, after the build. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { definitionSchemaText } from '../build/src/definition/index.js';
import { manifestSchemaText } from '../build/src/manifest/index.js';

mkdirSync('schema', { recursive: true });
writeFileSync('schema/image.schema.json', definitionSchemaText());
writeFileSync('schema/manifest.schema.json', manifestSchemaText());
