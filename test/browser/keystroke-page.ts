/** The page of `npm run bench -- browser`: a field with a job, checked whenever somebody types. */
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { type LintOptions, lint } from '#src/lint.js';
import { locate } from '#src/locate.js';

/** What the bench puts there, and what it takes. */
interface Bench {
  /** The job as it was before anybody typed. */
  readonly job: string;
  readonly options: LintOptions;
  /** What was measured, a row for each keystroke. */
  readonly rows: { readonly took: number; readonly parse: number; readonly findings: number }[];
}

const field = document.querySelector('textarea') as HTMLTextAreaElement;
const { job, options, rows } = (window as unknown as { bench: Bench }).bench;
field.value = job;

/** Everything that an editor marks and says. How many findings there are. */
function check(): number {
  const report = lint(field.value, options);
  const ranges = locate(
    report,
    report.diagnostics.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]),
  );
  const messages = report.diagnostics.map(formatDiagnostic);
  if (ranges.length < messages.length) throw new Error('there is a finding without a range');
  return messages.length;
}

function record(begin: number, findings: number): void {
  const took = performance.now() - begin;
  // Of the text before: what was typed may have broken it, and that is found early.
  const beginParse = performance.now();
  JSON.parse(job);
  rows.push({ took, parse: performance.now() - beginParse, findings });
}

record(performance.now(), check());
field.addEventListener('input', (event) => record(event.timeStamp, check()));
