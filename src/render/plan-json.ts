import type { PlanAnswer } from '../plan/answer.js';
import { jsonText } from './json-text.js';

/** Plans for machines, as schemas/plan.json describes them; one task or asset a line, in answers too. */
export function planJson(fileName: string, plans: readonly PlanAnswer[]): string {
  const parts = plans.map(({ at, job, complete, units, priority, order, waves, tasks, assets, ...more }) => {
    const { resume, failure, ...rest } = more;
    const head = jsonText({ file: fileName, at, job, complete, units, priority, order, waves }).slice(0, -1);
    const tail = jsonText(rest).slice(1, -1);
    const answer = resumeJson(resume) + failureJson(failure);
    return `${head},"tasks":${lines(tasks)},${tail},"assets":${lines(assets)}${answer}}`;
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
  return `,"failure":${jsonText(facts).slice(0, -1)},"tasks":${lines(tasks)},"assets":${lines(assets)}}`;
}

function lines<T>(items: readonly T[], write: (item: T) => string = jsonText): string {
  return items.length === 0 ? '[]' : `[\n${items.map(write).join(',\n')}\n]`;
}
