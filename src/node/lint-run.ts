/** A run of `taskgraph lint`: files go in, results come out, in order and one at a time. */
import type { FileResult } from '../render/file-result.js';
import { type LintFormat, SummaryCounter } from '../render/lint-format.js';
import type { InputFile } from './find-files.js';
import { complain, type Io } from './io.js';
import { type Outcome, outcomesOf } from './outcome.js';
import { Progress } from './progress.js';
import { RunStats } from './run-stats.js';
import { doInWorkers } from './workers.js';
import { type WorkSource, worksOf } from './works.js';

/** Where results go. */
export interface Sink {
  readonly format: LintFormat;
  readonly write: (text: string) => void | Promise<void>;
}

/** How a run goes. */
export interface RunOptions extends Omit<WorkSource, 'io'> {
  /** Whether only errors are shown. */
  readonly isQuiet: boolean;
  /** How many threads do the work; none: this one does. */
  readonly workers: number;
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
  sinks: readonly Sink[],
  options: RunOptions,
  io: Io,
): Promise<RunTotals> {
  const shown = new SummaryCounter();
  const counter = new SummaryCounter();
  const stats = new RunStats();
  const progress = new Progress(io, files.length);
  let definitions = 0;
  let isUnreadable = false;
  const write = async (text: (format: LintFormat) => string): Promise<void> => {
    for (const sink of sinks) {
      const part = text(sink.format);
      if (part === '') continue;
      progress.clear();
      await sink.write(part);
    }
  };

  await write((format) => format.begin());
  for await (const outcome of outcomes(files, sinks, options, io)) {
    const { path, status, message, result } = outcome;
    stats.add(outcome);
    if (outcome.isDefinition) definitions += 1;
    if (status === 'skipped') shown.skip();
    if (status === 'unreadable') {
      isUnreadable = true;
      progress.clear();
      complain(io, `${path}: ${message}`);
    }
    if (result !== null) {
      const listed = options.isQuiet ? onlyErrors(result) : result;
      counter.add(result);
      shown.add(listed);
      await write((format) => format.file(listed));
    }
    progress.step(outcome.continues);
  }
  await write((format) => format.end(shown.summary));
  progress.clear();
  return { counter, stats, definitions, isUnreadable };
}

async function* outcomes(
  files: readonly InputFile[],
  sinks: readonly Sink[],
  { workers, ...source }: RunOptions,
  io: Io,
): AsyncGenerator<Outcome> {
  const needs = { frames: sinks.some(({ format }) => format.needs.frames) };
  const works = worksOf(files, { ...source, io });
  if (workers > 0) yield* doInWorkers(works, workers, needs);
  else for await (const work of works) yield* await outcomesOf(work, needs);
}

function onlyErrors(result: FileResult): FileResult {
  const findings = result.findings.filter(({ severity }) => severity === 'error');
  const counts = { ...result.counts, warning: 0, info: 0 };
  return { ...result, findings, counts, omitted: counts.error - findings.length };
}
