/** Files to pieces of work: most files are one, NDJSON is many. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { SuppressionMatcher } from '../diagnostics/suppression-matcher.js';
import { lint } from '../lint.js';
import { FILE_START, type Origin } from '../parse/document.js';
import { decode, detectEncoding, withoutMark } from '../text/decode.js';
import type { FileSettings } from './config/file-settings.js';
import type { InputFile } from './find-files.js';
import type { Io } from './io.js';
import { isDefinition } from './is-definition.js';
import { LineCutter, PART_SIZE, type PartSize, toText } from './line-cutter.js';
import { readAll, readFailure, type Unreadable } from './read-input.js';

/** Something to lint. Plain data, so that another thread can do it. */
export type Work = WorkName &
  (
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly isLines: boolean }
    /** Lines of NDJSON in UTF-8, and where in their file they begin. */
    | { readonly kind: 'lines'; readonly bytes: Uint8Array; readonly origin: Origin }
    | { readonly kind: 'skipped' }
    | { readonly kind: 'unreadable'; readonly failure: Unreadable; readonly line: number | null }
  );

interface WorkName {
  /** What the file is called. */
  readonly path: string;
  readonly isExplicit: boolean;
  readonly settings: FileSettings;
  /** Entries of a suppressions file for it; all parts of a file share them, so they stay in one thread. */
  readonly matcher: SuppressionMatcher | null;
  /** Whether it goes on with the file of the piece before. */
  readonly continues: boolean;
}

/** What is known of standard input. */
export interface StdinInfo {
  readonly name: string;
  readonly isLines: boolean;
}

/** Where work comes from. */
export interface WorkSource {
  readonly io: Pick<Io, 'cwd' | 'stdin'>;
  readonly stdin: StdinInfo;
  readonly settingsOf: (file: InputFile) => Promise<FileSettings>;
  /** What is suppressed in a file, by what it is called. */
  readonly matcherOf?: (name: string) => SuppressionMatcher;
  /** Tests cut smaller. */
  readonly partSize?: PartSize;
}

/** The work that files come to, in their order. What standard input and NDJSON are is read here, other files are not. */
export async function* worksOf(files: Iterable<InputFile>, source: WorkSource): AsyncGenerator<Work> {
  const { io, stdin } = source;
  for (const input of files) {
    const { path, isExplicit, failure } = input;
    const settings = await source.settingsOf(input);
    const called = path === '-' ? stdin.name : path;
    const matcher = source.matcherOf?.(called) ?? null;
    const name = { path: called, isExplicit, settings, matcher, continues: false };
    const file = resolve(io.cwd, path);
    if (failure !== null) yield { ...name, kind: 'unreadable', failure, line: null };
    else if (path === '-' && stdin.isLines) yield* linesOf(io.stdin, name, source.partSize);
    else if (path === '-') yield await bytesOf(io.stdin, name);
    else if (isLinesName(path)) yield* linesOf(createReadStream(file), name, source.partSize);
    else yield { ...name, kind: 'file', file };
  }
}

/** Whether a file's name says that each of its lines is a definition. */
export function isLinesName(name: string): boolean {
  return name.toLowerCase().endsWith('.ndjson');
}

async function bytesOf(stream: AsyncIterable<Uint8Array>, name: WorkName): Promise<Work> {
  try {
    return { ...name, kind: 'bytes', bytes: await readAll(stream), isLines: false };
  } catch (error) {
    return { ...name, kind: 'unreadable', failure: readFailure(error), line: null };
  }
}

/** NDJSON in parts. A file that was only found, and whose first line is no definition, is something else's. */
async function* linesOf(stream: AsyncIterable<Uint8Array>, name: WorkName, size?: PartSize): AsyncGenerator<Work> {
  let continues = false;
  let isKnown = name.isExplicit;
  for await (const piece of piecesOf(stream, size)) {
    if (piece.kind !== 'unreadable' && !isKnown) {
      const first = firstLine(piece.kind === 'bytes' ? decode(piece.bytes).text : toText(piece.bytes));
      if (first !== '' && !isDefinition(lint(first))) {
        yield { ...name, kind: 'skipped' };
        return;
      }
      isKnown = first !== '';
      // Blank lines before the first have no findings and may be those of a file that is none of ours.
      if (!isKnown) continue;
    }
    yield { ...name, continues, ...piece };
    continues = true;
  }
  if (continues) return;
  yield name.isExplicit
    ? { ...name, kind: 'lines', bytes: new Uint8Array(), origin: FILE_START }
    : { ...name, kind: 'skipped' };
}

type Piece =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly isLines: true }
  | { readonly kind: 'lines'; readonly bytes: Uint8Array; readonly origin: Origin }
  | { readonly kind: 'unreadable'; readonly failure: Unreadable; readonly line: number | null };

/** The bytes of NDJSON: UTF-8 in parts, UTF-16 as a whole. Ends where it cannot be read on. */
async function* piecesOf(stream: AsyncIterable<Uint8Array>, size: PartSize = PART_SIZE): AsyncGenerator<Piece> {
  const source = stream[Symbol.asyncIterator]();
  try {
    const start = await firstBytes(source);
    const all = startingWith(start, source);
    if (detectEncoding(start).encoding !== 'utf-8') {
      yield { kind: 'bytes', bytes: await readAll(all), isLines: true };
      return;
    }
    const cutter = new LineCutter(FILE_START, size);
    for await (const bytes of all) {
      for (const part of cutter.push(bytes)) yield { kind: 'lines', ...part };
      if (cutter.overlong !== null) break;
    }
    for (const part of cutter.end()) yield { kind: 'lines', ...part };
    const line = cutter.overlong;
    if (line === null) return;
    const failure = { reason: 'line-too-long', found: String(line + 1), limit: size.longest } as const;
    yield { kind: 'unreadable', failure, line };
  } catch (error) {
    yield { kind: 'unreadable', failure: readFailure(error), line: null };
  } finally {
    await source.return?.();
  }
}

/** As many bytes as tell the encoding, if there are so many. */
async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array();
  while (start.length < 2) {
    const next = await source.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

async function* startingWith(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** The first line that is not blank; nothing where all are. */
function firstLine(text: string): string {
  const start = withoutMark(text).trimStart();
  const end = start.search(/[\r\n]/);
  return end < 0 ? start : start.slice(0, end);
}
