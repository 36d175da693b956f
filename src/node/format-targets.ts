/** `--format NAME[=FILE]`: what is written, and where to. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Paint, PLAIN } from '../render/paint.js';
import { oneOf } from './args.js';
import { type Io, UsageError } from './io.js';
import { failureText } from './read-input.js';

/** A `--format`: its name, and the file it goes to, if any. */
export interface FormatTarget<N extends string> {
  /** As it was given, for complaints. */
  readonly spec: string;
  readonly name: N;
  /** Absolute; null for standard output. */
  readonly file: string | null;
}

/**
 * Reads `NAME` and `NAME=FILE`.
 * @throws UsageError for what is no format, two for standard output, or two for the same file
 */
export function readTargets<N extends string>(
  specs: readonly string[],
  names: readonly N[],
  io: Pick<Io, 'cwd'>,
): readonly FormatTarget<N>[] {
  if (specs.filter((spec) => !spec.includes('=')).length > 1)
    throw new UsageError('only one --format can go to standard output');
  const files = new Set<string>();
  return specs.map((spec) => {
    const [name = '', path] = spec.split(/=(.*)/s);
    const format = oneOf('--format', name, names);
    if (path === undefined) return { spec, name: format, file: null };
    if (path === '') throw new UsageError(`--format ${spec}: name a file behind the =`);
    const file = resolve(io.cwd, path);
    if (files.has(file)) throw new UsageError(`--format ${spec}: another format goes to that file`);
    files.add(file);
    return { spec, name: format, file };
  });
}

/**
 * Writes one text for each target; a file gets no colours.
 * @throws UsageError for a file that cannot be written, or that is one that was read
 */
export async function writeTargets<N extends string>(
  targets: readonly FormatTarget<N>[],
  source: { readonly path: string | readonly string[]; readonly paint: Paint },
  render: (name: N, paint: Paint) => string | Promise<string>,
  io: Io,
): Promise<void> {
  const read = new Set([source.path].flat().map((path) => resolve(io.cwd, path)));
  for (const { spec, file } of targets) {
    if (file !== null && read.has(file)) throw new UsageError(`--format ${spec}: the file is the one to read`);
  }
  for (const { spec, name, file } of targets) {
    const text = await render(name, file === null ? source.paint : PLAIN);
    if (file === null) await io.out(text);
    else writeText(file, text, spec);
  }
}

function writeText(file: string, text: string, spec: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`--format ${spec}: ${failureText(error)}`);
  }
}
