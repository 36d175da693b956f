import type { Edit } from './diagnostics/diagnostic.js';
import type { Job, Task } from './model/job.js';
import { applyEdits, compareEdits } from './parse/edits.js';
import { type Rewritable, rewriteDocument, type TextEdit } from './parse/rewrite.js';

/** A Priority that a task is to get. */
export interface WantedPriority {
  readonly job: Job;
  /** The position of the task. */
  readonly task: number;
  readonly priority: number;
}

/** A text with other priorities. */
export interface WrittenPriorities {
  /** Without byte order mark, as `document.text` is; null where an object was linted. */
  readonly text: string | null;
  /** The changes of the text that was linted, from left to right; none lies over another. */
  readonly edits: readonly TextEdit[];
  /** Tasks that nothing is written for: their Priority cannot be read, or they have none, as in a job template. */
  readonly left: readonly Task[];
}

/**
 * Enters priorities in the text of a document, whatever its form, and changes nothing else. A task that has none yet gets one
 * behind another of its properties.
 */
export function writePriorities(document: Rewritable, wanted: readonly WantedPriority[]): WrittenPriorities {
  const tasks = wanted.map(({ job, task }) => job.tasks?.[task] as Task);
  const edits = wanted.flatMap(({ priority }, index): Edit[] => {
    const path = tasks[index]?.priorityPath ?? null;
    return path === null ? [] : [{ place: { path, on: 'member' }, text: String(priority) }];
  });
  const left = tasks.filter(({ priorityPath }) => priorityPath === null);
  const { text } = document;
  const rewritten = rewriteDocument(document, edits);
  if (text === null || rewritten === null) return { text: null, edits: [], left };
  const changes = rewritten.flat().sort(compareEdits);
  return { text: applyEdits(text, changes), edits: changes, left };
}
