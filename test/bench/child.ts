/** Measurements in a process of their own, so that none finds the heap as another has left it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * What a script of this folder prints, as JSON, when it is run with these arguments.
 * @throws Error with what it wrote to standard error where it fails
 */
export function inChild(script: string, args: readonly string[], flags: readonly string[] = []): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...flags, path, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')}: ${signal ?? stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout);
}
