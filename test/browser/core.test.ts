/** The core in a browser: bundled, under a policy without `eval`, it finds and plans what it does in Node. */
import { expect } from 'chai';
import { build } from 'esbuild';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { lint } from '#src/lint.js';
import { plan } from '#src/plan/plan.js';
import { drawGraph, drawPlan } from '#src/render/formats.js';
import { ORIGIN, useChromium } from './chromium.js';
import { CYCLIC, jobOf, LAYERED, NIGHTLY } from './jobs.js';

const ENTRY = `
export { formatDiagnostic, lint, plan } from './index.js';
export { drawGraph, drawPlan } from './render/formats.js';
`;

/** What the page of somebody who uses the library may be. */
const PAGE = `<!doctype html><html lang="en"><head><title>Form</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'">
</head><body><script type="module" src="/core.js"></script></body></html>`;

const DOCUMENTS: Readonly<Record<string, unknown>> = {
  nightly: NIGHTLY,
  layered: LAYERED,
  cyclic: CYCLIC,
  'read but never written': jobOf('Sintel', 1, [['Package', ['out:3'], ['out:1'], 2]]),
  'not a job': [1, null],
  // Not plain, so that it is left to what reads well-formed XML: no fast-xml-parser here.
  'XML with comments and CDATA':
    "<!-- nightly --><taskBody><inputAsset>Job<![CDATA[InputAsset]]>(0)</inputAsset><!-- > --><outputAsset assetName='a\"b'>JobOutputAsset(&#48;)</outputAsset ><constructor/></taskBody>",
  'broken XML': '<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetName="Q&A">JobOutputAsset(0)',
  'broken JSON': '{ "Name": "Sintel", "Tasks": [ { "Name": "Encode" ',
};

describe('the core in a browser', () => {
  const chromium = useChromium();
  let core = '';
  let modules: readonly string[] = [];

  before(async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: ENTRY, resolveDir: new URL('../../../dist', import.meta.url).pathname },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    core = outputFiles[0]?.text ?? '';
    modules = Object.keys(metafile.inputs);
  });

  it('needs nothing of Node, and no code made of text', () => {
    expect(core).to.not.match(/\bfrom\s*["']node:|\brequire\(["']|\beval\(|new Function\b/);
  });

  it('has no reader of XML beside its own recovery', () => {
    const readers = modules.filter((path) => /fast-xml-parser|\/xml\/\w*-?reader/.test(path));
    expect(readers.map((path) => path.replace(/.*\//, ''))).to.have.members(['no-reader.js', 'plain-reader.js']);
  });

  it('finds, plans and draws what it does in Node', async () => {
    const { page } = await chromium.open({ files: { '/': PAGE, '/core.js': core } });
    for (const [name, document] of Object.entries(DOCUMENTS)) {
      const text = typeof document === 'string' ? document : JSON.stringify(document);
      const there = await page.evaluate(
        async ([from, input]) => {
          const { drawGraph, drawPlan, formatDiagnostic, lint, plan } = await import(from);
          const report = lint(input, { fileName: 'job.json' });
          const plans = report.jobs.map((job: unknown) => plan(job, { units: 2 })).filter(Boolean);
          return {
            findings: report.diagnostics.map(formatDiagnostic),
            plans: JSON.stringify(plans),
            svg: await drawPlan(report, plans, 'svg', 'job.json'),
            html: await drawPlan(report, plans, 'html', 'job.json'),
            graph: await drawGraph(report, 'svg', 'job.json'),
          };
        },
        [`${ORIGIN}/core.js`, text] as const,
      );
      const report = lint(text, { fileName: 'job.json' });
      const plans = report.jobs.map((job) => plan(job, { units: 2 })).filter((one) => one !== null);
      expect(there, name).to.deep.equal({
        findings: report.diagnostics.map(formatDiagnostic),
        plans: JSON.stringify(plans),
        svg: await drawPlan(report, plans, 'svg', 'job.json'),
        html: await drawPlan(report, plans, 'html', 'job.json'),
        graph: await drawGraph(report, 'svg', 'job.json'),
      });
    }
  });
});
