/**
 * Examples in Markdown, executed. A fence `json file=job.json` makes a file in the section's folder. In a `console` fence
 * each line that starts with `$ ` is run there, or in the project's folder where a section has no files, and what follows
 * must be what it prints (`$ echo $?` gives the last exit code). A `js` fence is run as a module; the command lines of an
 * `sh` fence are run in the project's folder. A `text` fence right behind either must be what it prints. Sections end at
 * headings.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.js';
import { runIn } from './run.js';

interface Fence {
  readonly language: string;
  readonly file: string | null;
  readonly body: string;
  /** Line numbers of the body in the document, the end not included. */
  readonly from: number;
  readonly to: number;
}

export interface ExampleResult {
  readonly actual: string;
  readonly expected: string;
  readonly line: number;
}

/** Runs all examples of a document; gives the document as it should be, and each example's result. */
export async function runExamples(markdown: string): Promise<{ updated: string; results: ExampleResult[] }> {
  const lines = markdown.split('\n');
  const results: ExampleResult[] = [];
  const replacements: { fence: Fence; body: string }[] = [];
  for (const section of sections(lines)) {
    const folder = join(ROOT, '.cache/examples', String(Math.random()).slice(2));
    mkdirSync(folder, { recursive: true });
    try {
      const hasFiles = section.some(({ file }) => file !== null);
      let logged: string | null = null;
      for (const fence of section) {
        if (fence.file !== null) {
          mkdirSync(dirname(join(folder, fence.file)), { recursive: true });
          writeFileSync(join(folder, fence.file), fence.body);
        }
        let actual: string | null = null;
        if (fence.language === 'console') actual = await runConsole(fence.body, hasFiles ? folder : ROOT);
        if (fence.language === 'text' && logged !== null) actual = logged;
        logged = null;
        if (fence.language === 'js') logged = await runModule(fence.body, folder);
        if (fence.language === 'sh') logged = await runShell(fence.body);
        if (actual === null) continue;
        results.push({ actual, expected: fence.body, line: fence.from + 1 });
        replacements.push({ fence, body: actual });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  for (const { fence, body } of replacements.reverse()) {
    lines.splice(fence.from, fence.to - fence.from, ...body.replace(/\n$/, '').split('\n'));
  }
  return { updated: lines.join('\n'), results };
}

function sections(lines: readonly string[]): Fence[][] {
  const found: Fence[][] = [[]];
  let open: { language: string; file: string | null; from: number } | null = null;
  lines.forEach((line, number) => {
    if (open !== null) {
      if (line !== '```') return;
      const body = lines.slice(open.from, number).map((text) => `${text}\n`);
      found.at(-1)?.push({ ...open, to: number, body: body.join('') });
      open = null;
      return;
    }
    const fence = /^```(\w+)(?: file=(\S+))?/.exec(line);
    if (fence !== null) open = { language: fence[1] as string, file: fence[2] ?? null, from: number + 1 };
    else if (line.startsWith('#')) found.push([]);
  });
  return found;
}

async function runConsole(body: string, folder: string): Promise<string> {
  let out = '';
  let code = 0;
  for (const line of body.split('\n').filter((text) => text.startsWith('$ '))) {
    out += `${line}\n`;
    const [command = '', stdin] = line.slice(2).split(' < ');
    if (command === 'echo $?') {
      out += `${code}\n`;
      continue;
    }
    const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
      (word) => word[1] ?? word[2] ?? word[3] ?? '',
    );
    const [name, ...args] = words;
    if (name !== 'taskgraph') throw new Error(`examples can run taskgraph only, not ${name}`);
    if (stdin !== undefined) throw new Error('examples name files as arguments');
    const outcome = await runIn(folder, args);
    code = outcome.code;
    out += outcome.output;
  }
  return out;
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((word) => word[1] ?? word[2] ?? word[3] ?? '');
}

/** What the command lines of a shell block print; its other lines (installing, testing) are what runs this test. */
async function runShell(body: string): Promise<string | null> {
  const commands = body.split('\n').filter((line) => line.startsWith('node dist/bin/taskgraph.cjs '));
  if (commands.length === 0) return null;
  let out = '';
  for (const command of commands) out += (await runIn(ROOT, wordsOf(command).slice(2))).output;
  return out;
}

/** Runs a module in the example's folder, where the package finds itself by its name. */
async function runModule(body: string, folder: string): Promise<string> {
  const path = join(folder, `example-${String(Math.random()).slice(2)}.mjs`);
  writeFileSync(path, body);
  const { log } = console;
  const { cwd } = process;
  let out = '';
  console.log = (...values: unknown[]) => {
    out += `${values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ')}\n`;
  };
  process.cwd = () => folder;
  try {
    await import(pathToFileURL(path).href);
  } finally {
    console.log = log;
    process.cwd = cwd;
  }
  return out;
}
