/** All reads of one asset by one task. */
export interface Read {
  readonly task: number;
  /** Number of the asset in the graph. */
  readonly asset: number;
}

/** A group of tasks that wait for each other, and what to say of it. */
export interface Cycle {
  /** A shortest cycle, from its first task; ties go to the smallest positions, then to the smallest assets. */
  readonly tasks: readonly number[];
  /** `assets[i]` is written by `tasks[i]` and read by the next task. */
  readonly assets: readonly number[];
  /** All tasks that wait for each other here, ascending. */
  readonly component: readonly number[];
  /** The assets over which they wait: those that some of them write and some read, ascending. */
  readonly ties: readonly number[];
  /** False where the search for a shorter cycle stopped at its bound. */
  readonly isShortest: boolean;
  /** Reads without which the component has no cycle, by task, then asset. */
  readonly cut: readonly Read[];
  /** False where the search for a smaller cut stopped at its bound. */
  readonly isSmallestCut: boolean;
}

/** Steps that a search may take; it says so when it stops short. */
export interface Budget {
  left: number;
}
