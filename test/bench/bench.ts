/**
 * How long things take, and how much they hold, as ratios measured in one run. Prints tables in Markdown; asserts nothing,
 * because times belong to the machine. `npm run bench` prints all sections, `npm run bench -- library` one,
 * `npm run bench -- library 10 10000` one for jobs of these sizes.
 */
import { cpus } from 'node:os';
import { commandTable } from './command.js';
import { graphTable } from './graphs.js';
import { growthTable } from './growth.js';
import { libraryTable } from './library.js';
import { bin } from './packages.js';
import { planningTable } from './planning.js';
import { sizeTable } from './sizes.js';
import { streamTable } from './stream.js';
import { memoryTable } from './task-memory.js';

type Section = (sizes?: readonly number[]) => readonly string[] | Promise<readonly string[]>;

const SECTIONS: Readonly<Record<string, Section>> = {
  library: libraryTable,
  graphs: graphTable,
  growth: growthTable,
  planning: planningTable,
  memory: memoryTable,
  stream: streamTable,
  command: () => commandTable(bin),
  sizes: sizeTable,
};

const args = process.argv.slice(2);
const isSize = (arg: string): boolean => /^[1-9]\d*$/.test(arg);
const names = args.filter((arg) => !isSize(arg));
const sizes = args.filter(isSize).map(Number);
const unknown = names.find((name) => !Object.hasOwn(SECTIONS, name));
if (unknown !== undefined) {
  console.error(`bench: there is no section ${JSON.stringify(unknown)}; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(2);
}

console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const [name, section] of Object.entries(SECTIONS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`\n## ${name}\n`);
  console.log((await (sizes.length > 0 ? section(sizes) : section())).join('\n'));
}
