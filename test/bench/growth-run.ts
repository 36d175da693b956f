/** One measurement of `growth.ts`: so many tasks, with a fault in each or `clean`. Prints it as JSON. */
import { contest } from './contest.js';
import type { Growth } from './growth.js';
import { expectFindings, lintAndLocate } from './lint-and-locate.js';
import { type Fault, leanJob } from './night-jobs.js';

const [tasks, which] = [Number(process.argv[2]), process.argv[3]];
const text = JSON.stringify(leanJob(tasks, which === 'clean' ? null : (which as Fault)));
if (tasks <= 10_000) expectFindings(text, which === 'clean' ? 0 : tasks);
// A million tasks are warm before the first hundredth is done.
const isLong = tasks > 100_000;
const taken = contest(
  { parse: () => JSON.parse(text), lint: () => lintAndLocate(text) },
  { budget: isLong ? 0 : 2_000, rounds: isLong ? 1 : 3, warmUp: isLong ? 0 : 1_000 },
);
console.log(JSON.stringify({ length: text.length, ...taken } satisfies Growth));
