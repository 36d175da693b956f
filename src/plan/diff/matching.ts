/** Pairs of tasks: the counterpart of each by position, -1 for none. */
export interface Matching {
  readonly newOf: Int32Array;
  readonly oldOf: Int32Array;
}
