/** Mermaid itself reads what we write for it, and shows names as they are. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { excerpt } from '#src/diagnostics/diagnostic.js';
import { oneLine } from '#src/diagnostics/messages.js';
import { lint } from '#src/lint.js';
import { type ExecutionPlan, type PlannedTask, plan } from '#src/plan/plan.js';
import { renderGraph, renderPlan } from '#src/render/formats.js';
import { taskText } from '#src/render/label.js';
import { modelJob } from '../helpers/jobs.js';
import { useChromium } from './chromium.js';
import { CYCLIC, HOSTILE, LAYERED, NIGHTLY } from './jobs.js';

const MERMAID = readFileSync(createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js'), 'utf8');
const PAGE =
  '<!doctype html><html lang="en"><title>Mermaid</title><body><script src="/mermaid.js"></script></body></html>';

/** What stands at a bar of a plan. */
function barText(task: PlannedTask): string {
  return `${task.task} · ${task.critical ? '◆ ' : ''}${taskText(task)}`;
}

interface Drawn {
  readonly type: string;
  readonly labels: readonly string[];
}

describe('Mermaid', () => {
  const chromium = useChromium();
  /** Parses and draws a text in a fresh page; the words that are then in the picture. */
  const draw = async (text: string): Promise<Drawn> => {
    const { page } = await chromium.open({ files: { '/': PAGE, '/mermaid.js': MERMAID } });
    return page.evaluate(async (source) => {
      interface Mermaid {
        initialize(options: object): void;
        parse(text: string): Promise<{ diagramType: string }>;
        render(id: string, text: string): Promise<{ svg: string }>;
      }
      const { mermaid } = window as unknown as { mermaid: Mermaid };
      mermaid.initialize({ startOnLoad: false, maxTextSize: 500_000, maxEdges: 10_000 });
      const { diagramType } = await mermaid.parse(source);
      const { svg } = await mermaid.render('picture', source);
      const holder = document.createElement('div');
      holder.innerHTML = svg;
      document.body.append(holder);
      const labels = [...holder.querySelectorAll('.nodeLabel, .taskText, .taskTextOutsideRight, .taskTextOutsideLeft')];
      return { type: diagramType, labels: labels.map((label) => label.textContent ?? '') };
    }, text);
  };

  for (const [name, document] of [
    ['nightly', NIGHTLY],
    ['thirty tasks', LAYERED],
    ['a cycle', CYCLIC],
    ['hostile names', HOSTILE],
    ['several jobs', [NIGHTLY, CYCLIC]],
  ] as const) {
    it(`draws the graph: ${name}`, async () => {
      const { jobs } = lint(JSON.stringify(document));
      const { type, labels } = await draw(renderGraph(jobs, 'mermaid', 'job.json'));
      expect(type).to.match(/^flowchart/);
      const names = jobs.flatMap(({ tasks }) => (tasks ?? []).map((task) => excerpt(oneLine(task.name ?? ''), 60)));
      expect(labels).to.include.members(names);
    });

    if (document === CYCLIC) continue;
    it(`draws the plan: ${name}`, async () => {
      const { jobs } = lint(JSON.stringify(document));
      const plans = jobs.map((job) => plan(job, { units: 2 })).filter((made) => made !== null);
      expect(plans).to.not.deep.equal([]);
      const { type, labels } = await draw(renderPlan(plans, 'mermaid', 'job.json'));
      expect(type).to.equal('gantt');
      const names = plans.flatMap(({ tasks }) => tasks.map(barText));
      expect(labels.map((label) => label.trim())).to.have.members(names);
    });
  }

  it('takes no name of a task for a word of its own', async () => {
    const words = [
      'section x',
      'title',
      'crit',
      'done, t1, 0',
      'click t0 call',
      '2024-01-01',
      'a%b',
      '%%{init: {}}%%',
      'after j0t0',
      'style: a#1;',
      'excludes weekends',
      'x: y; z # w',
      'vert',
      '---',
      '}',
      '',
    ];
    const tasks = words.map((name, task) => ({
      name,
      reads: [{ kind: 'JobInputAsset' as const, index: 0 }],
      writes: [{ kind: 'JobOutputAsset' as const, index: task }],
    }));
    const made = plan(modelJob({ inputs: 1, tasks })) as ExecutionPlan;
    const { labels } = await draw(renderPlan([made], 'mermaid', 'job.json'));
    expect(labels.map((label) => label.trim())).to.have.members(made.tasks.map(barText));
  });
});
