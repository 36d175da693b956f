/** The bytes of files and of standard input, never more than fit into a text, and why they cannot be read. */
import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { DiagnosticArgs, UnreadableReason } from '../diagnostics/args.js';
import { excerpt } from '../diagnostics/diagnostic.js';
import { formatUnreadable } from '../diagnostics/messages.js';

/** The facts of an `unreadable-file`. */
export type Unreadable = DiagnosticArgs['unreadable-file'];

/** How many bytes a document has at most. Node's strings end at half a gigabyte. */
export const MAX_DOCUMENT = 512 * 2 ** 20 - 2 ** 20;

/** Something that is too large to be read. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The bytes of a file; of a pipe, or another thing that is no file, what comes out of it until it ends. */
export async function readFileBytes(path: string): Promise<Uint8Array> {
  // Asked for its size when it is open: thousands of small files take a call less each.
  const file = openSync(path, 'r');
  try {
    const found = fstatSync(file);
    if (found.size > MAX_DOCUMENT) throw new TooLarge();
    if (found.isFile() || found.isDirectory()) return readSized(file, found.size) ?? readFileSync(file);
    return await readAll(createReadStream('', { fd: file, autoClose: false }));
  } finally {
    closeSync(file);
  }
}

/** The bytes of an open file; null where it is not as long as it says. */
function readSized(file: number, size: number): Uint8Array | null {
  const bytes = Buffer.allocUnsafe(size + 1);
  return readSync(file, bytes, 0, size + 1, 0) === size ? bytes.subarray(0, size) : null;
}

/** How many bytes a file has; none where it cannot be read. */
export function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** All bytes of a stream. */
export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_DOCUMENT) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const REASONS: Readonly<Record<string, UnreadableReason>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EISDIR: 'is-folder',
  ELOOP: 'circular-link',
  ENAMETOOLONG: 'name-too-long',
};

/** Why reading has failed. */
export function readFailure(error: unknown): Unreadable {
  if (error instanceof TooLarge) return { reason: 'too-large', found: '', limit: MAX_DOCUMENT };
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ''] ?? 'failed';
  return { reason, found: reason === 'failed' ? excerpt(String(message), 200) : '', limit: null };
}

/** The same in words. */
export function failureText(error: unknown): string {
  return formatUnreadable(readFailure(error));
}
