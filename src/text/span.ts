/** A half-open run of UTF-16 code units: `start` is inside, `end` is not. Offsets count from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
