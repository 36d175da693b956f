/** The Gantt chart as a picture of its own, with the fonts that Chromium really takes. */
import { expect } from 'chai';
import { lint } from '#src/lint.js';
import type { PlanOptions } from '#src/plan/options.js';
import { type ExecutionPlan, plan } from '#src/plan/plan.js';
import { drawPlan } from '#src/render/formats.js';
import { useChromium } from './chromium.js';
import { HOSTILE, LAYERED, LAYERED_OPTIONS, NIGHTLY, NIGHTLY_OPTIONS, season } from './jobs.js';

const JOBS: readonly (readonly [string, object, PlanOptions])[] = [
  ['nightly', NIGHTLY, NIGHTLY_OPTIONS],
  ['thirty tasks', LAYERED, LAYERED_OPTIONS],
  ['hostile names', HOSTILE, {}],
  ['three hundred tasks on six units', season(50), { units: 6 }],
  ['six hundred tasks on one unit', season(100), {}],
];

describe('the Gantt chart in a browser', () => {
  const chromium = useChromium();
  const draw = async (job: object, options: PlanOptions): Promise<string> => {
    const report = lint(JSON.stringify(job));
    const plans = report.jobs.map((job) => plan(job, options) as ExecutionPlan);
    return drawPlan(report, plans, 'svg', 'job.json');
  };

  for (const [name, job, options] of JOBS) {
    it(`${name}: what is written in a bar fits, and what is written beside it runs into no other`, async () => {
      const svg = await draw(job, options);
      const { page } = await chromium.open({ files: { '/': `<!doctype html><title>Gantt</title>${svg}` } });
      const wrong = await page.evaluate(() => {
        const box = (element: Element): DOMRect => (element as SVGGraphicsElement).getBBox();
        const bars = [...document.querySelectorAll('.tg-bar')];
        return bars.flatMap((bar) => {
          const text = bar.querySelector('text');
          const rect = box(bar.querySelector('rect') as Element);
          if (text === null) return [];
          const { x, width } = box(text);
          const isFine = text.classList.contains('tg-in')
            ? x >= rect.x && x + width <= rect.x + rect.width
            : bars.every((other) => {
                const { x: from, y, width: size } = box(other.querySelector('rect') as Element);
                return other === bar || y !== rect.y || from >= x + width || from + size <= x;
              });
          return isFine ? [] : [text.textContent];
        });
      });
      expect(wrong).to.deep.equal([]);
    });
  }

  it('is a picture for pages that show it as an image, light and dark', async () => {
    const svg = await draw(NIGHTLY, NIGHTLY_OPTIONS);
    const page = '<!doctype html><title>Gantt</title><img src="/gantt.svg" alt="">';
    const shots: Buffer[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const opened = await chromium.open({ colorScheme, files: { '/': page, '/gantt.svg': svg } });
      const image = opened.page.locator('img');
      expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).to.equal(1000);
      shots.push(await image.screenshot());
    }
    expect(shots[0]?.equals(shots[1] as Buffer)).to.equal(false);
  });
});
