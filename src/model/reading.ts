import type { Path, Report } from '../diagnostics/diagnostic.js';
import type { Document } from '../parse/document.js';
import type { Configured } from './task-settings.js';
import type { JobTemplate } from './template.js';

/** A document that is being read, and what it gave so far beside its jobs. */
export interface Reading {
  readonly document: Document;
  readonly report: Report;
  /** Each task and each TaskTemplate. */
  readonly configured: Configured[];
  readonly templates: JobTemplate[];
  /** Where XML stands in which there may be comments. */
  readonly commented: Path[];
}
