/** The package as its users get it: packed, and installed from the tarball. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** Runs something in a folder, and gives what it wrote. */
export function sh(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Packs what was built, installs it into a folder that has a package.json, and gives the path of the tarball there. */
export function installPacked(folder: string): string {
  const tarball = sh('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], ROOT).trim();
  sh('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`], folder);
  return join(folder, tarball);
}
