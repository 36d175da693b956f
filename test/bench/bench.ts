/**
 * How long lint and plan take, as ratios to JSON.parse of the same text, measured in one run. Prints a table; asserts
 * nothing, because times belong to the machine. Run by `npm run bench`.
 */
import { lint } from '#src/lint.js';
import { plan } from '#src/plan/plan.js';
import { table } from '#src/render/columns.js';
import { job, task } from '../helpers/encoding-house.js';
import { medianTime } from './median-time.js';
import { planningTable } from './planning.js';

const head = ['tasks', 'JSON.parse', 'lint, clean', 'lint, a finding each', 'plan'];
const rows = [10, 1_000, 10_000].map((count) => {
  const chain = (dangling: boolean): string =>
    JSON.stringify(
      job(
        Array.from({ length: count }, (_, n) =>
          task(`Step ${n}`, [n === 0 ? 'in:0' : `out:${dangling ? count + n : n - 1}`], [`out:${n}`]),
        ),
      ),
    );
  const [clean, faulty] = [chain(false), chain(true)];
  const base = medianTime(() => JSON.parse(clean));
  const ratio = (call: () => unknown): string => `${(medianTime(call) / base).toFixed(1)} x`;
  const [planned] = lint(clean).jobs;
  return [
    String(count),
    `${base.toFixed(3)} ms`,
    ratio(() => lint(clean)),
    ratio(() => lint(faulty)),
    ratio(() => plan(planned)),
  ];
});
console.log(table([head, ...rows], new Set([0, 1, 2, 3, 4])).join('\n'));

console.log(['', ...planningTable()].join('\n'));
