const SIZES = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** Seconds in the units that people use: `40 s`, `1 min 31 s`, `2 h`. */
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
