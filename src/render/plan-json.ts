import type { PlanAnswer } from '../plan/answer.js';

/** Plans for machines, as schemas/plan.json describes them; one task or asset a line, in answers too. */
export function planJson(fileName: string, plans: readonly PlanAnswer[]): string {
  const parts = plans.map(({ at, job, complete, units, priority, order, waves, tasks, assets, ...more }) => {
    const { resume, failure, ...rest } = more;
    const head = JSON.stringify({ file: fileName, at, job, complete, units, priority, order, waves }).slice(0, -1);
    const tail = JSON.stringify(rest).slice(1, -1);
    return `${head},"tasks":${lines(tasks)},${tail},"assets":${lines(assets)}${resumeJson(resume)}${failureJson(failure)}}`;
  });
  return `{"version":1,"plans":${lines(parts, (part) => part)}}\n`;
}

function resumeJson(resume: PlanAnswer['resume']): string {
  if (resume === undefined) return '';
  return `,"resume":{"readBack":${resume.readBack},"tasks":${lines(resume.tasks)}}`;
}

function failureJson(failure: PlanAnswer['failure']): string {
  if (failure === undefined) return '';
  const { tasks, assets, ...facts } = failure;
  return `,"failure":${JSON.stringify(facts).slice(0, -1)},"tasks":${lines(tasks)},"assets":${lines(assets)}}`;
}

function lines<T>(items: readonly T[], write: (item: T) => string = JSON.stringify): string {
  return items.length === 0 ? '[]' : `[\n${items.map(write).join(',\n')}\n]`;
}
