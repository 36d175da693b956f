/** What `plan` can be asked, and told about durations and priorities, as a user at a terminal does. */
import { readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { body, GOOD_JOB, job, jobTemplate, task, taskTemplate, templateBody } from '../helpers/encoding-house.js';
import { readProject } from '../helpers/root.js';
import { run, runIn, withFolder } from '../helpers/run.js';

const URGENT = readProject('docs/examples/urgent.json');
const DURATIONS = readProject('docs/examples/urgent-durations.json');
const FILES = { 'urgent.json': URGENT, 'good.json': JSON.stringify(GOOD_JOB), 'durations.json': DURATIONS };
const ON_TWO = ['--units', '2', '--durations', 'durations.json'];

interface Plan {
  readonly at: readonly unknown[];
  readonly priority: string;
  readonly makespan: number;
  readonly order: readonly number[];
  readonly tasks: readonly { readonly task: number; readonly duration: number; readonly priority: number }[];
  readonly inversions?: unknown;
  readonly part?: object;
  readonly suggestion?: { readonly makespan: number; readonly changes: readonly object[] };
  readonly comparison?: readonly { readonly priority: string; readonly makespan: number }[];
  readonly why?: readonly { readonly task: number }[];
}

async function plansOf(
  args: readonly string[],
  files: Readonly<Record<string, string>> = FILES,
): Promise<readonly Plan[]> {
  const { stdout } = await run(['plan', ...args, '--format', 'json'], { files });
  return (JSON.parse(stdout) as { plans: readonly Plan[] }).plans;
}

async function durationsOf(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<readonly number[]> {
  return (await plansOf(args, files))[0]?.tasks.map(({ duration }) => duration) ?? [];
}

describe('taskgraph plan: wrong use of questions', () => {
  const two = {
    ...FILES,
    'twins.json': JSON.stringify([task('Encode', ['in:0'], ['out:0']), task('Encode', ['in:0'], ['out:1'])]),
  };
  const cases: readonly (readonly [args: readonly string[], message: string])[] = [
    [['--compare', '--suggest'], '--compare and --suggest are two questions: ask one at a time.'],
    [['--why', 'Encode', '--target', 'Encode'], '--why and --target are two questions: ask one at a time.'],
    [
      ['--suggest', '--priority', 'own'],
      '--suggest is about the priorities that the tasks have: it goes without --priority.',
    ],
    [
      ['--compare', '--priority', 'critical'],
      '--compare is about the priorities that the tasks have: it goes without --priority.',
    ],
    [['--priority', 'inherit'], '--priority inherit: expected own, inherited, critical; did you mean inherited?'],
    [['--write'], '--write enters what --suggest advises: give that too.'],
    [['--compare', '--write'], '--write enters what --suggest advises: give that too.'],
    [['--why', 'Pack'], 'no task has the name or position "Pack".'],
    [['--why', 'JobOutputAsset(0)'], 'no task has the name or position "JobOutputAsset(0)".'],
    [['--why', '3'], 'no task has the name or position "3".'],
    [['--target', 'Pack'], 'no task has the name or position "Pack".'],
    [['--changed', 'JobOutputAsset(9)'], 'no task reads or writes JobOutputAsset(9).'],
    [['--changed', 'Encode', '--changed', 'Pack'], 'no task has the name or position "Pack".'],
    [['--durations-unit', 'ms'], '--durations-unit says how to read --durations-from: give that too.'],
    [['--durations-from', 'good.json', '--durations-unit', 'min'], '--durations-unit min: expected s, ms.'],
    [['--durations-from', 'good.json'], '--durations-from good.json: no task in it says how long it ran.'],
    [['--durations-from', 'none.json'], '--durations-from none.json: no such file or folder.'],
    [
      ['--duration', 'Azure Media Indexer=3'],
      'no task has the name, position or processor "Azure Media Indexer"; there are Task "Encode", Task "Package", Task "Thumbnails".',
    ],
    [['--suggest=yes'], 'option --suggest takes no value.'],
  ];
  for (const [args, message] of cases) {
    it(`${args.join(' ')}: one line, and exit code 2`, async () => {
      const { code, stdout, stderr } = await run(['plan', 'good.json', ...args], { files: FILES });
      expect({ code, stdout, stderr }).to.deep.equal({
        code: 2,
        stdout: '',
        stderr: `taskgraph: ${message} See taskgraph plan --help\n`,
      });
    });
  }

  it('a name that two tasks bear does not say which is asked about', async () => {
    expect(await run(['plan', 'twins.json', '--why', 'Encode'], { files: two })).to.deep.include({
      code: 2,
      stderr: 'taskgraph: 2 tasks have the name "Encode": give a position, such as 0. See taskgraph plan --help\n',
    });
    expect((await run(['plan', 'twins.json', '--why', '1'], { files: two })).code).to.equal(0);
    expect((await plansOf(['twins.json', '--target', 'Encode'], two))[0]?.order).to.deep.equal([0, 1]);
  });
});

describe('taskgraph plan: questions', () => {
  it('--priority plans by a policy, and says that the service does not', async () => {
    for (const [priority, makespan] of [
      ['own', 80],
      ['inherited', 65],
      ['critical', 65],
    ] as const) {
      const [plan] = await plansOf(['urgent.json', ...ON_TWO, '--priority', priority]);
      expect(plan).to.include({ priority, makespan });
      expect(plan?.inversions === undefined).to.equal(priority !== 'own');
      const { stdout } = await run(['plan', 'urgent.json', '--priority', priority], { files: FILES });
      expect(stdout.includes('the service takes them by their own')).to.equal(priority !== 'own');
    }
  });

  it('--compare has all of them, --why and --suggest their answers, beside the plan', async () => {
    const [compared] = await plansOf(['urgent.json', ...ON_TWO, '--compare']);
    expect(compared?.comparison?.map(({ priority, makespan }) => [priority, makespan])).to.deep.equal([
      ['own', 80],
      ['inherited', 65],
      ['critical', 65],
    ]);
    const [explained] = await plansOf(['urgent.json', ...ON_TWO, '--why', 'Package']);
    expect(explained?.why?.map((step) => step.task)).to.deep.equal([3, 2, 0]);
    const [advised] = await plansOf(['urgent.json', ...ON_TWO, '--suggest']);
    expect(advised?.makespan).to.equal(80);
    expect(advised?.suggestion).to.deep.include({
      makespan: 65,
      changes: [{ task: 2, name: 'Encode', priority: 0, suggested: 10 }],
    });
    const [why] = await plansOf(['urgent.json', ...ON_TWO, '--why', 'Package', '--priority', 'critical']);
    expect(why?.why?.map((step) => step.task)).to.deep.equal([3, 2]);
  });

  it('ask those jobs of a file that have what they name', async () => {
    const jobs = [job([task('Ingest', ['in:0'], ['out:0'])]), GOOD_JOB, job([task('Index', ['in:0'], ['out:7'])])];
    const files = { 'jobs.json': JSON.stringify(jobs) };
    expect((await plansOf(['jobs.json', '--why', 'Package'], files)).map(({ at }) => at)).to.deep.equal([[1]]);
    expect(
      (await plansOf(['jobs.json', '--target', 'Package', '--target', 'Index'], files)).map(({ at, part }) => [
        at,
        part,
      ]),
    ).to.deep.equal([
      [[1], { reason: 'target', names: ['Package'], of: 3, leftOut: [{ task: 2, name: 'Thumbnails' }] }],
      [[2], { reason: 'target', names: ['Index'], of: 1, leftOut: [] }],
    ]);
    expect((await plansOf(['jobs.json', '--changed', 'JobOutputAsset(7)'], files)).map(({ at }) => at)).to.deep.equal([
      [2],
    ]);
    expect(await plansOf(['jobs.json', '--compare'], files)).to.have.lengthOf(3);
    const unknown = await run(['plan', 'jobs.json', '--target', 'Package', '--target', 'Pack'], { files });
    expect(unknown).to.deep.include({ code: 2, stdout: '' });
    expect((await run(['plan', 'jobs.json', '--why', 'Package'], { files })).code).to.equal(0);
  });

  it('about a job with a cycle, or without known tasks, say that there is no plan', async () => {
    const cycle = job([task('Encode', ['out:1'], ['out:0']), task('Package', ['out:0'], ['out:1'])]);
    const files = {
      'cycle.json': JSON.stringify(cycle),
      'template.json': '{"InputMediaAssets":[],"TemplateId":"nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa"}',
    };
    for (const flags of [
      ['--compare'],
      ['--suggest'],
      ['--suggest', '--write'],
      ['--why', 'Encode'],
      ['--target', 'Encode'],
      ['--changed', 'Encode'],
    ]) {
      const outcome = await run(['plan', 'cycle.json', ...flags], { files });
      expect(outcome, flags.join(' ')).to.deep.include({ code: 1, stdout: '' });
      expect(outcome.stderr).to.include('taskgraph: cycle.json: no plan: tasks wait for each other in a cycle\n');
      const unknown = await run(['plan', 'template.json', ...flags], { files });
      expect(unknown.stderr, flags.join(' ')).to.include('no plan: the tasks are unknown');
    }
  });

  it('are told on one line each, whatever names tasks have', async () => {
    const names = [
      'En\ncode',
      '\u001b[31mPackage',
      '__proto__',
      'JobOutputAsset(0)',
      '1',
      '\u202eIndex',
      'x'.repeat(3900),
      '',
    ];
    const tasks = names.map((name, at) =>
      task(name, at === 0 ? ['in:0'] : [`out:${at - 1}`], [`out:${at}`], { Priority: at }),
    );
    const files = { 'job.json': JSON.stringify(job(tasks)) };
    const flags = [
      [],
      ['--compare'],
      ['--suggest'],
      ['--why', '\u202eIndex'],
      ['--why', '__proto__'],
      ['--target', 'En\ncode', '--target', '7'],
      ['--changed', '\u001b[31mPackage'],
    ];
    for (const flag of flags) {
      const { code, stdout, stderr } = await run(['plan', 'job.json', ...flag], { files });
      expect([code, stderr], flag.join(' ')).to.deep.equal([0, '']);
      expect(stdout.split('\n').every((line) => line.length < 1200 && !/[\p{Cc}\p{Cf}]/u.test(line))).to.equal(true);
    }
    // A task called 1 comes before the task at that position; a reference is always an asset.
    const target = async (name: string): Promise<unknown> =>
      (await plansOf(['job.json', '--target', name], files))[0]?.order;
    expect(await target('1')).to.deep.equal([0, 1, 2, 3, 4]);
    expect(await target('2')).to.deep.equal([0, 1, 2]);
    expect(await target('JobOutputAsset(0)')).to.deep.equal([0]);
  });
});

describe('taskgraph plan: durations', () => {
  const [encode, index] = ['ff4df607-d419-42f0-bc17-a481b1331e56', '233e57fc-36bb-4f6f-8f18-3b662747a9f8'];
  const tasks = [
    task('Encode', ['in:0'], ['out:0']),
    task('Index', ['in:0'], ['out:1'], { MediaProcessorId: `nb:mpid:UUID:${index?.toUpperCase()}` }),
    task('Media Encoder Standard', ['in:0'], ['out:2'], {
      MediaProcessorId: 'nb:mpid:UUID:00000000-0000-0000-0000-000000000001',
    }),
  ];
  const files = {
    'job.json': JSON.stringify(job(tasks)),
    'other.json': JSON.stringify(job(tasks.slice(0, 2))),
    'list.json': JSON.stringify({ 'Media Encoder Standard': 40, 'Azure Media OCR': 7, Index: 50 }),
  };

  it('go by name, then position, then processor', async () => {
    expect(await durationsOf(['job.json', '--durations', 'list.json'], files)).to.deep.equal([1, 50, 40]);
    expect(await durationsOf(['other.json', '--durations', 'list.json'], files)).to.deep.equal([40, 50]);
    const processor = ['--duration', `nb:mpid:UUID:${encode}=9`, '--duration', `${index}=8`];
    expect(await durationsOf(['job.json', ...processor], files)).to.deep.equal([9, 8, 1]);
    expect(
      await durationsOf(['job.json', ...processor, '--duration', '0=3', '--duration', 'Index=2'], files),
    ).to.deep.equal([3, 2, 1]);
  });

  it('by a flag count more than in a file, and that more than a job read back', async () => {
    const ran = tasks.map((one) => ({ ...one, State: 3, RunningDuration: 5 }));
    const all = { ...files, 'run.json': JSON.stringify(job(ran, 1, { State: 3 })) };
    const from = ['--durations-from', 'run.json'];
    expect(await durationsOf(['job.json', ...from], all)).to.deep.equal([5, 5, 5]);
    expect(await durationsOf(['job.json', ...from, '--durations', 'list.json'], all)).to.deep.equal([5, 50, 40]);
    expect(
      await durationsOf(['job.json', ...from, '--durations', 'list.json', '--duration', '1=3'], all),
    ).to.deep.equal([5, 3, 40]);
    expect(await durationsOf(['job.json', ...from, '--duration', `${encode}=4`], all)).to.deep.equal([4, 5, 5]);
  });

  it('from a job read back are told: how many, in which unit and why, and what nothing is known of', async () => {
    const times = { StartTime: '2014-01-02T10:00:00', EndTime: '2014-01-02T10:01:30Z' };
    const told = async (more: object, flags: readonly string[] = []): Promise<string> => {
      const ran = tasks.map((one, at) => (at === 1 ? one : { ...one, ...more }));
      const all = { ...files, 'run.json': JSON.stringify(job(ran, 1, { State: 3 })) };
      const { code, stderr } = await run(['plan', 'job.json', '--durations-from', 'run.json', ...flags], {
        files: all,
      });
      expect(code).to.equal(0);
      return stderr;
    };
    const known = 'taskgraph: run.json: durations of 2 of 3 tasks';
    const unknown = 'Nothing is known of Task "Index": 1 s\n';
    expect(await told({ ...times, RunningDuration: 90_000 })).to.equal(
      `${known}, in milliseconds, as the StartTime and EndTime of 2 tasks tell. ${unknown}`,
    );
    expect(await told({ ...times, RunningDuration: 89 })).to.equal(
      `${known}, in seconds, as the StartTime and EndTime of 2 tasks tell. ${unknown}`,
    );
    expect(await told({ RunningDuration: 90 })).to.equal(
      `${known}, in seconds, as documented, because no StartTime and EndTime tell. ${unknown}`,
    );
    expect(await told({ RunningDuration: 90 }, ['--durations-unit', 'ms'])).to.equal(
      `${known}, in milliseconds, as --durations-unit says. ${unknown}`,
    );
    expect(await told({ RunningDuration: 90 }, ['--duration', 'Index=3'])).to.equal(
      `${known}, in seconds, as documented, because no StartTime and EndTime tell\n`,
    );
  });
});

describe('taskgraph plan --suggest --write', () => {
  const args = [...ON_TWO, '--suggest', '--write'];

  it('enters the priorities in the file, and says so', async () => {
    await withFolder(FILES, async (folder) => {
      const { code, stdout, stderr } = await runIn(folder, ['plan', 'urgent.json', ...args]);
      expect([code, stderr]).to.deep.equal([0, 'taskgraph: urgent.json: wrote 1 priority\n']);
      expect(stdout).to.include('65 s instead of 80 s, and no order can be shorter').and.include('2  Encode');
      const after = readFileSync(join(folder, 'urgent.json'), 'utf8');
      const gap = '\n      "MediaProcessorId": "nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56",';
      expect(after).to.equal(URGENT.replace(gap, `${gap}\n      "Priority": 10,`));
      const { mtimeMs } = statSync(join(folder, 'urgent.json'));
      const again = await runIn(folder, ['plan', 'urgent.json', ...args]);
      expect([again.code, again.stderr]).to.deep.equal([0, 'taskgraph: urgent.json: nothing to write\n']);
      expect(again.stdout).to.include('The priorities are as good as any.');
      expect(statSync(join(folder, 'urgent.json')).mtimeMs).to.equal(mtimeMs);
      expect((await runIn(folder, ['lint', 'urgent.json'])).stdout).to.equal('No findings in 1 file.\n');
    });
  });

  it('leaves the encoding, the byte order mark, line ends, the mode and links of the file as they are', async () => {
    const windows = URGENT.replaceAll('\n', '\r\n');
    const big = Buffer.from(`\ufeff${windows}`, 'utf16le').swap16();
    const files = {
      'durations.json': DURATIONS,
      'utf8.json': `\ufeff${windows}`,
      'le.json': Buffer.from(`\ufeff${windows}`, 'utf16le'),
      'be.json': big,
    };
    await withFolder(files, async (folder) => {
      symlinkSync('be.json', join(folder, 'link.json'));
      for (const name of ['utf8.json', 'le.json', 'link.json']) {
        expect((await runIn(folder, ['plan', name, ...args])).code, name).to.equal(0);
      }
      const bytes = (name: string): Buffer => readFileSync(join(folder, name));
      const expected = bytes('utf8.json').toString();
      expect(expected.startsWith('\ufeff{\r\n') && expected.includes('\r\n      "Priority": 10,\r\n')).to.equal(true);
      expect(bytes('le.json').toString('utf16le')).to.equal(expected);
      expect(Buffer.from(bytes('be.json')).swap16().toString('utf16le')).to.equal(expected);
      expect(statSync(join(folder, 'link.json')).size).to.equal(statSync(join(folder, 'be.json')).size);
    });
  });

  it('writes standard input to standard output, and the answer to standard error', async () => {
    const { code, stdout, stderr } = await run(['plan', '-', ...args], { files: FILES, stdin: `\ufeff${URGENT}` });
    expect(code).to.equal(0);
    expect(stdout.startsWith('\ufeff{') && JSON.parse(stdout.slice(1)).Tasks[2].Priority === 10).to.equal(true);
    expect(stderr).to.include('65 s instead of 80 s').and.include('taskgraph: <stdin>: wrote 1 priority\n');
    const cycle = JSON.stringify(job([task('Encode', ['out:0'], ['out:0'])]));
    expect((await run(['plan', '-', '--suggest', '--write'], { stdin: cycle })).stdout).to.equal(cycle);
  });

  it('writes for all jobs of a file', async () => {
    const files = { 'durations.json': DURATIONS, 'jobs.json': `[${URGENT},${URGENT}]` };
    await withFolder(files, async (folder) => {
      expect((await runIn(folder, ['plan', 'jobs.json', ...args])).stderr).to.equal(
        'taskgraph: jobs.json: wrote 2 priorities\n',
      );
      const jobs = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8')) as { Tasks: { Priority: number }[] }[];
      expect(jobs.map(({ Tasks }) => Tasks[2]?.Priority)).to.deep.equal([10, 10]);
    });
  });

  it('refuses what has no priorities, and what it could not write back', async () => {
    const template = jobTemplate(`<jobTemplate>${templateBody(0, ['in:0'], ['out:0'])}</jobTemplate>`, [
      taskTemplate(0, 1, 1),
    ]);
    const three = [
      task('Thumbnails', ['in:0'], ['out:0']),
      task('Index', ['in:0'], ['out:1']),
      task('Encode', ['in:0'], ['out:2']),
    ];
    const unreadable = job(three.map((one, at) => (at === 2 ? { ...one, Priority: 'high' } : one)));
    const files: Record<string, string | Uint8Array> = {
      'template.json': JSON.stringify(template),
      'body.xml': body(['in:0'], ['out:0']),
      'job.json': JSON.stringify(unreadable),
      'latin.json': Buffer.from(JSON.stringify(job(three, 1, { Name: 'Übersetzung' })), 'latin1'),
    };
    const refusals: Readonly<Record<string, string>> = {
      'template.json': 'a task of a job template has no Priority',
      'body.xml': 'a bare TaskBody has no Priority',
      'job.json': 'the Priority of Task "Encode" cannot be read: mend it first',
      'latin.json': 'its encoding is invalid',
    };
    for (const [name, reason] of Object.entries(refusals)) {
      const flags = name.startsWith('template') || name.startsWith('body') ? [] : ['--units', '2', '--duration', '2=2'];
      await withFolder(files, async (folder) => {
        const { code, stdout, stderr } = await runIn(folder, ['plan', name, ...flags, '--suggest', '--write']);
        expect({ code, stdout, stderr }, name).to.deep.equal({
          code: 2,
          stdout: '',
          stderr: `taskgraph: ${name}: not written, because ${reason}. See taskgraph plan --help\n`,
        });
        expect(readFileSync(join(folder, name)).equals(Buffer.from(files[name] ?? ''))).to.equal(true);
      });
    }
  });
});
