import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { definitionSchemaText, loadDefinition } from '../../definition/index.js';
import { FactoryError } from '../../errors.js';
import { workTreeOf } from '../../factory/index.js';
import { writeOutput } from '../../output.js';
import type { Invocation } from '../command.js';
import { kitOf, originOf } from '../starter/repository.js';
import { starterSource } from '../starter/source.js';
import { definitionText, workflowText, type Hypervisor, type Starter } from '../starter/texts.js';

/** `init`: writes a definition and a workflow into the repository; prints their paths. */
export async function run(invocation: Invocation): Promise<number> {
  const { reporter } = invocation;
  const here = process.cwd();
  const tree = await workTreeOf(here);
  const root = tree ?? here;
  const images = path.join(root, 'images');
  const [given, edition] = [invocation.text('source'), invocation.text('edition')];
  const source = await starterSource(given, here, images, edition, reporter);
  const name = nameOf(invocation.text('name') ?? source.name);
  const kit = await kitOf();
  const schema =
    kit === null
      ? './image.schema.json'
      : `https://raw.githubusercontent.com/${kit.repository}/${kit.ref}/schema/image.schema.json`;
  const hypervisor = (invocation.text('hypervisor') ??
    (source.kind === 'directory' ? 'none' : 'hyperv')) as Hypervisor;
  const starter: Starter = { name, source, hypervisor, schema, kit };
  const definition = path.join(images, `${name}.yml`);
  const files = new Map([
    [definition, definitionText(starter)],
    [path.join(root, '.github', 'workflows', `${name}.yml`), workflowText(starter, `images/${name}.yml`)],
    ...(kit === null ? [[path.join(images, 'image.schema.json'), definitionSchemaText()] as const] : []),
  ]);
  await refuseExisting([...files.keys()], schema.startsWith('./'));
  for (const [file, text] of files) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeOutput(file, (handle) => handle.writeFile(text));
  }
  // What is written must be what a build takes.
  await loadDefinition(definition);
  if (invocation.json)
    await invocation.write(`${JSON.stringify({ name, files: [...files.keys()], hypervisor }, null, 2)}\n`);
  else await invocation.write([...files.keys()].map((file) => `${path.relative(here, file)}\n`).join(''));
  for (const step of nextSteps(starter, tree, await originOf(root))) reporter.info(step);
  return 0;
}

function nextSteps(
  { name, source, hypervisor, kit }: Starter,
  tree: string | null,
  origin: string | null,
): string[] {
  const definition = `images/${name}.yml`;
  const steps = [
    ...(source.isExample
      ? [`Put the path of your install medium into ${definition}, as the runner sees it.`]
      : []),
    ...(kit === null
      ? [
          `Put the repository of image-factory into .github/workflows/${name}.yml, behind "uses:": OWNER is not known here.`,
        ]
      : []),
    ...(tree === null ? ['This folder is in no Git repository: "git init" makes one.'] : []),
    ...(tree !== null && origin === null
      ? ['Its remote "origin" is not on GitHub: release.store may be a folder instead.']
      : []),
    `Try it: image-factory build ${definition} --dry-run`,
    ...(hypervisor === 'none'
      ? []
      : [`See on the runner what is missing: image-factory doctor ${definition}`]),
    `Build a release: git tag ${name}-1.0 && git push origin ${name}-1.0`,
  ];
  return steps.map((step, index) => `${index + 1}. ${step}`);
}

/** Nothing of the user's is overwritten, and nothing is written where something is in the way. */
async function refuseExisting(files: readonly string[], withSchema: boolean): Promise<void> {
  const wanted = withSchema ? files.slice(0, -1) : files;
  const there: string[] = [];
  for (const file of wanted) if ((await stat(file).catch(() => null)) !== null) there.push(file);
  if (there.length === 0) return;
  throw new FactoryError('exists', {
    subject: there.join(', '),
    found: 'is there already',
    next: 'choose another name with --name, or go on with what is there',
  });
}

function nameOf(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) return text;
  throw new FactoryError('usage', {
    subject: '--name',
    found: `"${text}"`,
    expected: 'letters, digits, ".", "_" and "-"',
  });
}
