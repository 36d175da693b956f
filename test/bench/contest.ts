/**
 * The one place that times anything. Tinybench takes the samples; what it does not do is interleave: contenders take turns
 * here, round by round, so that what else the machine does weighs on all of them alike.
 *
 * What one leaves in the young generation is collected before the next begins, where Node was started with `--expose-gc`.
 * Not more: a full collection throws away the shapes of all objects that are gone, and with them the code that was
 * optimized for these. It makes short calls look ten times as long as they are wherever code stays warm.
 */
import { Bench } from 'tinybench';

/** What takes part, by name. Each call does the whole work once. */
export type Contenders = Readonly<Record<string, () => unknown>>;

/** How long a contest takes. */
export interface Length {
  /** Milliseconds for all rounds together, of which at least `rounds` are held. */
  readonly budget?: number;
  readonly rounds?: number;
  /** Milliseconds for a contender in one round: it is called at least once, and short calls many times. */
  readonly turn?: number;
  /** Milliseconds for a contender in a round held before, which counts for nothing; 0 for none. */
  readonly warmUp?: number;
}

const MOST_ROUNDS = 25;

/** Milliseconds of a call of each contender: the median over rounds of its median in a round. Whoever throws ends the contest. */
export function contest<T extends Contenders>(
  contenders: T,
  { budget = 3_000, rounds = 3, turn = 25, warmUp = 500 }: Length = {},
): Readonly<Record<keyof T, number>> {
  if (warmUp > 0) round(contenders, warmUp);
  const held: (readonly number[])[] = [];
  const start = performance.now();
  while (held.length < MOST_ROUNDS && (held.length < rounds || performance.now() - start < budget)) {
    held.push(round(contenders, turn));
  }
  const medians = Object.keys(contenders).map((name, n) => [name, median(held.map((medians) => medians[n] as number))]);
  return Object.fromEntries(medians) as Record<keyof T, number>;
}

/** The median time of a call of each contender, in milliseconds, in one turn each. */
function round(contenders: Contenders, turn: number): readonly number[] {
  const setup = (): void => void globalThis.gc?.({ type: 'minor' });
  const bench = new Bench({ time: turn, iterations: 1, warmup: false, throws: true, setup });
  for (const [name, call] of Object.entries(contenders)) bench.add(name, () => void call(), { async: false });
  return bench.runSync().map(({ result }) => (result.state === 'completed' ? result.latency.p50 : Number.NaN));
}

/** The middle of some numbers, the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
