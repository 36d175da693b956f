/** References to assets: `JobInputAsset(n)`, `JobOutputAsset(n)`. */
import { trimmedSpan } from '../text/span.js';

export type AssetKind = 'JobInputAsset' | 'JobOutputAsset';

/** Which asset is meant. */
export interface AssetReference {
  readonly kind: AssetKind;
  /** Int32, from 0: the n-th input of the job, or the n-th of all assets that its tasks write. */
  readonly index: number;
}

/** The largest Int32 (inferred: indexes are Int32 in every client). */
export const MAX_ASSET_INDEX = 2147483647;

/** A reference as text, the way the service writes it. In two parts, since each part that is joined is a string of its own. */
export function formatReference({ kind, index }: AssetReference): string {
  const end = `${index})`;
  return kind === 'JobInputAsset' ? `JobInputAsset(${end}` : `JobOutputAsset(${end}`;
}

const EXACT = /^Job(?:Input|Output)Asset\((?:0|[1-9]\d{0,9})\)$/;
const LOOSE = /^job(in|out)putasset\((\d+)\)$/i;

/** What is so near to a reference that only one can be meant: other brackets, blanks, a letter or bracket too few. */
const ALMOST = /^job[ _-]?(in|out)put[ _-]?ass?et[ _-]?[\s([{<]*(\d{1,9})[\s)\]}>]*$/i;

/** How a text reads as a reference, and what keeps it from being one. */
export type ReadReference =
  /** `padding` is white space around it or leading zeros. */
  | { readonly reference: AssetReference; readonly guess: null; readonly fault: null | 'padding' | 'case' }
  /** `guess` is what it may have meant; it does not link. */
  | {
      readonly reference: null;
      readonly guess: AssetReference | null;
      readonly fault: 'empty' | 'no-index' | 'negative' | 'too-large' | 'form';
    };

/** Reads the text of an inputAsset or outputAsset. XML white space around it is tolerated, and told. */
export function readReference(text: string): ReadReference {
  const { start, end } = trimmedSpan(text);
  const trimmed = text.slice(start, end);
  if (EXACT.test(trimmed)) {
    const kind = trimmed[3] === 'I' ? 'JobInputAsset' : 'JobOutputAsset';
    const reference = { kind, index: Number(trimmed.slice(kind.length + 1, -1)) } as const;
    const fault = trimmed.length === text.length ? null : 'padding';
    if (reference.index <= MAX_ASSET_INDEX) return { reference, guess: null, fault };
  }
  const loose = LOOSE.exec(trimmed);
  if (loose !== null) {
    const index = Number(loose[2]);
    if (index > MAX_ASSET_INDEX) return { reference: null, guess: null, fault: 'too-large' };
    const reference = { kind: kindOf(loose[1] as string), index };
    return { reference, guess: null, fault: trimmed.startsWith(reference.kind) ? 'padding' : 'case' };
  }
  return { reference: null, ...faultOf(trimmed) };
}

function faultOf(text: string): Pick<Extract<ReadReference, { reference: null }>, 'guess' | 'fault'> {
  if (text === '') return { guess: null, fault: 'empty' };
  if (/^job(?:in|out)putasset(?:\(\s*\))?$/i.test(text)) return { guess: null, fault: 'no-index' };
  if (/^job(?:in|out)putasset\(-\d+\)$/i.test(text)) return { guess: null, fault: 'negative' };
  const almost = text.length > 60 ? null : ALMOST.exec(text);
  const guess = almost === null ? null : { kind: kindOf(almost[1] as string), index: Number(almost[2]) };
  return { guess, fault: 'form' };
}

function kindOf(direction: string): AssetKind {
  return direction.toLowerCase() === 'in' ? 'JobInputAsset' : 'JobOutputAsset';
}
