import { readFile } from 'node:fs/promises';

/** The text of a file of this package: documentation, a schema. Paths start at the package's root. */
export function readPackageFile(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The version of this package, as it is published. */
export async function packageVersion(): Promise<string> {
  return (JSON.parse(await readPackageFile('package.json')) as { version: string }).version;
}
