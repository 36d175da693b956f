/** All rules about a job as a whole, in the order of the table of codes. */
import { dependencyCycle } from './dependency-cycle.js';
import { emptyJob } from './empty-job.js';
import { implicitEncryption } from './implicit-encryption.js';
import { outputIndexGap } from './output-index-gap.js';
import { priorityInversion } from './priority-inversion.js';
import type { Rule } from './rule.js';
import { sharedOutput } from './shared-output.js';
import { tooManyAssetsInJob } from './too-many-assets-in-job.js';
import { tooManyAssetsInTask } from './too-many-assets-in-task.js';
import { tooManyTasks } from './too-many-tasks.js';
import { unknownInputAsset } from './unknown-input-asset.js';
import { unproducedAsset } from './unproduced-asset.js';
import { unusedInputAsset } from './unused-input-asset.js';

export const RULES: readonly Rule[] = [
  implicitEncryption,
  unknownInputAsset,
  unproducedAsset,
  dependencyCycle,
  sharedOutput,
  outputIndexGap,
  unusedInputAsset,
  tooManyTasks,
  tooManyAssetsInTask,
  tooManyAssetsInJob,
  priorityInversion,
  emptyJob,
];
