import { expect, test } from '@jest/globals';
import { groupChanges, renderDiffMarkdown, renderDiffText, titleOfThing } from '../../src/report/index.js';
import { diffOf } from '../support/diff.js';
import { change, MONTH } from '../support/month.js';

test('changes are grouped as what a Windows engineer knows, a new version as one change', () => {
  const rows = groupChanges(MONTH, true).flatMap(({ title, things }) =>
    things.map((thing) => {
      const { kind, files, download, gone } = thing;
      return `${title} | ${kind} ${titleOfThing(thing)} | ${files} | ${download.bytes} ${download.stored} ${gone.bytes}`;
    }),
  );
  expect(rows).toEqual([
    'Updates | changed cumulative update 26100.6899 → 26100.7171 | 2 | 100 50 100',
    'Updates | removed KB5066835 | 1 | 0 0 100',
    'Updates | added KB5068861 | 2 | 200 100 0',
    'Languages | added de-DE 10.0.26100.1 | 3 | 300 150 0',
    'Features and capabilities | added Microsoft-Windows-NetFx3-OnDemand 10.0.26100.1 | 1 | 100 50 0',
    'Drivers | changed netwtw10.inf | 2 | 5000 2500 4000',
    'Apps | changed Contoso.Chat 2.0.0.0 → 2.1.0.0 | 3 | 700 350 600',
    'Programs | changed Fabrikam | 1 | 900 450 900',
    'Registry hives | changed NTUSER.DAT of Default | 1 | 20 10 20',
    'Registry hives | changed SOFTWARE | 2 | 80010 40005 80010',
    'Component store | changed microsoft-windows-shell (amd64) 10.0.26100.6899 → 10.0.26100.7171 | 2 | 0 0 8',
    'Windows | changed System32 | 1 | 12000 6000 12000',
    'Other folders | added Tools | 1 | 1 0.5 0',
    'Other folders | metadata Users | 1 | 0 0 0',
  ]);
  expect(groupChanges(MONTH).flatMap(({ things }) => things.map(({ kind }) => kind))).not.toContain(
    'metadata',
  );
});

const packageFile = (name: string): string => `\\Windows\\servicing\\Packages\\${name}.mum`;

test('servicing stacks and .NET are updates too', () => {
  const [group] = groupChanges([
    change('removed', packageFile('Package_for_ServicingStack_5074~31bf3856ad364e35~amd64~~26100.5074.1.5')),
    change('added', packageFile('Package_for_ServicingStack_7010~31bf3856ad364e35~amd64~~26100.7010.1.3')),
    change('added', packageFile('Package_for_DotNetRollup_481~31bf3856ad364e35~amd64~~10.0.9321.3')),
  ]);
  expect(group?.title).toBe('Updates');
  expect(group?.things.map(titleOfThing)).toEqual([
    '.NET 10.0.9321.3',
    'servicing stack 26100.5074.1.5 → 26100.7010.1.3',
  ]);
});

test('nothing of a name steers a terminal, breaks a row or turns its letters', () => {
  const changes = [change('added', '\\a\u001B[2J\nb.txt'), change('added', '\\gnp.\u202Egpj.exe')];
  const text = renderDiffText(diffOf(changes), { things: 9, files: 9 });
  expect(text).toMatch(/^ {2}\+ a\uFFFD\[2J\uFFFDb\.txt {4,}1 /m);
  expect(text).toContain('+ \\gnp.\uFFFDgpj.exe  (100 bytes)');
  expect(renderDiffMarkdown(diffOf(changes), 9)).toContain('| + | a\uFFFD&#91;2J b.txt | 1 |');
});

test('the terminal shows what it comes to, things by group, and files', () => {
  const changes = [
    change('changed', '\\Windows\\Fonts\\a.ttf', 5, { oldSize: 3 }),
    change('moved', '\\Windows\\Fonts\\b.ttf', 7, { from: '\\Windows\\Fonts\\c.ttf' }),
    change('removed', '\\Windows\\Fonts\\old', 0, { directory: true }),
    change('metadata', '\\x', 6, { metadata: ['attributes', 'security'] }),
    change('added', '\\y', 4),
  ];
  expect(renderDiffText(diffOf(changes, { notCompared: ['shortNames'] }), { things: 1, files: 4 }))
    .toBe(`From before
To   after

  + added          1   4 bytes
  - removed        1   0 bytes
  ~ changed        1   5 bytes
  > moved          1   7 bytes
  . metadata only  1   6 bytes
  = unchanged      5  11 bytes

New contents: 2 (8 bytes, 4 bytes as stored)
Gone contents: 1 (3 bytes)
Not compared: shortNames

Fonts         files      new     stored     gone
  ~ a.ttf         1  5 bytes  2.5 bytes  5 bytes
  and 1 more
  = all           2  5 bytes  2.5 bytes  5 bytes

Other folders  files      new   stored     gone
  + y              1  4 bytes  2 bytes  0 bytes
  and 1 more
  = all            2  4 bytes  2 bytes  0 bytes

Files
~ \\Windows\\Fonts\\a.ttf  (3 bytes to 5 bytes)
> \\Windows\\Fonts\\b.ttf  (7 bytes, from \\Windows\\Fonts\\c.ttf)
- \\Windows\\Fonts\\old\\
. \\x  (6 bytes, attributes, security)
  and 1 more
`);
});

test('Markdown names the largest things of a group, and no name is markup', () => {
  const changes = ['small', '<b>large', 'middle'].map((name, at) =>
    change('added', `\\Program Files\\${name}\\x`, [10, 3000, 200][at]),
  );
  const text = renderDiffMarkdown(diffOf(changes), 2);
  expect(text).toContain('2 new contents (8 bytes, 4 bytes compressed), 1 gone (3 bytes).');
  expect(text).toContain('<summary>Programs: 3 (3 files, 3.1 KiB, 1.6 KiB compressed)</summary>');
  const names = [...text.matchAll(/^\| \+ \| (.*?) \|/gm)].map(([, name]) => name);
  expect(names).toEqual(['&#60;b&#62;large', 'middle']);
  expect(text).toContain('and 1 more');
});
