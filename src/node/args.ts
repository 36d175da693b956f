/** Command lines: flags checked by Node's own parser, its complaints in our words. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../diagnostics/nearest.js';
import { UsageError } from './io.js';
import { isDate } from './is-date.js';

export type Flags = NonNullable<ParseArgsConfig['options']>;

/** Flags that every command has. */
export const COMMON_FLAGS = { help: { type: 'boolean', short: 'h' } } as const satisfies Flags;

type Parsed<T extends Flags> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/** Parses the arguments of a command. `--no-NAME` negates a boolean. */
export function readArgs<T extends Flags>(args: readonly string[], flags: T): Parsed<T> {
  const options = { ...COMMON_FLAGS, ...flags };
  try {
    return parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      allowNegative: true,
      strict: true,
    }) as Parsed<T>;
  } catch (error) {
    throw new UsageError(explain(error as Error & { code?: string }, options));
  }
}

function explain(error: Error & { code?: string }, flags: Flags): string {
  const flag = /'(?:-\w, )?(--?[^' =]+)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const names = Object.entries(flags).flatMap(([name, { type }]) =>
      type === 'boolean' ? [`--${name}`, `--no-${name}`] : [`--${name}`],
    );
    const near = nearest(flag, names);
    return `unknown option ${flag}${near === null ? '' : `; did you mean ${near}?`}`;
  }
  if (/does not take an argument/.test(error.message)) return `option ${flag} takes no value`;
  return `option ${flag} needs a value`;
}

/** A value that must be one of some names. */
export function oneOf<T extends string>(flag: string, value: string, names: readonly T[]): T {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  const near = nearest(value, names);
  throw new UsageError(
    `${flag} ${value}: expected ${names.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`,
  );
}

/** A value that must be a day of the calendar. */
export function day(flag: string, value: string): string {
  if (!isDate(value)) throw new UsageError(`${flag} ${value}: expected a day as in 2026-12-31`);
  return value;
}

/** A value that must be a whole number from 0. */
export function wholeNumber(flag: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`${flag} ${value}: expected a whole number from 0`);
  return Number(value);
}
