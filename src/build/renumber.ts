/** What becomes of the references in TaskBodies when assets get other numbers or are gone. */
import type { Edit } from '../diagnostics/diagnostic.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import type { Task } from '../model/job.js';
import type { AssetMention, TaskBody } from '../model/task-body.js';
import type { TextEdit } from '../parse/rewrite.js';
import { isBlank, type Span } from '../text/span.js';
import { inBody, type JobText, rewritten, xmlOf } from './job-text.js';
import type { Fail } from './task-spec.js';

/** The asset that a reference shall lead to; null where there is none any more. */
export type Renumbering = (reference: AssetReference) => AssetReference | null;

/** Closes the gaps that assets of one kind leave: those behind them come down. */
export function without(gone: readonly AssetReference[]): Renumbering {
  const kind = gone[0]?.kind;
  const indexes = gone.map(({ index }) => index).sort((a, b) => a - b);
  return (other) => {
    if (other.kind !== kind) return other;
    const before = indexes.findIndex((index) => index >= other.index);
    if (indexes[before] === other.index) return null;
    return { kind: other.kind, index: other.index - (before < 0 ? indexes.length : before) };
  };
}

/** Makes room for an asset: it and those behind it come one up. */
export function withRoomFor({ kind, index }: AssetReference): Renumbering {
  return (other) => (other.kind === kind && other.index >= index ? { kind, index: other.index + 1 } : other);
}

/** Moves an asset to another number; those in between make room. */
export function moved({ kind, index: from }: AssetReference, to: number): Renumbering {
  return (other) => {
    const { index } = other;
    if (other.kind !== kind) return other;
    if (index === from) return { kind, index: to };
    if (index > from && index <= to) return { kind, index: index - 1 };
    return index < from && index >= to ? { kind, index: index + 1 } : other;
  };
}

/** The changes of the TaskBodies of tasks; references that stay are not touched. */
export function renumber(
  job: JobText,
  tasks: readonly Task[],
  renumbering: Renumbering,
  fail: Fail,
): readonly TextEdit[] {
  const edits = tasks.flatMap((task): readonly Edit[] => editsOf(job, task, renumbering));
  const unreadable = edits.length > 0 ? tasks.find(({ body }) => body !== null && !isReadable(body)) : undefined;
  if (unreadable !== undefined) {
    fail(`${unreadable.label} has references that cannot be read, and would be left behind: mend its TaskBody first`);
  }
  return rewritten(job, edits, fail);
}

function editsOf(job: JobText, task: Task, renumbering: Renumbering): readonly Edit[] {
  if (task.body === null) return [];
  return [...task.body.inputs, ...task.body.outputs].flatMap((mention): Edit[] => {
    const { reference, range } = mention;
    if (reference === null) return [];
    const next = renumbering(reference);
    if (next === null) return [inBody(task.bodyPath, elementSpan(xmlOf(job, task), mention), '')];
    if (next.kind === reference.kind && next.index === reference.index) return [];
    return [inBody(task.bodyPath, range, formatReference(next))];
  });
}

/** Whether all that a TaskBody mentions is known. */
export function isReadable({ isComplete, inputs, outputs }: TaskBody): boolean {
  return (
    isComplete && [...inputs, ...outputs].every(({ reference, guess }) => reference !== null || guess === undefined)
  );
}

/** The element of a mention with the blanks before it, so that no empty line is left. */
export function elementSpan(xml: string, { element }: AssetMention): Span {
  let { start } = element;
  while (start > 0 && isBlank(xml.charCodeAt(start - 1))) start -= 1;
  return { start, end: element.end };
}
