/** `lint --fix`: fixes files before they are reported, and counts what was done. */
import { resolve } from 'node:path';
import { formatUnreadable } from '../diagnostics/messages.js';
import { type FixResult, fix, MAX_PASSES } from '../fix.js';
import { type LintOptions, lint } from '../lint.js';
import { moveSpan } from '../parse/move.js';
import type { TextEdit } from '../parse/rewrite.js';
import { unifiedDiff } from '../render/unified-diff.js';
import { decode } from '../text/decode.js';
import type { InputFile } from './find-files.js';
import { complain, type Io, UsageError } from './io.js';
import { isDefinition } from './is-definition.js';
import { type FileReport, unreadable } from './lint-work.js';
import { readAll, readFailure, readFileBytes } from './read-input.js';
import { encode, encodeLike, type TextFile } from './text-file.js';

/** What the flags say. */
export interface FixFlags {
  readonly fix?: boolean | undefined;
  readonly 'fix-dry-run'?: boolean | undefined;
  readonly unsafe?: boolean | undefined;
}

/** What a file is called, and how it is linted. */
export interface FixFileOptions extends Omit<LintOptions, 'fileName' | 'origin'> {
  readonly stdinName?: string | undefined;
}

/**
 * What fixes the files of a run; null where none are to be fixed.
 * @throws UsageError for flags that make no sense together
 */
export function makeFixer(flags: FixFlags, io: Io): FileFixer | null {
  const { fix: isFix = false, 'fix-dry-run': isDryRun = false, unsafe = false } = flags;
  if (isFix && isDryRun) throw new UsageError('--fix writes the files, --fix-dry-run does not: give one of them');
  if (unsafe && !isFix && !isDryRun)
    throw new UsageError('--unsafe says which fixes to apply: give --fix or --fix-dry-run too');
  return isFix || isDryRun ? new FileFixer(isDryRun, unsafe, io) : null;
}

/** Fixes files one by one, and remembers how many findings in how many files. */
export class FileFixer {
  readonly #isDryRun: boolean;
  readonly #unsafe: boolean;
  readonly #io: Io;
  #findings = 0;
  #files = 0;
  /** Findings that are left, although they have a fix. */
  #unsafeLeft = 0;

  constructor(isDryRun: boolean, unsafe: boolean, io: Io) {
    this.#isDryRun = isDryRun;
    this.#unsafe = unsafe;
    this.#io = io;
  }

  /** Where findings go: not to standard output where that has the diff, or the fixed text of standard input. */
  findingsIo(paths: readonly string[]): Io {
    if (!this.#isDryRun && !paths.includes('-')) return this.#io;
    const out: Io['out'] = (text) => this.#io.err(typeof text === 'string' ? text : Buffer.from(text).toString());
    return { ...this.#io, out, isTerminal: false };
  }

  /** Fixes a file, and gives the report of what is left in it. What is no definition is not touched. */
  async file(input: InputFile, { stdinName = '<stdin>', ...options }: FixFileOptions): Promise<FileReport> {
    const { path, isExplicit } = input;
    const name = path === '-' ? stdinName : path;
    let bytes: Uint8Array;
    try {
      bytes = await (path === '-' ? readAll(this.#io.stdin) : readFileBytes(resolve(this.#io.cwd, path)));
    } catch (error) {
      return unreadable({ path: name, continues: false }, readFailure(error), null);
    }
    const about = { path: name, continues: false, bytes: bytes.length };
    const { text, encoding, fault } = decode(bytes);
    if (fault !== null) return this.#unfixed(input, name, bytes, options);
    const result = fix(text, { ...options, fileName: name, unsafe: this.#unsafe });
    if (!isExplicit && !isDefinition(result.report)) return { ...about, status: 'skipped' };
    try {
      await this.#write(path, name, { bytes, text, encoding }, result);
    } catch (error) {
      const failure = readFailure(error);
      const found = unreadable({ path: name, continues: false }, failure, null);
      return {
        ...found,
        status: 'unreadable',
        message: `not fixed: ${formatUnreadable(failure)}`,
        report: found.report,
      };
    }
    this.#count(name, result);
    return { ...about, status: 'linted', report: result.report };
  }

  /** Says on standard error what was done. */
  tell(): void {
    const would = this.#isDryRun ? 'would fix' : 'fixed';
    const done =
      this.#findings === 0 ? 'nothing' : `${count(this.#findings, 'finding')} in ${count(this.#files, 'file')}`;
    const left = this.#unsafeLeft;
    const others = `${left}${this.#findings === 0 ? '' : ' more'}`;
    const more =
      left === 0 ? '' : `; ${others} ${left === 1 ? 'has an unsafe fix' : 'have unsafe fixes'}: see --unsafe`;
    complain(this.#io, `${would} ${done}${more}`);
  }

  /** Bytes that are no text cannot be written back as they were. */
  #unfixed(input: InputFile, name: string, bytes: Uint8Array, options: Omit<FixFileOptions, 'stdinName'>): FileReport {
    const report = lint(bytes, { ...options, fileName: name });
    if (input.path === '-' && !this.#isDryRun) void this.#io.out(bytes);
    const about = { path: name, continues: false, bytes: bytes.length };
    if (!input.isExplicit && !isDefinition(report)) return { ...about, status: 'skipped' };
    complain(this.#io, `${name}: not fixed, because its encoding is invalid`);
    return { ...about, status: 'linted', report };
  }

  async #write(path: string, name: string, file: TextFile, { text, edits }: FixResult): Promise<void> {
    if (this.#isDryRun) {
      const diff = diffOf(name, file, edits);
      await this.#io.out(this.#io.isTerminal ? printable(diff) : diff);
      if (diff !== '' && file.encoding !== 'utf-8')
        complain(this.#io, `${name}: shown in UTF-8; it is ${file.encoding.toUpperCase()}, which only --fix can write`);
    } else if (path === '-') await this.#io.out(encodeLike(file, text));
    else if (text !== file.text) {
      const { replaceFile } = await import('./replace-file.js');
      await replaceFile(resolve(this.#io.cwd, path), encodeLike(file, text));
    }
  }

  #count(name: string, { fixed, report, isComplete }: FixResult): void {
    this.#findings += fixed.length;
    if (fixed.length > 0) this.#files += 1;
    this.#unsafeLeft += report.diagnostics.filter((finding) => finding.fix?.safe === false).length;
    if (!isComplete) complain(this.#io, `${name}: stopped after ${MAX_PASSES} passes; another run goes on`);
  }
}

/** The diff of a file. Its byte order mark is part of the first line to who applies it. */
function diffOf(name: string, { bytes, text, encoding }: TextFile, edits: readonly TextEdit[]): string {
  const marks = encoding === 'utf-8' ? (bytes.length - encode(text, encoding).length) / 3 : 0;
  const moved = edits.map((edit) => ({ ...edit, ...moveSpan(edit, marks) }));
  return unifiedDiff(name, '\ufeff'.repeat(marks) + text, moved);
}

/** A diff as a terminal can show it: what moves its cursor or turns its text around is not sent to it. */
function printable(diff: string): string {
  return diff.replace(/\r(?=\n)|(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\r' ? '' : '�',
  );
}

function count(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}
