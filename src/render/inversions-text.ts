/** Priority inversions of a plan, for a person at a terminal. */
import type { ExecutionPlan } from '../plan/plan.js';
import { table } from './columns.js';
import type { Paint } from './paint.js';
import { labelsOf, names, seconds, titled } from './plan-words.js';

/** How many inversions a text lists. */
const SHOWN = 12;

/** Who waits for whom, who went first meanwhile, and what that costs; no section where nothing is inverted. */
export function inversionsSection(plan: ExecutionPlan, paint: Paint): string[][] {
  const { inversions = [], inversionCount = inversions.length } = plan;
  if (inversions.length === 0) return [];
  const labels = labelsOf(plan);
  const dear = inversions.filter(({ delay }) => delay > 0);
  const rows = dear
    .slice(0, SHOWN)
    .map(({ task, priority, waitsFor, waitsForPriority, overtakenBy, delay }) => [
      `  ${labels(task)}`,
      String(priority),
      labels(waitsFor),
      String(waitsForPriority),
      names(overtakenBy.map(labels)),
      seconds(delay),
    ]);
  const head = ['  task', 'priority', 'waits for', 'priority', 'overtaken by', 'starts later by'];
  const lines = rows.length === 0 ? [] : table([head, ...rows], new Set([1, 3, 5]));
  const isListed = inversionCount === inversions.length && dear.length <= SHOWN;
  const cheap = names(inversions.filter(({ delay }) => delay === 0).map(({ task }) => labels(task)));
  if (!isListed) lines.push(`  … ${inversionCount - rows.length} more`);
  else if (cheap !== '') lines.push(`  ${rows.length === 0 ? '' : '… '}at no cost here: ${cheap}`);
  const title = 'Priority inversions: later than if what the task waits for had its priority';
  return [titled(title, lines, paint)];
}
