/** One job, many forms: what is found in it and how it runs does not depend on how it was written. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Path } from '#src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { type LintReport, lint } from '#src/lint.js';
import { plan } from '#src/plan/plan.js';
import { type BatchStyle, toLight, writeAtom, writeBatch } from './helpers/encode-forms.js';
import { random, unmark, writeJson } from './helpers/encode-json.js';
import { link } from './helpers/encoding-house.js';
import { anyJob, plainJob } from './helpers/jobs.js';

type Json = Record<string, unknown>;

/** What a good property becomes, by its name. Each is a fault that every form can have. */
const CHANGES: readonly ((task: Json) => Json)[] = [
  (task) => task,
  (task) => task,
  (task) => task,
  ({ MediaProcessorId, ...task }) => task,
  (task) => ({ ...task, MediaProcessorId: 'nb:mpid:UUID:encoder' }),
  (task) => ({ ...task, Proirity: 4 }),
  (task) => ({ ...task, Priority: 2 ** 31 }),
  (task) => ({ ...task, Configuration: '<Preset name="a &amp; b">\n]]></Preset>' }),
  (task) => ({ ...task, EncryptionKeyId: null, Options: 3 }),
  (task) => ({ ...task, TaskBody: String(task.TaskBody).replace('</taskBody>', '<taskBody>') }),
  (task) => ({ ...task, TaskBody: String(task.TaskBody).replace('<inputAsset>', '<inputAsset> ') }),
  (task) => ({ ...task, TaskBody: `${task.TaskBody}';` }),
  (task) => ({ ...task, TaskBody: '' }),
  ({ TaskBody, ...task }) => task,
  (task) => ({
    ...task,
    TaskNotificationSubscriptions: [
      { NotificationEndPointId: 'nb:nepid:UUID:7', TargetTaskState: 2, IncludeTaskProgress: true },
    ],
  }),
];

const anyJson: fc.Arbitrary<Json> = fc
  .tuple(
    anyJob({ maxTasks: 6 }),
    fc.array(fc.nat(CHANGES.length - 1), { minLength: 6, maxLength: 6 }),
    fc.constantFrom<Json>({}, { Priority: 3 }, { Name: 'Sintel & <friends>' }, { StartTime: null, Nmae: 'x' }),
  )
  .map(([spec, changes, more]) => {
    const tasks = plainJob(spec).Tasks.map((task, index) => {
      const changed = (CHANGES[changes[index] ?? 0] as (task: Json) => Json)({ ...task });
      // XML cannot carry every name, and has no empty ones.
      const { Name, ...rest } = changed;
      const isXml = typeof Name === 'string' && /^[\x20-\x7e\xa0-\u2fff]+$/.test(Name);
      return isXml ? { Name, ...rest } : rest;
    });
    const count = spec.inputs ?? 0;
    const inputs = count === 0 ? {} : { InputMediaAssets: Array.from({ length: count }, (_, n) => link(n)) };
    return { ...inputs, ...more, Tasks: tasks };
  });

interface Outcome {
  readonly findings: readonly unknown[];
  readonly plans: readonly unknown[];
}

/** All that must be the same. Ranges differ, and what they come from. */
function outcome(report: LintReport): Outcome {
  const steps = (path: Path): Path =>
    path.map((step) => (step === 'InputMediaAssets@odata.bind' ? 'InputMediaAssets' : step));
  const findings = report.diagnostics.map((finding) => ({
    code: finding.code,
    message: formatDiagnostic(finding),
    path: steps(finding.place.path),
    on: finding.place.on,
    fix: finding.fix?.edits.length,
  }));
  const key = (one: unknown): string => JSON.stringify(one);
  return {
    findings: findings.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    plans: report.jobs.map((job) => (job.tasks === null ? null : plan(job))),
  };
}

const anyStyle: fc.Arbitrary<BatchStyle> = fc.record({
  forms: fc.constantFrom<BatchStyle['forms'][]>(['verbose'], ['light'], ['atom'], ['verbose', 'light', 'atom']),
  lineEnds: fc.constantFrom(['\n'], ['\r\n'], ['\n', '\r\n']),
  head: fc.constantFrom<BatchStyle['head'][]>('request', 'headers', 'none'),
  inlineTasks: fc.constantFrom(0, 0, 1, 2),
});

describe('the forms of a job', () => {
  const check = (write: (job: Json, next: () => number, style: BatchStyle) => string): void => {
    fc.assert(
      fc.property(anyJson, anyStyle, fc.nat(), (job, style, seed) => {
        const expected = outcome(lint(unmark(writeJson(job, random(seed))).text));
        const text = write(job, random(seed), style);
        expect(outcome(lint(text)), text).to.deep.equal(expected);
      }),
      { numRuns: 150 },
    );
  };

  it('light JSON says what verbose JSON says', () => check((job, next) => writeJson(toLight(job), next)));
  it('an Atom entry says it too', () => check((job, next) => writeAtom(job, next)));
  it('so does a batch', () => check((job, next, style) => writeBatch(job, style, next)));
});
