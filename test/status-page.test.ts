import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePrerequisites } from '../scripts/prerequisites/ensure-prerequisites';
import { momentOf } from '../scripts/status/page/moment';
import type { PageStatus } from '../scripts/status/page/page-status';
import { renderPage } from '../scripts/status/page/render-page';
import { Browser } from './support/browser';
import { described, fullStatus, topic } from './support/page-statuses';

const HOSTILE = '<script>document.title = "owned"</script>';
const LONG = `a-topic-with-a-name-as-long-as-kafka-lets-one-be-${'x'.repeat(200)}`;

const SIZES = [
  { width: 360, height: 800, isDark: false },
  { width: 360, height: 800, isDark: true },
  { width: 800, height: 900, isDark: false },
  { width: 1_400, height: 1_000, isDark: false },
  { width: 1_400, height: 1_000, isDark: true },
];

describe('the page of a status, in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    await ensurePrerequisites('browse');
    folder = mkdtempSync(join(tmpdir(), 'status-page-'));
    file = join(folder, 'status.html');
    const status = hostile(fullStatus());
    const moments = [0, 5, 10].map((seconds) => ({
      ...momentOf(status),
      at: new Date(status.at.getTime() - (10 - seconds) * 1_000),
      lagRecords: seconds * 100,
    }));
    writeFileSync(file, renderPage(status, { topology: {}, moments }));
    browser = await Browser.start();
  });
  afterAll(async () => {
    await browser?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Names that somebody else has chosen. */
  function hostile(status: PageStatus): PageStatus {
    const group = { ...status.groups!.groups[0]!, group: HOSTILE };
    return {
      ...status,
      topics: described([topic(LONG), topic(HOSTILE), ...status.topics!.topics]),
      groups: { groups: [group], silent: [] },
    };
  }

  describe.each(SIZES)('on a screen of $width by $height , dark: $isDark', (size) => {
    beforeAll(() => browser.show(file, size));

    it('is no wider than the screen, in none of its parts', async () => {
      const widths = 'document.documentElement.scrollWidth';
      expect(await browser.value<number>(widths)).toBeLessThanOrEqual(size.width);
      const outside = `[...document.querySelectorAll('body *')]
        .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5 || each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
        .map((each) => each.outerHTML.slice(0, 120))`;
      expect(await browser.value<readonly string[]>(outside)).toEqual([]);
    });

    it('is complained of in nothing, and asks for nothing', () => {
      expect(browser.complaints).toEqual([]);
      expect(browser.requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
    });

    it('can be read: text stands out from what is behind it', async () => {
      expect(await browser.value<readonly string[]>(FAINT_TEXTS)).toEqual([]);
    });
  });

  it('has its style, and its bars have their width', async () => {
    await browser.show(file, SIZES[3]!);
    const columns = `getComputedStyle(document.querySelector('.pictures')).gridTemplateColumns`;
    expect((await browser.value<string>(columns)).split(' ').length).toBeGreaterThan(1);
    const bars = `[...document.querySelectorAll('svg.bar')].map((bar) => bar.getBoundingClientRect().width)`;
    const drawn = await browser.value<readonly number[]>(bars);
    expect(drawn.length).toBeGreaterThan(10);
    expect(Math.min(...drawn)).toBeGreaterThan(50);
  });

  it('shows names that are code, and does not run them', async () => {
    await browser.show(file, SIZES[3]!);
    expect(await browser.value<string>('document.title')).toBe('logs: 1 problem');
    expect(await browser.value<number>('document.scripts.length')).toBe(0);
    expect(await browser.value<string>('document.body.innerText')).toContain(HOSTILE);
  });

  it('is told to who does not see it: headings, tables, and what each bar shows', async () => {
    await browser.show(file, SIZES[3]!);
    const told = await browser.readAloud();
    const namesOf = (wanted: string) =>
      told.filter(({ role }) => role === wanted).map(({ name }) => name);
    expect(namesOf('heading')).toEqual(
      expect.arrayContaining(['logs', 'What is wrong', 'Hosts', 'Disks', 'Topics']),
    );
    expect(namesOf('rowheader')).toEqual(
      expect.arrayContaining(['app-logs 2 partitions, 3 replicas']),
    );
    expect(namesOf('columnheader')).toEqual(expect.arrayContaining(['On disk', 'Written']));
    const pictures = told.filter(({ role }) => role === 'image');
    expect(pictures.length).toBeGreaterThan(10);
    expect(pictures.filter(({ name }) => name === '')).toEqual([]);
  });

  it('is drawn', async () => {
    await browser.show(file, SIZES[0]!);
    const picture = join(folder, 'status.png');
    await browser.picture(picture);
    expect(statSync(picture).size).toBeGreaterThan(10_000);
  });
});

/** Texts whose contrast to the ground behind them is below what WCAG's level AA asks for. */
const FAINT_TEXTS = `(() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (value) => value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const groundOf = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const ground = parts(getComputedStyle(at).backgroundColor);
      if (ground.length === 3 || ground[3] === 1) return ground;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')]
    .filter((each) => !each.closest('svg') && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((each) => {
      const [one, other] = [light(parts(getComputedStyle(each).color)), light(groundOf(each))];
      return [(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), each.outerHTML.slice(0, 100)];
    })
    .filter(([contrast]) => contrast < 4.5)
    .map(([contrast, what]) => contrast.toFixed(2) + ' ' + what);
})()`;
