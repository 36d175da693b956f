/** `taskgraph diff` as it is used: two files, what it says, and how it exits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { type BatchStyle, toLight, writeAtom, writeBatch } from '../helpers/encode-forms.js';
import { random, unmark, writeJson } from '../helpers/encode-json.js';
import { job, link, task, taskTemplate } from '../helpers/encoding-house.js';
import { run, runIn, withFolder } from '../helpers/run.js';

const json = (value: unknown): string => JSON.stringify(value);
/** Runs diff on two definitions, called old.json and new.json. */
const diff = (old: unknown, now: unknown, ...args: string[]) =>
  run(['diff', 'old.json', 'new.json', ...args], { files: { 'old.json': json(old), 'new.json': json(now) } });

const ENCODE = task('Encode', ['in:0'], ['out:0'], { Configuration: 'Adaptive Streaming' });
const PACKAGE = task('Package', ['out:0'], ['out:1']);
const THUMBNAILS = task('Thumbnails', ['out:0'], ['out:2']);
const NIGHTLY = job([ENCODE, PACKAGE, THUMBNAILS]);
const CYCLE = job([task('Encode', ['out:1'], ['out:0']), task('Package', ['out:0'], ['out:1'])]);

describe('taskgraph diff: exit codes', () => {
  const cases: readonly [string, unknown, unknown, number][] = [
    ['the same job', NIGHTLY, NIGHTLY, 0],
    [
      'the same job, read back',
      NIGHTLY,
      { d: { ...(NIGHTLY as object), Created: '2013-04-01T00:00:00Z', State: 3 } },
      0,
    ],
    ['other numbers of outputs', NIGHTLY, job([ENCODE, task('Package', ['out:0'], ['out:7']), THUMBNAILS]), 0],
    ['a default that is written', NIGHTLY, job([{ ...ENCODE, Priority: 0, Options: 0 }, PACKAGE, THUMBNAILS]), 0],
    ['another order', NIGHTLY, job([ENCODE, THUMBNAILS, PACKAGE]), 1],
    ['another name of the job', NIGHTLY, { ...(NIGHTLY as object), Name: 'Tears of Steel' }, 1],
    ['another priority of the job', NIGHTLY, { ...(NIGHTLY as object), Priority: 5 }, 1],
    ['another input asset', NIGHTLY, { ...(NIGHTLY as object), InputMediaAssets: [link(4)] }, 1],
    [
      'another subscription',
      NIGHTLY,
      job([{ ...ENCODE, TaskNotificationSubscriptions: [{ TargetTaskState: 2 }] }, PACKAGE, THUMBNAILS]),
      1,
    ],
    ['errors on both sides, and no difference', CYCLE, CYCLE, 0],
    [
      'jobs from one template',
      { InputMediaAssets: [link()], TemplateId: 'nb:jtid:UUID:1' },
      { InputMediaAssets: [link()], TemplateId: 'nb:jtid:UUID:1' },
      0,
    ],
    ['no definition', NIGHTLY, { thumbnails: [320] }, 2],
    ['a task template', NIGHTLY, taskTemplate(1, 1, 1), 2],
  ];
  for (const [title, old, now, code] of cases) {
    it(`${title}: ${code}`, async () => {
      expect((await diff(old, now)).code).to.equal(code);
    });
  }

  it('errors of use: 2, one line on stderr, nothing on stdout', async () => {
    const cases: readonly [string[], string][] = [
      [[], 'name two files, the old one and the new one'],
      [['old.json'], 'name two files, the old one and the new one'],
      [['old.json', 'new.json', 'old.json'], 'expected two files, found 3'],
      [['-', '-'], 'only one of the files can be standard input'],
      [['old.json', 'none.json'], 'none.json: no such file or folder'],
      [
        ['old.json', 'new.json', '--format', 'markdwn'],
        '--format markdwn: expected text, json, markdown; did you mean markdown?',
      ],
      [['old.json', 'new.json', '--format', 'json=old.json'], '--format json=old.json: the file is the one to read'],
      [
        ['old.json', 'new.json', '--format', 'json=./new.json'],
        '--format json=./new.json: the file is the one to read',
      ],
      [['old.json', 'new.json', '--units', 'two'], '--units two: expected a whole number from 0'],
      [
        ['old.json', 'new.json', '--duration', 'Publish=4'],
        'no task has the name, position or processor "Publish"; there are Task "Encode", Task "Package", Task "Thumbnails"',
      ],
    ];
    for (const [args, message] of cases) {
      const files = { 'old.json': json(NIGHTLY), 'new.json': json(NIGHTLY) };
      const end = message.endsWith('?') ? '' : '.';
      const { code, stdout, stderr } = await run(['diff', ...args], { files });
      const expected = { code: 2, stdout: '', stderr: `taskgraph: ${message}${end} See taskgraph diff --help\n` };
      expect({ code, stdout, stderr }, args.join(' ')).to.deep.equal(expected);
    }
  });
});

describe('taskgraph diff: text', () => {
  it('says that there is no difference, and what makes none', async () => {
    expect((await diff(NIGHTLY, NIGHTLY)).stdout).to.equal('old.json → new.json: "Sintel", no difference\n');
    const renumbered = job([
      task('Encode', ['in:0'], ['out:3'], { Configuration: 'Adaptive Streaming' }),
      task('Package', ['out:3'], ['out:1']),
      task('Thumbnails', ['out:3'], ['out:2']),
    ]);
    expect((await diff(NIGHTLY, renumbered)).stdout).to.equal(
      'old.json → new.json: "Sintel", no difference\n\nThe outputs of 1 task have other numbers, which changes nothing.\n',
    );
  });

  it('tells tasks, dependencies, waves and the plan', async () => {
    const now = job([
      { ...(ENCODE as object), Configuration: 'H264 Multiple Bitrate 1080p', Options: 5 },
      task('Burn subtitles', ['in:0', 'out:0'], ['out:3'], { Configuration: 'H264 Single Bitrate 1080p' }),
      task('Stills', ['out:0'], ['out:2']),
      task('Package', ['out:3'], ['out:1']),
    ]);
    const outcome = await diff(
      job([ENCODE, PACKAGE, THUMBNAILS, task('Index', ['in:0'], ['out:4'], { Configuration: 'en-us' })]),
      now,
      '--units',
      '2',
      '--duration',
      'Encode=40',
      '--duration',
      'Burn subtitles=10',
    );
    expect(outcome.code).to.equal(1);
    expect(
      outcome.stdout,
    ).to.equal(`old.json → new.json: "Sintel", 1 task added, 1 removed, 1 renamed, 1 moved, 1 changed, 1 dependency changed: 41 s → 51 s

Tasks
  -  Index           removed        reads JobInputAsset(0)
  +  Burn subtitles  added          reads JobInputAsset(0); waits for Encode; before Package
  ~  Encode          Configuration  "Adaptive Streaming" → "H264 Multiple Bitrate 1080p"
  ~  Encode          Options        0 → 5 (ProtectedConfiguration, DoNotCancelOnJobFailure)
  ~  Stills          renamed        was Thumbnails
  ~  Package         moved          from position 1 to 3

Dependencies
  -  Package  waits for  Encode

Waves
  ~  Package  from wave 1 to 2

Plan
                 before  after
  makespan         41 s   51 s  +10 s
  critical path    41 s   51 s  +10 s
  waves               2      3     +1
  critical path before: Encode → Package
  critical path after:  Encode → Burn subtitles → Package
`);
  });

  it('compares what it knows of jobs that have no plan, and says why they have none', async () => {
    const { code, stdout, stderr } = await diff(
      job([task('Encode', ['in:0'], ['out:0']), task('Package', ['out:0'], ['out:1'])]),
      CYCLE,
    );
    expect(code).to.equal(1);
    expect(stdout).to.equal(`old.json → new.json: "Sintel", 2 dependencies changed

Dependencies
  -  Encode  reads      JobInputAsset(0)
  +  Encode  waits for  Package

After, the job has no plan: tasks wait for each other in a cycle.
`);
    expect(stderr).to.include('new.json:').and.include('error dependency-cycle');
    const templated = {
      Name: 'Sintel',
      InputMediaAssets: [link()],
      TemplateId: 'nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa',
    };
    expect((await diff(NIGHTLY, templated)).stdout).to.equal(`old.json → new.json: "Sintel", the job itself changed

The job
  ~  TemplateId  none → "nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa"
  ~  Tasks       3 → unknown

After, the job has no plan: its tasks are unknown.
`);
  });

  it('shows where long values begin to differ, and what numbers and ids stand for', async () => {
    const preset = (bitrate: number): string =>
      `{ "Version": 1.0, "Codecs": [{ "Type": "H264Video", "KeyFrameInterval": "00:00:02", "Bitrate": ${bitrate} }] }`;
    const taskBody = (options: string): string =>
      `<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset${options}>JobOutputAsset(0)</outputAsset></taskBody>`;
    const indexer = 'nb:mpid:UUID:233E57FC-36BB-4F6F-8F18-3B662747A9F8';
    const before = { ...ENCODE, Configuration: preset(2250), TaskBody: taskBody('') };
    const after = {
      ...ENCODE,
      Configuration: preset(3400),
      MediaProcessorId: indexer,
      TaskBody: taskBody(' assetCreationOptions="0" assetName="renditions"'),
    };
    expect((await diff(job([before]), job([after]))).stdout.split('\n').slice(2, 7)).to.deep.equal([
      'Tasks',
      '  ~  Encode  MediaProcessorId                 Media Encoder Standard → Azure Media Indexer',
      '  ~  Encode  Configuration                    "…02", "Bitrate": 2250 }] }" → "…02", "Bitrate": 3400 }] }"',
      '  ~  Encode  outputs[0].assetName             none → "renditions"',
      '  ~  Encode  outputs[0].assetCreationOptions  1 (StorageEncrypted) → 0 (None)',
    ]);
  });

  it('says what a task reads where who waits for whom tells nothing', async () => {
    const two = task('Encode', ['in:0', 'in:1'], ['out:0', 'out:1']);
    const [before, after] = [['out:0'], ['out:1']].map((reads) => job([two, task('Package', reads, ['out:2'])], 2));
    expect((await diff(before, after)).stdout).to.include(
      '  ~  Package  inputs  output 0 of Encode → output 1 of Encode\n',
    );
    const swapped = job(
      [task('Encode', ['in:1', 'in:0'], ['out:0', 'out:1']), task('Package', ['out:0'], ['out:2'])],
      2,
    );
    expect((await diff(before, swapped)).stdout).to.include(
      '  ~  Encode  inputs  JobInputAsset(0), JobInputAsset(1) → JobInputAsset(1), JobInputAsset(0)\n',
    );
  });

  it('says who writes the same output, where nobody reads it', async () => {
    const before = job([task('Package', ['in:0'], ['out:0']), task('Thumbnails', ['in:0'], ['out:1'])]);
    const after = job([task('Package', ['in:0'], ['out:0']), task('Thumbnails', ['in:0'], ['out:0'])]);
    expect((await diff(before, after)).stdout).to.include('  ~  Package     outputs shared with  none → Thumbnails\n');
  });

  it('pairs the jobs of lists by name, then by position', async () => {
    const named = (Name: string | null, ...tasks: object[]) => ({ ...(job(tasks) as object), Name });
    const old = [
      named('Sintel', ENCODE),
      named(null, ENCODE),
      named('Tears of Steel', ENCODE),
      named('Spring', ENCODE),
    ];
    const now = [named('Tears of Steel', ENCODE, PACKAGE), named('Sintel', ENCODE), named(null, ENCODE)];
    expect((await diff(old, now)).stdout.split('\n').filter((line) => line.startsWith('old.json'))).to.deep.equal([
      'old.json → new.json: "Tears of Steel", 1 task added: 1 s → 2 s',
      'old.json → new.json: "Sintel", no difference',
      'old.json → new.json: no difference',
      'old.json → new.json: "Spring", removed, a job of 1 task',
    ]);
  });

  it('reads standard input, and goes to files beside standard output', async () => {
    const files = { 'old.json': json(NIGHTLY) };
    const stdin = json(job([ENCODE, PACKAGE]));
    await withFolder(files, async (cwd) => {
      const args = [
        'diff',
        'old.json',
        '-',
        '--stdin-filename',
        'changed.json',
        '--format',
        'text',
        '--format',
        'markdown=diff.md',
      ];
      const { code, stdout, stderr } = await runIn(cwd, args, { stdin, isTerminal: true });
      expect({ code, stderr }).to.deep.equal({ code: 1, stderr: '' });
      expect(stripVTControlCharacters(stdout).split('\n').slice(0, 4)).to.deep.equal([
        'old.json → changed.json: "Sintel", 1 task removed: 3 s → 2 s',
        '',
        'Tasks',
        '  -  Thumbnails  removed  waits for Encode',
      ]);
      expect(readFileSync(join(cwd, 'diff.md'), 'utf8')).to.equal(`### \`old.json\` → \`changed.json\`: \`Sintel\`

1 task removed: 3 s → 2 s.

**Tasks**

|  | Task | What | Details |
| --- | --- | --- | --- |
| − | \`Thumbnails\` | removed | waits for \`Encode\` |

| Plan | Before | After |  |
| --- | --- | --- | --- |
| makespan | 3 s | 2 s | −1 s |
| critical path | 2 s | 2 s |  |
| waves | 2 | 2 |  |

Critical path, as before: \`Encode\` → \`Package\`
`);
    });
  });

  it('takes the options of plans for both jobs, and names that only one of them has', async () => {
    const now = job([ENCODE, { ...(PACKAGE as object), Name: 'Publish' }, THUMBNAILS]);
    const durations = ['--duration', 'Package=20', '--duration', 'Publish=8', '--priority', 'critical'];
    const [found] = JSON.parse(
      (await diff(NIGHTLY, now, '--units', '2', '--format', 'json', ...durations)).stdout,
    ).diffs;
    expect(found.plan.old).to.include({ units: 2, priority: 'critical', makespan: 21, criticalPathLength: 21 });
    expect(found.plan.new).to.include({ units: 2, priority: 'critical', makespan: 9, criticalPathLength: 9 });
    expect(found.renamed).to.deep.equal([{ old: 1, new: 1, name: 'Publish', oldName: 'Package' }]);
  });
});

describe('taskgraph diff: forms', () => {
  const formed = (random: () => number): readonly string[] => {
    const style: BatchStyle = {
      forms: ['verbose', 'atom', 'light'],
      lineEnds: ['\r\n'],
      head: 'headers',
      inlineTasks: 1,
    };
    const subscriptions = [
      { NotificationEndPointId: 'nb:nepid:UUID:36e510df-8560-4bae-a698-87723f677e98', TargetJobState: 2 },
    ];
    const whole = { ...(NIGHTLY as object), Priority: 4, JobNotificationSubscriptions: subscriptions };
    const texts = [
      writeJson(whole, random),
      writeJson(toLight(whole), random),
      writeAtom(whole, random),
      writeBatch(whole, style, random),
    ];
    return texts.map((text) => unmark(text).text);
  };

  it('differ in nothing', async () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const [first = '', ...others] = formed(random(seed));
      for (const other of others) {
        const { code, stdout } = await run(['diff', 'old', 'new'], { files: { old: first, new: other } });
        expect({ code, stdout }, other).to.deep.equal({ code: 0, stdout: 'old → new: "Sintel", no difference\n' });
      }
    }
  });
});
