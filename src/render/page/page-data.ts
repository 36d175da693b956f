/** What the script of a page knows: the contract between the core, which writes it as JSON, and `src/browser/client.ts`. */

/** A task or an asset. Its id is `t3` for task 3 and `a0` for asset 0 of the job. */
export interface PageNode {
  readonly name: string;
  /** What the details say, as names and values. */
  readonly facts: readonly (readonly [string, string])[];
  /** Ids of what stands before it and behind it: a task's assets, or an asset's tasks. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The nodes of each job by the ids of both. */
export type PageData = Readonly<Record<string, Readonly<Record<string, PageNode>>>>;
