import { performance } from 'node:perf_hooks';

/** Median milliseconds of a call, over so many runs after a warm-up. */
export function medianTime(call: () => unknown, runs = 9): number {
  call();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[runs >> 1] as number;
}
