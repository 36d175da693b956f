/** Graphs as text for other programs, held against Graphviz, which reads them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import type { Job } from '#src/model/job.js';
import { renderGraph } from '#src/render/formats.js';
import { assetText, taskText } from '#src/render/label.js';
import { anyJob, chainOf, input, modelJob, output } from '../helpers/jobs.js';
import { anyText } from '../helpers/results.js';
import { IS_UPDATE, ROOT } from '../helpers/root.js';
import { runIn } from '../helpers/run.js';

const FOLDER = `${ROOT}test/fixtures/pictures`;

describe('graphs of a circle with names that want to be more than names @examples', () => {
  for (const [format, ending] of [
    ['dot', 'dot'],
    ['mermaid', 'mmd'],
    ['json', 'out.json'],
    ['svg', 'svg'],
  ] as const) {
    it(`${format}: is the golden file`, async () => {
      const { code, stdout } = await runIn(FOLDER, ['graph', 'circle.json', '--format', format]);
      expect(code).to.equal(1);
      const file = `${FOLDER}/circle.${ending}`;
      if (IS_UPDATE) writeFileSync(file, stdout);
      else expect(stdout).to.equal(readFileSync(file, 'utf8'));
    });
  }
});

interface ReadGraph {
  readonly objects?: readonly { readonly name: string; readonly label: string; readonly style?: string }[];
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly style?: string }[];
}

/** Labels as Graphviz shows them: it has read the escapes of the string, not yet those of the label. */
function shown(label: string): string {
  return label.replaceAll('&amp;', '&').replaceAll('\\\\', '\\');
}

describe('graphs as DOT', () => {
  let graphviz: Graphviz;
  before(async () => {
    graphviz = await Graphviz.load();
  });
  const read = (dot: string): ReadGraph => JSON.parse(graphviz.layout(dot, 'dot_json', 'dot')) as ReadGraph;

  it('are read by Graphviz with the names that they were given, whatever these are', () => {
    fc.assert(
      fc.property(anyText, anyText, (name, assetName) => {
        const model = modelJob({ inputs: 1, tasks: [{ name, reads: [input(0)], writes: [output(0)] }] });
        const [task] = model.tasks ?? [];
        const outputs = task?.body?.outputs.map((one) => ({ ...one, assetName })) ?? [];
        const job = { ...model, tasks: [{ ...task, body: { ...task?.body, outputs } }] } as unknown as Job;
        const { objects = [] } = read(renderGraph([job], 'dot', 'job.json'));
        expect(objects.map(({ label }) => shown(label))).to.deep.equal([
          taskText({ task: 0, name: task?.name ?? null }),
          'JobInputAsset(0)',
          assetText({ asset: 'JobOutputAsset(0)', name: assetName }),
        ]);
      }),
    );
  });

  it('have the edges that JSON has', () => {
    fc.assert(
      fc.property(anyJob({ maxTasks: 8 }), (spec) => {
        const job = modelJob(spec);
        const { objects = [], edges = [] } = read(renderGraph([job], 'dot', 'job.json'));
        const drawn = edges.map(({ tail, head }) => `${objects[tail]?.name} ${objects[head]?.name}`).sort();
        const [graph] = JSON.parse(renderGraph([job], 'json', 'job.json')).graphs;
        expect(drawn).to.deep.equal(
          graph.edges.map(({ from, to }: { from: string; to: string }) => `${from} ${to}`).sort(),
        );
        const dashed = objects.filter(({ style }) => style === 'dashed').map(({ name }) => name);
        const onCycle = graph.tasks.filter((task: { onCycle: boolean }) => task.onCycle);
        expect(dashed.filter((name) => name.startsWith('task:'))).to.have.members(
          onCycle.map(({ task }: { task: number }) => `task:${task}`),
        );
      }),
    );
  });
});

describe('graphs as Mermaid', () => {
  it('say when they are larger than Mermaid shows, and what it takes', () => {
    const notes: string[] = [];
    const onNote = (note: string): void => void notes.push(note);
    renderGraph([modelJob(chainOf([0, 1, 2]))], 'mermaid', 'job.json', { onNote });
    expect(notes).to.deep.equal([]);
    const text = renderGraph([modelJob(chainOf([...Array(800).keys()]))], 'mermaid', 'job.json', { onNote });
    expect(notes).to.deep.equal([
      `the Mermaid text is larger than Mermaid shows by default: initialize it with { maxEdges: 1600, maxTextSize: ${text.length} }`,
    ]);
  });

  it('are marked alike in all formats', () => {
    const { jobs } = lint(readFileSync(`${FOLDER}/circle.json`));
    const [graph] = JSON.parse(renderGraph(jobs, 'json', 'circle.json')).graphs;
    const onCycle = graph.tasks.filter((task: { onCycle: boolean }) => task.onCycle).length;
    expect(onCycle).to.equal(4);
    expect(renderGraph(jobs, 'mermaid', 'circle.json').match(/t\d+\[.*:::cycle$/gm)).to.have.length(onCycle);
    expect(renderGraph(jobs, 'dot', 'circle.json').match(/^ {2}"task:\d+" \[.*style=dashed/gm)).to.have.length(onCycle);
  });
});
