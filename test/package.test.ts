/** The package as its users get it: packed, installed into an empty project, imported, type-checked, run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { expect } from 'chai';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { BAD_JOB, GOOD_JOB } from './helpers/encoding-house.js';
import { installPacked, sh as run } from './helpers/packed.js';
import { ROOT, readProject } from './helpers/root.js';

const CONSUMER = `
import { type Diagnostic, type ExecutionPlan, formatDiagnostic, lint, locate, parseTaskBody, plan, SuppressionMatcher, TaskGraph } from 'media-taskgraph';
import { buildTaskBody } from 'media-taskgraph/build';
import { fromGraphlib, toGraphlib } from 'media-taskgraph/graphlib';
import { codeActions, completions, diagnostics } from 'media-taskgraph/lsp';
import { lintFiles } from 'media-taskgraph/node';
import { renderGraph, renderLint } from 'media-taskgraph/render';

const xml: string = buildTaskBody({
  inputs: [{ reference: { kind: 'JobInputAsset', index: 0 } }],
  outputs: [{ reference: { kind: 'JobOutputAsset', index: 0 }, assetName: 'renditions', assetCreationOptions: 0 }],
});
const report = lint({ Tasks: [{ TaskBody: xml }], InputMediaAssets: [{}] }, { fileName: 'job.json', suppressions: new SuppressionMatcher([]) });
const messages: string[] = report.diagnostics.map((finding: Diagnostic) => formatDiagnostic(finding));
const result: ExecutionPlan | null = plan(report.jobs[0], { units: 3, durations: { 0: 120 } });
const job = report.jobs[0];
if (job === undefined) throw new Error('no job');
const files: string[] = [];
for await (const file of lintFiles(['*.json'])) files.push(file.path);
const output = {
  messages,
  makespan: result?.makespan,
  order: new TaskGraph(job).order,
  inputs: parseTaskBody(xml).inputs.length,
  ranges: locate(report, []),
  nodes: fromGraphlib(toGraphlib(job)).length,
  text: renderLint(report, 'text', 'job.json').length > 0 && renderGraph(report.jobs, 'dot', 'x').startsWith('digraph'),
  lsp: [diagnostics(report), codeActions(report, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }), completions(xml, { line: 0, character: 0 })].map((list) => list.length),
  files,
};
declare const console: { log(text: string): void };
console.log(JSON.stringify(output));
`;

describe('the packed package', function () {
  this.timeout(300_000);
  let folder = '';
  let packed = new Uint8Array();
  const sh = (command: string, args: readonly string[], cwd = folder): string => run(command, args, cwd);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'taskgraph-package-'));
    writeFileSync(join(folder, 'package.json'), '{"name":"consumer","private":true,"type":"module"}');
    packed = new Uint8Array(readFileSync(installPacked(folder)));
    writeFileSync(join(folder, 'job.json'), JSON.stringify(BAD_JOB));
    writeFileSync(join(folder, 'consumer.ts'), CONSUMER);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is packed as publint wants it', async () => {
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: packed.buffer } });
    expect(messages.map((message) => formatMessage(message, pkg ?? {}))).to.deep.equal([]);
    expect(pkg).to.have.property('sideEffects', false);
  });

  it('has types where its code is, for whoever resolves entry points: a bundler, or modules of Node', async () => {
    const { types, ...analysis } = await checkPackage(createPackageFromTarballData(packed));
    expect(types).to.deep.equal({ kind: 'included' });
    const { problems = [], entrypoints = {} } = 'problems' in analysis ? analysis : {};
    expect(Object.keys(entrypoints)).to.include.members(['.', './graphlib', './build', './render', './node']);
    // Versions of Node that cannot require a module, and resolvers that know no entry points, are older than what we ask for.
    const isTooOld = (problem: object): boolean =>
      'resolutionKind' in problem && ['node10', 'node16-cjs'].includes(String(problem.resolutionKind));
    expect(problems.filter((problem) => !isTooOld(problem))).to.deep.equal([]);
  });

  it('is type-checked by a strict consumer, with and without looking into our types', () => {
    const options = {
      module: 'NodeNext',
      target: 'ES2022',
      lib: ['ES2022'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
    };
    for (const skipLibCheck of [true, false]) {
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...options, skipLibCheck }, files: ['consumer.ts'] }),
      );
      sh(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    }
  });

  it('runs through every entry point', () => {
    expect(JSON.parse(sh(process.execPath, ['consumer.js']))).to.deep.equal({
      messages: ['Task 0 has no MediaProcessorId, which is required.'],
      makespan: 120,
      order: [0],
      inputs: 1,
      ranges: [],
      nodes: 1,
      text: true,
      // An object has no text to show anything in; before a TaskBody nothing but another could be begun.
      lsp: [0, 0, 1],
      files: ['job.json', 'package-lock.json', 'package.json', 'tsconfig.json'],
    });
  });

  it('has neither fast-xml-parser nor jsonc-parser when bundled for browsers, and finds the same', async () => {
    const xml = '<!-- nightly --><taskBody><inputAsset>JobInputAsset(0)</inputAsset><constructor/></taskBody>';
    const json = '{ "Name": "Sintel", // nightly\n "Tasks": [/* none */,] }';
    const code = `import { lint } from 'media-taskgraph';
      for (const text of ${JSON.stringify([xml, json])}) console.log(lint(text).diagnostics);`;
    writeFileSync(join(folder, 'from-package.js'), code);
    const { metafile } = await build({
      entryPoints: [join(folder, 'from-package.js')],
      outfile: join(folder, 'bundled.js'),
      bundle: true,
      format: 'esm',
      metafile: true,
    });
    const packages = Object.keys(metafile.inputs).map((path) => path.split('node_modules/').pop()?.split('/')[0]);
    expect(packages).to.include.members(['media-taskgraph', 'leven']);
    expect(packages).to.not.include('fast-xml-parser').and.not.include('jsonc-parser');
    const [there, here] = ['bundled.js', 'from-package.js'].map((file) => sh(process.execPath, [file]));
    expect(there).to.equal(here).and.include('unexpected-element').and.include("problem: 'comment'");
  });

  it('has its command', () => {
    expect(() => sh('npx', ['--no-install', 'taskgraph', 'lint', 'job.json']))
      .to.throw()
      .with.property('status', 1);
    expect(sh('npx', ['--no-install', 'taskgraph', '--version'])).to.equal(
      `${(JSON.parse(readProject('package.json')) as { version: string }).version}\n`,
    );
    const command = join(folder, 'node_modules/.bin/taskgraph');
    const told = (input: string, ...args: readonly string[]): string =>
      spawnSync(process.execPath, [command, ...args], { cwd: folder, input, encoding: 'utf8' }).stdout;
    // What is broken takes parts of the command that are loaded late, and packages that are not in it.
    const broken = '{ "Tasks": [{ "TaskBody": "<taskBody><inputAsset>日本</taskBody>" }';
    expect(told(broken, 'lint', '-')).to.include('json-syntax');
    expect(told(broken, 'lint', '-', '--format', 'sarif')).to.include('"version":"2.1.0"');
    expect(told(JSON.stringify(GOOD_JOB), 'plan', '-')).to.include('Critical path');
    expect(sh('npx', ['--no-install', 'taskgraph', 'explain', 'shared-output'])).to.include('### shared-output');
    expect(JSON.parse(sh('npx', ['--no-install', 'taskgraph', 'schema', 'job']))).to.have.property('title', 'Job');
  });

  it('has its schemas, types and documentation, and nothing of the workshop', () => {
    const installed = join(folder, 'node_modules/media-taskgraph');
    const files = sh('find', ['.', '-type', 'f', '-not', '-path', './node_modules/*'], installed)
      .trim()
      .split('\n')
      .sort();
    const tops = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
    expect([...tops].sort()).to.deep.equal([
      './LICENSE',
      './README.md',
      './dist',
      './docs',
      './package.json',
      './schemas',
    ]);
    for (const path of [
      'dist/index.d.ts',
      'dist/bin/taskgraph.cjs',
      'dist/bin/LICENSES.txt',
      'schemas/job.json',
      'docs/rules.md',
    ])
      expect(files).to.include(`./${path}`);
    expect(files.filter((file) => /\.(?:mjs|tsbuildinfo|cache)$/.test(file))).to.deep.equal([]);
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
    expect(version).to.match(/^\d+\.\d+\.\d+$/);
    expect(
      sh(process.execPath, [
        '-e',
        "import('media-taskgraph/schemas/plan.json', { with: { type: 'json' } }).then((m) => console.log(m.default.title !== undefined))",
      ]),
    ).to.equal('true\n');
  });
});
