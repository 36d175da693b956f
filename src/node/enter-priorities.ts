/** `plan --suggest --write`: enters the suggested priorities in the file. */
import { resolve } from 'node:path';
import { lint } from '../lint.js';
import type { Job } from '../model/job.js';
import type { PlanAnswer } from '../plan/answer.js';
import type { PlanOptions } from '../plan/options.js';
import { plan } from '../plan/plan.js';
import { decode } from '../text/decode.js';
import { writePriorities } from '../write-priorities.js';
import { type Io, UsageError } from './io.js';
import type { Loaded } from './load-job.js';
import { failureText } from './read-input.js';
import { replaceFile } from './replace-file.js';
import { encodeLike } from './text-file.js';

/** The advice for each job of a file that has a plan, and what it was given for. */
export type Advice = ReadonlyMap<Job, { readonly answer: PlanAnswer; readonly options: PlanOptions }>;

/**
 * Writes the file anew, or standard input to standard output, with the suggested priorities and no other change. Gives the
 * number of priorities.
 * @throws UsageError for what has no priorities, and for a file that cannot be written
 */
export async function enterPriorities(
  { path, isStdin, bytes, report }: Loaded,
  advice: Advice,
  io: Io,
): Promise<number> {
  const { document } = report;
  const { text, encoding, fault } = decode(bytes);
  if (fault !== null) throw new UsageError(`${path}: not written, because its encoding is invalid`);
  const wanted = [...advice].flatMap(([job, { answer }]) =>
    (answer.suggestion?.changes ?? []).map(({ task, suggested }) => ({ job, task, priority: suggested })),
  );
  const kinds = new Map(document.definitions.map(({ kind, path: at }) => [JSON.stringify(at), kind]));
  for (const { at } of advice.keys()) {
    const bare = BARE_KINDS.get(kinds.get(JSON.stringify(at)) ?? '');
    if (bare !== undefined) throw new UsageError(`${path}: not written, because ${bare} has no Priority`);
  }
  const { text: made, left } = writePriorities(document, wanted);
  const written = made ?? text;
  const [unreadable] = left;
  if (unreadable !== undefined)
    throw new UsageError(
      `${path}: not written, because the Priority of ${unreadable.label} cannot be read: mend it first`,
    );
  if (wanted.length > 0 && !holds(written, path, report.counts.error, advice))
    throw new UsageError(`${path}: not written, because of what is broken around its tasks: mend its syntax first`);
  const content = encodeLike({ bytes, text, encoding }, written);
  try {
    if (isStdin) await io.out(content);
    else if (wanted.length > 0) await replaceFile(resolve(io.cwd, path), content);
  } catch (error) {
    throw new UsageError(`${path}: not written: ${failureText(error)}`);
  }
  return wanted.length;
}

/** What is planned, although its tasks have no Priority of their own. */
const BARE_KINDS: ReadonlyMap<string, string> = new Map([
  ['job-template', 'a task of a job template'],
  ['job-template-body', 'a task of a job template'],
  ['task-body', 'a bare TaskBody'],
]);

/** Whether what would be written is read as meant: each job as fast as promised, and nothing broken that was not before. */
function holds(text: string, fileName: string, errors: number, advice: Advice): boolean {
  const { jobs, counts } = lint(text, { fileName });
  const byPlace = new Map(jobs.map((job) => [JSON.stringify(job.at), job]));
  return (
    counts.error <= errors &&
    [...advice].every(([{ at }, { answer, options }]) => {
      const made = plan(byPlace.get(JSON.stringify(at)), options);
      return made?.makespan === answer.suggestion?.makespan;
    })
  );
}
