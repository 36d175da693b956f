/** What the page asks its workers, and what they answer: plain data that goes from one thread to another. */
import type { DocumentKind, Policy, Severity } from 'media-taskgraph';

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

/** A finding, ready to show. */
export interface Finding extends Stretch {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly related: readonly (Stretch & { readonly message: string })[];
  readonly fix: { readonly title: string; readonly safe: boolean; readonly changes: readonly Change[] } | null;
}

/** What is wrong with a text. */
export interface Checked {
  readonly kind: DocumentKind;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
}

/** A picture, or why there is none. */
export interface Drawn {
  readonly svg: string | null;
  readonly note: string | null;
  /** Who stands before whom, as the picture names them. */
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

/** Questions by name. */
export interface Questions {
  readonly check: Source;
  readonly fixAll: Source;
  readonly graph: Source;
  readonly plan: Source & PlanWish;
  readonly where: Source & { readonly job: number; readonly task: number };
}

/** Answers by the name of their question. */
export interface Answers {
  readonly check: Checked;
  readonly fixAll: readonly Change[];
  readonly graph: Drawn;
  readonly plan: Planned;
  readonly where: Stretch | null;
}

export type Kind = keyof Questions;
