/** What has changed about a task that is in both jobs, beside its name, its place in the list, and who waits for whom. */
import { at, neighbours } from '../../graph/adjacency.js';
import { formatReference } from '../../model/asset-reference.js';
import type { OutputOptions } from '../../model/output-options.js';
import type { EdgeChanges } from './edges.js';
import type { Matching } from './matching.js';
import { compareProperties, outputProperties, type PropertyChange, type Value } from './properties.js';
import type { DiffedTasks } from './traits.js';
import type { Wired } from './wiring.js';

/** How many inputs or tasks a value names. */
const NAMED = 12;

/** All that two jobs are compared by. */
export interface Compared {
  readonly old: DiffedTasks;
  readonly now: DiffedTasks;
  readonly wired: { readonly old: Wired; readonly now: Wired };
  readonly matching: Matching;
  readonly edges: EdgeChanges;
}

/** Gives the changes of a pair of tasks, by property. */
export function taskComparer(compared: Compared): (task: number, other: number) => readonly PropertyChange[] {
  const { old, now, wired, edges } = compared;
  const rewiredOld = new Set(edges.removed.map(({ to }) => to));
  const rewiredNew = new Set(edges.added.map(({ to }) => to));
  const isShared = sharingComparer(compared);
  return (task, other) => {
    const changes = compareProperties(old.properties[task] ?? new Map(), now.properties[other] ?? new Map());
    // Where edges have changed, they tell what is read; where some were not compared, nobody knows whether they have.
    const isTold = edges.cut === true || rewiredOld.has(task) || rewiredNew.has(other);
    if (!isTold && !isSameList(wired, 'reads', task, other))
      changes.push({ property: 'inputs', old: inputsText(wired.old, task), new: inputsText(wired.now, other) });
    return [...changes, ...compareOutputs(compared, task, other), ...(isShared(task, other) ?? [])];
  };
}

function isSameList(wired: Compared['wired'], kind: 'reads' | 'writes', task: number, other: number): boolean {
  const before = neighbours(wired.old.side[kind], task);
  const after = neighbours(wired.now.side[kind], other);
  if (before.length !== after.length) return false;
  return before.every((asset, index) => at(wired.old.assets, asset) === at(wired.now.assets, at(after, index)));
}

function compareOutputs({ old, now }: Compared, task: number, other: number): PropertyChange[] {
  const before = (old.side.outputs[task] ?? []).map(outputProperties);
  const after = (now.side.outputs[other] ?? []).map(outputProperties);
  if (before.length !== after.length)
    return [{ property: 'outputs', old: outputsText(before), new: outputsText(after) }];
  return before.flatMap((options, index) =>
    OPTIONS.flatMap((option) => {
      const [was, is] = [options[option], after[index]?.[option] ?? null];
      return was === is ? [] : [{ property: `outputs[${index}].${option}`, old: was, new: is }];
    }),
  );
}

const OPTIONS = ['assetName', 'assetCreationOptions', 'storageAccountName', 'assetFormatOption'] as const;

/**
 * Who else writes an output of a task is told where no edge tells it: while nobody reads it. What was added or removed tells it
 * too.
 */
function sharingComparer({
  wired,
  matching,
  edges,
}: Compared): (task: number, other: number) => PropertyChange[] | null {
  const sources = [edges.removed, edges.added].map((list) => new Set(list.map(({ from }) => from)));
  const isKnown = ({ side }: Wired, counterparts: Int32Array, told: ReadonlySet<number | null> | undefined) => {
    return Int8Array.from(side.graph.assets, (_, asset) =>
      neighbours(side.graph.writers, asset).every((task) => at(counterparts, task) >= 0 && told?.has(task) !== true)
        ? 1
        : 0,
    );
  };
  const known = [isKnown(wired.old, matching.newOf, sources[0]), isKnown(wired.now, matching.oldOf, sources[1])];
  return (task, other) => {
    const lists = [neighbours(wired.old.side.writes, task), neighbours(wired.now.side.writes, other)];
    if (lists[0]?.length !== lists[1]?.length || isSameList(wired, 'writes', task, other)) return null;
    if (lists.some((list, side) => list.some((asset) => known[side]?.[asset] !== 1))) return null;
    return [{ property: 'outputs shared with', old: writersText(wired.old, task), new: writersText(wired.now, other) }];
  };
}

/** Which outputs of whom a task reads, in its order. */
function inputsText({ side }: Wired, task: number): string {
  const { graph } = side;
  const texts = [...neighbours(side.reads, task).subarray(0, NAMED)].map((asset) => {
    const writers = neighbours(graph.writers, asset);
    const names = [...writers.subarray(0, NAMED)].map((writer) => {
      const written = neighbours(side.writes, writer);
      const label = labelOf(side, writer);
      return written.length === 1 ? label : `output ${written.indexOf(asset)} of ${label}`;
    });
    const reference = graph.assets[asset];
    return names.length > 0 || reference === undefined ? names.join(' and ') : formatReference(reference);
  });
  return withRest(texts, neighbours(side.reads, task).length);
}

function writersText({ side }: Wired, task: number): string | null {
  const others = new Set<number>();
  for (const asset of neighbours(side.writes, task)) {
    for (const writer of neighbours(side.graph.writers, asset))
      if (others.size <= NAMED && writer !== task) others.add(writer);
  }
  const texts = [...others].map((other) => labelOf(side, other));
  return texts.length === 0 ? null : withRest(texts.slice(0, NAMED), texts.length);
}

function outputsText(outputs: readonly Readonly<Record<keyof OutputOptions, Value>>[]): string {
  return withRest(
    outputs.slice(0, NAMED).map(({ assetName }) => String(assetName ?? 'unnamed')),
    outputs.length,
  );
}

function labelOf({ tasks }: Wired['side'], task: number): string {
  return tasks[task]?.name ?? `Task ${task}`;
}

function withRest(texts: readonly string[], count: number): string {
  return texts.join(', ') + (count > texts.length ? ', …' : '');
}
