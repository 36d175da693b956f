/** media-taskgraph: lint and plan Azure Media Services v2 job definitions. Safe in a browser. */
export type { DiagnosticArgs } from './diagnostics/args.js';
export { CODES, type CodeInfo } from './diagnostics/code-infos.js';
export { CODE_NAMES, type Code, type Severity } from './diagnostics/codes.js';
export type { Diagnostic, Edit, Fix, Path, Place, Related, RelatedRole } from './diagnostics/diagnostic.js';
export { type DiagnosticsByPath, diagnosticsByPath } from './diagnostics/diagnostics-by-path.js';
export { fingerprint, pathPattern } from './diagnostics/fingerprint.js';
export { formatDiagnostic, formatRelated } from './diagnostics/messages.js';
export {
  type EntryUse,
  type Suppression,
  type SuppressionEntry,
  SuppressionMatcher,
} from './diagnostics/suppression-matcher.js';
export {
  type AppliedFixes,
  applyFixes,
  type FixChoice,
  type FixOptions,
  type FixResult,
  fix,
  MAX_PASSES,
} from './fix.js';
export type { Cycle, Read } from './graph/cycle.js';
export { TaskGraph } from './graph/task-graph.js';
export { type LintOptions, type LintReport, lint, MAX_DIAGNOSTICS } from './lint.js';
export { locate, type Range } from './locate.js';
export { type AssetKind, type AssetReference, formatReference } from './model/asset-reference.js';
export type { InputList, Job, Task } from './model/job.js';
export type { OutputOptions } from './model/output-options.js';
export type { Quotas } from './model/quotas.js';
export {
  type AssetMention,
  type OutputMention,
  type ParsedTaskBody,
  parseTaskBody,
  type TaskBody,
} from './model/task-body.js';
export type { TaskContext } from './model/task-context.js';
export type { Definition, DocumentKind } from './parse/definition.js';
export type { Document, Input, Origin } from './parse/document.js';
export type { TextEdit } from './parse/rewrite.js';
export type { PlanAnswer } from './plan/answer.js';
export { comparePolicies, type PolicyOutcome } from './plan/compare.js';
export { type DiffOptions, diff, type JobDiff } from './plan/diff/diff.js';
export { type AssetFate, type Failure, type FailureOutcome, simulateFailure } from './plan/failure.js';
export type { Inversion } from './plan/inversions.js';
export { type DurationUnit, durationsFrom, type MeasuredRuns, measureRuns } from './plan/measured.js';
export { type DurationOptions, type PlanOptions, PlanOptionsError } from './plan/options.js';
export { planChanged, planTarget } from './plan/part.js';
export { type ExecutionPlan, type PlannedAsset, type PlannedTask, type PlanPart, plan } from './plan/plan.js';
export type { Policy } from './plan/priorities.js';
export { planResume, type Resume, type ResumedPlan, type ResumedTask, type ResumeStatus } from './plan/resume.js';
export { type SuggestedPriority, type Suggestion, suggest } from './plan/suggest.js';
export { type HeldTask, type Hold, whyThen } from './plan/why.js';
export type { Position } from './text/line-index.js';
export type { Span } from './text/span.js';
export { type WantedPriority, type WrittenPriorities, writePriorities } from './write-priorities.js';
