/** All rules about a job as a whole, in the order of the table of codes. */
import { dependencyCycle } from './dependency-cycle.js';
import { emptyJob } from './empty-job.js';
import { priorityInversion } from './priority-inversion.js';
import type { Rule } from './rule.js';
import { sharedOutput } from './shared-output.js';
import { tooManyTasks } from './too-many-tasks.js';
import { unknownInputAsset } from './unknown-input-asset.js';
import { unproducedAsset } from './unproduced-asset.js';

export const RULES: readonly Rule[] = [
  unknownInputAsset,
  unproducedAsset,
  dependencyCycle,
  sharedOutput,
  tooManyTasks,
  priorityInversion,
  emptyJob,
];
