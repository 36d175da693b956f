import { XmlDocument, type XmlElement } from 'libxml2-wasm';

/** What somebody finds in XML, which has to be well-formed. */
export function parsed<T>(svg: string, use: (root: XmlElement) => T): T {
  const document = XmlDocument.fromString(svg);
  try {
    return use(document.root);
  } finally {
    document.dispose();
  }
}
