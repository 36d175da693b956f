/** How long the assets that tasks write are needed, and how many at once. */
import type { PlannedAsset } from './plan.js';

/** The most intermediate assets that are needed at one time, and since when. Seconds. */
export interface AssetPeak {
  readonly assets: number;
  readonly at: number;
}

/**
 * Whether a task writes an asset and another reads it: it is needed from its last writer's finish, or from the start where
 * that is done, and can be deleted at `lastUsedAt`, its last reader's finish. What nobody reads is a result, and stays.
 */
export function isIntermediate({ asset, availableAt, lastUsedAt }: PlannedAsset): boolean {
  return asset.startsWith('JobOutputAsset') && availableAt !== null && lastUsedAt !== null;
}

/** The most intermediates at once. What ends at an instant is gone before what begins then counts. n log n. */
export function peakOfIntermediates(assets: readonly PlannedAsset[]): AssetPeak {
  const changes: { readonly time: number; readonly by: 1 | -1 }[] = [];
  for (const one of assets.filter(isIntermediate)) {
    changes.push({ time: one.availableAt as number, by: 1 }, { time: one.lastUsedAt as number, by: -1 });
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
