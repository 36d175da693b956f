/** What we set out to reach, held against what was measured: said, never asserted, because times belong to the machine. */
import { markdownTable, times } from './markdown.js';

export interface Target {
  readonly what: string;
  readonly limit: number;
  /** Whether the limit is the most or the least that meets the target. */
  readonly is: 'most' | 'least';
  readonly measured: number;
  /** How limit and measurement are written; as a ratio by default. */
  readonly unit?: (value: number) => string;
}

/** A row for each target that was measured. */
export function targetTable(targets: readonly Target[]): readonly string[] {
  const rows = targets
    .filter(({ measured }) => !Number.isNaN(measured))
    .map(({ what, limit, is, measured, unit = times }) => [
      what,
      `${is === 'most' ? '≤' : '≥'} ${unit(limit)}`,
      unit(measured),
      (is === 'most' ? measured <= limit : measured >= limit) ? 'met' : 'missed',
    ]);
  return rows.length === 0 ? [] : markdownTable(['target', 'set', 'measured', ''], rows);
}
