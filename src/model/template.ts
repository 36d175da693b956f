/** Job templates: one XML document with a taskBody for each task, tied to the TaskTemplates by their ids. */
import type { Path, Place } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';
import type { TaskBody } from './task-body.js';
import type { Setting, TaskSettings } from './task-settings.js';

/** The Id of a TaskTemplate, or what a taskBody names it by. */
export interface TemplateId {
  readonly text: string;
  /** In lower case: GUIDs occur in both, and the same one is meant. */
  readonly key: string;
  readonly place: Place;
  readonly isWellFormed: boolean;
}

/** A `<taskBody>` of a JobTemplateBody. */
export interface TemplateBody {
  /** Null where there is none, or none that can be read. */
  readonly id: TemplateId | null;
  /** Whether there is no taskTemplateId at all. */
  readonly isAnonymous: boolean;
  /** The name of the element. */
  readonly nameSpan: Span;
  readonly body: TaskBody;
}

/** A JobTemplateBody that was read in full. */
export interface TemplateContent {
  /** The name of its root element. */
  readonly rootSpan: Span;
  readonly bodies: readonly TemplateBody[];
}

/** A TaskTemplate of a job template. */
export interface TaskTemplate {
  readonly path: Path;
  /** How messages name it: `Task template "Encode"`. */
  readonly label: string;
  readonly name: string | null;
  /** Null where it has none that can be read, which is told. */
  readonly id: TemplateId | null;
  /** Null for what is no object. */
  readonly settings: TaskSettings | null;
  /** NumberofInputAssets and NumberofOutputAssets; null where they are no Int32. */
  readonly inputs: Setting<number | null>;
  readonly outputs: Setting<number | null>;
}

/** A job template, or its bare body. */
export interface JobTemplate {
  /** How messages name it: `The job template`. */
  readonly label: string;
  /** Where the JobTemplateBody stands. */
  readonly bodyPath: Path;
  /** What the JobTemplateBody says; null where it is not there, or a break of the XML or JSON may hide some of it. */
  readonly content: TemplateContent | null;
  /** Null where they are unknown: behind a link, of the wrong type, not in a bare body. */
  readonly taskTemplates: readonly TaskTemplate[] | null;
  readonly taskTemplatesPath: Path;
  /** NumberofInputAssets; null where it is not written or no Int32. */
  readonly inputs: Setting<number | null>;
}

const TEMPLATE_ID = /^nb:ttid:UUID:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/** An id as it is compared. */
export function readTemplateId(text: string, place: Place): TemplateId {
  return { text, key: text.toLowerCase(), place, isWellFormed: TEMPLATE_ID.test(text) };
}
