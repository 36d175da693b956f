/**
 * Text without half surrogate pairs: each becomes U+FFFD. A file name or a key may have them, UTF-8 cannot carry them, and
 * strict readers of JSON and XML refuse a document with one.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Whether a text has no half surrogate pairs. */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
