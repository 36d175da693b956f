/**
 * How the time per task grows with the number of tasks, for jobs of different shapes: each column is the time per task
 * against that of the smallest job of the shape, measured in one run. `JSON.parse` grows too: that is the floor.
 */

import { lint } from '#src/lint.js';
import type { Job } from '#src/model/job.js';
import { comparePolicies } from '#src/plan/compare.js';
import { type ExecutionPlan, plan } from '#src/plan/plan.js';
import { planJson } from '#src/render/plan-json.js';
import { planText } from '#src/render/plan-text.js';
import { job, task } from '../helpers/encoding-house.js';
import { contest } from './contest.js';
import { count, duration, markdownTable } from './markdown.js';

const SIZES = [1_000, 10_000, 100_000];
const UNITS = 8;

/** What task `n` of so many reads, by the shape of the job; it writes output `n`. */
const SHAPES: Readonly<Record<string, (n: number, tasks: number) => readonly number[]>> = {
  chain: (n) => (n === 0 ? [] : [n - 1]),
  'fan-out': (n) => (n === 0 ? [] : [0]),
  diamonds: (n) => (n === 0 ? [] : n % 3 === 0 ? [n - 2, n - 1] : [n - (n % 3)]),
  layers: (n, tasks) => {
    const width = Math.round(Math.sqrt(tasks));
    const above = (Math.floor(n / width) - 1) * width;
    return above < 0 ? [] : [...new Set([0, 13, 26].map((step) => above + ((n * 7 + step) % width)))];
  },
};

function jobText(shape: string, tasks: number): string {
  const readsOf = SHAPES[shape] as (n: number, tasks: number) => readonly number[];
  const made = Array.from({ length: tasks }, (_, n) => {
    const reads = readsOf(n, tasks).map((other) => `out:${other}`);
    return task(`Step ${n}`, reads.length === 0 ? ['in:0'] : reads, [`out:${n}`], { Priority: n % 7 });
  });
  return JSON.stringify(job(made));
}

/** Milliseconds of everything that is done with a job, by what it is. */
function timesOf(text: string): Readonly<Record<string, number>> {
  const given = lint(text).jobs[0] as Job;
  const made = plan(given, { units: UNITS }) as ExecutionPlan;
  return contest({
    parse: () => JSON.parse(text),
    lint: () => lint(text),
    plan: () => plan(given, { units: UNITS }),
    'three policies': () => comparePolicies(given, { units: UNITS }),
    text: () => planText('job.json', made),
    JSON: () => planJson('job.json', [made]),
  });
}

/** The table, line by line. */
export function planningTable(sizes: readonly number[] = SIZES): readonly string[] {
  const rows = Object.keys(SHAPES).flatMap((shape) => {
    let smallest: Readonly<Record<string, number>> | null = null;
    return sizes.map((tasks) => {
      const taken = Object.entries(timesOf(jobText(shape, tasks)));
      const perTask = Object.fromEntries(taken.map(([name, time]) => [name, time / tasks]));
      smallest ??= perTask;
      const base = smallest;
      const growth = Object.entries(perTask).map(([name, time]) => (time / (base[name] as number)).toFixed(1));
      return [shape, count(tasks), duration(perTask.plan as number), ...growth];
    });
  });
  return markdownTable(
    ['shape', 'tasks', 'plan, per task', '`JSON.parse`', 'lint', 'plan', 'three policies', 'text', 'JSON'],
    rows,
  );
}
