/** Workflows and actions as GitHub reads them: those of this repository, those to copy, and what "init" writes. */

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';

const run = promisify(execFile);
const folder = temporaryFolder();
const SERVICE = fileURLToPath(new URL('../support/language-service.js', import.meta.url));

async function problemsOf(files: readonly string[]): Promise<Record<string, readonly string[]>> {
  const { stdout } = await run(process.execPath, ['--no-warnings', SERVICE, ...files]);
  return JSON.parse(stdout) as Record<string, readonly string[]>;
}

/** Files with this ending below a folder that Git keeps. */
function files(place: string, isWanted: (name: string) => boolean): string[] {
  return readdirSync(place)
    .filter(isWanted)
    .map((name) => path.join(place, name));
}

const isYaml = (name: string) => /\.ya?ml$/.test(name);
const WORKFLOWS = [...files('.github/workflows', isYaml), ...files('workflows', isYaml)];
const ACTIONS = [
  'action.yml',
  'fetch/action.yml',
  'image/action.yml',
  'publish/action.yml',
  'setup/action.yml',
];

test("GitHub's language service finds nothing wrong", async () => {
  const found = await problemsOf([...WORKFLOWS, ...ACTIONS]);
  expect(Object.keys(found)).toHaveLength(WORKFLOWS.length + ACTIONS.length);
  for (const [file, problems] of Object.entries(found))
    expect({ file, problems }).toEqual({ file, problems: [] });
});

test('it does find what is wrong', async () => {
  const workflow = folder('workflow.yml');
  writeFileSync(
    workflow,
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    needs: b\n    steps:\n      - run: echo ${{ steps.q.outputs.z }}\n',
  );
  const action = folder('action.yml');
  writeFileSync(action, 'name: x\ndescription: y\nruns:\n  using: node24\n  mein: index.js\n');
  const found = await problemsOf([workflow, action]);
  expect(found[workflow]?.join('\n')).toMatch(/5: .*'b'/);
  expect(found[workflow]?.join('\n')).toContain('7: Context access might be invalid: q');
  expect(found[action]?.join('\n')).toContain('mein');
});

test('what "init" writes is a workflow', async () => {
  const place = folder('repository');
  mkdirSync(path.join(place, '.git'), { recursive: true });
  const { status } = await runCli(['init'], { cwd: place });
  expect(status).toBe(0);
  const written = path.join(place, '.github', 'workflows', 'win11-enterprise.yml');
  expect(await problemsOf([written])).toEqual({ [written]: [] });
});

test('every action of others is pinned by its commit', () => {
  for (const file of WORKFLOWS) {
    const uses = [...readFileSync(file, 'utf8').matchAll(/^\s*-?\s*uses:\s*(\S+)/gm)].map(
      ([, name = '']) => name,
    );
    for (const name of uses) {
      const isOurs = /^(\.\/|\$\/|OWNER\/image-factory\/)/.test(name);
      expect({ file, name, isPinned: isOurs || /@[0-9a-f]{40}$/.test(name) }).toEqual({
        file,
        name,
        isPinned: true,
      });
    }
  }
});

test('a template is short', () => {
  for (const file of files('workflows', isYaml)) {
    const { length } = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect({ file, isShort: length < 40 }).toEqual({ file, isShort: true });
  }
});

test('what the runner starts for an action is in dist/', () => {
  for (const file of ACTIONS) {
    const { runs } = parse(readFileSync(file, 'utf8')) as { runs: { main: string; post?: string } };
    for (const started of [runs.main, runs.post ?? runs.main]) {
      const isThere = existsSync(path.join(path.dirname(file), started));
      expect({ file, started, isThere }).toEqual({ file, started, isThere: true });
    }
  }
});

interface Step {
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** Steps anywhere in a piece of YAML. */
function stepsIn(value: unknown): Step[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(stepsIn);
  return 'uses' in value && typeof value.uses === 'string' ? [value as Step, ...inner] : inner;
}

function inputsOf(file: string): readonly string[] {
  return Object.keys((parse(readFileSync(file, 'utf8')) as { inputs: object }).inputs);
}

test('what the documentation gives our actions are inputs of theirs', () => {
  const pages = ['README.md', ...files('docs', (name) => name.endsWith('.md'))];
  const given = pages.flatMap((page) => {
    const blocks = [...readFileSync(page, 'utf8').matchAll(/^```yaml\n(.*?)^```/gms)].map(
      ([, text = '']) => text,
    );
    return blocks
      .flatMap((block) => stepsIn(parse(block)))
      .flatMap(({ uses, with: inputs = {} }) => {
        const action = /^OWNER\/image-factory(\/\w+)?@/.exec(uses);
        return action === null
          ? []
          : Object.keys(inputs).map((name) => ({ page, action: action[1] ?? '', name }));
      });
  });
  expect(given.length).toBeGreaterThan(5);
  for (const { page, action, name } of given) {
    expect({ page, name, inputs: inputsOf(`.${action}/action.yml`) }).toMatchObject({
      inputs: expect.arrayContaining([name]) as unknown,
    });
  }
});

interface Called {
  readonly inputs: Readonly<Record<string, { readonly default?: string | number | boolean }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

function interfaceOf(name: string): Called {
  const workflow = parse(readFileSync(`.github/workflows/${name}`, 'utf8')) as {
    readonly on: { readonly workflow_call: Called };
  };
  return workflow.on.workflow_call;
}

describe('docs/workflows.md', () => {
  const page = readFileSync('docs/workflows.md', 'utf8');

  test.each(['build-image.yml', 'attest-image.yml', 'consume-image.yml'])(
    'has all that %s takes and gives, and no more',
    (name) => {
      const [, section = ''] = page.split(`## ${name}\n`);
      const [text = ''] = section.split('\n## ');
      const { inputs, outputs, secrets } = interfaceOf(name);
      const rows = [...text.matchAll(/^\| (`.*?) \| (.*?) ?\|/gm)].flatMap(([, cell = '', value = '']) =>
        namesIn(cell).map((input) => ({ input, value })),
      );
      expect(rows.map(({ input }) => input).toSorted()).toEqual(Object.keys(inputs).toSorted());
      for (const { input, value } of rows.filter((row) => row.value !== '' && row.value !== 'as above')) {
        const standard = inputs[input]?.default ?? '';
        const words = value.split(/[`, ]+/);
        const says =
          standard === '' ||
          String(standard)
            .split(' ')
            .every((word) => words.includes(word));
        expect({ input, value, standard, says }).toEqual({ input, value, standard, says: true });
      }
      const [, given = ''] = /Outputs: (.+?)\./s.exec(text) ?? [];
      expect(namesIn(given)).toEqual(Object.keys(outputs));
      for (const secret of Object.keys(secrets))
        expect(text).toMatch(new RegExp(`Secrets?: .*\`${secret}\``, 's'));
    },
  );

  test('calls them with inputs that they have', () => {
    const blocks = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(
      ([, text = '']) => parse(text) as unknown,
    );
    const calls = blocks.flatMap(stepsIn).filter(({ uses }) => uses.includes('/.github/workflows/'));
    expect(calls.length).toBeGreaterThan(3);
    for (const { uses, with: given = {} } of calls) {
      const [, name = ''] = /workflows\/([\w-]+\.yml)@main$/.exec(uses) ?? [];
      expect(Object.keys(interfaceOf(name).inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
  });

  test('says the permissions that the jobs ask for', () => {
    const table = new Map(
      [
        ...page.matchAll(/^\| (plan|build|merge|publish|attest|consume) \| (read|write|) ?\| (.*?) ?\|/gm),
      ].map(([, job = '', contents = '', other = '']) => [
        job,
        [contents, ...namesIn(other)].filter((word) => word !== ''),
      ]),
    );
    for (const name of ['build-image.yml', 'attest-image.yml', 'consume-image.yml']) {
      const { jobs } = parse(readFileSync(`.github/workflows/${name}`, 'utf8')) as {
        readonly jobs: Readonly<Record<string, { readonly permissions: Readonly<Record<string, string>> }>>;
      };
      for (const [job, { permissions }] of Object.entries(jobs)) {
        const { contents, ...others } = permissions;
        const asked = [
          contents ?? '',
          ...Object.entries(others).map(([right, level]) => `${right}: ${level}`),
        ];
        expect([job, table.get(job)]).toEqual([job, asked.filter((word) => word !== '')]);
      }
    }
  });
});

/** What stands in code marks. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
