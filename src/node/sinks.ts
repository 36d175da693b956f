/** Where the formats of a run go: one to standard output, the others to files, each written while results come. */
import type { FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileResult } from '../render/file-result.js';
import type { FormatContext, LintFormat, Summary } from '../render/lint-format.js';
import { LINT_WRITERS, type LintFormatName } from '../render/lint-writers.js';
import { PLAIN } from '../render/paint.js';
import type { InputFile } from './find-files.js';
import type { FormatTarget } from './format-targets.js';
import { type Io, UsageError } from './io.js';
import { failureText } from './read-input.js';

/**
 * The files to lint without those that the formats are written to, which a folder or pattern may lead to.
 * @throws UsageError where one was named to be linted: writing would destroy it
 */
export function withoutTargets(
  inputs: readonly InputFile[],
  targets: readonly FormatTarget<LintFormatName>[],
  io: Pick<Io, 'cwd'>,
): readonly InputFile[] {
  const files = new Map(targets.flatMap(({ spec, file }) => (file === null ? [] : [[file, spec] as const])));
  if (files.size === 0) return inputs;
  return inputs.filter(({ path, isExplicit }) => {
    const spec = path === '-' ? undefined : files.get(resolve(io.cwd, path));
    if (spec !== undefined && isExplicit) throw new UsageError(`--format ${spec}: the file is one of those to lint`);
    return spec === undefined;
  });
}

interface Sink {
  readonly format: LintFormat;
  readonly write: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The writers of a run. Whatever cannot be written is a UsageError, and closes the files. */
export class Sinks {
  readonly #sinks: readonly Sink[];

  constructor(sinks: readonly Sink[]) {
    this.#sinks = sinks;
  }

  /** What at least one of the formats needs. */
  get needs(): LintFormat['needs'] {
    return { frames: this.#sinks.some(({ format }) => format.needs.frames) };
  }

  begin(): Promise<void> {
    return this.#writeAll((format) => format.begin());
  }

  file(result: FileResult): Promise<void> {
    return this.#writeAll((format) => format.file(result));
  }

  /** Writes what stands at the end and closes the files. */
  async end(summary: Summary): Promise<void> {
    await this.#writeAll((format) => format.end(summary));
    await this.close();
  }

  /** Closes the files as they are. */
  async close(): Promise<void> {
    for (const sink of this.#sinks) await sink.close();
  }

  async #writeAll(render: (format: LintFormat) => string): Promise<void> {
    for (const { format, write } of this.#sinks) {
      try {
        const text = render(format);
        if (text !== '') await write(text);
      } catch (error) {
        await this.close();
        throw error;
      }
    }
  }
}

/**
 * Opens the files of the formats; what is there already is overwritten. A file gets no colours.
 * @throws UsageError for a file that cannot be written
 */
export async function openSinks(
  targets: readonly FormatTarget<LintFormatName>[],
  context: FormatContext,
  io: Io,
): Promise<Sinks> {
  const sinks: Sink[] = [];
  for (const { spec, name, file } of targets) {
    const make = LINT_WRITERS[name];
    if (file === null) {
      sinks.push({ format: make(context), write: async (text) => io.out(text), close: async () => {} });
      continue;
    }
    const fail = (error: unknown): never => {
      throw new UsageError(`--format ${spec}: ${failureText(error)}`);
    };
    const { open } = await import('node:fs/promises');
    let handle: FileHandle;
    try {
      handle = await open(file, 'w');
    } catch (error) {
      await new Sinks(sinks).close();
      return fail(error);
    }
    sinks.push({
      format: make({ ...context, paint: PLAIN }),
      write: (text) => handle.appendFile(text).catch(fail),
      close: () => handle.close().catch(fail),
    });
  }
  return new Sinks(sinks);
}
