/** The commands that look things up: rules, explanations, schemas. */
import { CODES } from '../../diagnostics/code-infos.js';
import { CODE_NAMES } from '../../diagnostics/codes.js';
import { nearest } from '../../diagnostics/nearest.js';
import { table } from '../../render/columns.js';
import { readArgs } from '../args.js';
import type { Command } from '../command.js';
import { EXIT, type Io, UsageError } from '../io.js';
import { readPackageFile } from '../package-files.js';

const WRITTEN_BY_YOU = ['job', 'task', 'task-body', 'job-template', 'task-template', 'config', 'suppressions'] as const;
const WRITTEN_BY_US = ['lint-report', 'lint-ndjson', 'plan', 'graph', 'diff'] as const;

/** The schemas of this package, by name. */
export const SCHEMA_NAMES = [...WRITTEN_BY_YOU, ...WRITTEN_BY_US] as const;

/** `taskgraph rules` */
export const rulesCommand: Command = {
  help: `Usage: taskgraph rules

Lists all codes that lint can report, with their severity.

Options
  -h, --help  show this help

Example
  taskgraph rules
`,
  async run(args, io) {
    const { positionals } = readArgs(args, {});
    expectAtMost(positionals, 0);
    const rows = CODE_NAMES.map((code) => [code, CODES[code].severity, CODES[code].summary]);
    io.out(`${table(rows, new Set()).join('\n')}\n`);
    return EXIT.ok;
  },
};

/** `taskgraph explain` */
export const explainCommand: Command = {
  help: `Usage: taskgraph explain CODE

Explains a code: what is wrong, why it matters, how sure the fact behind it is,
with an example that has the fault and one that is right.

Options
  -h, --help  show this help

Example
  taskgraph explain unproduced-asset
`,
  async run(args, io) {
    const { positionals } = readArgs(args, {});
    const code = pick(positionals, 'code', CODE_NAMES);
    io.out(`${section(readPackageFile('docs/rules.md'), code)}\n`);
    return EXIT.ok;
  },
};

/** `taskgraph schema` */
export const schemaCommand: Command = {
  help: `Usage: taskgraph schema [NAME]

Prints a JSON Schema (draft-07).
Without a name, lists them.

Of what you write
  ${WRITTEN_BY_YOU.join(', ')}

Of what taskgraph prints
  ${WRITTEN_BY_US.join(', ')}

Options
  -h, --help  show this help

Example
  taskgraph schema job > job.schema.json
`,
  run: runSchema,
};

async function runSchema(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = readArgs(args, {});
  if (positionals.length === 0) io.out(`${SCHEMA_NAMES.join('\n')}\n`);
  else io.out(readPackageFile(`schemas/${pick(positionals, 'schema', SCHEMA_NAMES)}.json`));
  return EXIT.ok;
}

function pick<T extends string>(positionals: readonly string[], what: string, names: readonly T[]): T {
  expectAtMost(positionals, 1);
  const [name] = positionals;
  if (name === undefined) throw new UsageError(`name a ${what}`);
  const found = names.find((other) => other === name);
  if (found !== undefined) return found;
  const near = nearest(name, names);
  throw new UsageError(`there is no ${what} ${name}${near === null ? '' : `; did you mean ${near}?`}`);
}

function expectAtMost(positionals: readonly string[], most: number): void {
  if (positionals.length > most) throw new UsageError(`unexpected argument ${positionals[most]}`);
}

/** A section of the rules' documentation, from its heading to the next. */
function section(docs: string, code: string): string {
  const start = docs.indexOf(`\n### ${code}\n`) + 1;
  const end = docs.slice(start + 1).search(/\n#{2,3} /);
  return docs.slice(start, end < 0 ? undefined : start + 1 + end).trim();
}
