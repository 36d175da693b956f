/** All rules, each list in the order of the table of codes. */
import { dependencyCycle } from './dependency-cycle.js';
import { emptyJob } from './empty-job.js';
import { implicitEncryption } from './implicit-encryption.js';
import { incompleteEncryption } from './incomplete-encryption.js';
import { legacyPreset } from './legacy-preset.js';
import { malformedConfiguration } from './malformed-configuration.js';
import { outputIndexGap } from './output-index-gap.js';
import { pathAsConfiguration } from './path-as-configuration.js';
import { priorityInversion } from './priority-inversion.js';
import { retiredProcessor } from './retired-processor.js';
import type { Rule, SettingsRule, TemplateRule } from './rule.js';
import { sharedOutput } from './shared-output.js';
import { templateAssetCount } from './template-asset-count.js';
import { templateCount } from './template-count.js';
import { templateId } from './template-id.js';
import { tooManyAssetsInJob } from './too-many-assets-in-job.js';
import { tooManyAssetsInTask } from './too-many-assets-in-task.js';
import { tooManyTasks } from './too-many-tasks.js';
import { unknownInputAsset } from './unknown-input-asset.js';
import { unproducedAsset } from './unproduced-asset.js';
import { unusedEncryption } from './unused-encryption.js';
import { unusedInputAsset } from './unused-input-asset.js';

/** About a job as a whole. */
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

/** About each task, and each TaskTemplate, by itself. */
export const SETTINGS_RULES: readonly SettingsRule[] = [
  incompleteEncryption,
  unusedEncryption,
  malformedConfiguration,
  pathAsConfiguration,
  legacyPreset,
  retiredProcessor,
];

/** About a job template: its JobTemplateBody against its TaskTemplates. */
export const TEMPLATE_RULES: readonly TemplateRule[] = [templateCount, templateId, templateAssetCount];
