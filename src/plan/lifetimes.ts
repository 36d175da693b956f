/** How long the assets that tasks write are needed, and how many at once. */
import type { ExecutionPlan } from './plan.js';

/** The most intermediate assets that exist at one time, and since when. Seconds. */
export interface AssetPeak {
  readonly assets: number;
  readonly at: number;
}

/**
 * An intermediate is an asset that a task writes and another reads: it exists from its last writer's finish, and nobody
 * needs it after its last reader's. What ends at an instant is gone before what begins then counts. n log n.
 */
export function peakOfIntermediates({ assets }: Pick<ExecutionPlan, 'assets'>): AssetPeak {
  const changes: { readonly time: number; readonly by: 1 | -1 }[] = [];
  for (const { producers, availableAt, lastUsedAt } of assets) {
    if (producers.length === 0 || availableAt === null || lastUsedAt === null) continue;
    changes.push({ time: availableAt, by: 1 }, { time: lastUsedAt, by: -1 });
  }
  changes.sort((a, b) => a.time - b.time || a.by - b.by);
  let alive = 0;
  let peak: AssetPeak = { assets: 0, at: 0 };
  for (const { time, by } of changes) {
    alive += by;
    if (alive > peak.assets) peak = { assets: alive, at: time };
  }
  return peak;
}
