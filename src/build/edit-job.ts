/** Edits of a job that is there already, as a new value and as changes of its text. */
import { type LintOptions, type LintReport, lint } from '../lint.js';
import { composeEdits } from '../parse/edits.js';
import type { TextEdit } from '../parse/rewrite.js';
import * as assets from './edit-assets.js';
import * as tasks from './edit-tasks.js';
import { applied, type JobText, readJobText, refusalOf } from './job-text.js';
import type { Fail, OutputSpec, TaskSettingsSpec } from './task-spec.js';

/** Thrown for an edit that makes no sense, or that the form of the text has no way to say; `call` names it. */
export class JobEditError extends Error {
  override readonly name = 'JobEditError';
  readonly call: string;

  constructor(call: string, problem: string) {
    super(`${call}: ${problem}`);
    this.call = call;
  }
}

/** What is edited: a text, or an object by what JSON has of it. */
interface Subject {
  readonly original: LintReport;
  readonly isObject: boolean;
  readonly index: number;
  readonly options: LintOptions;
}

/** A job after some edits. Each further edit gives a new editor; this one stays as it is. */
export class JobEditor {
  readonly #subject: Subject;
  readonly #now: JobText;
  readonly #edits: readonly TextEdit[];
  #report: LintReport | null;

  /** For `editJob`. */
  constructor(subject: Subject, now: JobText, edits: readonly TextEdit[], report: LintReport | null) {
    this.#subject = subject;
    this.#now = now;
    this.#edits = edits;
    this.#report = report;
  }

  /** The whole document as a value, with what was edited. */
  get value(): unknown {
    return this.#now.report.document.value;
  }

  /** The whole text; null where an object was linted. */
  get text(): string | null {
    return this.#subject.isObject ? null : this.#now.text;
  }

  /** All edits so far as changes of the text that was linted, from left to right; null where an object was linted. */
  get edits(): readonly TextEdit[] | null {
    return this.#subject.isObject ? null : this.#edits;
  }

  /** What `lint` says of it now. */
  get report(): LintReport {
    this.#report ??= this.#subject.isObject ? lint(this.value as object, this.#subject.options) : this.#now.report;
    return this.#report;
  }

  /** Adds a task in front of the one at `at`, or behind all. Its outputs are numbered behind all others. */
  addTask(task: tasks.NewTask, at?: number): JobEditor {
    return this.#edit(`addTask(${name(task?.name)}${more(at)})`, (job, fail) => tasks.addTask(job, task, at, fail));
  }

  /** Removes a task with what only it wrote, and all reads of that. */
  removeTask(position: number): JobEditor {
    return this.#edit(`removeTask(${position})`, (job, fail) => tasks.removeTask(job, position, fail));
  }

  /** Gives a task another name. */
  renameTask(position: number, to: string): JobEditor {
    return this.#edit(`renameTask(${position}, ${name(to)})`, (job, fail) => tasks.renameTask(job, position, to, fail));
  }

  /** Moves a task to the position `to`. Its outputs keep their numbers, so that the graph is the same. */
  moveTask(from: number, to: number): JobEditor {
    return this.#edit(`moveTask(${from}, ${to})`, (job, fail) => tasks.moveTask(job, from, to, fail));
  }

  /** Changes how a task is done; what is not given stays as it is. */
  setTask(position: number, changes: Partial<TaskSettingsSpec>): JobEditor {
    return this.#edit(`setTask(${position}, …)`, (job, fail) => tasks.setTask(job, position, changes, fail));
  }

  /** Adds an input asset by its URI in front of the one at `at`, or behind all. */
  addInput(uri: string, at?: number): JobEditor {
    return this.#edit(`addInput(${name(uri)}${more(at)})`, (job, fail) => assets.addInput(job, uri, at, fail));
  }

  /** Removes an input asset and all reads of it. */
  removeInput(index: number): JobEditor {
    return this.#edit(`removeInput(${index})`, (job, fail) => assets.removeInput(job, index, fail));
  }

  /** Moves an input asset to another number; who reads it still does. */
  moveInput(from: number, to: number): JobEditor {
    return this.#edit(`moveInput(${from}, ${to})`, (job, fail) => assets.moveInput(job, from, to, fail));
  }

  /** Adds an output to a task, numbered behind all others. */
  addOutput(position: number, output: OutputSpec): JobEditor {
    const call = `addOutput(${position}, ${name(output?.name)})`;
    return this.#edit(call, (job, fail) => assets.addOutput(job, position, output, fail));
  }

  /** Removes an output from all tasks that write it, and all reads of it. */
  removeOutput(asset: string): JobEditor {
    return this.#edit(`removeOutput(${name(asset)})`, (job, fail) => assets.removeOutput(job, asset, fail));
  }

  /** Gives an output the number that another has; those in between make room. */
  moveOutput(from: string, to: string): JobEditor {
    return this.#edit(`moveOutput(${name(from)}, ${name(to)})`, (job, fail) => assets.moveOutput(job, from, to, fail));
  }

  /** Names the asset that an output becomes. */
  renameOutput(asset: string, to: string): JobEditor {
    const call = `renameOutput(${name(asset)}, ${name(to)})`;
    return this.#edit(call, (job, fail) => assets.renameOutput(job, asset, to, fail));
  }

  /** Has a task read an asset. */
  addRead(position: number, asset: string): JobEditor {
    return this.#edit(`addRead(${position}, ${name(asset)})`, (job, fail) =>
      assets.addRead(job, position, asset, fail),
    );
  }

  /** Has a task no longer read an asset. */
  removeRead(position: number, asset: string): JobEditor {
    const call = `removeRead(${position}, ${name(asset)})`;
    return this.#edit(call, (job, fail) => assets.removeRead(job, position, asset, fail));
  }

  #edit(call: string, change: (job: JobText, fail: Fail) => readonly TextEdit[]): JobEditor {
    const fail: Fail = (problem) => {
      throw new JobEditError(call, problem);
    };
    const { index, options } = this.#subject;
    const { text, edits } = applied(this.#now.text, change(this.#now, fail));
    const all = this.#edits.length === 0 ? edits : composeEdits(this.#edits, this.#now.text, edits);
    return new JobEditor(this.#subject, readJobText(text, index, options), all, null);
  }
}

/**
 * An editor for a job that was linted: the `index`-th of the report. `options` are those that the report was made with, for
 * the reports of the editor.
 * @throws JobEditError for what is no job that can be edited: nothing of that number, a bare task, a job template, a text
 * whose syntax is broken
 */
export function editJob(report: LintReport, index = 0, options: LintOptions = {}): JobEditor {
  const call = `editJob(report, ${index})`;
  const { document } = report;
  const isObject = document.text === null;
  const text = document.text ?? textOf(document.value, call);
  const all = { ...options, fileName: options.fileName ?? fileNameOf(report) };
  const now = isObject ? readJobText(text, index, all) : { text, report, job: report.jobs[index] };
  const refusal = refusalOf(report, index);
  if (refusal !== null) throw new JobEditError(call, refusal);
  return new JobEditor({ original: report, isObject, index, options: all }, now as JobText, [], report);
}

/** An object as JSON has it. */
function textOf(value: unknown, call: string): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new JobEditError(call, `the object cannot be written as JSON: ${(error as Error).message}`);
  }
}

/** A name of a file by which a text is read the way it was. */
function fileNameOf({ document: { text, definitions, value } }: LintReport): string {
  if (text === null) return '';
  const isOfLines = typeof definitions[0]?.path[0] === 'number' && !Array.isArray(value);
  if (isOfLines) return 'jobs.ndjson';
  return /^\s*[{[/]/.test(text) && !isJson(text) ? 'job.jsonc' : '';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function name(text: unknown): string {
  return JSON.stringify(text) ?? String(text);
}

function more(at: number | undefined): string {
  return at === undefined ? '' : `, ${at}`;
}
