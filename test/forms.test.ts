/** One job, many forms: what is found in it and how it runs does not depend on how it was written. */

import { expect } from 'chai';
import fc from 'fast-check';
import { type Path, valueAt } from '#src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { type LintReport, lint } from '#src/lint.js';
import { rewriteDocument } from '#src/parse/rewrite.js';
import { plan } from '#src/plan/plan.js';
import { applyFix } from './helpers/apply-fix.js';
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
  (task) => ({ ...task, TaskBody: commented(task, 'padded-reference: the importer, as it is') }),
  (task) => ({ ...task, TaskBody: commented(task, 'padded-reference, shared-output,padedreference') }),
  (task) => ({ ...task, TaskBody: '' }),
  ({ TaskBody, ...task }) => task,
  (task) => ({
    ...task,
    TaskNotificationSubscriptions: [
      { NotificationEndPointId: 'nb:nepid:UUID:7', TargetTaskState: 2, IncludeTaskProgress: true },
    ],
  }),
];

/** A TaskBody with a padded reference, behind a comment that suppresses codes. */
function commented({ TaskBody }: Json, codes: string): string {
  const comment = `<!-- taskgraph-disable-next ${codes} -->\n<inputAsset> `;
  return String(TaskBody).replace('<inputAsset>', comment);
}

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
  readonly suppressed: readonly unknown[];
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
    suppressed: report.suppressed.map(({ finding, by, reason }) => [
      finding.code,
      steps(finding.place.path),
      by,
      reason,
    ]),
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

const FORMS: Readonly<Record<string, (job: Json, next: () => number, style: BatchStyle) => string>> = {
  JSON: (job, next) => writeJson(job, next),
  Atom: (job, next) => writeAtom(job, next),
  'a batch': (job, next, style) => writeBatch(job, style, next),
};

describe('an edit of a string', () => {
  const anyText = fc.string({
    unit: fc.constantFrom('<', '>', '&', ']', ']]>', '"', "'", '\\', 'é', '😀', ' ', '\n', 'x', '&lt;', '--'),
    maxLength: 6,
  });

  for (const [form, write] of Object.entries(FORMS)) {
    it(`in ${form} reads as what was meant`, () => {
      fc.assert(
        fc.property(
          anyJson,
          anyStyle,
          fc.nat(),
          fc.nat(),
          fc.nat(),
          fc.nat(),
          anyText,
          (job, style, seed, ...picks) => {
            const [which, from, to, made] = picks;
            const text = unmark(write(job, random(seed), style)).text;
            const { document } = lint(text);
            const strings = stringsOf(document.value);
            const [path, value] = strings[which % strings.length] as readonly [Path, string];
            const characters = [...value];
            const [start, end] = [from % (characters.length + 1), to % (characters.length + 1)].sort(
              (a, b) => a - b,
            ) as [number, number];
            const before = characters.slice(0, start).join('');
            const behind = characters.slice(end).join('');
            const within = { start: before.length, end: value.length - behind.length };
            const changes = rewriteDocument(document, [{ place: valueAt(path, within), text: made }])?.[0] ?? [];
            const edited = changes.reduce(
              (all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end),
              text,
            );
            expect(changes).to.have.length(1);
            const read = path.reduce<unknown>((at, step) => (at as Json)[step], lint(edited).document.value);
            expect(read ?? '', edited).to.equal(before + made + behind);
          },
        ),
        { numRuns: 200 },
      );
    });
  }
});

describe('a fix', () => {
  for (const [form, write] of Object.entries(FORMS)) {
    it(`in ${form} makes of the text what it makes of the value`, () => {
      fc.assert(
        fc.property(anyJson, anyStyle, fc.nat(), (job, style, seed) => {
          const text = unmark(write(job, random(seed), style)).text;
          const { document, diagnostics } = lint(text);
          for (const { fix } of diagnostics) {
            if (fix === null || fix.edits.some(({ place }) => place.inText !== undefined)) continue;
            const changes = (rewriteDocument(document, fix.edits) ?? []).flat().toSorted((a, b) => b.start - a.start);
            const fixed = changes.reduce(
              (all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end),
              text,
            );
            expect(lint(fixed).document.value, text).to.deep.equal(applyFix(document.value as object, fix));
          }
        }),
        { numRuns: 150 },
      );
    });
  }
});

/** All strings of a value with their paths. */
function stringsOf(root: unknown): readonly (readonly [Path, string])[] {
  const found: (readonly [Path, string])[] = [];
  const pending: [Path, unknown][] = [[[], root]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [path, value] = next;
    if (typeof value === 'string') found.push([path, value]);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, item] of Object.entries(value)) pending.push([[...path, Array.isArray(value) ? +key : key], item]);
  }
  return found;
}
