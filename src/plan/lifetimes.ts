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
  return availableAt !== null && lastUsedAt !== null && isOutput(asset);
}

function isOutput(asset: string): boolean {
  return asset.startsWith('JobOutputAsset');
}

/**
 * The most intermediates at once, of assets as plans list them: outputs last. What ends at an instant is gone before what
 * begins then counts. n log n.
 */
export function peakOfIntermediates(assets: readonly PlannedAsset[]): AssetPeak {
  const begins = new Float64Array(assets.length);
  const ends = new Float64Array(assets.length);
  let count = 0;
  const outputs = assets.findIndex(({ asset }) => isOutput(asset));
  for (let asset = outputs; asset >= 0 && asset < assets.length; asset += 1) {
    const { availableAt, lastUsedAt } = assets[asset] as PlannedAsset;
    if (availableAt === null || lastUsedAt === null) continue;
    begins[count] = availableAt;
    ends[count] = lastUsedAt;
    count += 1;
  }
  return highest(sorted(begins, count), sorted(ends, count));
}

/**
 * The first so many of some times, ascending. What is not negative sorts by its bits, and whole numbers are sorted in half the
 * time.
 */
function sorted(times: Float64Array, count: number): Float64Array {
  new BigUint64Array(times.buffer, 0, count).sort();
  return times.subarray(0, count);
}

/** When the most are open of so many that begin and end, each in ascending order. */
function highest(begins: Float64Array, ends: Float64Array): AssetPeak {
  let [most, at, ended] = [0, 0, 0];
  for (let begun = 0; begun < begins.length; begun += 1) {
    const time = begins[begun] as number;
    while ((ends[ended] as number) <= time) ended += 1;
    if (begun + 1 - ended <= most) continue;
    most = begun + 1 - ended;
    at = time;
  }
  return { assets: most, at };
}
