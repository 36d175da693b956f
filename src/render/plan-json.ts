import type { ExecutionPlan } from '../plan/plan.js';
import { jsonText } from './json-text.js';

/** Plans for machines, as schemas/plan.json describes them; one task or asset a line. */
export function planJson(fileName: string, plans: readonly ExecutionPlan[]): string {
  const parts = plans.map(({ at, job, complete, units, priority, order, waves, tasks, assets, ...rest }) => {
    const head = jsonText({ file: fileName, at, job, complete, units, priority, order, waves }).slice(0, -1);
    const tail = jsonText(rest).slice(1, -1);
    return `${head},"tasks":${lines(tasks)},${tail},"assets":${lines(assets)}}`;
  });
  return `{"version":1,"plans":${lines(parts, (part) => part)}}\n`;
}

function lines<T>(items: readonly T[], write: (item: T) => string = jsonText): string {
  return items.length === 0 ? '[]' : `[\n${items.map(write).join(',\n')}\n]`;
}
