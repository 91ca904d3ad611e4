import { definitionSchemaText } from '../../definition/index.js';
import type { Invocation } from '../command.js';

/** `schema`: the JSON schema of the definition. */
export async function run(invocation: Invocation): Promise<number> {
  await invocation.write(definitionSchemaText());
  return 0;
}
