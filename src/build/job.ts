/** Jobs built from named assets: references are numbered, TaskBodies written, and what lint would call an error is refused. */

import { formatDiagnostic } from '../diagnostics/messages.js';
import { nearest } from '../diagnostics/nearest.js';
import { lint } from '../lint.js';
import type { AssetReference } from '../model/asset-reference.js';
import type { Quotas } from '../model/quotas.js';
import { type Fail, type TaskSpec, taskOf } from './task-spec.js';
import { atomDocument } from './write-atom.js';
import { type BatchOptions, batchText } from './write-batch.js';
import { type JobRequest, toLight, uncarried } from './write-job.js';

/** Thrown for a call that would build what lint calls an error; `call` names it. */
export class JobBuildError extends Error {
  override readonly name = 'JobBuildError';
  readonly call: string;

  constructor(call: string, problem: string) {
    super(`${call}: ${problem}`);
    this.call = call;
  }
}

/** What may be said of a job beside its name. */
export interface JobOptions {
  /** Relative to the other jobs of the account: higher goes first; Int32, 0 where it is not said. */
  readonly priority?: number;
  /** Quotas of the account, where it has others than those that everybody had. */
  readonly quotas?: Readonly<Partial<Quotas>>;
}

interface Draft {
  readonly request: JobRequest;
  readonly quotas: Readonly<Partial<Quotas>>;
  /** The assets that there are, by the names that the caller gave them. */
  readonly assets: ReadonlyMap<string, AssetReference>;
}

/**
 * Starts a job of this name. Inputs come before the tasks that read them, and tasks in an order in which each reads what is there
 * by then, so that nothing can wait for itself.
 * @throws JobBuildError for a name or priority that lint would call an error
 */
export function job(name: string, { priority, quotas = {} }: JobOptions = {}): JobBuilder {
  const call = `job(${quoted(name)})`;
  if (typeof name !== 'string' || name === '') throw new JobBuildError(call, 'expected a name');
  const own = priority === undefined ? { Name: name } : { Name: name, Priority: priority };
  const request = { ...own, InputMediaAssets: [], Tasks: [] };
  return new JobBuilder(checked(call, { request, quotas, assets: new Map() }));
}

/** A job that is being built. Each call gives a new builder; this one stays as it is. `Asset` are the names so far. */
export class JobBuilder<Asset extends string = never> {
  readonly #draft: Draft;

  /** For `job`. */
  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /**
   * Adds an input: an asset of the account by its URI, under a name for `inputs` of tasks.
   * @throws JobBuildError for a name that is taken, or more assets than a job may have
   */
  input<const Name extends string>(name: Name, uri: string): JobBuilder<Asset | Name> {
    const call = `.input(${quoted(name)}, …)`;
    const fail = failing(call);
    const { request, quotas, assets } = this.#draft;
    if (typeof uri !== 'string' || uri === '') fail('expected the URI of an asset');
    const { InputMediaAssets } = request;
    const named = withAsset(assets, name, { kind: 'JobInputAsset', index: InputMediaAssets.length }, fail);
    const links = [...InputMediaAssets, { __metadata: { uri } }];
    return new JobBuilder(checked(call, { request: { ...request, InputMediaAssets: links }, quotas, assets: named }));
  }

  /**
   * Adds a task that reads assets which are there by now, and makes new ones.
   * @throws JobBuildError for assets or a processor that nobody knows, for a name that is taken, and for what lint calls an error
   */
  task<const Output extends string>(name: string, spec: TaskSpec<Asset, Output>): JobBuilder<Asset | Output> {
    const call = `.task(${quoted(name)}, …)`;
    const fail = failing(call);
    const { request, quotas, assets } = this.#draft;
    const { inputs, outputs, ...settings } = spec ?? {};
    if (typeof name !== 'string' || name === '') fail('expected a name');
    if (!Array.isArray(inputs) || !Array.isArray(outputs)) fail('inputs and outputs: expected arrays');
    const reads = inputs.map((asset) => assets.get(asset) ?? fail(unknownAsset(asset, assets)));
    let named = assets;
    const writes = outputs.map((output) => {
      const index = outputsIn(named);
      named = withAsset(named, output?.name, { kind: 'JobOutputAsset', index }, fail);
      return { ...output, index };
    });
    const Tasks = [...request.Tasks, taskOf({ ...settings, name, reads, writes }, fail)];
    return new JobBuilder(checked(call, { request: { ...request, Tasks }, quotas, assets: named }));
  }

  /** The create request in verbose JSON, as a value: what `JSON.stringify` writes of a builder. */
  toJSON(): JobRequest {
    return this.#finished('.toJSON()');
  }

  /** The create request in verbose JSON. */
  toVerboseJson(): string {
    return JSON.stringify(this.#finished('.toVerboseJson()'), null, 2);
  }

  /** The create request in light JSON. */
  toLightJson(): string {
    return JSON.stringify(toLight(this.#finished('.toLightJson()')), null, 2);
  }

  /**
   * The create request as an Atom entry.
   * @throws JobBuildError for a text with a character that XML cannot carry
   */
  toAtom(): string {
    return atomDocument(carried('.toAtom()', this.#finished('.toAtom()')));
  }

  /**
   * The create request as a `$batch`: the header that says the boundary, a blank line, and the body of the request.
   * @throws JobBuildError for parts in Atom and a text with a character that XML cannot carry
   */
  toBatch(options: BatchOptions = {}): string {
    const request = this.#finished('.toBatch()');
    return batchText(options.parts === 'atom' ? carried('.toBatch()', request) : request, options);
  }

  #finished(call: string): JobRequest {
    const { request } = this.#draft;
    return request.Tasks.length > 0 ? request : failing(call)('a job needs at least one task: call .task() before');
  }
}

/** The draft, if lint finds no error in it. That there is no task yet is for the end. */
function checked(call: string, draft: Draft): Draft {
  const { diagnostics } = lint(draft.request, { quotas: draft.quotas });
  const error = diagnostics.find(({ severity, code }) => severity === 'error' && code !== 'empty-job');
  if (error !== undefined) throw new JobBuildError(call, formatDiagnostic(error));
  return draft;
}

function carried(call: string, request: JobRequest): JobRequest {
  const text = uncarried(request);
  return text === null ? request : failing(call)(text);
}

function withAsset(assets: Draft['assets'], name: string, reference: AssetReference, fail: Fail): Draft['assets'] {
  if (typeof name !== 'string' || name === '') fail('expected a name for each asset');
  if (assets.has(name)) fail(`there is an asset "${name}" already: choose another name`);
  return new Map([...assets, [name, reference]]);
}

function outputsIn(assets: Draft['assets']): number {
  let count = 0;
  for (const { kind } of assets.values()) if (kind === 'JobOutputAsset') count += 1;
  return count;
}

function unknownAsset(name: string, assets: Draft['assets']): string {
  const near = typeof name === 'string' ? nearest(name, [...assets.keys()]) : null;
  const hint = near === null ? 'name it by .input() or as an output of a task before' : `did you mean "${near}"?`;
  return `there is no asset ${quoted(name)} yet: ${hint}`;
}

function failing(call: string): Fail {
  return (problem) => {
    throw new JobBuildError(call, problem);
  };
}

function quoted(text: unknown): string {
  return JSON.stringify(text) ?? String(text);
}
