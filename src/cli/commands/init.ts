import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { definitionSchemaText, loadDefinition } from '../../definition/index.js';
import { FactoryError } from '../../errors.js';
import { workTreeOf } from '../../factory/index.js';
import { writeOutput } from '../../output.js';
import type { Invocation } from '../command.js';
import { kitRoot, VENDOR_FOLDER } from '../starter/kit-files.js';
import { howItRuns, starterSteps, vendorSteps } from '../starter/next-steps.js';
import { kitOf, originHost, originOf, type Kit } from '../starter/repository.js';
import { starterSource } from '../starter/source.js';
import { definitionText, workflowText, type Hypervisor, type Starter } from '../starter/texts.js';
import { readRecord, RECORD, vendor, type Vendored } from '../starter/vendor.js';

/** `init`: writes a definition and a workflow into the repository, with `--vendor` the kit too; prints their paths. */
export async function run(invocation: Invocation): Promise<number> {
  const { reporter } = invocation;
  const here = process.cwd();
  const tree = await workTreeOf(here);
  const root = tree ?? here;
  const wantsVendor = invocation.flag('vendor');
  const isVendored = wantsVendor || (await readRecord(root)) !== null;
  const kit = await kitOf();

  const starter = (await wantsStarter(invocation, root))
    ? await starterOf(invocation, here, root, kit, isVendored)
    : null;
  const files = starter === null ? new Map<string, string>() : filesOf(starter, root);
  await refuseExisting([...files.keys()]);
  const vendored = wantsVendor ? await vendor(await kitRoot(), root, kit) : null;
  // A workflow of the kit may have the name now.
  if (vendored !== null) await refuseExisting([...files.keys()]);
  for (const [file, text] of files) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeOutput(file, (handle) => handle.writeFile(text));
  }
  // What is written must be what a build takes.
  if (starter !== null) await loadDefinition(path.join(root, definitionOf(starter)));

  await print(invocation, root, [...files.keys()], starter, vendored);
  for (const name of vendored?.kept ?? [])
    reporter.warn(`${name} was changed here and stays as it is; remove it and run this again to get ours`);
  const steps = [
    ...(vendored === null ? [] : vendorSteps(vendored)),
    ...(starter === null
      ? []
      : starterSteps(starter, definitionOf(starter), tree !== null, {
          origin: await originOf(root),
          host: await originHost(root),
        })),
  ];
  const how = howItRuns(process.argv[1] ?? '', here);
  if (how !== null) reporter.info(how);
  for (const [index, step] of steps.entries()) reporter.info(`${index + 1}. ${step}`);
  return 0;
}

/** A copy is made and brought up to date beside the definitions that are there; one more is written where it is asked for. */
async function wantsStarter(invocation: Invocation, root: string): Promise<boolean> {
  if (!invocation.flag('vendor')) return true;
  if (['source', 'edition', 'name', 'hypervisor'].some((name) => invocation.text(name) !== null)) return true;
  const names = await readdir(path.join(root, 'images')).catch(() => []);
  return !names.some((name) => /\.ya?ml$/.test(name));
}

async function starterOf(
  invocation: Invocation,
  here: string,
  root: string,
  kit: Kit | null,
  isVendored: boolean,
): Promise<Starter> {
  const [given, edition] = [invocation.text('source'), invocation.text('edition')];
  const source = await starterSource(given, here, path.join(root, 'images'), edition, invocation.reporter);
  const hypervisor = invocation.text('hypervisor') ?? (source.kind === 'directory' ? 'none' : 'hyperv');
  return {
    name: nameOf(invocation.text('name') ?? source.name),
    source,
    hypervisor: hypervisor as Hypervisor,
    schema: schemaOf(kit, isVendored),
    kit,
    isVendored,
  };
}

/** For the editor: an address, or a path from the definition. */
function schemaOf(kit: Kit | null, isVendored: boolean): string {
  if (isVendored) return `../${VENDOR_FOLDER}/schema/image.schema.json`;
  if (kit === null) return './image.schema.json';
  return `https://raw.githubusercontent.com/${kit.repository}/${kit.ref}/schema/image.schema.json`;
}

/** From the root of the repository. */
function definitionOf({ name }: Starter): string {
  return `images/${name}.yml`;
}

/** What `init` writes, by path. */
function filesOf(starter: Starter, root: string): Map<string, string> {
  const definition = definitionOf(starter);
  const files = new Map([
    [path.join(root, definition), definitionText(starter)],
    [path.join(root, '.github', 'workflows', `${starter.name}.yml`), workflowText(starter, definition)],
  ]);
  if (starter.schema.startsWith('./'))
    files.set(path.join(root, 'images', starter.schema), definitionSchemaText());
  return files;
}

async function print(
  invocation: Invocation,
  root: string,
  files: readonly string[],
  starter: Starter | null,
  vendored: Vendored | null,
): Promise<void> {
  const ofKit = vendored === null ? [] : [...vendored.written, RECORD].map((name) => path.join(root, name));
  if (!invocation.json) {
    const paths = [...ofKit, ...files].map((file) => path.relative(process.cwd(), file));
    await invocation.write(
      withoutBundles(paths)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return;
  }
  const { name = null, hypervisor = null } = starter ?? {};
  const { kept, removed } = vendored ?? {};
  await invocation.write(
    `${JSON.stringify({ name, files: [...ofKit, ...files], hypervisor, kept, removed }, null, 2)}\n`,
  );
}

/** A program is many files, which nobody wants to read one by one. */
function withoutBundles(paths: readonly string[]): string[] {
  return [...new Set(paths.map((file) => file.replace(/([\\/]dist[\\/][^\\/]+[\\/]).*$/, '$1')))];
}

/** Nothing of the user's is overwritten, and nothing is written where something is in the way. */
async function refuseExisting(files: readonly string[]): Promise<void> {
  const there: string[] = [];
  for (const file of files) {
    // A schema that is there is one of ours.
    if (!file.endsWith('.json') && (await stat(file).catch(() => null)) !== null) there.push(file);
  }
  if (there.length === 0) return;
  throw new FactoryError('exists', {
    subject: there.join(', '),
    found: 'is there already',
    next: 'choose another name with --name, or go on with what is there',
  });
}

function nameOf(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)) return text;
  throw new FactoryError('usage', {
    subject: '--name',
    found: `"${text}"`,
    expected: 'up to 100 letters, digits, ".", "_" and "-", beginning with a letter or digit',
    next: 'choose another name with --name',
  });
}
