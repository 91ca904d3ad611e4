/** The player of workflows itself: what GitHub documents, tried on small files, and what it refuses. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import { startGitHub, type GitHub } from '../support/github/index.js';
import { startResults, type Results } from '../support/results.js';
import {
  folderSource,
  gitSource,
  playWorkflow,
  recorder,
  type Event,
  type Played,
} from '../support/workflow/index.js';

// The scripts are bash, as on GitHub's own runners for Linux.
const played = process.platform === 'win32' ? test.skip : test;
const inFolder = temporaryFolder();
const FILE = '.github/workflows/main.yml';
let github: GitHub;
let results: Results;
let plays = 0;

beforeAll(async () => {
  [github, results] = await Promise.all([startGitHub(), startResults()]);
  github.addRepository('contoso/images');
});

afterAll(async () => {
  await Promise.all([github.stop(), results.stop()]);
});

const PUSH = { name: 'push', ref: 'refs/heads/main', payload: {} } as const;

/** @param files by path; FILE is the one that is played */
function play(files: Record<string, string>, event: Omit<Event, 'sha'> = PUSH): Promise<Played> {
  const folder = inFolder(`play-${++plays}`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, 'git', file)), { recursive: true });
    writeFileSync(path.join(folder, 'git', file), text);
  }
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', path.join(folder, 'git'), ...words], { encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message=first');
  const repository = gitSource('contoso/images', path.join(folder, 'git'), 'HEAD');
  return playWorkflow(FILE, {
    repository,
    others: [folderSource('contoso/image-factory', '.')],
    event: { ...event, sha: repository.sha },
    github,
    results,
    folder: path.join(folder, 'runners'),
    secrets: { PASSWORD: 'swordfish' },
    hand: recorder().hand,
  });
}

/** A job that only runs these lines. */
function job(id: string, script: string, more = ''): string {
  return `  ${id}:\n    runs-on: ubuntu-24.04\n${more.replaceAll(/^(?=.)/gm, '    ')}    steps:\n      - run: |\n${script.replaceAll(/^/gm, '          ')}\n`;
}

const resultsOf = ({ jobs }: Played) =>
  Object.fromEntries(Array.from(jobs, ([id, { result }]) => [id, result]));

played('needs, conditions and what skips whom', async () => {
  const done = await play({
    [FILE]: `on: push\njobs:\n${[
      job('skipped', 'true', "if: github.ref_type == 'tag'\n"),
      job('rescued', 'true', 'needs: skipped\nif: always()\n'),
      job('after', 'true', 'needs: rescued\n'),
      job('failed', 'exit 3'),
      job('told', 'true', 'needs: failed\nif: failure()\n'),
      job('untold', 'true', 'needs: failed\n'),
      job('fine', 'true', "needs: failed\nif: ${{ !cancelled() && needs.failed.result == 'failure' }}\n"),
    ].join('')}`,
  });
  expect(done.result).toBe('failure');
  expect(resultsOf(done)).toEqual({
    skipped: 'skipped',
    rescued: 'success',
    after: 'skipped',
    failed: 'failure',
    told: 'success',
    untold: 'skipped',
    fine: 'success',
  });
});

played('a matrix of vectors, include and exclude, of JSON, and what its jobs give', async () => {
  const done = await play({
    [FILE]: `on: push
jobs:
  plan:
    runs-on: ubuntu-24.04
    outputs: { images: '\${{ steps.plan.outputs.images }}' }
    steps:
      - id: plan
        run: echo 'images={"include":[{"name":"a","on":["self-hosted"]},{"name":"b","on":["linux"]}]}' >> "$GITHUB_OUTPUT"
  build:
    needs: plan
    strategy: { matrix: '\${{ fromJSON(needs.plan.outputs.images) }}' }
    runs-on: \${{ matrix.on }}
    outputs: { last: '\${{ steps.say.outputs.name }}', first: "\${{ matrix.name == 'a' && 'a' || '' }}" }
    steps:
      - id: say
        env: { NAME: '\${{ matrix.name }}' }
        run: |
          {
            echo 'name<<END'
            echo "$NAME on $RUNNER_NAME"
            echo END
          } >> "$GITHUB_OUTPUT"
  grid:
    strategy:
      matrix:
        os: [x, y]
        node: [1, 2]
        exclude: [{ os: x, node: 2 }]
        include: [{ os: y, extra: more }, { os: z, node: 9, extra: new }]
    runs-on: ubuntu-24.04
    steps:
      - run: echo "\${{ matrix.os }} \${{ matrix.node }} \${{ toJSON(matrix) }} \${{ strategy.job-index }}/\${{ strategy.job-total }}"
`,
  });
  expect(done.result).toBe('success');
  expect(done.jobs.get('build')?.outputs).toEqual({ last: 'b on build-2-', first: 'a' });
  const said = done.steps
    .filter(({ call }) => call.place.startsWith('grid'))
    .map(({ done: { log } }) => /^\w \d/.exec(log)?.[0]);
  expect(said).toEqual(['x 1', 'y 1', 'y 2', 'z 9']);
});

const CALLED = `on:
  workflow_call:
    inputs:
      name: { type: string, required: true }
      times: { type: number, default: 2 }
    secrets: { key: { required: false } }
    outputs: { greeting: { value: '\${{ jobs.greet.outputs.greeting }}' } }
permissions: { contents: read }
env: { MINE: called }
jobs:
  greet:
    runs-on: ubuntu-24.04
    outputs: { greeting: '\${{ steps.greet.outputs.greeting }}' }
    steps:
      - id: greet
        env: { NAME: '\${{ inputs.name }}', KEY: '\${{ secrets.key }}' }
        run: echo "greeting=$NAME x \${{ inputs.times }} \${#KEY} \${THEIRS-unset} $MINE" >> "$GITHUB_OUTPUT"
`;

played('a workflow that is called: inputs, secrets, outputs, and an environment of its own', async () => {
  const done = await play({
    [FILE]: `on: push\nenv: { THEIRS: caller }\njobs:
  a:
    uses: ./.github/workflows/called.yml
    with: { name: '\${{ github.event_name }}' }
    secrets: { key: '\${{ secrets.PASSWORD }}' }
${job('b', 'test "$GREETING" = "push x 2 9 unset called"', "needs: a\nenv: { GREETING: '${{ needs.a.outputs.greeting }}' }\n")}`,
    '.github/workflows/called.yml': CALLED,
  });
  expect(resultsOf(done)).toEqual({ a: 'success', b: 'success' });
});

played('steps: environment, path, masks, continue-on-error, post steps of our action', async () => {
  const done = await play({
    [FILE]: `on: push
defaults: { run: { shell: bash } }
jobs:
  a:
    runs-on: [self-hosted, linux]
    env: { ONE: job }
    steps:
      - run: |
          mkdir bin && printf '#!/bin/sh\\necho from the path' > bin/hello && chmod +x bin/hello
          echo "$PWD/bin" >> "$GITHUB_PATH"
          echo ONE=file >> "$GITHUB_ENV"
      - run: test "$ONE $(hello)" = 'file from the path' && test "\${{ env.ONE }}" = file && test -z "\${ACTIONS_RUNTIME_TOKEN-}"
      - { id: bad, run: exit 1, continue-on-error: true }
      - if: steps.bad.outcome == 'failure' && steps.bad.conclusion == 'success'
        run: false | true
      - { if: failure(), run: 'true' }
`,
  });
  expect(done.result).toBe('failure');
  expect(done.steps.map(({ call, done: { result } }) => [call.place, result])).toEqual([
    ['a / 1', 'success'],
    ['a / 2', 'success'],
    ['a / bad', 'failure'],
    ['a / 4', 'failure'],
    ['a / 5', 'success'],
  ]);
});

const ONE = 'on: push\njobs:\n';
const STEPS = '  a:\n    runs-on: ubuntu-24.04\n    steps:\n';
const CALL = '  a:\n    uses: ./.github/workflows/called.yml\n';

played.each<[string, string, string]>([
  ['an unknown key', `${ONE}${STEPS}      - { run: 'true', sell: bash }\n`, "Unexpected value 'sell'"],
  [
    'a key that is not played',
    `${ONE}  a:\n    runs-on: x\n    container: alpine\n    steps: []\n`,
    'a.container: is not played',
  ],
  [
    'an output that nobody declared',
    `${ONE}${job('a', 'true')}${job('b', 'echo ${{ needs.a.outputs.x }}', 'needs: a\n')}`,
    'needs.a.outputs has no "x"',
  ],
  [
    'an output that the step did not give',
    `${ONE}${STEPS}      - { id: s, run: 'true' }\n      - run: echo \${{ steps.s.outputs.x }}\n`,
    'steps.s.outputs has no "x"',
  ],
  [
    'a step that comes later',
    `${ONE}${STEPS}      - run: echo \${{ steps.s.outputs.x }}\n      - { id: s, run: 'true' }\n`,
    'steps has no "s"',
  ],
  ['an object as text', `${ONE}${STEPS}      - run: echo \${{ github.event }}\n`, 'an object as text'],
  [
    'a matrix of nothing',
    `${ONE}  a:\n    strategy: { matrix: '\${{ fromJSON(''{"include":[]}'') }}' }\n    runs-on: x\n    steps: []\n`,
    'does not contain any values',
  ],
  [
    'an input that our action does not have',
    `${ONE}${STEPS}      - uses: contoso/image-factory/fetch@v1\n        with: { to: x, into: y }\n`,
    'has no input into',
  ],
  [
    'an input that it needs',
    `${ONE}${STEPS}      - uses: contoso/image-factory/fetch@v1\n`,
    'needs the input to',
  ],
  [
    'an action that nobody plays',
    `${ONE}${STEPS}      - uses: actions/magic@v1\n`,
    'nobody plays this action',
  ],
  ['one that is not pinned', `${ONE}${STEPS}      - uses: actions/checkout@v5\n`, 'is not pinned'],
  ['an input of a workflow that it does not have', `${ONE}${CALL}    with: { name: x, mane: y }\n`, 'mane'],
  [
    'an input of another type',
    `${ONE}${CALL}    with: { name: x, times: '\${{ github.ref }}' }\n`,
    'the input times is "refs/heads/main", no number',
  ],
  [
    'a secret that it does not have',
    `${ONE}${CALL}    with: { name: x }\n    secrets: { k: '\${{ secrets.PASSWORD }}' }\n`,
    'has no secret k',
  ],
  [
    'less permission than is called for',
    `${ONE}${CALL}    permissions: {}\n    with: { name: x }\n`,
    "requesting 'contents: read', but is only allowed 'contents: none'",
  ],
  [
    'a call that nothing comes to, with less permission',
    `${ONE}${CALL}    if: github.ref_type == 'tag'\n    permissions: {}\n    with: { name: x }\n`,
    "requesting 'contents: read'",
  ],
  [
    'a call that nothing comes to, without an input',
    `${ONE}${CALL}    if: github.ref_type == 'tag'\n`,
    'name',
  ],
  [
    "a variable that is the runner's",
    `${ONE}${STEPS}      - run: echo RUNNER_TEMP=x >> "$GITHUB_ENV"\n`,
    'a step sets RUNNER_TEMP',
  ],
  [
    'a secret in an output',
    `${ONE}  a:\n    runs-on: x\n    outputs: { o: '\${{ steps.s.outputs.o }}' }\n    steps:\n      - { id: s, run: 'echo o=\${{ secrets.PASSWORD }} >> $GITHUB_OUTPUT' }\n`,
    'the output o holds a secret',
  ],
  [
    'a shell that is not here',
    `${ONE}${STEPS}      - { run: 'true', shell: pwsh }\n`,
    'the shell pwsh is not played',
  ],
  [
    'another system',
    `${ONE}  a:\n    runs-on: windows-2025\n    steps: []\n`,
    'a job on Windows is not played',
  ],
  ['another event', `on: { push: { tags: ['v*'] } }\njobs:\n${job('a', 'true')}`, 'does not start it'],
  [
    'a condition that always holds',
    `${ONE}${STEPS}      - if: |\n          \${{ github.ref_type == 'tag' }}\n        run: 'true'\n`,
    'text around ${{ }} is always true',
  ],
  [
    'a group that the caller holds',
    `on: push\nconcurrency: x\njobs:\n${job('a', 'true', 'concurrency: x\n')}`,
    'deadlock',
  ],
])('refused: %s', async (_what, text, message) => {
  const files = { [FILE]: text, '.github/workflows/called.yml': CALLED };
  await expect(play(files)).rejects.toThrow(message);
});
