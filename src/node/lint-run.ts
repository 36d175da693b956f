/** A run of `taskgraph lint`: files go in, results come out, in order and one at a time. */
import { type FileResult, resolveReport } from '../render/file-result.js';
import { SummaryCounter } from '../render/lint-format.js';
import { onlyErrors } from '../render/only-errors.js';
import type { InputFile } from './find-files.js';
import type { FileFixer } from './fix-files.js';
import { complain, type Io } from './io.js';
import { type Outcome, outcomesOf, toOutcome } from './outcome.js';
import type { Progress } from './progress.js';
import { RunStats } from './run-stats.js';
import type { Sinks } from './sinks.js';
import type { SuppressionRun } from './suppression-run.js';
import { type WorkSource, worksOf } from './works.js';

/** How a run goes. */
export interface RunOptions extends Omit<WorkSource, 'io' | 'matcherOf'> {
  /** Whether only errors are shown. */
  readonly isQuiet: boolean;
  /** How many threads do the work; none: this one does. What is suppressed or fixed is remembered in this one. */
  readonly workers: number;
  readonly suppressions: SuppressionRun;
  /** What fixes files before they are linted; null where nothing does. */
  readonly fixer: FileFixer | null;
}

/** What came of a run, shown or not. */
export interface RunTotals {
  readonly counter: SummaryCounter;
  readonly stats: RunStats;
  /** How many files have a definition in them. */
  readonly definitions: number;
  readonly isUnreadable: boolean;
}

/** Lints files and writes what came of them. Waits for whoever reads it, so that nothing piles up. */
export async function lintRun(
  files: readonly InputFile[],
  sinks: Sinks,
  options: RunOptions,
  progress: Progress,
): Promise<RunTotals> {
  const { io } = progress;
  const shown = new SummaryCounter();
  const counter = new SummaryCounter();
  const stats = new RunStats();
  let definitions = 0;
  let isUnreadable = false;
  const show = async (result: FileResult): Promise<void> => {
    const listed = options.isQuiet ? onlyErrors(result) : result;
    counter.add(result);
    shown.add(listed);
    await sinks.file(listed);
  };

  progress.begin(files.length);
  await sinks.begin();
  for await (const outcome of outcomes(files, sinks, options, io)) {
    const { path, status, message, result, uses } = outcome;
    stats.add(outcome);
    if (outcome.isDefinition) definitions += 1;
    if (status === 'skipped') shown.skip();
    if (status === 'unreadable') {
      isUnreadable = true;
      complain(io, `${path}: ${message}`);
    }
    if (result !== null) await show(status === 'linted' ? options.suppressions.settle(result, uses) : result);
    progress.step(outcome.continues);
  }
  const { file, save } = await options.suppressions.end(io);
  if (file !== null) await show(resolveReport(file.path, file.report, sinks.needs));
  await sinks.end(shown.summary);
  await save();
  options.fixer?.tell();
  return { counter, stats, definitions, isUnreadable };
}

async function* outcomes(
  files: readonly InputFile[],
  { needs }: Sinks,
  { workers, fixer, suppressions, ...source }: RunOptions,
  io: Io,
): AsyncGenerator<Outcome> {
  if (fixer !== null) {
    for (const input of files) {
      const { severity, quotas } = await source.settingsOf(input);
      const matcher = suppressions.matcherFor(input.path === '-' ? source.stdin.name : input.path);
      const options = { stdinName: source.stdin.name, severity, quotas, suppressions: matcher };
      yield toOutcome(await fixer.file(input, options), needs, matcher.uses);
    }
  } else if (workers > 0) {
    const { doInWorkers } = await import('./workers.js');
    yield* doInWorkers(worksOf(files, { ...source, io }), workers, needs);
  } else {
    const matching = suppressions.isInUse ? { matcherOf: suppressions.matcherFor.bind(suppressions) } : {};
    for await (const work of worksOf(files, { ...source, ...matching, io })) {
      for (const outcome of await outcomesOf(work, needs)) yield outcome;
    }
  }
}
