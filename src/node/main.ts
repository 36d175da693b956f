/** The command: picks a subcommand, turns errors into one line and an exit code. */
import { oneLine } from '../diagnostics/messages.js';
import { nearest } from '../diagnostics/nearest.js';
import { table } from '../render/columns.js';
import type { CommandName } from './command.js';
import { lintCommand } from './commands/lint.js';
import { complain, EXIT, type Io, UsageError } from './io.js';
import { packageVersion } from './package-files.js';

/** All commands, in the order in which they are listed. */
export const COMMANDS: readonly CommandName[] = [
  {
    name: 'lint',
    summary: 'find everything that is wrong with definitions',
    load: async () => lintCommand,
  },
  {
    name: 'plan',
    summary: 'show when and where the tasks of a job will run',
    load: async () => (await import('./commands/plan.js')).planCommand,
  },
  {
    name: 'graph',
    summary: 'write the graph of tasks and assets for other programs',
    load: async () => (await import('./commands/graph.js')).graphCommand,
  },
  {
    name: 'diff',
    summary: 'tell what has changed between two definitions',
    load: async () => (await import('./commands/diff.js')).diffCommand,
  },
  {
    name: 'explain',
    summary: 'explain a code, with examples',
    load: async () => (await import('./commands/reference.js')).explainCommand,
  },
  {
    name: 'rules',
    summary: 'list all codes that lint can report',
    load: async () => (await import('./commands/reference.js')).rulesCommand,
  },
  {
    name: 'schema',
    summary: 'print a JSON Schema',
    load: async () => (await import('./commands/reference.js')).schemaCommand,
  },
];

/** Runs the command with its arguments and gives the exit code. Never throws. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      const command = COMMANDS.find(({ name }) => name === args[0]);
      const end = error.message.endsWith('?') ? '' : '.';
      complain(io, `${error.message}${end} See taskgraph ${command === undefined ? '' : `${command.name} `}--help`);
      return EXIT.usage;
    }
    const stack = (error as Error)?.stack ?? String(error);
    io.err(`taskgraph: a bug in taskgraph itself; please report it.\n${stack.split('\n').map(oneLine).join('\n')}\n`);
    return EXIT.bug;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.err(overview());
    return EXIT.usage;
  }
  if (name === 'help' && rest[0] !== undefined) return dispatch([rest[0], '--help'], io);
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(overview());
    return EXIT.ok;
  }
  if (name === '--version') {
    io.out(`${packageVersion()}\n`);
    return EXIT.ok;
  }
  const found = COMMANDS.find((other) => other.name === name);
  if (found === undefined) {
    const near = nearest(
      name,
      COMMANDS.map((other) => other.name),
    );
    throw new UsageError(`there is no command ${name}${near === null ? '' : `; did you mean ${near}?`}`);
  }
  const command = await found.load();
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (options.includes('--help') || options.includes('-h')) {
    io.out(command.help);
    return EXIT.ok;
  }
  return command.run(rest, io);
}

function overview(): string {
  const commands = table(
    COMMANDS.map(({ name, summary }) => [`  ${name}`, summary]),
    new Set(),
  );
  return `Usage: taskgraph COMMAND [options]

Lints and plans Azure Media Services v2 job definitions.

Commands
${commands.join('\n')}

taskgraph COMMAND --help shows the options of a command.
taskgraph --version shows the version.

Example
  taskgraph lint job.json
`;
}
