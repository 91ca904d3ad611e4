import { expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import type { Change, ManifestFacts } from '../../src/manifest/index.js';
import { renderDiffPage } from '../../src/report/index.js';
import { withPage } from '../support/browser.js';
import { diffOf } from '../support/diff.js';
import { temporaryFolder } from '../support/folder.js';
import { change, MONTH } from '../support/month.js';
import { testWith } from '../support/peers.js';

const inFolder = temporaryFolder();

function facts(version: string, build: string): ManifestFacts {
  const image = { index: 1, name: 'Enterprise', build, files: 1, directories: 1, bytes: 1 };
  return {
    schemaVersion: 1,
    name: 'win11',
    version,
    created: '2026-11-23T00:00:00.0000000Z',
    tool: 'image-factory 1',
    images: [image],
    savings: { bytes: 0, unique: 0, saved: 0, hardLinks: 0, betweenImages: 0, images: [] },
  };
}

function pageOf(changes: readonly Change[]): string {
  const more = {
    newContents: { contents: 3, bytes: 4 << 20, stored: 1 << 20 },
    goneContents: { contents: 1, bytes: 1 << 20, stored: 3 },
  };
  return renderDiffPage(diffOf(changes, more), facts('10', '26100.6899'), facts('11', '26100.7171'));
}

test('the page says what it comes to without a script, and nothing of a name is markup', () => {
  const page = pageOf([
    change('added', '\\Program Files\\</script><script>alert(1)</script>\\x', 5),
    change('added', '\\gnp.\u202Egpj.exe', 5),
  ]);
  expect(page).toContain('<title>win11 10 → 11</title>');
  expect(page).toContain('Enterprise: Windows build 26100.6899 → 26100.7171');
  expect(page).toMatch(/to download<\/span><b>1\.0 MiB<\/b>/);
  expect(page).toMatch(/net<\/span><b class="grew">\+3\.0 MiB<\/b>/);
  expect(page).toContain('<b>2</b> added');
  expect(page).not.toContain('alert(1)</script>');
  expect(page).toContain('"gnp.\uFFFDgpj.exe"');
  expect(page).not.toContain('\u202E');
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toMatch(/(?:src|href)="(?!data:)/);
});

/** More things than a page holds, a few of them large. */
const MANY = Array.from({ length: 4000 }, (_, at) =>
  change(
    'changed',
    `\\Windows\\WinSxS\\amd64_component-${at}_31bf3856ad364e35_10.0.26100.7171_none_0123456789abcdef\\x.dll`,
    100_000 + ((at * 7919) % 5000) ** 2,
    {
      gone: { bytes: 100_000, stored: 50_000 },
    },
  ),
);

testWith(
  ['chromium'],
  'a browser draws the map, finds things, opens them, by keyboard too, and asks for nothing',
  async () => {
    const file = inFolder('page.html');
    writeFileSync(file, pageOf([...MONTH, ...MANY]));
    await withPage(file, async (page) => {
      const cells = '[...document.querySelectorAll("#map .cell:not(.head)")]';
      await page.resize(1280, 900);
      // The map: its areas are filled, and cells are as large as what they stand for.
      const areas = await page.evaluate<{ covered: number; first: string; count: number }>(`(() => {
        const { width, height } = document.getElementById('map').getBoundingClientRect();
        const boxes = ${cells}.map((cell) => cell.querySelector('rect').getBoundingClientRect());
        const covered = boxes.reduce((sum, box) => sum + box.width * box.height, 0) / (width * height);
        return { covered, first: ${cells}[0].getAttribute('aria-label'), count: boxes.length };
      })()`);
      expect(areas.covered).toBeGreaterThan(0.8);
      expect(areas.covered).toBeLessThan(1);
      expect(areas.first).toMatch(/ new .* net \+/);
      expect(areas.count).toBeGreaterThan(100);
      // What is too small to be seen comes last, at the far end of its group.
      const rest = await page.evaluate<{ far: boolean; next: string }>(`(() => {
        const cell = document.querySelector('#map .rest');
        const { right, bottom } = cell.getBoundingClientRect();
        const boxes = [...document.querySelectorAll('#map .cell:not(.head)')]
          .filter((other) => other.getAttribute('aria-label').startsWith('component-'))
          .map((other) => other.getBoundingClientRect());
        const far = boxes.every((box) => box.right <= right + 1 && box.bottom <= bottom + 1);
        return { far, next: cell.nextElementSibling.getAttribute('aria-label') };
      })()`);
      expect(rest.far).toBe(true);
      expect(rest.next).not.toMatch(/^component-/);
      // A page whose frame is folded has no size.
      const height = 'document.getElementById("map").style.height';
      await page.evaluate(`${height} = "0px"; new Promise((done) => setTimeout(done, 100))`);
      await page.evaluate(`${height} = ""; new Promise((done) => setTimeout(done, 100))`);
      expect(page.complaints).toEqual([]);
      // Thousands of things, and a page that stays small.
      expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(8000);

      const titles =
        '[...document.querySelectorAll(".group:not([hidden]) > summary b")].map((b) => b.textContent)';
      expect(await page.evaluate(titles)).toContain('Component store');
      await page.evaluate('document.querySelectorAll(".group").forEach((group) => { group.open = true; })');
      await page.evaluate('new Promise((done) => setTimeout(done, 100))');
      expect(await page.evaluate('document.body.textContent')).toContain(
        'The 1,501 smallest are not on this page',
      );
      expect(await page.evaluate('document.body.textContent')).toContain('Show 100 of 2,400 more');

      // Find: by a path too; the kinds narrow it.
      await page.evaluate(
        '(() => { const find = document.getElementById("find"); find.value = "chat.exe"; find.dispatchEvent(new Event("input")); })()',
      );
      await page.evaluate('new Promise((done) => setTimeout(done, 300))');
      expect(await page.evaluate(titles)).toEqual(['Apps']);
      const row = '.group:not([hidden]) .thing .name';
      expect(await page.evaluate(`document.querySelector("${row}").textContent`)).toBe(
        '~Contoso.Chat 2.0.0.0 → 2.1.0.0',
      );
      await page.evaluate('document.querySelector(".group:not([hidden]) .thing summary").click()');
      await page.evaluate('new Promise((done) => setTimeout(done, 50))');
      const files = await page.evaluate<string>(
        'document.querySelector(".group:not([hidden]) .files").textContent',
      );
      expect(files).toContain('chat.exe  (700 bytes)');
      expect(files).toContain('logo.png  (50 bytes, from ');
      await page.evaluate('document.querySelector("input[name=kind][value=\\"2\\"]").click()');
      expect(await page.evaluate('document.getElementById("nothing").hidden')).toBe(false);

      // The keyboard: Enter enlarges a group, arrows move, Enter opens the thing in the list, Escape goes back.
      const focused = 'document.activeElement.getAttribute("aria-label")';
      await page.evaluate('document.querySelector("#map .head").focus()');
      await page.press('Enter');
      expect(await page.evaluate('document.getElementById("where").textContent')).toBe(
        'Size map: Component store',
      );
      const at = await page.evaluate(focused);
      await page.press('ArrowRight');
      expect(await page.evaluate(focused)).not.toBe(at);
      await page.press('Escape');
      expect(await page.evaluate('document.getElementById("where").textContent')).toBe('Size map');
      await page.evaluate(
        `${cells}.find((cell) => cell.getAttribute('aria-label').startsWith('component-')).focus()`,
      );
      await page.press('Enter');
      expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^~component-\d+ \(amd64\)/);
      expect(await page.evaluate('document.activeElement.closest(".thing").open')).toBe(true);

      // Dark, and as narrow as a phone: nothing runs over the edge.
      const background = 'getComputedStyle(document.body).backgroundColor';
      const light = await page.evaluate(background);
      await page.setDark(true);
      expect(await page.evaluate(background)).not.toBe(light);
      await page.resize(390, 844);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      expect(
        await page.evaluate('document.getElementById("map").getBoundingClientRect().width'),
      ).toBeGreaterThan(300);

      expect(page.complaints).toEqual([]);
      expect(page.requests.filter((url) => !url.startsWith('data:'))).toEqual([
        new URL(`file://${file}`).href,
      ]);
    });
  },
);
