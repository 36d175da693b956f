/** What can be wrong with a `$batch` text around the definitions in it, and the sentences for it. */

/** How people break a batch. */
export type BatchProblem =
  | 'no-boundary'
  | 'boundary-not-found'
  | 'boundary-misspelt'
  | 'missing-end'
  | 'part-after-end'
  | 'missing-blank-line'
  | 'header'
  | 'part-type'
  | 'request-line'
  | 'missing-body'
  | 'unknown-content-id'
  | 'repeated-content-id'
  | 'body-type'
  | 'body-mismatch';

/** From a problem to its sentence. */
export const BATCH_MESSAGES: { readonly [P in BatchProblem]: (found: string, expected: string) => string } = {
  'no-boundary': (found) => `The Content-Type "${found}" names no boundary, which is what separates the parts.`,
  'boundary-not-found': (found, expected) =>
    `No line is --${found}, the boundary that this header names.${expected === '' ? '' : ` Did you mean ${expected}?`}`,
  'boundary-misspelt': (found, expected) =>
    `Unexpected ${found}, expected ${expected}: a boundary is the same everywhere.`,
  'missing-end': (_, expected) => `The last part is not ended, expected ${expected} here.`,
  'part-after-end': (found) => `Unexpected ${found}: ${found}-- has ended the parts above.`,
  'missing-blank-line': () => 'Expected a blank line before this: it ends the headers.',
  header: (found) => `"${found}" is no header, expected a name, a colon and a value.`,
  'part-type': (found, expected) =>
    found === ''
      ? `This part has no Content-Type, expected ${expected}.`
      : `The Content-Type of this part is "${found}", expected ${expected}.`,
  'request-line': (found, expected) =>
    found === ''
      ? `Expected a request line here, as in ${expected}.`
      : `"${found}" is no request line, expected one as in ${expected}.`,
  'missing-body': (found) => `${found} has no body. It stands behind the headers, after a blank line.`,
  'unknown-content-id': (found, expected) =>
    `Nothing that this can be posted to has the Content-ID that ${found} refers to.${expected === '' ? ' Give it one.' : ` Did you mean ${expected}?`}`,
  'repeated-content-id': (found) => `The Content-ID ${found} is there twice, so $${found} could mean either part.`,
  'body-type': (found) => `The Content-Type "${found}" is neither JSON nor Atom.`,
  'body-mismatch': (found, expected) => `Expected ${expected} as the body, found: ${found}`,
};
