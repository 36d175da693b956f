/**
 * How long things take, and how much they hold, as ratios measured in one run. Prints tables in Markdown; asserts nothing,
 * because times belong to the machine. `npm run bench` prints all sections, `npm run bench -- library` one,
 * `npm run bench -- library 10 10000` one for jobs of these sizes; `--write` puts them into docs/performance.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../helpers/root.js';
import { commandTable } from './command.js';
import { graphTable } from './graphs.js';
import { growthTable } from './growth.js';
import { keystrokeTable } from './keystroke.js';
import { libraryTable } from './library.js';
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
  command: commandTable,
  browser: keystrokeTable,
  sizes: sizeTable,
};

const args = process.argv.slice(2);
const isSize = (arg: string): boolean => /^[1-9]\d*$/.test(arg);
const isWritten = args.includes('--write');
const names = args.filter((arg) => !isSize(arg) && arg !== '--write');
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
  const lines = await (sizes.length > 0 ? section(sizes) : section());
  console.log(lines.join('\n'));
  if (isWritten) writeIntoPage(name, lines);
  // Ours is one of them: ratios from a machine that has more to run than it has processors say little.
  console.error(`\n(${loadavg()[0]?.toFixed(1)} processes wanted ${cpus().length} processors in the last minute)`);
}

/** Puts a section where docs/performance.md has a place for it. */
function writeIntoPage(name: string, lines: readonly string[]): void {
  const path = join(ROOT, 'docs/performance.md');
  const page = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- bench ${name} -->\n`, '\n<!-- end -->'];
  const from = page.indexOf(begin) + begin.length;
  if (from < begin.length) throw new Error(`docs/performance.md has no place for ${name}`);
  // One before, because there may be nothing between the two.
  writeFileSync(path, page.slice(0, from) + lines.join('\n') + page.slice(page.indexOf(end, from - 1)));
}
