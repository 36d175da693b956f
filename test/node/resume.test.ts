/** `plan --resume` and `plan --simulate-failure`, as a user runs them. */
import { expect } from 'chai';
import type { PlanAnswer } from '#src/plan/answer.js';
import { toLight, writeAtom, writeBatch } from '../helpers/encode-forms.js';
import { random } from '../helpers/encode-json.js';
import { GOOD_JOB, job, task } from '../helpers/encoding-house.js';
import { readProject } from '../helpers/root.js';
import { type Outcome, run, type Scenario } from '../helpers/run.js';
import { faults } from '../schema/schema-files.js';

type Json = Record<string, unknown>;

const RESPONSE = JSON.parse(readProject('docs/examples/read-back.json')) as { readonly d: Json };
const { d: JOB } = RESPONSE;
const { results: TASKS } = JOB.Tasks as { readonly results: readonly Json[] };
const { results: INPUTS } = JOB.InputMediaAssets as { readonly results: readonly Json[] };
/** The job as a request has it, but with its states. */
const FLAT: Json = { ...JOB, InputMediaAssets: INPUTS, Tasks: TASKS };

async function plansOf(content: string, args: readonly string[], name = 'job.json'): Promise<readonly PlanAnswer[]> {
  const outcome = await run(['plan', name, '--format', 'json', ...args], { files: { [name]: content } });
  expect(outcome).to.include({ code: 0, stderr: '' });
  const printed = JSON.parse(outcome.stdout) as { readonly plans: readonly PlanAnswer[] };
  expect(faults(printed, 'plan')).to.deep.equal([]);
  return printed.plans;
}

async function text(document: unknown, args: readonly string[], more: Scenario = {}): Promise<Outcome> {
  return run(['plan', 'job.json', ...args], { files: { 'job.json': JSON.stringify(document) }, ...more });
}

const STATUSES = ['done', 'failed', 'running', 'blocked', 'canceled'];

describe('taskgraph plan --resume', () => {
  const forms: Readonly<Record<string, string>> = {
    'a response': JSON.stringify(RESPONSE),
    'light JSON': JSON.stringify(toLight(FLAT)),
    Atom: writeAtom(FLAT, random(1)),
    'a batch': writeBatch(
      FLAT,
      { forms: ['atom', 'light'], lineEnds: ['\r\n'], head: 'none', inlineTasks: 5 },
      random(1),
    ),
    'numbers as strings': JSON.stringify({
      d: { ...FLAT, Tasks: TASKS.map((one) => ({ ...one, State: `${one.State}` })) },
    }),
  };
  for (const [form, content] of Object.entries(forms)) {
    it(`reads the states of ${form}`, async () => {
      const [plan] = await plansOf(content, ['--resume']);
      expect(plan?.resume?.tasks.map(({ status }) => status)).to.deep.equal(STATUSES);
      expect(plan?.resume?.tasks[3]?.by).to.deep.equal([1]);
      expect(plan?.order).to.deep.equal([2, 1, 3, 4]);
      expect(plan?.part).to.deep.equal({ reason: 'resume', of: 5 });
    });
  }

  it('plans each job of a list by its own states', async () => {
    const done = { ...FLAT, Tasks: TASKS.map((one) => ({ ...one, State: 3 })) };
    const plans = await plansOf(JSON.stringify({ value: [FLAT, done, GOOD_JOB] }), ['--resume']);
    expect(plans.map(({ order }) => order)).to.deep.equal([[2, 1, 3, 4], [], [0, 1, 2]]);
    expect(plans.map(({ resume }) => resume?.readBack)).to.deep.equal([true, true, false]);
  });

  it('honours the options of tasks: what a failure cancels, and whether its output is kept', async () => {
    const tasks = [
      task('Encode', ['in:0'], ['out:0'], { State: 4, Options: 2 }),
      task('Transcribe', ['in:0'], ['out:1'], { State: 2 }),
      task('Index', ['in:0'], ['out:2'], { State: 2, Options: 4 }),
      task('Thumbnails', ['in:0'], ['out:3'], { State: 4 }),
      task('Audio', ['in:0'], ['out:0', 'out:4'], { State: 3 }),
      task('Stills', ['in:0'], ['out:3', 'out:5'], { State: 3 }),
    ];
    const [plan] = await plansOf(JSON.stringify({ d: job(tasks) }), ['--resume', '--units', '2']);
    expect(plan?.resume?.tasks.map(({ task: _, name, state, ...rest }) => rest)).to.deep.equal([
      { status: 'failed', outputs: 'kept' },
      { status: 'running', stops: true },
      { status: 'running' },
      { status: 'failed', outputs: 'deleted' },
      { status: 'done' },
      { status: 'lost', by: [3] },
    ]);
    expect(plan?.order).to.deep.equal([2, 0, 1, 3, 5]);
  });

  it('says what each state means, and plans the rest', async () => {
    const { stdout, code } = await text(RESPONSE, ['--resume', '--units', '2']);
    expect(code).to.equal(0);
    expect(stdout.split('\n\n').slice(0, 3).join('\n\n')).to.equal(`\
job.json: "Sintel, nightly", 1 of 5 tasks done, 4 still to run

Tasks, as they were read back
  #  task        state      what that means
  0  Encode      Completed  done
  1  Transcribe  Error      failed, runs again; its output is deleted
  2  Thumbnails  Running    runs now
  3  Package     Canceled   blocked by Transcribe
  4  Audio       Canceled   canceled, still to run

One failed task puts the job into Error. What is canceled and deleted then is inferred from the names of the options
DoNotCancelOnJobFailure and DoNotDeleteOutputAssetOnFailure.`);
  });

  it('says so where nothing remains, and where nothing ever ran', async () => {
    const done = { ...JOB, Tasks: TASKS.map((one) => ({ ...one, State: 3 })) };
    expect((await text({ d: done }, ['--resume'])).stdout).to.match(
      /: "Sintel, nightly", 5 of 5 tasks done, 0 still to run\n/,
    );
    expect((await text(GOOD_JOB, ['--resume'])).stdout).to.include(
      'job.json: "Sintel", 0 of 3 tasks done, 3 still to run\n\nNo task has a State: nothing says that the job ever ran, so everything remains.\n\n',
    );
  });
});

describe('taskgraph plan --simulate-failure', () => {
  const TIMES = [
    '--units',
    '2',
    '--duration',
    'Encode=40',
    '--duration',
    'Transcribe=48',
    '--duration',
    'Thumbnails=10',
  ];

  it('shows who goes on, who never starts, and what is deleted', async () => {
    const { stdout, code } = await text(FLAT, ['--simulate-failure', 'Transcribe', ...TIMES]);
    expect(code).to.equal(0);
    expect(stdout).to.equal(`\
job.json: "Sintel, nightly", if Transcribe fails at 48 s: Error, 2 of 5 tasks finished by 50 s

Tasks
  #  task        start   end  what becomes of it
  0  Encode        0 s  40 s  finishes before
  1  Transcribe    0 s  48 s  fails
  2  Thumbnails   40 s  50 s  runs on, and finishes
  3  Package                  never starts: canceled
  4  Audio                    never starts: canceled

Assets that tasks write
  JobOutputAsset(0)  complete
  JobOutputAsset(1)  deleted, with all that was written to it
  JobOutputAsset(2)  complete
  JobOutputAsset(3)  empty: nobody starts to write it
  JobOutputAsset(4)  empty: nobody starts to write it

One failed task puts the job into Error. What is canceled and deleted then is inferred from the names of the options
DoNotCancelOnJobFailure and DoNotDeleteOutputAssetOnFailure.
`);
  });

  it('adds it to the plan, which stays what it is, in JSON', async () => {
    const content = JSON.stringify(FLAT);
    const [plain] = await plansOf(content, TIMES);
    const [plan] = await plansOf(content, [...TIMES, '--simulate-failure', '1']);
    const { failure, ...rest } = plan as PlanAnswer;
    expect(rest).to.deep.equal(plain);
    expect(failure).to.include({ task: 1, at: 48, jobState: 'Error', end: 50 });
  });

  it('in a list of jobs asks those that have the task', async () => {
    const jobs = [job([task('Encode', ['in:0'], ['out:0'])]), job([task('Index', ['in:0'], ['out:0'])])];
    const plans = await plansOf(JSON.stringify(jobs), ['--simulate-failure', 'Index']);
    expect(plans.map(({ failure }) => failure?.tasks.map(({ outcome }) => outcome))).to.deep.equal([['failed']]);
  });

  it('is refused for a task that there is not, or of which there are several, and beside another question', async () => {
    const twins = job([task('Encode', ['in:0'], ['out:0']), task('Encode', ['in:0'], ['out:1'])]);
    const cases: readonly [string[], string][] = [
      [['--simulate-failure', 'Index'], 'no task has the name or position "Index"'],
      [['--simulate-failure', 'Encode'], '2 tasks have the name "Encode": give a position, such as 0'],
      [['--simulate-failure', '0', '--resume'], 'are two questions'],
    ];
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await text(twins, args);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).to.include(message);
    }
  });
});
