import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CODE_NAMES } from '#src/diagnostics/codes.js';
import { SCHEMA_NAMES } from '#src/node/commands/reference.js';
import { COMMANDS } from '#src/node/main.js';
import { BAD_JOB, body, GOOD_JOB, job, task, taskTemplate, WARNED_JOB } from '../helpers/encoding-house.js';
import { ROOT, readProject } from '../helpers/root.js';
import { run, runIn, withFolder } from '../helpers/run.js';

const json = (value: unknown): string => JSON.stringify(value);
const FILES = { 'good.json': json(GOOD_JOB), 'bad.json': json(BAD_JOB), 'warned.json': json(WARNED_JOB) };
const paths = (stdout: string): string[] =>
  (JSON.parse(stdout) as { files: { path: string }[] }).files.map(({ path }) => path);

describe('taskgraph lint: exit codes', () => {
  const cases: readonly [string, string[], number][] = [
    ['a good file', ['good.json'], 0],
    ['a file with errors', ['bad.json'], 1],
    ['a file with warnings', ['warned.json'], 0],
    ['warnings, with --fail-on warning', ['warned.json', '--fail-on', 'warning'], 1],
    ['warnings, with --fail-on info', ['warned.json', '--fail-on=info'], 1],
    ['as many warnings as allowed', ['warned.json', '--max-warnings', '1'], 0],
    ['more warnings than allowed', ['warned.json', '--max-warnings', '0'], 1],
    ['warnings that --quiet does not show', ['warned.json', '--quiet', '--fail-on', 'warning'], 1],
    ['warnings that --quiet does not show, counted', ['warned.json', '--quiet', '--max-warnings', '0'], 1],
    ['good and bad files', ['good.json', 'bad.json'], 1],
  ];
  for (const [title, args, code] of cases) {
    it(`${title}: ${code}`, async () => {
      expect((await run(['lint', ...args], { files: FILES })).code).to.equal(code);
    });
  }

  it('no definition among what was named: 2, and says so', async () => {
    const files = { 'a/package.json': '{}', 'a/notes.txt': 'To do', 'list.json': '[]' };
    const folder = await run(['lint', 'a'], { files });
    expect(folder).to.deep.include({ code: 2, stderr: 'taskgraph: no definition among a\n' });
    expect(folder.stdout).to.equal('No findings in 0 files, 2 other files skipped.\n');
    const named = await run(['lint', 'list.json'], { files });
    expect(named.code).to.equal(2);
    expect(named.stdout).to.include('error unknown-document');
  });

  it('errors of use: 2, one line on stderr, nothing on stdout', async () => {
    const cases: readonly [string[], string][] = [
      [['lint'], 'name a file, a folder or a pattern to lint, or - for standard input. See taskgraph lint --help'],
      [['lint', 'good.json', '--qiet'], 'unknown option --qiet; did you mean --quiet? See taskgraph lint --help'],
      [
        ['lint', 'good.json', '--format', 'jsom'],
        '--format jsom: expected text, json, ndjson, sarif, junit, github, azure-pipelines, msbuild; did you mean json? See taskgraph lint --help',
      ],
      [
        ['lint', 'good.json', '--format', 'json='],
        '--format json=: name a file behind the =. See taskgraph lint --help',
      ],
      [
        ['lint', 'good.json', '--format', 'json', '--format', 'text'],
        'only one --format can go to standard output. See taskgraph lint --help',
      ],
      [
        ['lint', 'good.json', '--fail-on', 'never'],
        '--fail-on never: expected error, warning, info. See taskgraph lint --help',
      ],
      [['lint', 'good.json', '--max-warnings', '-1'], 'option --max-warnings needs a value. See taskgraph lint --help'],
      [
        ['lint', 'good.json', '--max-warnings', 'x'],
        '--max-warnings x: expected a whole number from 0. See taskgraph lint --help',
      ],
      [['lint', 'good.json', '--quiet=yes'], 'option --quiet takes no value. See taskgraph lint --help'],
      [['lnt'], 'there is no command lnt. See taskgraph --help'],
      [['grahp'], 'there is no command grahp; did you mean graph? See taskgraph --help'],
      [['plan'], 'name a file, or - for standard input. See taskgraph plan --help'],
      [['plan', 'good.json', 'bad.json'], 'expected one file, found 2. See taskgraph plan --help'],
      [['plan', 'none.json'], 'none.json: no such file or folder. See taskgraph plan --help'],
      [['plan', 'good.json', '--units', 'x'], '--units x: expected a whole number from 0. See taskgraph plan --help'],
      [
        ['plan', 'good.json', '--duration', 'Encode'],
        '--duration Encode: expected NAME=SECONDS. See taskgraph plan --help',
      ],
      [
        ['plan', 'good.json', '--duration', 'Encode=0'],
        'the duration of "Encode" must be a number of seconds from 0.001 to 10000000, found 0. See taskgraph plan --help',
      ],
      [
        ['plan', 'good.json', '--duration', 'Pack=1'],
        'no task has the name, position or processor "Pack"; there are Task "Encode", Task "Package", Task "Thumbnails". See taskgraph plan --help',
      ],
      [
        ['plan', 'good.json', '--durations', 'list.json'],
        '--durations list.json: expected an object of task names, positions or processors and seconds. See taskgraph plan --help',
      ],
      [
        ['plan', 'good.json', '--durations', 'none.json'],
        '--durations none.json: no such file or folder. See taskgraph plan --help',
      ],
      [
        ['graph', 'good.json', '--format', 'png'],
        '--format png: expected dot, mermaid, json, svg, html. See taskgraph graph --help',
      ],
      [['explain'], 'name a code. See taskgraph explain --help'],
      [
        ['explain', 'unproduced-aset'],
        'there is no code unproduced-aset; did you mean unproduced-asset? See taskgraph explain --help',
      ],
      [['schema', 'jbo'], 'there is no schema jbo. See taskgraph schema --help'],
      [['rules', 'all'], 'unexpected argument all. See taskgraph rules --help'],
    ];
    for (const [args, message] of cases) {
      const outcome = await run(args, { files: { ...FILES, 'list.json': '[]' } });
      expect(outcome, args.join(' ')).to.deep.equal({
        code: 2,
        stdout: '',
        stderr: `taskgraph: ${message}\n`,
        output: `taskgraph: ${message}\n`,
      });
    }
  });

  it('a bug: 3, and asks for a report', async () => {
    const outcome = await withFolder(FILES, (cwd) =>
      runIn(cwd, ['lint', '-'], {})
        .then(() => import('#src/node/main.js'))
        .then(({ main }) =>
          main(['lint', 'good.json'], {
            cwd,
            env: {},
            stdin: (async function* () {})(),
            isTerminal: false,
            errIsTerminal: false,
            now: () => 0,
            out: () => {
              throw new Error('out of paper');
            },
            err: () => {},
          }),
        ),
    );
    expect(outcome).to.equal(3);
  });
});

describe('taskgraph lint: what is read', () => {
  const tree = {
    'jobs/b.json': FILES['good.json'],
    'jobs/a.json': FILES['good.json'],
    'jobs/deep/[1]/body.xml': body(['in:0'], ['out:0']),
    'jobs/notes.txt': 'Buy tapes',
    'jobs/mail.txt': 'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello\n',
    'jobs/assets.txt':
      '--b\nContent-Type: application/http\n\nPOST /api/Assets HTTP/1.1\n\n{"Name":"mezzanine"}\n--b--\n',
    'jobs/news.xml': '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ingest is down</title></entry></feed>',
    'jobs/request.txt': `--b\nContent-Type: application/http\n\nPOST /api/Jobs HTTP/1.1\n\n${json(GOOD_JOB)}\n--b--\n`,
    'jobs/pom.xml': '<project><modelVersion>4</modelVersion></project>',
    'jobs/tsconfig.json': '{"compilerOptions": {}}',
    'jobs/broken.json': '{"Tasks": [{"TaskBody": "<taskBody/>"',
    'jobs/readme.md': FILES['good.json'],
    'jobs/node_modules/x/job.json': FILES['good.json'],
    'jobs/.cache/job.json': FILES['good.json'],
  };
  const wanted = ['jobs/a.json', 'jobs/b.json', 'jobs/broken.json', 'jobs/deep/[1]/body.xml', 'jobs/request.txt'];

  it('folders give their definitions, sorted, and skip and count the rest', async () => {
    for (const folder of ['jobs', 'jobs/', './jobs']) {
      const { stdout } = await run(['lint', folder, '--format', 'json'], { files: tree });
      expect(paths(stdout)).to.deep.equal(wanted);
      expect((JSON.parse(stdout) as { summary: object }).summary).to.include({ files: 5, skipped: 6 });
    }
  });

  it('folders may have names that look like patterns', async () => {
    const { stdout } = await run(['lint', 'jobs/deep/[1]', '--format', 'json'], { files: tree });
    expect(paths(stdout)).to.deep.equal(['jobs/deep/[1]/body.xml']);
  });

  it('patterns give what they match, once', async () => {
    const { stdout } = await run(['lint', 'jobs/*.json', 'jobs/**/b*', 'jobs/a.json', '--format', 'json'], {
      files: tree,
    });
    expect(paths(stdout)).to.deep.equal(['jobs/a.json', 'jobs/b.json', 'jobs/broken.json', 'jobs/deep/[1]/body.xml']);
  });

  it('templates are definitions, by themselves and in lists', async () => {
    const files = {
      'templates/task.json': json(taskTemplate(1, 1, 1)),
      'templates/list.json': json([taskTemplate(1, 1, 1), {}]),
      'templates/broken.json': '{"JobTemplateBody": "<jobTemplate/>", "TaskTemplates": [',
      'templates/sizes.json': '{"Number": 3}',
    };
    const { stdout } = await run(['lint', 'templates', '--format', 'json'], { files });
    expect(paths(stdout)).to.deep.equal(['templates/broken.json', 'templates/list.json', 'templates/task.json']);
    const list = await run(['lint', 'templates/list.json'], { files });
    expect(list).to.deep.include({ code: 1, stderr: '' });
  });

  it('standard input is a definition like any other, with a name if it gets one', async () => {
    const { stdout, code } = await run(['lint', '-'], { stdin: body(['in:0'], []) });
    expect(stdout).to.match(/^<stdin>:1:2: error missing-output\n/);
    expect(code).to.equal(1);
    expect((await run(['lint', '-', '--stdin-filename', 'b.xml'], { stdin: 'JobInputAsset(0)' })).stdout).to.match(
      /^b\.xml:1:1: error xml-syntax\n/,
    );
  });

  it('what cannot be read is told, costs the exit code 2, and does not end the run', async () => {
    const outcome = await withFolder(FILES, (cwd) =>
      runIn(cwd, ['lint', '-', 'bad.json'], { fails: new Error('the pipe broke') }),
    );
    expect(outcome).to.deep.include({ code: 2, stderr: 'taskgraph: <stdin>: the pipe broke\n' });
    expect(outcome.stdout).to.include('unproduced-asset');
  });
});

describe('taskgraph lint: what is written', () => {
  it('several formats at once, to files and to stdout', async () => {
    await withFolder(FILES, async (cwd) => {
      const { stdout } = await runIn(cwd, [
        'lint',
        'bad.json',
        '--format',
        'json=out.json',
        '--format',
        'text',
        '--color',
      ]);
      expect(stdout).to.include('\u001b[');
      const written = readFileSync(join(cwd, 'out.json'), 'utf8');
      expect(written).to.equal((await runIn(cwd, ['lint', 'bad.json', '--format', 'json'])).stdout);
      const failed = await runIn(cwd, ['lint', 'bad.json', '--format', 'json=no/out.json']);
      expect(failed.code).to.equal(2);
      expect(failed.stderr.split('\n')).to.have.length(2);
    });
  });

  it('colours on a terminal only, unless told otherwise', async () => {
    const coloured = async (args: string[], isTerminal: boolean, env = {}): Promise<boolean> =>
      (await run(['lint', 'bad.json', ...args], { files: FILES, isTerminal, env })).stdout.includes('\u001b[');
    expect(await coloured([], true)).to.equal(true);
    expect(await coloured([], false)).to.equal(false);
    expect(await coloured([], true, { NO_COLOR: '1' })).to.equal(false);
    expect(await coloured([], true, { NO_COLOR: '' })).to.equal(true);
    expect(await coloured(['--no-color'], true)).to.equal(false);
    expect(await coloured(['--color'], false, { NO_COLOR: '1' })).to.equal(true);
  });

  it('a clean run says how many files it looked at', async () => {
    expect((await run(['lint', 'good.json'], { files: FILES })).stdout).to.equal('No findings in 1 file.\n');
  });

  it('--quiet leaves warnings out', async () => {
    expect((await run(['lint', 'warned.json', '--quiet'], { files: FILES })).stdout).to.equal(
      'No findings in 1 file.\n',
    );
  });

  it('the same bytes every time', async () => {
    const args = ['lint', 'bad.json', 'warned.json', '--format', 'json'];
    expect((await run(args, { files: FILES })).stdout).to.equal((await run(args, { files: FILES })).stdout);
  });

  it('nothing that a name could make a terminal do', async () => {
    const hostile = { 'bad.json': json(job([task('\u001b[2J\u202e\n::error', ['out:9'], ['out:0'])])) };
    const { stdout } = await run(['lint', 'bad.json'], { files: hostile });
    expect(stdout).to.include('Task "\\u001b[2J\\u202e\\u000a::error" reads');
    expect(stdout).to.not.include('\u001b').and.not.include('\u202e');
  });
});

describe('taskgraph plan', () => {
  it('prints the plan of a good job, and exits 0', async () => {
    const { code, stdout, stderr } = await run(['plan', 'good.json', '--units', '2', '--duration', 'Encode=2.5'], {
      files: FILES,
    });
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.equal(`good.json: "Sintel", 3 tasks in 2 waves on 2 units: 3.5 s, the shortest possible

Order, as units take the tasks (* is on the critical path)
  #     task        wave  unit  priority  start  finish  slack  waits for
  0  *  Encode         0     0         0    0 s   2.5 s    0 s
  1  *  Package        1     0         0  2.5 s   3.5 s    0 s  Encode for JobOutputAsset(0)
  2  *  Thumbnails     1     1         0  2.5 s   3.5 s    0 s  Encode for JobOutputAsset(0)

Waves
  0  Encode
  1  Package, Thumbnails

Critical path, 3.5 s
  Encode → Package

Assets; at most 1 intermediate needed at once, from 2.5 s
  asset              written by   from  read by              until  then
  JobInputAsset(0)   the job       0 s  Encode               2.5 s
  JobOutputAsset(0)  Encode      2.5 s  Package, Thumbnails  3.5 s  can be deleted
  JobOutputAsset(1)  Package     3.5 s  nobody
  JobOutputAsset(2)  Thumbnails  3.5 s  nobody
`);
  });

  it('of a job with errors is still printed; the errors go to stderr, and it exits 1', async () => {
    const { code, stdout, stderr } = await run(['plan', 'bad.json'], { files: FILES });
    expect(code).to.equal(1);
    expect(stderr).to.include('error unproduced-asset');
    expect(stdout).to.include('The plan is incomplete');
  });

  it('is aligned where names are wide', async () => {
    const wide = job([task('エンコード', ['in:0'], ['out:0']), task('Package', ['out:0'], ['out:1'])]);
    const { stdout } = await run(['plan', 'w.json'], { files: { 'w.json': json(wide) } });
    expect(stdout).to.include('  0  *  エンコード     0     0');
    expect(stdout).to.include('  1  *  Package        1     0');
  });

  it('there is none of a cycle, of a job from a template, or of no definition', async () => {
    const files = {
      'cycle.json': json(job([task('Encode', ['out:1'], ['out:0']), task('Package', ['out:0'], ['out:1'])])),
      'template.json': json({
        Name: 'x',
        InputMediaAssets: [],
        TemplateId: 'nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa',
      }),
      'list.json': '[]',
    };
    const cycle = await run(['plan', 'cycle.json'], { files });
    expect(cycle).to.deep.include({ code: 1, stdout: '' });
    expect(cycle.stderr).to.include('taskgraph: cycle.json: no plan: tasks wait for each other in a cycle\n');
    expect(await run(['plan', 'template.json'], { files })).to.deep.include({
      code: 1,
      stdout: '',
      stderr: 'taskgraph: template.json: no plan: the tasks are unknown\n',
    });
    expect((await run(['plan', 'template.json', '--format', 'json'], { files })).stdout).to.equal(
      '{"version":1,"plans":[]}\n',
    );
    expect((await run(['plan', 'list.json'], { files })).code).to.equal(2);
    const template = { 'task.json': json(taskTemplate(1, 1, 1)) };
    for (const command of ['plan', 'graph']) {
      expect(await run([command, 'task.json'], { files: template })).to.deep.include({
        code: 2,
        stdout: '',
        stderr: 'taskgraph: task.json: a task template by itself is no job\n',
      });
    }
  });

  it('takes durations from a file, with a mark or not, and flags win', async () => {
    const files = { ...FILES, 'd.json': '\ufeff{"Encode": 10, "1": 20}' };
    const { stdout } = await run(
      ['plan', 'good.json', '--durations', 'd.json', '--duration', 'Package=3', '--format', 'json'],
      { files },
    );
    const [{ tasks } = { tasks: [] }] = (JSON.parse(stdout) as { plans: { tasks: { duration: number }[] }[] }).plans;
    expect(tasks.map(({ duration }) => duration)).to.deep.equal([10, 3, 1]);
  });

  it('of several jobs takes a duration that any of them can use', async () => {
    const files = { 'jobs.json': json([GOOD_JOB, job([task('Index', ['in:0'], ['out:0'])])]) };
    const { stdout } = await run(
      ['plan', 'jobs.json', '--duration', 'Index=7', '--duration', 'Encode=2', '--format', 'json'],
      { files },
    );
    expect(
      (JSON.parse(stdout) as { plans: { makespan: number }[] }).plans.map(({ makespan }) => makespan),
    ).to.deep.equal([4, 7]);
    expect((await run(['plan', 'jobs.json', '--duration', 'Pack=7'], { files })).code).to.equal(2);
  });

  it('plans the job that a batch makes, and draws its graph', async () => {
    const part = (url: string, value: object, id = 0): string =>
      `--b\r\nContent-Type: application/http\r\n\r\nPOST /api/${url} HTTP/1.1\r\nContent-ID: ${id}\r\n\r\n${json(value)}\r\n`;
    const { Tasks, ...alone } = GOOD_JOB as { Tasks: readonly object[] };
    const files = {
      'batch.txt': `${part('Jobs', alone)}${Tasks.map((one, rank) => part('$0/Tasks', one, rank + 1)).join('')}--b--\r\n`,
      'job.json': json(GOOD_JOB),
    };
    for (const args of [['plan'], ['graph', '--format', 'mermaid']]) {
      const [ofJob, ofBatch] = await Promise.all(
        ['job.json', 'batch.txt'].map((name) => run([...args, name], { files })),
      );
      expect(ofBatch?.code).to.equal(0);
      expect(ofBatch?.stdout.replace('batch.txt', 'job.json')).to.equal(ofJob?.stdout);
    }
  });

  it('plans every job of an array, and a bare TaskBody from standard input', async () => {
    const { stdout } = await run(['plan', 'jobs.json', '--format', 'json'], {
      files: { 'jobs.json': json([GOOD_JOB, WARNED_JOB]) },
    });
    expect((JSON.parse(stdout) as { plans: { at: unknown }[] }).plans.map(({ at }) => at)).to.deep.equal([[0], [1]]);
    expect((await run(['plan', '-'], { stdin: body(['in:0'], ['out:0']) })).stdout).to.include(
      '1 task in 1 wave on 1 unit: 1 s',
    );
  });
});

describe('taskgraph graph', () => {
  const files = {
    ...FILES,
    'cycle.json': json(job([task('Say "hi" \\', ['out:1'], ['out:0']), task('Pack#age', ['out:0'], ['out:1'])])),
  };

  it('writes DOT', async () => {
    const { stdout, code } = await run(['graph', 'cycle.json'], { files });
    expect(code).to.equal(1);
    expect(stdout).to.equal(`digraph job {
  rankdir=LR;
  "task:0" [shape=box, label="Say \\"hi\\" \\\\", color=red, penwidth=2, style=dashed];
  "task:1" [shape=box, label="Pack#age", color=red, penwidth=2, style=dashed];
  "asset:JobInputAsset(0)" [shape=ellipse, label="JobInputAsset(0)"];
  "asset:JobOutputAsset(0)" [shape=ellipse, label="JobOutputAsset(0)", color=red, penwidth=2, style=dashed];
  "asset:JobOutputAsset(1)" [shape=ellipse, label="JobOutputAsset(1)", color=red, penwidth=2, style=dashed];
  "asset:JobOutputAsset(1)" -> "task:0" [color=red, penwidth=2, style=dashed];
  "task:0" -> "asset:JobOutputAsset(0)" [color=red, penwidth=2, style=dashed];
  "asset:JobOutputAsset(0)" -> "task:1" [color=red, penwidth=2, style=dashed];
  "task:1" -> "asset:JobOutputAsset(1)" [color=red, penwidth=2, style=dashed];
}
`);
  });

  it('writes Mermaid', async () => {
    const { stdout } = await run(['graph', 'cycle.json', '--format', 'mermaid'], { files });
    expect(stdout).to.equal(`flowchart LR
  t0["Say #34;hi#34; #92;"]:::cycle
  t1["Pack#35;age"]:::cycle
  a0(["JobInputAsset(0)"])
  a1(["JobOutputAsset(0)"]):::cycle
  a2(["JobOutputAsset(1)"]):::cycle
  a2 -.-> t0
  t0 -.-> a1
  a1 -.-> t1
  t1 -.-> a2
  classDef cycle stroke:red,stroke-width:2px,stroke-dasharray:6 4
  linkStyle 0,1,2,3 stroke:red,stroke-width:2px
`);
    const several = await run(['graph', 'jobs.json', '--format', 'mermaid'], {
      files: { 'jobs.json': json([GOOD_JOB, GOOD_JOB]) },
    });
    expect(several.stdout).to.include('  subgraph job1\n  j1_t0["Encode"]:::critical');
  });

  it('writes JSON, and names the assets as the tasks do', async () => {
    const named = job([
      {
        ...task('Encode', ['in:0'], []),
        TaskBody: body(['in:0'], ['out:0']).replace('<outputAsset', '<outputAsset assetName="renditions"'),
      },
    ]);
    const { stdout, code } = await run(['graph', 'job.json', '--format', 'json'], {
      files: { 'job.json': json(named) },
    });
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      version: 1,
      graphs: [
        {
          file: 'job.json',
          at: [],
          tasks: [{ task: 0, name: 'Encode', priority: 0, wave: 0, critical: true, onCycle: false }],
          assets: [
            { asset: 'JobInputAsset(0)', name: null },
            { asset: 'JobOutputAsset(0)', name: 'renditions' },
          ],
          edges: [
            { from: 'asset:JobInputAsset(0)', to: 'task:0' },
            { from: 'task:0', to: 'asset:JobOutputAsset(0)' },
          ],
        },
      ],
    });
  });

  it('there is none of a job whose tasks are unknown', async () => {
    const template = json({ InputMediaAssets: [], TemplateId: 'nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa' });
    const outcome = await run(['graph', 'job.json'], { files: { 'job.json': template } });
    expect(outcome).to.deep.include({
      code: 1,
      stdout: '',
      stderr: 'taskgraph: job.json: no graph: the tasks are unknown\n',
    });
  });

  it('shows what is around a task or an asset, in every format', async () => {
    const chain = job([
      task('Ingest', ['in:0'], ['out:0']),
      task('Encode', ['out:0'], ['out:1']),
      task('Package', ['out:1'], ['out:2']),
      task('Index', ['out:2'], ['out:3']),
    ]);
    const files = { 'job.json': json(chain) };
    const shown = async (...more: string[]) => run(['graph', 'job.json', ...more], { files });
    const made = JSON.parse((await shown('--focus', 'Ingest', '--format', 'json')).stdout);
    expect(made.graphs[0].tasks.map(({ name }: { name: string }) => name)).to.deep.equal(['Ingest', 'Encode']);
    expect(made.graphs[0]).to.deep.include({
      focus: { on: 'Ingest', depth: 1, of: 4 },
      cut: [{ asset: 'asset:JobOutputAsset(1)', readers: 1, writers: 0 }],
    });
    expect((await shown('--focus', 'JobOutputAsset(2)', '--depth', '0', '--format', 'mermaid')).stdout).to.equal(
      `flowchart LR
  a0(["JobOutputAsset(2)"]):::critical
  m0w["… 1 more"]:::more
  m0w --> a0
  m0r["… 1 more"]:::more
  a0 --> m0r
  classDef critical stroke:#3145b7,stroke-width:4px
  classDef more fill:none,stroke:none,color:gray
`,
    );
    expect((await shown('--focus', '3', '--depth', '1')).stdout).to.include(
      '"more:writes:JobOutputAsset(1)" -> "asset:JobOutputAsset(1)" [color=gray, fontcolor=gray, style=dotted];',
    );
    // The page tells more of what the picture shows: both know assets by their numbers in the whole job.
    const page = (await shown('--focus', 'Index', '--format', 'html')).stdout;
    expect(page).to.match(/<g id="j0-output-3" class="[^"]*" data-node="a4">/);
    expect(page).to.match(/data-edge="a3 t3"/);
    const { stdout } = await shown('--focus', 'Index', '--depth', '2', '--format', 'svg');
    expect(stdout).to.include('Sintel: 3 of 4 tasks, up to 2 dependencies away from Index');
    expect(stdout).to.match(/<g id="job0-task-3" class="[^"]*tg-focus"/);
    expect(stdout).to.include('<title>1 more writes JobOutputAsset(0)</title>');
  });

  it('has a focus only on what there is', async () => {
    const refused = async (...more: string[]) => (await run(['graph', 'good.json', ...more], { files: FILES })).stderr;
    expect(await refused('--focus', 'Index')).to.equal(
      'taskgraph: --focus: there is no task or asset "Index". See taskgraph graph --help\n',
    );
    expect(await refused('--depth', '2')).to.equal(
      'taskgraph: --depth goes with --focus. See taskgraph graph --help\n',
    );
    expect(await refused('--focus', 'Encode', '--depth', 'all')).to.equal(
      'taskgraph: --depth all: expected a whole number from 0. See taskgraph graph --help\n',
    );
  });

  it('tells on standard error what a picture does not show', async () => {
    const tasks = Array.from({ length: 700 }, (_, n) =>
      task(`Encode ${n}`, [n === 0 ? 'in:0' : `out:${n - 1}`], [`out:${n}`]),
    );
    const files = { 'job.json': json(job(tasks)) };
    const { stderr } = await run(['graph', 'job.json', '--format', 'svg', '--format', 'mermaid=job.mmd'], { files });
    expect(stderr).to.include(
      'taskgraph: job.json: 700 tasks are drawn as 20 groups of up to 35 waves: too many to draw each. --focus TASK shows what is around one.\n',
    );
    expect(stderr).to.match(
      /the Mermaid text is larger than Mermaid shows by default: initialize it with \{ maxEdges: 1400 \}|maxEdges: 1400, maxTextSize: \d+ \}/,
    );
  });
});

describe('taskgraph: looking things up', () => {
  it('rules lists every code with its severity', async () => {
    const { stdout } = await run(['rules']);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).to.deep.equal([...CODE_NAMES, '']);
  });

  it('explain prints the documentation of every code', async () => {
    for (const code of CODE_NAMES) {
      const { stdout } = await run(['explain', code]);
      expect(stdout.startsWith(`### ${code}\n`), code).to.equal(true);
      expect(stdout.match(/^### /gm), code).to.have.length(1);
    }
  });

  it('schema prints every schema, and lists their names', async () => {
    for (const name of SCHEMA_NAMES)
      expect((await run(['schema', name])).stdout).to.equal(readProject(`schemas/${name}.json`));
    expect((await run(['schema'])).stdout).to.equal(`${SCHEMA_NAMES.join('\n')}\n`);
  });

  it('help fits a screen and has an example', async () => {
    for (const name of ['', ...COMMANDS.map((command) => command.name)]) {
      const { stdout, code } = await run([...(name === '' ? [] : [name]), '--help']);
      expect(code).to.equal(0);
      expect(stdout.split('\n').length).to.be.lessThan(60);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).to.be.lessThan(81);
      expect(stdout).to.match(/\nExample\n {2}taskgraph /);
    }
    expect(await run([])).to.deep.include({ code: 2 });
    expect((await run(['help'])).stdout).to.equal((await run(['-h'])).stdout);
  });

  it('--version prints the version', async () => {
    const { version } = JSON.parse(readProject('package.json')) as { version: string };
    expect((await run(['--version'])).stdout).to.equal(`${version}\n`);
  });
});

describe('the command as a process', () => {
  const cli = `${ROOT}dist/bin/taskgraph.cjs`;

  it('reads standard input and gives its exit code', () => {
    const { status, stdout } = spawnSync(process.execPath, [cli, 'lint', '-'], {
      input: json(BAD_JOB),
      encoding: 'utf8',
    });
    expect(status).to.equal(1);
    expect(stdout).to.include('unproduced-asset');
  });

  it('does not mind a reader that has seen enough', () => {
    const many = json(job(Array.from({ length: 3000 }, () => task('x', ['out:9'], ['out:0']))));
    const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${cli}" lint - | head -1`], {
      input: many,
      encoding: 'utf8',
    });
    expect(stderr).to.equal('');
    expect(stdout.split('\n')).to.have.length(2);
  });
});
