import type { Code } from '../diagnostics/codes.js';

/**
 * What a code means: what is wrong, how sure the fact is, and the way out, as paragraphs of Markdown with nothing but code,
 * emphasis and strong words. The beginning of what `taskgraph explain` prints, loaded when it is first asked for.
 */
export async function codeDocs(code: Code): Promise<readonly string[]> {
  const { CODE_DOCS } = await import('./code-docs.generated.js');
  return CODE_DOCS[code] ?? [];
}
