/** One measurement of `task-memory.ts`, with a full collection of garbage before and after. Prints the bytes as JSON. */
import { readFileSync } from 'node:fs';
import type { Job } from '#src/model/job.js';
import { plan } from '#src/plan/plan.js';
import { input, modelJob, output } from '../helpers/jobs.js';
import { lintAndLocate } from './lint-and-locate.js';
import type { Held } from './task-memory.js';

const [, , what = '', given = ''] = process.argv;
const text = what === 'plan' ? '' : readFileSync(given, 'utf8');
const job = what === 'plan' ? chain(Number(given)) : null;

const DO: Readonly<Record<string, () => unknown>> = {
  parse: () => JSON.parse(text),
  lint: () => lintAndLocate(text),
  plan: () => job && plan(job),
};

/** So many tasks, each after the one before, as the model that `plan` takes. */
function chain(tasks: number): Job {
  return modelJob({
    inputs: 1,
    tasks: Array.from({ length: tasks }, (_, n) => ({
      reads: [n === 0 ? input(0) : output(n - 1)],
      writes: [output(n)],
    })),
  });
}

/** Bytes in use, those of typed arrays included. */
function inUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const before = inUse();
const { rss } = process.memoryUsage();
const result = DO[what]?.();
const held = inUse() - before;
const peak = process.resourceUsage().maxRSS * 1024;
// What is measured must be there until here.
if (result === undefined) throw new Error(`there is nothing to measure in ${what}`);
console.log(JSON.stringify({ held, grown: peak - rss, peak } satisfies Held));
