/** The command: picks a subcommand, turns errors into one line and an exit code. */
import { oneLine } from '../diagnostics/messages.js';
import { nearest } from '../diagnostics/nearest.js';
import { table } from '../render/columns.js';
import type { Command } from './command.js';
import { diffCommand } from './commands/diff.js';
import { graphCommand } from './commands/graph.js';
import { lintCommand } from './commands/lint.js';
import { planCommand } from './commands/plan.js';
import { explainCommand, rulesCommand, schemaCommand } from './commands/reference.js';
import { complain, EXIT, type Io, UsageError } from './io.js';
import { packageVersion } from './package-files.js';

export const COMMANDS: readonly Command[] = [
  lintCommand,
  planCommand,
  graphCommand,
  diffCommand,
  explainCommand,
  rulesCommand,
  schemaCommand,
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
    io.out(`${await packageVersion()}\n`);
    return EXIT.ok;
  }
  const command = COMMANDS.find((other) => other.name === name);
  if (command === undefined) {
    const near = nearest(
      name,
      COMMANDS.map((other) => other.name),
    );
    throw new UsageError(`there is no command ${name}${near === null ? '' : `; did you mean ${near}?`}`);
  }
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
