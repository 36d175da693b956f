/** A value as JSON on one line, whoever reads it. */
export function jsonText(value: unknown): string {
  return harmlessJson(JSON.stringify(value));
}

/**
 * The same JSON in other words: some readers end lines at more than LF, and a build server takes `##` in a string for the
 * start of a command. Both are escaped.
 */
export function harmlessJson(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]|#(?<=##)/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
