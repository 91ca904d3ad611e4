import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const onPosix = process.platform === 'win32' ? test.skip : test;

onPosix('Hyper-V on a host without Windows: what it needs, and which ways there are here', async () => {
  writeFileSync(folder('a.wim'), '');
  writeFileSync(
    folder('image.yml'),
    'name: a\nsource: { wim: a.wim, edition: Pro }\nmachine: { hypervisor: hyperv }\n',
  );
  const words = ['doctor', folder('image.yml'), '--work', folder('work')];
  const { status, stdout } = await runCli([...words, '--json'], { env: { PATH: folder() } });
  const { findings } = JSON.parse(stdout) as { findings: { subject: string }[] };
  expect(findings.find(({ subject }) => subject === 'Hyper-V')).toMatchObject({
    state: 'error',
    found: expect.stringMatching(/^there is none on \S+$/),
    expected: 'a Windows host, for "hypervisor: hyperv"',
    next: expect.stringMatching(/docs\/hyperv\.md.*"qemu".*docs\/qemu\.md.*"none"/),
  });
  expect(stdout).not.toContain('powershell');
  expect(status).toBe(4);
});

onPosix('a folder of PATH that cannot be looked into is passed over in silence', async () => {
  writeFileSync(folder('file'), '');
  const words = ['doctor', '--work', folder('work'), '--json'];
  const env = { PATH: [folder('file'), folder()].join(path.delimiter) };
  const { stdout } = await runCli(words, { env });
  expect(JSON.parse(stdout)).toMatchObject({ findings: expect.any(Array) });
});
