/** One measurement of `task-memory.ts`, with a full collection of garbage before and after. Prints the bytes as JSON. */
import { readFileSync } from 'node:fs';
import type { Job } from '#src/model/job.js';
import { PlainTaskBody } from '#src/model/plain-task-body.js';
import { plan } from '#src/plan/plan.js';
import { ownPeak } from '../helpers/own-peak.js';
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

/**
 * So many tasks, each after the one before, as the reader makes them of plain TaskBodies; their text is not there. Written out,
 * because the helpers for jobs load libraries that take more than a hundred megabytes.
 */
function chain(count: number): Job {
  const path = ['Tasks'];
  const tasks = Array.from({ length: count }, (_, position) => {
    const body = new PlainTaskBody('', position === 0 ? 0 : ~(position - 1), ~position, true);
    const name = `Step ${position}`;
    // Not spread: that makes objects of twice the size.
    return {
      position,
      path,
      name,
      label: name,
      priority: 0,
      priorityPath: path,
      body,
      bodyPath: path,
      settings: null,
      run: null,
    };
  });
  const lists = { inputLists: [], tasks, tasksPath: path };
  return { at: [], scope: 'job', name: null, inputCount: 1, isComplete: true, ...lists };
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
const peak = ownPeak();
// What is measured must be there until here.
if (result === undefined) throw new Error(`there is nothing to measure in ${what}`);
console.log(JSON.stringify({ held, grown: peak - rss, peak } satisfies Held));
