/** References to assets: `JobInputAsset(n)`, `JobOutputAsset(n)`. */

export type AssetKind = 'JobInputAsset' | 'JobOutputAsset';

/** Which asset is meant. */
export interface AssetReference {
  readonly kind: AssetKind;
  /** Int32, from 0: the n-th input of the job, or the n-th of all assets that its tasks write. */
  readonly index: number;
}

/** The largest Int32 (inferred: indexes are Int32 in every client). */
export const MAX_ASSET_INDEX = 2147483647;

/** A reference as text, the way the service writes it. */
export function formatReference({ kind, index }: AssetReference): string {
  return `${kind}(${index})`;
}

const EXACT = /^Job(Input|Output)Asset\((0|[1-9]\d{0,9})\)$/;
const LOOSE = /^job(in|out)putasset\((\d+)\)$/i;

/** How a text reads as a reference, and what keeps it from being one. */
export type ReadReference =
  | { readonly reference: AssetReference; readonly fault: null }
  /** `padding` is white space around it or leading zeros. */
  | { readonly reference: AssetReference; readonly fault: 'padding' | 'case' }
  | { readonly reference: null; readonly fault: 'empty' | 'no-index' | 'negative' | 'too-large' | 'form' };

/** Reads the text of an inputAsset or outputAsset. XML white space around it is tolerated, and told. */
export function readReference(text: string): ReadReference {
  const exact = EXACT.exec(text);
  if (exact !== null && Number(exact[2]) <= MAX_ASSET_INDEX) {
    return { reference: { kind: `Job${exact[1] as 'Input' | 'Output'}Asset`, index: Number(exact[2]) }, fault: null };
  }
  const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  const loose = LOOSE.exec(trimmed);
  if (loose !== null) {
    const index = Number(loose[2]);
    if (index > MAX_ASSET_INDEX) return { reference: null, fault: 'too-large' };
    const kind = (loose[1] as string).toLowerCase() === 'in' ? 'JobInputAsset' : 'JobOutputAsset';
    return { reference: { kind, index }, fault: trimmed.startsWith(kind) ? 'padding' : 'case' };
  }
  if (trimmed === '') return { reference: null, fault: 'empty' };
  if (/^job(?:in|out)putasset(?:\(\s*\))?$/i.test(trimmed)) return { reference: null, fault: 'no-index' };
  if (/^job(?:in|out)putasset\(-\d+\)$/i.test(trimmed)) return { reference: null, fault: 'negative' };
  return { reference: null, fault: 'form' };
}
