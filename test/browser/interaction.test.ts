/** What a pointer and a keyboard do on the page, in windows of all sizes, and on paper. */
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { type Adjacency, neighbours } from '#src/graph/adjacency.js';
import { TaskGraph } from '#src/graph/task-graph.js';
import type { Job } from '#src/model/job.js';
import { useChromium } from './chromium.js';
import { CYCLIC, LAYERED, LAYERED_OPTIONS, NIGHTLY, NIGHTLY_OPTIONS, pageOf, season } from './jobs.js';

const SIZES = {
  wide: { width: 1360, height: 900 },
  zoomed: { width: 640, height: 450 },
  phone: { width: 320, height: 640 },
};

/** Numbers of the tasks, or assets, among elements that have a class. */
async function marked(page: Page, elements: string, name: string, kind: 't' | 'a' = 't'): Promise<number[]> {
  const nodes = await page
    .locator(`${elements}[data-node].${name}`)
    .evaluateAll((all) => all.map((one) => (one as HTMLElement | SVGElement).dataset.node ?? ''));
  const numbers = nodes.filter((node) => node.startsWith(kind)).map((node) => Number(node.slice(1)));
  return numbers.sort((a, b) => a - b);
}

/** Tasks and assets before and behind a task; what is both, on a cycle, counts as before. */
function around(graph: TaskGraph, task: number) {
  const [ancestors, descendants] = [graph.ancestors(task), graph.descendants(task)];
  const assets = (list: Adjacency, tasks: readonly number[]): number[] =>
    [...new Set([task, ...tasks].flatMap((one) => [...neighbours(list, one)]))].sort((a, b) => a - b);
  const before = { t: ancestors.filter((one) => one !== task), a: assets(graph.reads, ancestors) };
  const after = {
    t: descendants.filter((one) => one !== task && !before.t.includes(one)),
    a: assets(graph.writes, descendants).filter((one) => !before.a.includes(one)),
  };
  return { before, after };
}

/** Whether nothing stands over an element that has the focus. */
async function isInSight(focused: Locator): Promise<boolean> {
  return focused.evaluate((element) => {
    const { x, y, width, height } = element.getClientRects()[0] as DOMRect;
    const top = document.elementFromPoint(x + Math.min(width / 2, 20), y + height / 2);
    return top !== null && element.contains(top);
  });
}

describe('the page, used', () => {
  const chromium = useChromium();
  const show = async (made: ReturnType<typeof pageOf>, options: object = {}) => {
    const { html, ...rest } = await made;
    const { page } = await chromium.open({ viewport: SIZES.wide, ...options, files: { '/': html } });
    return { page, ...rest };
  };

  for (const [name, make] of [
    ['thirty tasks', () => pageOf(LAYERED, LAYERED_OPTIONS)],
    ['a cycle', () => pageOf(CYCLIC)],
  ] as const) {
    it(`${name}: pointing at one marks it, and all before and behind it, in pictures and tables at once`, async () => {
      const { page, report } = await show(make());
      const graph = new TaskGraph(report.jobs[0] as Job);
      for (const task of [0, 3, 4, graph.taskCount - 1]) {
        await page.locator(`#j0t${task}`).hover({ position: { x: 4, y: 4 } });
        const { before, after } = around(graph, task);
        for (const elements of ['#j0-tasks tr', '#j0-gantt svg g', '#j0-graph svg g']) {
          if ((await page.locator(elements).count()) === 0) continue;
          expect(await marked(page, elements, 'self'), elements).to.deep.equal([task]);
          expect(await marked(page, elements, 'before'), elements).to.deep.equal(before.t);
          expect(await marked(page, elements, 'after'), elements).to.deep.equal(after.t);
        }
        for (const elements of ['#j0-assets tr', '#j0-graph svg g']) {
          if ((await page.locator(elements).count()) === 0) continue;
          expect(await marked(page, elements, 'before', 'a'), elements).to.deep.equal(before.a);
          expect(await marked(page, elements, 'after', 'a'), elements).to.deep.equal(after.a);
        }
        expect(await page.locator('.details h2').innerText()).to.equal(report.jobs[0]?.tasks?.[task]?.name);
      }
      await page.mouse.move(2, 2);
      expect(await page.locator('.selecting, .self, .before, .after').count()).to.equal(0);
      expect(await page.locator('.details').innerText()).to.match(/^Point at a task/);
    });
  }

  it('a click pins, a second one or Escape lets go, and the details lead on', async () => {
    const { page } = await show(pageOf(NIGHTLY, NIGHTLY_OPTIONS));
    const details = page.locator('.details');
    const bar = page.locator('#j0bar3');
    await bar.click();
    await page.locator('#j0t0').hover();
    expect(await details.locator('h2').innerText()).to.equal('Package');
    expect(await details.innerText()).to.match(/Runs\s+1 min 30 s to 1 min 31 s/);
    expect(await details.innerText()).to.match(/Waits for\s+Encode\s+Transcribe/);
    expect(await bar.getAttribute('aria-selected')).to.equal('true');
    expect(await page.getByRole('status').innerText()).to.equal('Package: pinned');
    await details.getByText('JobOutputAsset(1)').click();
    expect(await details.innerText()).to.match(
      /^JobOutputAsset\(1\)[\s\S]*Written by\s+Transcribe\s+Read by\s+Package/,
    );
    expect(await bar.getAttribute('aria-selected')).to.equal('false');
    await details.getByText('Unpin').click();
    expect(await page.getByRole('status').innerText()).to.equal('JobOutputAsset(1): no longer pinned');
    await bar.click();
    await page.keyboard.press('Escape');
    await page.mouse.move(2, 2);
    expect(await details.locator('h2').count()).to.equal(0);
    await bar.click();
    await bar.click();
    expect(await bar.getAttribute('aria-selected')).to.equal('false');
    await bar.click();
    await page.locator('.gantt').click({ position: { x: 3, y: 3 } });
    expect(await bar.getAttribute('aria-selected')).to.equal('false');
  });

  it('all of it goes by keyboard: each picture is one stop, arrows move within, Enter pins, Escape clears', async () => {
    const { page } = await show(pageOf(NIGHTLY, NIGHTLY_OPTIONS));
    const focused = page.locator(':focus');
    const press = async (key: string): Promise<string> => {
      await page.keyboard.press(key);
      return focused.evaluate((element) => element.id || (element.textContent ?? ''));
    };
    expect(await press('Tab')).to.equal('Skip to the content');
    expect(await isInSight(focused)).to.equal(true);
    expect(await press('Enter')).to.equal('main');
    while ((await press('Tab')) !== 'j0bar0') expect(await page.locator(':focus').count()).to.equal(1);
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineWidth)).to.equal('3px');
    expect(await page.locator('.details h2').innerText()).to.equal('Encode');
    expect(await press('ArrowRight')).to.equal('j0bar2');
    expect(await press('ArrowDown')).to.equal('j0bar1');
    expect(await press('ArrowUp')).to.equal('j0bar0');
    expect(await press('End')).to.equal('j0bar1');
    expect(await press('ArrowLeft')).to.equal('j0bar3');
    expect(await press('ArrowRight')).to.equal('j0bar1');
    expect(await press('ArrowRight')).to.equal('j0bar1');
    expect(await press('Home')).to.equal('j0bar0');
    await page.keyboard.press('Enter');
    expect(await page.locator('#j0bar0').getAttribute('aria-selected')).to.equal('true');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.details h2').innerText()).to.equal('Encode');
    await page.keyboard.press(' ');
    expect(await page.locator('.details h2').innerText()).to.equal('Thumbnails');
    await page.keyboard.press('Escape');
    expect(await page.locator('.selecting').count()).to.equal(0);
    // The stop of the picture is where it was left.
    await page.keyboard.press('Tab');
    expect(await press('Shift+Tab')).to.equal('j0bar2');
    await page.keyboard.press('Tab');
    expect(await press('Tab')).to.equal('Encode');
    expect(await press('ArrowDown')).to.equal('Transcribe');
    expect(await press('ArrowUp')).to.equal('Encode');
    await page.keyboard.press('Enter');
    expect(await page.locator('.details h2').innerText()).to.equal('Encode');
    await page.locator('.details button').focus();
    expect(await page.locator('.details h2').innerText()).to.equal('Encode');
    expect(await press('Enter')).to.equal('Encode');
  });

  for (const [size, viewport] of Object.entries(SIZES)) {
    it(`${size}: nothing but boxes of their own scrolls sideways, and nothing hides what has the focus`, async () => {
      const { page } = await show(pageOf(LAYERED, LAYERED_OPTIONS), { viewport });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(viewport.width);
      const focused = page.locator(':focus');
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press(stop % 3 === 2 ? 'ArrowRight' : 'Tab');
        if ((await focused.count()) === 0) break;
        const [isBox, html] = await focused.evaluate((element) => [
          element.matches('.scroll'),
          element.outerHTML.slice(0, 100),
        ]);
        if (!isBox) expect(await isInSight(focused), `${stop}: ${html}`).to.equal(true);
      }
    });
  }

  it('on paper: light, without what needs a screen, and nothing cut off', async () => {
    const { page } = await show(pageOf(LAYERED, LAYERED_OPTIONS), { colorScheme: 'dark' });
    await page.locator('#j0bar4').click();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 760, height: 1000 });
    for (const hidden of ['nav', '.details', '.skip']) expect(await page.locator(hidden).isVisible()).to.equal(false);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).to.equal(
      'rgb(255, 255, 255)',
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(760);
    for (const box of await page.locator('.scroll').all()) {
      expect(await box.evaluate((element) => getComputedStyle(element).overflowX)).to.equal('visible');
    }
    expect(await page.locator('.gantt').evaluate((element) => element.getBoundingClientRect().right)).to.be.at.most(
      760,
    );
    expect((await page.pdf({ format: 'A4' })).length).to.be.greaterThan(10_000);
  });

  it('moves nothing for those who asked for that', async () => {
    const { page } = await show(pageOf(NIGHTLY), { reducedMotion: 'reduce' });
    const durations = (): Promise<string[]> =>
      page.evaluate(() => [...document.querySelectorAll('*')].map((one) => getComputedStyle(one).transitionDuration));
    expect(new Set(await durations())).to.deep.equal(new Set(['0s']));
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(new Set(await durations())).to.include('0.12s');
  });

  it('three hundred tasks: the page opens, folds what it must, and answers a pointer', async () => {
    const { page, plans } = await show(pageOf(season(50), { units: 1 }));
    expect(await page.locator('#j0-tasks tbody tr').count()).to.equal(300);
    await page.locator('#j0t150').hover({ position: { x: 4, y: 4 } });
    expect(await marked(page, '#j0-tasks tr', 'self')).to.deep.equal([150]);
    expect(plans[0]?.tasks.length).to.equal(300);
  });
});
