import { readFileSync } from 'node:fs';

/** The text of a file of this package: documentation, a schema. Paths start at the package's root. */
export function readPackageFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The version of this package, as it is published. */
export function packageVersion(): string {
  return (JSON.parse(readPackageFile('package.json')) as { version: string }).version;
}
