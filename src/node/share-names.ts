/**
 * What is said by name is said for a file, which may have several jobs: each gets the names that it has. What no job has goes
 * to the first, which refuses it.
 */
export function shareNames<J>(
  names: readonly string[],
  jobs: readonly J[],
  has: (job: J) => (name: string) => boolean,
): readonly (readonly string[])[] {
  const tests = jobs.map(has);
  const isUnknown = new Set(names.filter((name) => !tests.some((test) => test(name))));
  return tests.map((test, index) => names.filter((name) => test(name) || (index === 0 && isUnknown.has(name))));
}
