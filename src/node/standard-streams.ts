/** The standard streams of the process, without Node's streams where those can be done without: making them takes time. */
import { fstatSync, statSync, writeSync } from 'node:fs';

/** Whether a standard stream is a terminal. */
export function isTerminal(stream: 1 | 2): boolean {
  // What is no device, or the one that nobody reads, need not be asked. Windows does not tell.
  if (process.platform !== 'win32') {
    const found = fstatSync(stream);
    if (!found.isCharacterDevice() || found.rdev === statSync('/dev/null').rdev) return false;
  }
  return (stream === 1 ? process.stdout : process.stderr).isTTY === true;
}

/** Ends the process where nobody reads any more: a reader that has seen enough (`| head`) is no error of ours. */
function giveUp(error: unknown): never {
  process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 3);
}

let isStreaming = false;

/**
 * Writes to standard output, and waits for its reader. Where that is a pipe that does not wait, it is written to as Node
 * does it, and the promise tells when its reader has kept up.
 */
export function writeOut(text: string | Uint8Array): void | Promise<void> {
  if (isStreaming) return stream(text);
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') giveUp(error);
      isStreaming = true;
      process.stdout.on('error', giveUp);
      return stream(bytes.subarray(done));
    }
  }
}

function stream(text: string | Uint8Array): void | Promise<void> {
  if (!process.stdout.write(text)) return new Promise((resolve) => process.stdout.once('drain', resolve));
}
