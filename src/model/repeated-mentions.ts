/** Assets that one task lists twice among its inputs, or among its outputs. */
import { diagnostic, type Extras, type Fix, type Path, type Related, valueAt } from '../diagnostics/diagnostic.js';
import { isLineEnd, type Span, withSpaces } from '../text/span.js';
import { formatReference } from './asset-reference.js';
import type { AssetMention, BodySource, TaskBody } from './task-body.js';

/**
 * Tells each later mention of an asset on the same side of a TaskBody. An input gains nothing from it (inferred). An output
 * that is listed twice was seen to work live: hence only an info; what the later mention says of it, the .NET client drops.
 */
export function reportRepeated(body: TaskBody, { xml, path, report }: BodySource): void {
  forRepeated(body.inputs, (asset, first, mention) => {
    const fix = body.isComplete ? { fix: removal(xml, mention, path) } : {};
    report(
      diagnostic('repeated-input', valueAt(path, mention.range), { asset }, { ...related(asset, first, path), ...fix }),
    );
  });
  if (body.outputs.length < 2) return;
  const outputs = body.outputs.filter(({ reference }) => reference?.kind === 'JobOutputAsset');
  forRepeated(outputs, (asset, first, mention) => {
    report(diagnostic('repeated-output', valueAt(path, mention.range), { asset }, related(asset, first, path)));
  });
}

function forRepeated(
  mentions: readonly AssetMention[],
  tell: (asset: string, first: AssetMention, mention: AssetMention) => void,
): void {
  if (mentions.length < 2) return;
  const seen = new Map<string, AssetMention>();
  for (const mention of mentions) {
    if (mention.reference === null) continue;
    const asset = formatReference(mention.reference);
    const first = seen.get(asset);
    if (first === undefined) seen.set(asset, mention);
    else tell(asset, first, mention);
  }
}

function related(asset: string, first: AssetMention, path: Path): Extras {
  const place = valueAt(path, first.range);
  return { related: [{ role: 'first-mention', name: asset, place } satisfies Related] };
}

/** Takes the element away; where it has a line to itself, with the line. */
function removal(xml: string, { element }: AssetMention, path: Path): Fix {
  const edits = [{ place: valueAt(path, ownLine(xml, element) ?? element), text: '' }];
  return { title: 'Remove it', safe: true, edits };
}

/** The lines of an element with white space around it and the line break behind it; null where anything else is on them. */
function ownLine(xml: string, element: Span): Span | null {
  const { start, end } = withSpaces(xml, element);
  if (!isLineEnd(xml[start - 1]) || !isLineEnd(xml[end])) return null;
  return { start, end: end + (xml.startsWith('\r\n', end) ? 2 : 1) };
}
