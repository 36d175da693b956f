/** What the page asks its workers, and what they answer: plain data that goes from one thread to another. */
import type { DocumentKind, Policy, Severity } from 'media-taskgraph';
import type { Encryption, JobEditor } from 'media-taskgraph/build';
import type { FileResult } from 'media-taskgraph/render';

/** A text and what it is called; the name says how to read it. */
export interface Source {
  readonly text: string;
  readonly fileName: string;
}

/** Characters of the text, `to` behind the last one. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A change of the text. */
export interface Change extends Stretch {
  readonly insert: string;
}

/** What is wrong with a text. */
export interface Checked extends Pick<FileResult, 'findings'> {
  readonly kind: DocumentKind;
  readonly counts: Readonly<Record<Severity, number>>;
  /** What there is, in a few words. */
  readonly summary: string;
}

/** A picture, or why there is none. */
export interface Drawn {
  readonly svg: string | null;
  readonly note: string | null;
  /** Who stands before whom, where the picture has no arrows that tell. */
  readonly edges: readonly (readonly [string, string])[];
}

/** How to plan. */
export interface PlanWish {
  readonly units: number;
  readonly policy: Policy;
  /** Seconds by task name or position; those that no task bears are left out. */
  readonly durations: Readonly<Record<string, number>>;
}

/** A plan as numbers, beside its chart. */
export interface Planned extends Drawn {
  readonly numbers: readonly (readonly [name: string, value: string])[];
  /** The makespan under each policy. */
  readonly policies: readonly { readonly policy: Policy; readonly makespan: string }[];
  /** The most units that can be of use. */
  readonly mostUnits: number;
  readonly tasks: readonly { readonly key: string; readonly name: string; readonly seconds: number }[];
  readonly isMeasured: boolean;
}

/** A call of the editor of jobs: its name and what it is given. */
export type EditCall = { [M in EditMethod]: readonly [M, ...Parameters<JobEditor[M]>] }[EditMethod];
type EditMethod = {
  [M in keyof JobEditor]: JobEditor[M] extends (...given: never[]) => JobEditor ? M : never;
}[keyof JobEditor];

/** What an edit comes to, or why it cannot be made. */
export type Edited = { readonly changes: readonly Change[] } | { readonly refusal: string };

/** An asset, and what its output is called. */
export interface FormAsset {
  readonly asset: string;
  readonly name: string;
}

/** The fields of a task. */
export interface FormTask {
  readonly position: number;
  readonly name: string;
  readonly processor: string;
  readonly configuration: string;
  readonly priority: number;
  readonly reads: readonly FormAsset[];
  readonly writes: readonly (FormAsset & { readonly encryption: Encryption | null })[];
  /** What is wrong, by field. */
  readonly findings: Readonly<Record<FormField, readonly string[]>>;
}

/** `other` is what no field is there for. */
export type FormField = 'name' | 'processor' | 'configuration' | 'priority' | 'body' | 'other';

/** A job as a form has it: all that there is to choose from, and one task in full. */
export interface FormModel {
  /** Why the job cannot be edited as a form. */
  readonly refusal: string | null;
  /** Each with how many findings it has. */
  readonly tasks: readonly { readonly name: string; readonly findings: number }[];
  /** The assets that a task may read. */
  readonly assets: readonly FormAsset[];
  readonly inputs: readonly string[];
  readonly task: FormTask | null;
}

/** Questions by name. */
export interface Questions {
  readonly check: Source;
  readonly fixAll: Source;
  readonly where: Source & { readonly job: number; readonly task: number };
  readonly form: Source & { readonly task: number };
  readonly edit: Source & { readonly call: EditCall };
  readonly graph: Source;
  readonly plan: Source & PlanWish;
}

/** Answers by the name of their question. */
export interface Answers {
  readonly check: Checked;
  readonly fixAll: readonly Change[];
  readonly where: Stretch | null;
  readonly form: FormModel;
  readonly edit: Edited;
  readonly graph: Drawn;
  readonly plan: Planned;
}

export type Kind = keyof Questions;
