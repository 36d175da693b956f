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
}

const MOST_ROUNDS = 25;

/** Median milliseconds of a call of each contender. Whoever throws ends the contest. */
export function contest<T extends Contenders>(
  contenders: T,
  { budget = 3_000, rounds = 3, turn = 25 }: Length = {},
): Readonly<Record<keyof T, number>> {
  const samples = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  round(contenders, turn * 2);
  const start = performance.now();
  for (let held = 0; held < MOST_ROUNDS && (held < rounds || performance.now() - start < budget); held += 1) {
    for (const [name, times] of round(contenders, turn)) for (const time of times) samples.get(name)?.push(time);
  }
  return Object.fromEntries([...samples].map(([name, times]) => [name, median(times)])) as Record<keyof T, number>;
}

/** The times of each contender, in milliseconds, from one turn each. */
function round(contenders: Contenders, turn: number): ReadonlyMap<string, readonly number[]> {
  const bench = new Bench({
    time: turn,
    iterations: 1,
    warmup: false,
    retainSamples: true,
    throws: true,
    setup: () => globalThis.gc?.({ type: 'minor' }),
  });
  for (const [name, call] of Object.entries(contenders)) bench.add(name, () => void call(), { async: false });
  return new Map(
    bench
      .runSync()
      .map(({ name, result }) => [name, result.state === 'completed' ? (result.latency.samples ?? []) : []]),
  );
}

/** The middle of some numbers, the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
