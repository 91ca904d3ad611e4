import { appendFile } from 'node:fs/promises';
import { fromSystemError } from '../../errors.js';
import { planMatrix, type PlannedMatrix } from '../../factory/index.js';
import { renderMatrix } from '../../report/index.js';
import type { Invocation } from '../command.js';
import { findDefinitions } from '../definitions.js';

/** `plan [DEFINITION ...]`: what a workflow builds; with `--json`, the `matrix` of its strategy. */
export async function run(invocation: Invocation): Promise<number> {
  const files = await findDefinitions(invocation.positionals.filter((text) => text !== ''));
  const given = (['tag', 'merge', 'store'] as const).map((name) => [name, invocation.text(name)] as const);
  const planned = await planMatrix(
    files,
    {
      changed: invocation.flag('changed'),
      ...Object.fromEntries(given.filter(([, text]) => text !== null)),
      env: process.env,
    },
    invocation.reporter,
  );
  const outputs = invocation.text('outputs');
  if (outputs !== null) await appendOutputs(outputs, planned);
  if (!invocation.json) {
    await invocation.write(renderMatrix(planned.jobs));
    return 0;
  }
  for (const { image, reason, isBuilt } of planned.jobs) {
    if (!isBuilt) invocation.reporter.info(`${image.name}: left out, ${reason}`);
  }
  await invocation.write(`${JSON.stringify(imagesOf(planned))}\n`);
  return 0;
}

function imagesOf({ jobs }: PlannedMatrix) {
  return { include: jobs.filter(({ isBuilt }) => isBuilt).map(({ image }) => image) };
}

/** One line each, as GITHUB_OUTPUT takes them. */
async function appendOutputs(file: string, planned: PlannedMatrix): Promise<void> {
  const { releases } = planned;
  const outputs = {
    images: imagesOf(planned),
    releases: { include: releases },
    planned: releases.length > 0,
  };
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  await appendFile(file, lines.join('')).catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
}
