/** The licences of packages whose code is put into files of ours. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Their names, versions and texts, of all packages that some inputs of esbuild, as paths from `root`, are from. */
export function licencesOf(inputs, root) {
  const packages = new Set([...inputs].flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const licences = [...packages].sort().map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = ['license', 'LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license.md'].find((path) =>
      existsSync(join(root, folder, path)),
    );
    // Some only name theirs.
    const text = file === undefined ? `${license}, ${author}` : readFileSync(join(root, folder, file), 'utf8').trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  return licences.join('\n----\n\n');
}
