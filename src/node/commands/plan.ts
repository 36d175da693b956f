import { counted } from '../../diagnostics/words.js';
import type { Job } from '../../model/job.js';
import type { PlanAnswer } from '../../plan/answer.js';
import type { PlanOptions } from '../../plan/options.js';
import { plan } from '../../plan/plan.js';
import { POLICIES } from '../../plan/priorities.js';
import { drawPlan, type PictureName, PLAN_FORMATS, type PlanFormatName, renderPlan } from '../../render/formats.js';
import { mermaidNote } from '../../render/mermaid-text.js';
import { type Paint, PLAIN } from '../../render/paint.js';
import { oneOf, readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { type Advice, enterPriorities } from '../enter-priorities.js';
import { readTargets, writeTargets } from '../format-targets.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { loadJob, tellErrors } from '../load-job.js';
import { DURATION_FLAGS, readDurationFlags, shareDurations, tellMeasured } from '../plan-durations.js';
import { QUESTION_FLAGS, type Question, readQuestion, shareNames } from '../plan-questions.js';
import { refuse } from '../refuse.js';

const HELP = `Usage: taskgraph plan [options] FILE|-

Shows in which order, on which unit and when the tasks of a job will run, who
waits for whom and why, and which chain of tasks decides how long it takes.

Options
  --format NAME[=FILE]   text (default), json, dot (for Graphviz), mermaid or
                         svg, a Gantt chart, or html, a page with everything
                         about the job; to FILE instead of stdout. May be given
                         several times.
  --units N              reserved units: tasks that run at a time; default 1
  --priority POLICY      by what units choose among ready tasks: own (default,
                         what the service does), inherited or critical
  --duration NAME=N      a task, by name or position, or the tasks of a media
                         processor take N seconds; the others take 1. May be
                         given several times.
  --durations FILE       the same for many: JSON, {"NAME": SECONDS}
  --durations-from FILE  take them from a job read back
  --durations-unit UNIT  what its RunningDuration counts: s or ms
  --stdin-filename NAME  what to call standard input
  --color, --no-color    colour the text; default: on a terminal
  -h, --help             show this help

Questions: one is answered instead of the plan
  --compare              what each priority policy comes to
  --suggest              priorities that finish the job earliest;
                         with --write, enter them in the file
  --why TASK             what held a task until its start
  --target TASK|ASSET    only what is needed for it; several times
  --changed TASK|ASSET   only what must run again after it; several times
  --resume               only what must still run of a job read back
  --simulate-failure TASK
                         what becomes of the job when a task fails

Exit code: 0 a plan, 1 errors in the job (on stderr) or no plan, 2 wrong use.

Example
  taskgraph plan job.json --units 3 --duration Encode=120 --compare
`;

const FLAGS = {
  format: { type: 'string', multiple: true },
  units: { type: 'string' },
  ...DURATION_FLAGS,
  priority: { type: 'string' },
  ...QUESTION_FLAGS,
  write: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
} as const;

const PICTURES: readonly PictureName[] = ['svg', 'html'];
const FORMATS = [...(Object.keys(PLAN_FORMATS) as PlanFormatName[]), ...PICTURES];

/** `taskgraph plan` */
export const planCommand: Command = {
  help: HELP,
  run: runPlan,
};

async function runPlan(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArgs(args, FLAGS);
  const targets = readTargets(values.format ?? ['text'], FORMATS, io);
  const question = readQuestion(values);
  if (values.write === true && question?.name !== 'suggest')
    throw new UsageError('--write enters what --suggest advises: give that too');
  const units = values.units === undefined ? 1 : wholeNumber('--units', values.units);
  const priority = values.priority === undefined ? 'own' : oneOf('--priority', values.priority, POLICIES);
  const said = await readDurationFlags(values, io);
  const loaded = await loadJob(positionals, io, values['stdin-filename']);
  const { path, report } = loaded;
  const durations = refuse(() => shareDurations(said, report.jobs));
  const optionsOf = new Map(
    report.jobs.map((job, index) => [job, { units, priority, measuredDurations: durations[index] ?? [] }]),
  );
  const answers = answerJobs(optionsOf, question);
  const entered = values.write === true ? await enterPriorities(loaded, adviceOf(answers, optionsOf), io) : null;
  tellMeasured(said, report.jobs, durations, io);
  tellErrors(loaded, io);
  for (const [job, answer] of answers) {
    const why = job.tasks === null ? 'the tasks are unknown' : 'tasks wait for each other in a cycle';
    if (answer === null) complain(io, `${path}: no plan: ${why}`);
  }
  const plans = [...answers.values()].filter((one) => one !== null);
  const hasPage = report.jobs.length > 0;
  const written =
    plans.length > 0 ? targets : targets.filter(({ name }) => name === 'json' || (name === 'html' && hasPage));
  const paint = choosePaint(io, values.color);
  const render = (name: PlanFormatName | PictureName, tint: Paint): string | Promise<string> => {
    if (name === 'svg' || name === 'html') return drawPlan(report, plans, name, path);
    const text = renderPlan(plans, name, path, tint);
    const note = name === 'mermaid' ? mermaidNote(text) : null;
    if (note !== null) complain(io, `${path}: ${note}`);
    return text;
  };
  // Where standard output has the text of standard input, the answer goes to standard error.
  const to = entered !== null && loaded.isStdin ? answersToErr(io) : io;
  await writeTargets(written, { path, paint: to === io ? paint : PLAIN }, render, to);
  if (entered !== null)
    complain(
      io,
      `${path}: ${entered === 0 ? 'nothing to write' : `wrote ${counted(entered, 'priority', 'priorities')}`}`,
    );
  if (report.jobs.length === 0) return EXIT.usage;
  return report.ok && plans.length === answers.size ? EXIT.ok : EXIT.findings;
}

/** The answer for each job that is asked; null where it has no plan. */
function answerJobs(
  optionsOf: ReadonlyMap<Job, PlanOptions>,
  question: Question | null,
): ReadonlyMap<Job, PlanAnswer | null> {
  const names = shareNames(question?.names ?? [], [...optionsOf.keys()]);
  const answer = question?.answer ?? plan;
  const asked = [...optionsOf].map(([job, options], index) => ({ job, options, own: names[index] ?? [] }));
  return new Map(
    asked
      .filter(({ own }) => question === null || question.names.length === 0 || own.length > 0)
      .map(({ job, options, own }) => [job, refuse(() => answer(job, options, own))]),
  );
}

function adviceOf(answers: ReadonlyMap<Job, PlanAnswer | null>, optionsOf: ReadonlyMap<Job, PlanOptions>): Advice {
  return new Map(
    [...answers].flatMap(([job, answer]) =>
      answer === null ? [] : [[job, { answer, options: optionsOf.get(job) ?? {} }]],
    ),
  );
}

function answersToErr(io: Io): Io {
  return { ...io, out: (text) => io.err(typeof text === 'string' ? text : Buffer.from(text).toString()) };
}
