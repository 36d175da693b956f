import type { PlanAnswer } from '../plan/answer.js';

/** Plans for machines, as schemas/plan.json describes them; one task or asset a line. */
export function planJson(fileName: string, plans: readonly PlanAnswer[]): string {
  const parts = plans.map(({ at, job, complete, units, priority, order, waves, tasks, assets, ...rest }) => {
    const head = JSON.stringify({ file: fileName, at, job, complete, units, priority, order, waves }).slice(0, -1);
    const tail = JSON.stringify(rest).slice(1, -1);
    return `${head},"tasks":${lines(tasks)},${tail},"assets":${lines(assets)}}`;
  });
  return `{"version":1,"plans":${lines(parts, (part) => part)}}\n`;
}

function lines<T>(items: readonly T[], write: (item: T) => string = JSON.stringify): string {
  return items.length === 0 ? '[]' : `[\n${items.map(write).join(',\n')}\n]`;
}
