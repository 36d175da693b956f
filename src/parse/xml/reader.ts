/** The reader of well-formed XML. The only importer of fast-xml-parser. */
import { XMLParser } from 'fast-xml-parser';
import { NESTING_LIMIT } from '../limits.js';
import { scanTag } from './tag-scanner.js';
import type { XmlElement } from './xml.js';

/** Made when it is first needed: most definitions can be read without. */
function makeReader(): { readonly parser: XMLParser; readonly metadata: symbol } {
  const parser = new XMLParser({
    preserveOrder: true,
    captureMetaData: true,
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: NESTING_LIMIT,
    cdataPropName: '#cdata',
    commentPropName: '#comment',
    onDangerousProperty: (name: string) => name,
  });
  // The library declares it as the wrapper type `Symbol`.
  return { parser, metadata: XMLParser.getMetaDataSymbol() as never };
}

let reader: ReturnType<typeof makeReader> | null = null;

/** What fast-xml-parser makes of a node: one property named after the tag. */
type Node = Record<string, Node[]>;

interface Place {
  readonly startIndex: number;
  readonly endIndex: number;
}

interface Growing extends XmlElement {
  readonly children: XmlElement[];
}

/**
 * The root element of a text that was found well-formed, or null where fast-xml-parser refuses it all the same (it
 * reserves names such as `constructor`), or may read past the end of an instruction with a quote in it. The tree is the
 * library's; the ranges within a tag are the tag scanner's.
 */
export function readXml(xml: string): XmlElement | null {
  // An XML declaration stands at the beginning.
  if (xml.includes('<?', 1)) return null;
  reader ??= makeReader();
  const { parser, metadata } = reader;
  let top: Node[];
  try {
    top = parser.parse(xml) as Node[];
  } catch {
    return null;
  }
  const holder: XmlElement[] = [];
  const pending: { nodes: Node[]; into: XmlElement[] }[] = [{ nodes: top, into: holder }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const node of next.nodes) {
      const place = placeOf(node, metadata);
      if (place === undefined) continue;
      const element = toElement(xml, place.startIndex, place.endIndex);
      next.into.push(element);
      pending.push({ nodes: Object.values(node)[0] ?? [], into: element.children });
    }
  }
  return holder[0] ?? null;
}

/** Where a node stood. */
function placeOf(node: object, metadata: symbol): Place | undefined {
  return (node as Record<symbol, Place | undefined>)[metadata];
}

function toElement(xml: string, start: number, end: number): Growing {
  const { name, nameSpan, attributes, end: tagEnd, isSelfClosing } = scanTag(xml, start);
  const contentEnd = isSelfClosing ? tagEnd : xml.lastIndexOf('</', end - 1);
  return {
    name,
    nameSpan,
    attributes,
    span: { start, end },
    content: { start: tagEnd, end: contentEnd },
    children: [],
    isSound: true,
    hasSoundTag: true,
  };
}
