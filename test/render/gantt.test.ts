/** Gantt charts: where bars go, how large jobs fold, and that the picture is a picture whatever the names are. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { oneLine } from '#src/diagnostics/messages.js';
import { type ExecutionPlan, type PlannedTask, plan } from '#src/plan/plan.js';
import { GANTT_SIZE, type GanttBar, layOutGantt, MARK } from '#src/render/gantt.js';
import { ganttSvg } from '#src/render/gantt-svg.js';
import { textPixels } from '#src/render/label.js';
import { chainOf, input, modelJob, output } from '../helpers/jobs.js';
import { parsed } from '../helpers/parsed-xml.js';
import { anyText } from '../helpers/results.js';
import { IS_UPDATE, ROOT } from '../helpers/root.js';
import { runIn } from '../helpers/run.js';
import { plannedJob } from '../plan/planned.js';

const { left, plot, right, font } = GANTT_SIZE;
const END = left + plot + right;

/** Tasks that wait for nothing, dealt out to units one by one; made by hand, because planning so many takes its time. */
function independent(count: number, units: number, seconds: (task: number) => number = () => 1): ExecutionPlan {
  const used = Math.min(count, units);
  const free = new Float64Array(used);
  const [one] = (plan(modelJob(chainOf([0]))) as ExecutionPlan).tasks as [PlannedTask];
  const tasks = Array.from({ length: count }, (_, task): PlannedTask => {
    const [unit, start, duration] = [task % used, free[task % used] as number, seconds(task)];
    free[unit] = start + duration;
    return { ...one, task, critical: false, unit, start, duration, finish: start + duration };
  });
  const order = tasks.toSorted((a, b) => a.start - b.start || a.task - b.task).map(({ task }) => task);
  const makespan = Math.max(0, ...free);
  const lowerBound = tasks.reduce((sum, { duration }) => sum + duration, 0) / units;
  return { ...(plan(modelJob(chainOf([0]))) as ExecutionPlan), units, tasks, order, makespan, lowerBound };
}

/** From where to where a bar's label goes. */
function labelSpan({ x, width, label, tasks }: GanttBar): readonly [number, number] {
  const size = textPixels(label?.text ?? '', font);
  const mark = tasks.some(({ critical }) => critical) ? MARK : 0;
  if (label?.place === 'after') return [x + width, x + width + 6 + size];
  if (label?.place === 'before') return [x - 6 - size, x];
  return [x, x + 6 + mark + size];
}

const SVG = { s: 'http://www.w3.org/2000/svg' };

describe('the Gantt chart', () => {
  it('has every task once, on its unit, from start to finish', () => {
    fc.assert(
      fc.property(plannedJob(12), ({ result }) => {
        const { rows } = layOutGantt(result);
        const scale = plot / result.makespan;
        const drawn: number[] = [];
        rows.forEach(({ bars }, unit) => {
          for (const { tasks, x, width } of bars) {
            drawn.push(...tasks.map(({ task }) => task));
            expect(tasks.every((task) => task.unit === unit)).to.equal(true);
            const [start, finish] = [tasks[0]?.start ?? 0, tasks.at(-1)?.finish ?? 0];
            // No bar is narrower than two pixels, of which one is left free: that moves others by as much at most.
            expect(x - left - start * scale).to.be.within(-0.001, 2);
            expect(x + width - left - finish * scale).to.be.within(-1.001, 2);
            if (tasks.length > 1) expect((finish - start) * scale).to.be.lessThan(2 + tasks.length * 2);
          }
        });
        expect(drawn.sort((a, b) => a - b)).to.deep.equal(result.tasks.map(({ task }) => task));
      }),
    );
  });

  it('neither bars nor labels of a row overlap', () => {
    fc.assert(
      fc.property(plannedJob(12), ({ result }) => {
        for (const { bars } of layOutGantt(result).rows) {
          let free: number = left;
          for (const bar of bars) {
            const [from, to] = bar.label === null ? [bar.x, bar.x] : labelSpan(bar);
            expect(Math.min(from, bar.x)).to.be.at.least(free - 0.001);
            free = Math.max(bar.x + bar.width, to);
            if (bar.label?.place === 'in') expect(to).to.be.at.most(bar.x + bar.width);
          }
          expect(free).to.be.at.most(END);
        }
      }),
    );
  });

  it('a chain of three: labels in bars, ticks, no line where the bound is reached', () => {
    const { rows, ticks, boundX, notes } = layOutGantt(plan(modelJob(chainOf([0, 1, 2]))) as ExecutionPlan);
    expect(rows.map(({ label, bars }) => [label, bars.map((bar) => bar.label)])).to.deep.equal([
      ['Unit 0', ['Task 0', 'Task 1', 'Task 2'].map((text) => ({ text, place: 'in' }))],
    ]);
    expect(ticks.map(({ label }) => label)).to.deep.equal(['0 s', '0.5 s', '1 s', '1.5 s', '2 s', '2.5 s', '3 s']);
    expect({ boundX, notes }).to.deep.equal({ boundX: null, notes: [] });
  });

  it('shows the lower bound where the schedule is longer, and units without work', () => {
    expect(layOutGantt(independent(3, 2)).boundX).to.equal(left + plot * 0.75);
    expect(layOutGantt(independent(3, 4)).notes).to.deep.equal(['A unit has nothing to do.']);
    expect(layOutGantt(independent(3, 2 ** 40)).notes).to.deep.equal([`${2 ** 40 - 3} units have nothing to do.`]);
    expect(layOutGantt(independent(0, 1)).notes).to.deep.equal(['There are no tasks.', 'A unit has nothing to do.']);
  });

  it('folds what is too short, too many, or on too many units, and says so', () => {
    const short = layOutGantt(independent(1_000, 1, (task) => (task === 500 ? 1000 : 0.001)));
    expect(short.rows[0]?.bars.map(({ tasks, label }) => [tasks.length, label?.text ?? null])).to.deep.equal([
      [500, null],
      [1, 'Task 500'],
      [499, null],
    ]);
    expect(short.notes).to.deep.equal(['1000 tasks are drawn as 3 bars: those too short to tell apart share one.']);

    for (const units of [1, 7, 300, 50_000]) {
      const { rows, notes } = layOutGantt(independent(100_000, units, (task) => 1 + (task % 7)));
      expect(rows.length).to.be.at.most(40);
      const bars = rows.flatMap((row) => row.bars);
      expect(bars.length).to.be.at.most(1_500 + rows.length);
      expect(bars.reduce((sum, { tasks }) => sum + tasks.length, 0)).to.equal(100_000);
      expect(notes[0]).to.equal(
        `100000 tasks are drawn as ${bars.length} bars: those too short to tell apart share one.`,
      );
      if (units > 40) expect(notes[1]).to.equal(`${units} units are drawn as ${rows.length} rows.`);
    }
    const banded = layOutGantt(independent(100_000, 300)).rows.map(({ label }) => label);
    expect([banded[0], banded.at(-1)]).to.deep.equal(['Units 0–7', 'Units 296–299']);
  });
});

describe('the Gantt chart as SVG', () => {
  it('is well-formed with any name, which it tells as a title', () => {
    fc.assert(
      fc.property(anyText, anyText, (job, name) => {
        const tasks = [{ name, reads: [input(0)], writes: [output(0)] }];
        const made = plan({ ...modelJob({ inputs: 1, tasks }), name: job }, {}) as ExecutionPlan;
        parsed(ganttSvg(job, [made]), (root) => {
          const titles = root.find('.//s:g[@id]/s:title', SVG).map(({ content }) => content);
          const shown = made.tasks[0]?.name === null ? 'Task 0' : oneLine(`${name}:`).slice(0, 3);
          expect(titles).to.have.length(1);
          expect(titles[0]?.startsWith(shown.replace(/[\ufffe\uffff]/g, '\ufffd'))).to.equal(true);
          expect(titles[0]).to.match(/: unit 0, 0 s to 1 s, priority 0, no slack, critical, waits for nothing$/);
          expect(root.find('.//s:script', SVG)).to.deep.equal([]);
        });
      }),
    );
  });

  it('has ids that are unique, with several jobs too, and draws fifty of them', () => {
    const plans = Array.from({ length: 52 }, () => plan(modelJob(chainOf([0, 1]))) as ExecutionPlan);
    parsed(ganttSvg('jobs.json', plans), (root) => {
      const ids = root.find('.//@id').map(({ content }) => content);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(ids).to.include.members(['j0bar0', 'j0bar1', 'j49bar1']);
      expect(root.content).to.include('2 more jobs are not drawn.');
    });
  });

  it('stays small for 100,000 tasks', () => {
    expect(ganttSvg('jobs.json', [independent(100_000, 64, (task) => 1 + (task % 7))]).length).to.be.lessThan(
      1_000_000,
    );
  });

  it('of the nightly job is the picture in the documentation @examples', async () => {
    const file = 'docs/examples/nightly.svg';
    const args = ['--units', '2', '--duration', 'Encode=40', '--duration', 'Transcribe=90', '--format', 'svg'];
    const { code, stdout } = await runIn(ROOT, ['plan', 'docs/examples/nightly.json', ...args]);
    expect(code).to.equal(0);
    if (IS_UPDATE) writeFileSync(ROOT + file, stdout);
    else expect(stdout).to.equal(readFileSync(ROOT + file, 'utf8'));
  });
});
