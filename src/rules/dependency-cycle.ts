import { LISTED_READS, LISTED_TIES, SHOWN_TASKS } from '../diagnostics/codes.js';
import { diagnostic, LISTED_RELATED, type Related } from '../diagnostics/diagnostic.js';
import type { Cycle } from '../graph/cycle.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import type { Task } from '../model/job.js';
import { assetLabel, mentionPlace } from './mentions.js';
import type { Rule, RuleContext } from './rule.js';

/**
 * Tasks must not wait for each other in a cycle (reference). One finding for each group of tasks that do, with one
 * shortest cycle and the reads to cut; a task that reads what it writes is a cycle of one.
 */
export const dependencyCycle: Rule = {
  code: 'dependency-cycle',
  check(context) {
    for (const cycle of context.graph.cycles) reportCycle(cycle, context);
  },
};

function reportCycle(cycle: Cycle, { tasks, graph, report }: RuleContext): void {
  const taskAt = (step: number): Task => tasks[cycle.tasks[step % cycle.tasks.length] as number] as Task;
  const assetAt = (step: number): AssetReference => graph.assets[cycle.assets[step] as number] as AssetReference;
  const labelOf = (task: number): string => (tasks[task] as Task).label;
  const last = cycle.tasks.length - 1;
  const related: Related[] = [];
  for (let step = 0; step <= last && related.length < LISTED_RELATED; step += 1) {
    const [writer, reader, asset] = [taskAt(step), taskAt(step + 1), assetAt(step)];
    const name = formatReference(asset);
    related.push({
      role: 'cycle-writes',
      name: writer.label,
      asset: name,
      place: mentionPlace(writer, 'outputs', asset),
    });
    related.push({
      role: 'cycle-reads',
      name: reader.label,
      asset: name,
      place: mentionPlace(reader, 'inputs', asset),
    });
  }
  const args = {
    tasks: cycle.tasks.slice(0, SHOWN_TASKS).map((task) => labelOf(task)),
    assets: cycle.assets.slice(0, SHOWN_TASKS).map((asset) => assetLabel(graph.assets, asset)),
    length: cycle.tasks.length,
    entangled: cycle.component.length,
    ties: cycle.ties.slice(0, LISTED_TIES).map((asset) => assetLabel(graph.assets, asset)),
    shortest: cycle.isShortest,
    cut: cycle.cut
      .slice(0, LISTED_READS)
      .map(({ task, asset }) => ({ task, label: labelOf(task), asset: assetLabel(graph.assets, asset) })),
    cutSize: cycle.cut.length,
    cutSmallest: cycle.isSmallestCut,
  };
  report(
    diagnostic('dependency-cycle', mentionPlace(taskAt(0), 'inputs', assetAt(last)), args, {
      related,
      relatedCount: 2 * cycle.tasks.length,
    }),
  );
}
