/** `media-taskgraph/build`: writing and editing jobs. */
export { editJob, JobEditError, JobEditor } from './edit-job.js';
export type { NewTask } from './edit-tasks.js';
export { JobBuildError, JobBuilder, type JobOptions, job } from './job.js';
export {
  buildTaskBody,
  type InputToBuild,
  type OutputToBuild,
  TaskBodyBuildError,
  type TaskBodyToBuild,
} from './task-body.js';
export type {
  AssetFormat,
  ConfigurationProtection,
  Encryption,
  OutputSpec,
  TaskSettingsSpec,
  TaskSpec,
} from './task-spec.js';
export type { BatchOptions } from './write-batch.js';
export type { EntityValue, JobRequest } from './write-job.js';
