/** The XML: every element that DISM, Setup and MDT look for, and everything that a parser must not fall for. */

import { describe, expect, test } from '@jest/globals';
import { readArchiveXml } from '../../src/wim/read-xml.js';
import { decodeXml, encodeXml } from '../../src/wim/xml.js';
import { openWim, type WindowsInfo } from '../../src/wim/index.js';
import { temporaryFolder } from '../support/folder.js';
import { file, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { capture, codecPools, image } from '../support/wim.js';

const at = temporaryFolder();
const pool = codecPools();
const tree = memoryTree({ 'a.txt': file('hello') });

const WINDOWS: WindowsInfo = {
  architecture: 9,
  productName: 'Microsoft® Windows® Operating System',
  editionId: 'Enterprise',
  installationType: 'Client',
  productType: 'WinNT',
  productSuite: 'Terminal Server',
  hal: 'acpiapic',
  languages: ['en-US', 'de-DE'],
  defaultLanguage: 'en-US',
  version: { major: 10, minor: 0, build: 26_200, spBuild: 7171, spLevel: 0, branch: 'ge_release' },
  systemRoot: 'WINDOWS',
  displayName: 'Windows 11 Enterprise',
  displayVersion: '',
  imageState: 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE',
};

const EXPECTED =
  '<IMAGE INDEX="1"><DIRCOUNT>1</DIRCOUNT><FILECOUNT>1</FILECOUNT><TOTALBYTES>5</TOTALBYTES>' +
  '<HARDLINKBYTES>0</HARDLINKBYTES>' +
  '<CREATIONTIME><HIGHPART>0x01DD7ADD</HIGHPART><LOWPART>0xFFB26D15</LOWPART></CREATIONTIME>' +
  '<LASTMODIFICATIONTIME><HIGHPART>0x01DD7ADD</HIGHPART><LOWPART>0xFFB26D15</LOWPART></LASTMODIFICATIONTIME>' +
  '<WINDOWS><ARCH>9</ARCH><PRODUCTNAME>Microsoft® Windows® Operating System</PRODUCTNAME>' +
  '<EDITIONID>Enterprise</EDITIONID><INSTALLATIONTYPE>Client</INSTALLATIONTYPE>' +
  '<SERVICINGDATA><IMAGESTATE>IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE</IMAGESTATE></SERVICINGDATA>' +
  '<HAL>acpiapic</HAL><PRODUCTTYPE>WinNT</PRODUCTTYPE><PRODUCTSUITE>Terminal Server</PRODUCTSUITE>' +
  '<LANGUAGES><LANGUAGE>en-US</LANGUAGE><LANGUAGE>de-DE</LANGUAGE><DEFAULT>en-US</DEFAULT></LANGUAGES>' +
  '<VERSION><MAJOR>10</MAJOR><MINOR>0</MINOR><BUILD>26200</BUILD><SPBUILD>7171</SPBUILD><SPLEVEL>0</SPLEVEL>' +
  '<BRANCH>ge_release</BRANCH></VERSION><SYSTEMROOT>WINDOWS</SYSTEMROOT></WINDOWS>' +
  '<NAME>Win 11 &lt;&amp;&gt; "x"</NAME><DESCRIPTION>about ümlauts 😀</DESCRIPTION><FLAGS>Enterprise</FLAGS>' +
  '<DISPLAYNAME>Windows 11 Enterprise</DISPLAYNAME><DISPLAYDESCRIPTION>shown</DISPLAYDESCRIPTION></IMAGE>';

async function written(): Promise<string> {
  const wim = at('windows.wim');
  const images = [
    image(tree, 'Win 11 <&> "x"', {
      windows: WINDOWS,
      description: 'about ümlauts 😀',
      displayName: WINDOWS.displayName,
      displayDescription: 'shown',
      created: 0x01dd7addffb26d15n,
    }),
  ];
  await capture(wim, [], { compression: 'none', pool: pool(1), images });
  return wim;
}

describe('the XML that we write', () => {
  test('has every element, in the order of Microsoft', async () => {
    const archive = await openWim(await written());
    const end = archive.header.blobTable.offset + archive.header.blobTable.size;
    expect(archive.xml).toBe(`<WIM><TOTALBYTES>${end}</TOTALBYTES>${EXPECTED}</WIM>`);
    expect(archive.images[0]!.windows).toEqual(WINDOWS);
    await archive.close();
  });

  testWith(['wimlib-imagex'], 'is understood by wimlib', async () => {
    const info = await runPeer('wimlib-imagex', ['info', await written()]);
    const lines = Object.fromEntries(info.split('\n').map((line) => line.split(/:\s+/, 2)));
    expect(lines).toMatchObject({
      Name: 'Win 11 <&> "x"',
      Description: 'about ümlauts 😀',
      'Display Name': 'Windows 11 Enterprise',
      'Display Description': 'shown',
      Flags: 'Enterprise',
      Architecture: 'x86_64',
      'Product Name': 'Microsoft® Windows® Operating System',
      'Edition ID': 'Enterprise',
      'Installation Type': 'Client',
      HAL: 'acpiapic',
      'Product Type': 'WinNT',
      'Product Suite': 'Terminal Server',
      Languages: 'en-US de-DE ',
      'Default Language': 'en-US',
      'System Root': 'WINDOWS',
      'Major Version': '10',
      Build: '26200',
      'Service Pack Build': '7171',
      'Service Pack Level': '0',
      'Directory Count': '1',
      'File Count': '1',
      'Total Bytes': '5',
      'Hard Link Bytes': '0',
    });
  });

  test.each([
    ['a control character', 'a\u0001'],
    ['an unpaired surrogate', 'a\ud800'],
    ['a non-character', 'a\uffff'],
  ])('is refused with %s in a name', async (_, name) => {
    const images = [image(tree, name)];
    await expect(
      capture(at('bad.wim'), [], { compression: 'none', pool: pool(1), images }),
    ).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('expected text without control characters and unpaired surrogates'),
    });
  });
});

describe('the XML that we read', () => {
  test('may have its images in any order, hexadecimal and decimal numbers, and none at all', () => {
    const { images } = read(
      '<WIM><IMAGE INDEX="2"><NAME>b</NAME></IMAGE><IMAGE INDEX="1"><NAME>a</NAME><DIRCOUNT>0x10</DIRCOUNT></IMAGE></WIM>',
      2,
    );
    expect(images).toMatchObject([
      { index: 1, name: 'a', directories: 16, files: null, created: null, windows: null, flags: '' },
      { index: 2, name: 'b', directories: null },
    ]);
  });

  test('may lack its byte order mark and have zeros at its end', () => {
    expect(decodeXml(encodeXml('<WIM/>'), 'x')).toBe('<WIM/>');
    expect(decodeXml(Buffer.from('<WIM/>\0\0', 'utf16le'), 'x')).toBe('<WIM/>');
  });

  test.each([
    [
      'a document type',
      '<!DOCTYPE WIM [<!ENTITY a "aaaa">]><WIM>&a;</WIM>',
      'a document type, expected elements only',
    ],
    [
      'an entity that nobody declared',
      '<WIM><IMAGE INDEX="1"><NAME>&a;</NAME></IMAGE></WIM>',
      'not well-formed',
    ],
    ['an element that is not closed', '<WIM><IMAGE INDEX="1"></WIM>', 'not well-formed'],
    ['nothing', '', 'not well-formed'],
    ['no markup', 'hello', 'not well-formed'],
    ['another root', '<WIN/>', '<WIN> as the root element, expected <WIM>'],
    ['fewer images', '<WIM/>', 'images none, expected 1, numbered from 1'],
    [
      'an image twice',
      '<WIM><IMAGE INDEX="1"/><IMAGE INDEX="1"/></WIM>',
      'images 1, 1, expected 1, numbered from 1',
    ],
    ['an image without a number', '<WIM><IMAGE/></WIM>', 'images 0, expected 1, numbered from 1'],
    ['deep nesting', '<WIM>'.repeat(200_000), 'elements nested more than 64 deep'],
    ['tags that never end', `<WIM>${'<a '.repeat(100_000)}`, 'not well-formed'],
    ['a very long attribute', `<WIM a="${'x'.repeat(1_000_000)}`, 'not well-formed'],
  ])('is damaged with %s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

function read(text: string, count = 1) {
  return readArchiveXml(text, count, 'x.wim: XML');
}
