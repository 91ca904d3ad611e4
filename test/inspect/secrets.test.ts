/** Secrets that were planted: in every form, at every place, and never told. */

import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { linkSync, writeFileSync } from 'node:fs';
import { findSecrets, findSecretsInFiles, secretsRefusal } from '../../src/inspect/index.js';
import { createExclusions, type FileTree } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, link, memoryTree, type Nodes } from '../support/memory-tree.js';
import { openImage } from '../support/ntfs-view.js';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';
import { shape } from '../support/shapes.js';
import { wofFile } from '../support/wof.js';

const at = temporaryFolder();
const VALUE = 'S3cr3t<&"pässwörd"';
const SECRETS = new Map([['DOMAIN_PASSWORD', VALUE]]);
const reporter = keepingReporter();

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

async function placesIn(tree: FileTree, secrets: ReadonlyMap<string, string> = SECRETS) {
  const { hits } = await findSecrets(tree, secrets, { reporter });
  return hits.map(({ secret, path, stream, place, form }) =>
    [secret, path, stream, place, form].filter((part) => part !== '' && part !== 'content').join(' '),
  );
}

const among = (bytes: Uint8Array | string) => Buffer.concat([shape('letters', 1000, 3), Buffer.from(bytes)]);
const found = (nodes: Nodes) => placesIn(memoryTree(nodes));

describe('a secret is found', () => {
  const FORMS: readonly (readonly [form: string, bytes: Buffer])[] = [
    ['UTF-8', Buffer.from(VALUE)],
    ['UTF-16', utf16(VALUE)],
    ['XML', Buffer.from('<Value>S3cr3t&lt;&amp;"pässwörd"</Value>')],
    ['XML', utf16('<Value>S3cr3t&lt;&amp;"pässwörd"</Value>')],
    ['JSON', Buffer.from(JSON.stringify({ password: VALUE }))],
    ...['', 'x', 'xy'].flatMap((before) => {
      const text = Buffer.from(`${before}${VALUE} and more`).toString('base64');
      const wide = utf16(`${before}${VALUE} and more`).toString('base64');
      const odd = Buffer.concat([Buffer.from(before), utf16(`${VALUE}!`)]).toString('base64');
      return [
        ['base64', Buffer.from(text)],
        ['base64', utf16(text)],
        ['base64 of UTF-16', Buffer.from(wide)],
        ['base64 of UTF-16', utf16(wide)],
        ['base64 of UTF-16', Buffer.from(odd)],
      ] as const;
    }),
  ];
  for (const [index, [form, bytes]] of FORMS.entries()) {
    test(`as ${form} (${index + 1})`, async () => {
      expect(await found({ 'a.txt': file(among(bytes)) })).toEqual([`DOMAIN_PASSWORD \\a.txt ${form}`]);
    });
  }

  test('as an answer file hides it: base64 of UTF-16 with the name of the setting behind it', async () => {
    const hidden = utf16(`${VALUE}AdministratorPassword`).toString('base64');
    const answer = file(`<AdministratorPassword><Value>${hidden}</Value><PlainText>false</PlainText>`);
    expect(await found({ Windows: directory({ Panther: directory({ 'unattend.xml': answer }) }) })).toEqual([
      'DOMAIN_PASSWORD \\Windows\\Panther\\unattend.xml base64 of UTF-16',
    ]);
  });

  test("in PowerShell's event log, whose text is UTF-16 in binary XML", async () => {
    const chunk = Buffer.concat([
      Buffer.from('ElfFile\0', 'latin1'),
      Buffer.alloc(4088),
      Buffer.from('ElfChnk\0', 'latin1'),
      Buffer.alloc(500),
      Buffer.of(0x2a, 0x2a, 0, 0, 0x0f, 0x01, 0x01, 0x00),
      utf16(`net use \\\\server\\share /user:image ${VALUE}`),
    ]);
    const logs = directory({ 'Microsoft-Windows-PowerShell%4Operational.evtx': file(chunk) });
    expect(await found({ Logs: logs })).toEqual([
      'DOMAIN_PASSWORD \\Logs\\Microsoft-Windows-PowerShell%4Operational.evtx UTF-16',
    ]);
  });

  test('on each border of two pieces, wherever it is cut', async () => {
    const bytes = Buffer.concat([shape('letters', 5000, 1), utf16(VALUE), shape('letters', 5000, 2)]);
    for (let cut = 4990; cut <= 5000 + VALUE.length * 2 + 10; cut++) {
      const content = {
        size: bytes.length,
        async *read() {
          yield await Promise.resolve(bytes.subarray(0, cut));
          yield bytes.subarray(cut);
        },
      };
      expect(await found({ 'cut.log': file(content) })).toEqual(['DOMAIN_PASSWORD \\cut.log UTF-16']);
    }
  });

  test('in pieces of a single byte', async () => {
    const bytes = among(VALUE);
    const content = {
      size: bytes.length,
      async *read() {
        for (let byte = 0; byte < bytes.length; byte++)
          yield await Promise.resolve(bytes.subarray(byte, byte + 1));
      },
    };
    expect(await found({ 'bytes.log': file(content) })).toEqual(['DOMAIN_PASSWORD \\bytes.log UTF-8']);
  });

  test('at the very start and the very end of a file', async () => {
    expect(
      await found({
        'a.txt': file(`${VALUE}${'-'.repeat(999)}`),
        'b.txt': file(`${'-'.repeat(999)}${VALUE}`),
        'c.txt': file(VALUE),
      }),
    ).toEqual(['a', 'b', 'c'].map((name) => `DOMAIN_PASSWORD \\${name}.txt UTF-8`));
  });

  test('in named streams, of files and of folders', async () => {
    const streams = { 'Zone.Identifier': among(VALUE) };
    expect(await found({ 'a.txt': file('', { streams }), folder: directory({}, { streams }) })).toEqual([
      'DOMAIN_PASSWORD \\a.txt Zone.Identifier UTF-8',
      'DOMAIN_PASSWORD \\folder Zone.Identifier UTF-8',
    ]);
  });

  test('under each name of a file with several, which is read once', async () => {
    let reads = 0;
    const bytes = among(VALUE);
    const content = {
      size: bytes.length,
      async *read() {
        reads++;
        yield await Promise.resolve(bytes);
      },
    };
    const shared = file(content);
    expect(await found({ 'a.txt': shared, 'b.txt': link(shared) })).toEqual([
      'DOMAIN_PASSWORD \\a.txt UTF-8',
      'DOMAIN_PASSWORD \\b.txt UTF-8',
    ]);
    expect(reads).toBe(1);
  });

  test('in names, link targets and extended attributes, and the name is told without it', async () => {
    const plain = 'hunter2hunter2';
    const nodes = {
      [`${plain}.txt`]: file(''),
      link: file('', { reparse: { tag: 0xa000000c, data: utf16(`C:\\${plain}`), notFixed: true } }),
      tagged: file('', { extendedAttributes: [{ name: 'NOTE', flags: 0, value: Buffer.from(plain) }] }),
    };
    expect(await placesIn(memoryTree(nodes), new Map([['PIN', plain]]))).toEqual([
      'PIN \\***.txt name UTF-16',
      'PIN \\link reparse data UTF-16',
      'PIN \\tagged extended attributes UTF-8',
    ]);
  });

  test('among others, each by its own name', async () => {
    const secrets = new Map([...SECRETS, ['API_TOKEN', 'ghp_0123456789abcdef'], ['UNUSED', 'never-written']]);
    const nodes = { 'a.log': file(`ghp_0123456789abcdef ${VALUE} ghp_0123456789abcdef`) };
    expect(await placesIn(memoryTree(nodes), secrets)).toEqual([
      'API_TOKEN \\a.log UTF-8',
      'DOMAIN_PASSWORD \\a.log UTF-8',
    ]);
  });

  testWith(
    [...NTFS_PEERS, 'wimlib-imagex'],
    'on an NTFS volume: compressed by NTFS and by WOF, in a stream, under both names of a hard link',
    async () => {
      const image = at('secrets.img');
      await makeNtfs(image);
      const text = Buffer.concat([shape('letters', 200_000, 4), utf16(VALUE), shape('letters', 100_000, 5)]);
      await withNtfs(image, async (volume) => {
        volume.directory('packed');
        await volume.attributes('packed', 0x810);
        volume.file('packed/lznt1.log', text);
        await wofFile(volume, 'wof.log', text, 3);
        volume.file('clean.log', shape('letters', 300_000, 6));
        volume.stream('clean.log', 'history', among(VALUE));
        volume.file('one.txt', VALUE);
        linkSync(volume.at('one.txt'), volume.at('two.txt'));
      });
      const tree = await openImage(image);
      expect(await placesIn(tree)).toEqual([
        'DOMAIN_PASSWORD \\clean.log history UTF-8',
        'DOMAIN_PASSWORD \\one.txt UTF-8',
        'DOMAIN_PASSWORD \\packed\\lznt1.log UTF-16',
        'DOMAIN_PASSWORD \\two.txt UTF-8',
        'DOMAIN_PASSWORD \\wof.log UTF-16',
      ]);
      await tree.close();
      expect(execFileSync('grep', ['-c', '-a', 'S3cr3t', image]).toString().trim()).not.toBe('0');
    },
  );

  test('in logs on the host', async () => {
    writeFileSync(at('agent.log'), `line\n${VALUE}\n`);
    writeFileSync(at('clean.log'), 'line\n');
    const { hits, bytes } = await findSecretsInFiles([at('agent.log'), at('clean.log')], SECRETS, reporter);
    expect(hits.map(({ path, form }) => [path, form])).toEqual([[at('agent.log'), 'UTF-8']]);
    expect(bytes).toBe(Buffer.byteLength(`line\n${VALUE}\n`));
  });
});

describe('a secret is not found', () => {
  test('where only a part of it, or its first characters twice, is there', async () => {
    expect(await found({ 'a.txt': file(`${VALUE.slice(0, -1)} ${VALUE.slice(1)} S3S3cr3`) })).toEqual([]);
  });

  test('in what is not captured', async () => {
    const tree = memoryTree({
      'pagefile.sys': file(VALUE),
      'System Volume Information': directory({ 'a.txt': file(VALUE) }),
    });
    expect((await findSecrets(tree, SECRETS, { reporter, exclude: createExclusions() })).hits).toEqual([]);
  });

  test('where it has five characters: it is not searched for, and that is told by its name', async () => {
    const told = keepingReporter();
    const tree = memoryTree({ 'a.txt': file('admin') });
    const result = await findSecrets(tree, new Map([['SHORT', 'admin']]), { reporter: told });
    expect(result).toEqual({ hits: [], bytes: 0, tooShort: ['SHORT'] });
    expect(told.warnings).toEqual([
      'the secret SHORT has fewer than 6 characters and is not searched for: choose a longer one',
    ]);
  });
});

test('what was found is an error that names every place and no value', async () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`file ${index + 10}.txt`, file(VALUE)]),
  );
  const search = await findSecrets(memoryTree(nodes), SECRETS, { reporter });
  const error = secretsRefusal('disk.vhdx#3', search);
  expect(error?.code).toBe('refused');
  expect(error?.message).toMatch(
    /^disk\.vhdx#3: secrets are left in it: DOMAIN_PASSWORD in \\file 10\.txt as UTF-8; .* and in 2 more places, expected none/,
  );
  expect(JSON.stringify([error, search])).not.toContain('S3cr3t');
  expect(secretsRefusal('disk.vhdx#3', { ...search, hits: [] })).toBeNull();
});
