/** The page in Chromium: what it shows, what it may do, whether everybody can use it. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { excerpt } from '#src/diagnostics/diagnostic.js';
import { oneLine } from '#src/diagnostics/messages.js';
import { IS_UPDATE, ROOT } from '../helpers/root.js';
import { axe } from './axe.js';
import { useChromium } from './chromium.js';
import {
  CYCLIC,
  FROM_TEMPLATE,
  HOSTILE,
  HOSTILE_NAMES,
  LAYERED,
  LAYERED_OPTIONS,
  NIGHTLY,
  NIGHTLY_OPTIONS,
  pageOf,
  season,
} from './jobs.js';

const WIDE = { width: 1360, height: 900 };

/** Texts in pictures whose contrast is below that of WCAG AA: axe looks at HTML only. */
async function paleTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const light = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    return [...document.querySelectorAll('svg text')].flatMap((text) => {
      const isInside = !text.matches('.tg-after, .tg-before') && text.closest('[data-node], .tg-bar, .tg-node');
      const shape = isInside ? isInside.querySelector('rect') : null;
      const [a, b] = [light(getComputedStyle(text).fill), light(shape ? getComputedStyle(shape).fill : ground)];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return contrast >= 4.5 ? [] : [`${text.outerHTML}: ${contrast.toFixed(2)}`];
    });
  });
}

const PAGES: readonly (readonly [string, () => ReturnType<typeof pageOf>])[] = [
  ['nightly', () => pageOf(NIGHTLY, NIGHTLY_OPTIONS)],
  ['thirty tasks', () => pageOf(LAYERED, LAYERED_OPTIONS)],
  ['sixty tasks on one unit', () => pageOf(season(10))],
  ['a cycle', () => pageOf(CYCLIC)],
  ['several jobs', () => pageOf([NIGHTLY, CYCLIC, FROM_TEMPLATE, { Name: 'Empty', InputMediaAssets: [], Tasks: [] }])],
  ['hostile names', () => pageOf(HOSTILE, {}, '</script><img src=x onerror=alert(9)>.json')],
  ['no job', () => pageOf('<taskBody')],
];

/** How the picture in the documentation is made. */
const SHOT = { width: 1200, height: 790 };

describe('the page', () => {
  const chromium = useChromium();
  const show = async (made: ReturnType<typeof pageOf>, options: Parameters<typeof chromium.open>[0] | object = {}) => {
    const { html, ...rest } = await made;
    const { page } = await chromium.open({ viewport: WIDE, ...options, files: { '/': html } });
    return { page, html, ...rest };
  };

  for (const [name, make] of PAGES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${name}, ${colorScheme}: asks for nothing, complains about nothing, and axe has nothing against it`, async () => {
        const { page } = await show(make(), { colorScheme });
        expect(await axe(page)).to.deep.equal([]);
        expect(await paleTexts(page)).to.deep.equal([]);
        const mark = page.locator('.gantt [role=option]').first();
        if ((await mark.count()) === 0) return;
        await mark.press('Enter');
        expect(await page.locator('.details h2').count()).to.equal(1);
        expect(await axe(page)).to.deep.equal([]);
      });
    }
  }

  it('tells the numbers, the order, the waves, the assets and the findings of a job', async () => {
    const { page, plans } = await show(pageOf(NIGHTLY, NIGHTLY_OPTIONS, 'nightly.json'));
    const texts = (selector: string): Promise<string[]> => page.locator(selector).allInnerTexts();
    expect(await page.title()).to.equal('Sintel, nightly');
    expect(await texts('h1, h2')).to.deep.equal([
      'Sintel, nightly',
      'Graph',
      'Gantt chart',
      'Tasks, as units take them',
      'Waves',
      'Assets',
      'Findings',
    ]);
    expect((await texts('.numbers > div')).map((text) => text.split('\n'))).to.deep.equal([
      ['Tasks', '4'],
      ['Waves', '2'],
      ['Units', '2'],
      ['Makespan', '1 min 31 s'],
      ['Lower bound', 'reached'],
      ['Critical path', '2 tasks'],
    ]);
    const rows = await page.locator('#j0-tasks tbody tr').all();
    const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
    expect(cells).to.deep.equal([
      ['0', 'Encode', '0', '0 s', '40 s', '40 s', '50 s', '0', '0', 'nothing'],
      ['1', 'Transcribe critical', '1', '0 s', '1 min 30 s', '1 min 30 s', 'none', '0', '0', 'nothing'],
      ['2', 'Thumbnails', '0', '40 s', '41 s', '1 s', '50 s', '0', '1', 'Encode'],
      ['3', 'Package critical', '0', '1 min 30 s', '1 min 31 s', '1 s', 'none', '10', '1', 'Encode, Transcribe'],
    ]);
    expect(await texts('.waves li')).to.deep.equal(['Wave 0\nEncode, Transcribe', 'Wave 1\nThumbnails, Package']);
    expect(await page.locator('#j0-assets tbody tr').count()).to.equal(plans[0]?.assets.length);
    expect(await texts('#j0a1 > *')).to.deep.equal([
      'JobOutputAsset(0)',
      'renditions',
      'Encode',
      'Thumbnails, Package',
      '40 s',
      '1 min 31 s',
      '',
    ]);
    expect(await texts('.finding')).to.deep.equal([
      'Warning Task "Package" has priority 10 but waits for task "Encode" with priority 0, so it gains nothing from it.\n\npriority-inversion\nnightly.json:31:19\ntask Package',
    ]);
    const titles = await page.locator('#j0-graph .tg-node title').allTextContents();
    expect(titles).to.have.length(9);
    expect(titles).to.include.members([
      'Package: task 3, priority 10, wave 1, on the critical path',
      'JobOutputAsset(1): captions',
    ]);
    expect(await page.locator('#j0-graph [data-edge]').count()).to.equal(9);
    expect(await page.locator('#j0-graph [data-edge].tg-critical').count()).to.equal(2);
    expect(await texts('.gantt title')).to.have.length(4);
    expect(await page.locator('.gantt .tg-critical').count()).to.equal(2);
  });

  it('says of a cycle who is on it and why there is no chart, and shows jobs with and without a plan side by side', async () => {
    const { page } = await show(pageOf([NIGHTLY, CYCLIC, FROM_TEMPLATE]));
    expect(await page.locator('h2').allInnerTexts()).to.deep.equal([
      'Sintel, nightly',
      'Sintel, broken',
      'From a template',
      'Findings',
    ]);
    const [good, broken, unknown] = await page.locator('section.job').allInnerTexts();
    expect(good).to.include('Gantt chart');
    expect(broken).to.include('There is no plan, and no Gantt chart: tasks wait for each other in a cycle.');
    expect(broken).to.include(
      'Encode → JobOutputAsset(1) → Package → JobOutputAsset(2) → Verify → JobOutputAsset(3) → Encode',
    );
    expect(unknown).to.include('The tasks are unknown');
    expect(await page.locator('#j1-tasks .tag').allInnerTexts()).to.deep.equal([
      ...['on a cycle', 'on a cycle', 'on a cycle'],
      ...['behind a cycle', 'behind a cycle'],
    ]);
    expect(await page.locator('#j1-gantt').count()).to.equal(0);
    expect(await page.locator('#j1-graph .tg-task.tg-cycle').count()).to.equal(3);
    expect(await page.locator('#j1-graph [data-edge].tg-cycle').count()).to.equal(6);
    await page.getByRole('navigation').getByText('Sintel, broken').click();
    await page.locator('.finding a').nth(1).click();
    expect(page.url()).to.match(/#j1t1$/);
    expect(await page.locator('.details h2').innerText()).to.equal('Encode');
    expect(await page.locator('section.selecting').getAttribute('id')).to.equal('j1');
  });

  it('is in the documentation, as a picture that is not too large @examples', async () => {
    const file = `${ROOT}docs/examples/page.png`;
    if (IS_UPDATE) {
      const read = (name: string) => JSON.parse(readFileSync(`${ROOT}docs/examples/${name}.json`, 'utf8'));
      const made = pageOf(read('premiere'), { units: 4, durations: read('premiere-times') }, 'premiere.json');
      const { page } = await show(made, { viewport: SHOT });
      await page.locator('#j0bar16').click();
      await page.evaluate(() => scrollTo(0, 0));
      await page.locator(':focus').blur();
      await page.screenshot({ path: file });
    }
    expect(readFileSync(file).length).to.be.within(20_000, 150_000);
  });

  it('works without a script: everything is there, and nothing that would need one', async () => {
    const { page } = await show(pageOf(LAYERED, LAYERED_OPTIONS), { javaScriptEnabled: false });
    expect(await page.locator('#j0-tasks tbody tr').count()).to.equal(30);
    expect(await page.locator('.gantt').getAttribute('role')).to.equal('img');
    expect(await page.locator('.gantt [tabindex]').count()).to.equal(0);
    expect(await page.locator('.details').isVisible()).to.equal(false);
    for (const tools of await page.locator('.tools').all()) expect(await tools.isVisible()).to.equal(false);
    await page.locator('.waves a').nth(7).click();
    expect(page.url()).to.match(/#j0t7$/);
  });

  it('shows names as they are, and does nothing that they say', async () => {
    const { page } = await show(pageOf(HOSTILE, {}, '"><script>alert(0)</script>'));
    const names = await page.locator('#j0-tasks th a').allTextContents();
    expect(names).to.deep.equal(HOSTILE_NAMES.map((name) => excerpt(oneLine(name), 80)));
    expect(await page.locator('script').count()).to.equal(3);
    expect(await page.locator('img, iframe, object, [onload], [onerror], [onclick], [onmouseover]').count()).to.equal(
      0,
    );
    for (const target of await page.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))) {
      expect(target).to.match(/^#[\w-]+$/);
    }
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size).to.equal(ids.length);
  });
});
