/** Times for people: `1 h 30 min`, and round ones for an axis. */

const SIZES: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
];

/** Seconds in the units that people use, exact to the millisecond: `40 s`, `1 min 31 s`, `2 h`, `0.25 s`. */
export function timeText(seconds: number): string {
  let rest = Math.round(seconds * 1000);
  const parts: string[] = [];
  for (const [unit, size] of SIZES) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  if (rest > 0 || parts.length === 0) parts.push(`${rest / 1000} s`);
  return parts.join(' ');
}

/** Steps of an axis up to a day, in milliseconds: those of a clock. */
const CLOCK_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * 60_000),
];

/** Round times from 0 to an end, at most `most` steps apart; in seconds. */
export function axisTimes(end: number, most: number): readonly number[] {
  const total = Math.round(end * 1000);
  let step = CLOCK_STEPS.find((size) => total / size <= most) ?? 0;
  for (let day = 86_400_000; step === 0; day *= 10) {
    step = [2, 5, 10].map((factor) => factor * day).find((size) => total / size <= most) ?? 0;
  }
  return Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => (index * step) / 1000);
}
