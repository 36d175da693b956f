/** Names of XML by their namespaces, whatever prefixes a file has chosen. */
import { nearest } from '../../diagnostics/nearest.js';
import type { Span } from '../../text/span.js';
import { valueText } from '../xml/characters.js';
import type { XmlAttribute, XmlElement } from '../xml/xml.js';

/** The vocabularies of an Atom entry of OData (reference of the v2 REST interface). */
export type Space = 'atom' | 'data' | 'metadata' | 'other';

const SPACES: ReadonlyMap<string, Space> = new Map([
  ['http://www.w3.org/2005/Atom', 'atom'],
  ['http://schemas.microsoft.com/ado/2007/08/dataservices', 'data'],
  ['http://schemas.microsoft.com/ado/2007/08/dataservices/metadata', 'metadata'],
]);

/** What a prefix means where its declaration is missing, or names another version of the vocabulary. */
const CUSTOMARY: ReadonlyMap<string, Space> = new Map([
  ['d', 'data'],
  ['m', 'metadata'],
]);

/** An element, and what its name means. */
export interface NamedElement {
  readonly element: XmlElement;
  readonly space: Space;
  /** The name without its prefix, and where that stands. */
  readonly local: string;
  readonly localSpan: Span;
  readonly children: readonly NamedElement[];
  readonly scope: Scope;
}

/** The declarations in force at an element: its own, then those around it. */
interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}

/** A prefix without a declaration, where it is used first. */
export interface UndeclaredPrefix {
  readonly prefix: string;
  readonly span: Span;
}

/** A declaration whose namespace is nearly one of ours; it is read as if it were. */
export interface MisspeltNamespace {
  readonly uri: string;
  readonly meant: string;
  readonly span: Span;
}

/** A tree of elements with their names resolved. */
export interface NamedTree {
  readonly root: NamedElement;
  readonly undeclared: readonly UndeclaredPrefix[];
  /** Each URI where it stands first. */
  readonly misspelt: readonly MisspeltNamespace[];
}

const XML_SCOPE: Scope = { own: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]), outer: null };

interface Growing extends NamedElement {
  readonly children: NamedElement[];
}

/** Resolves the names of an element and of all in it. */
export function nameElements(xml: string, root: XmlElement): NamedTree {
  return new Namer(xml).run(root);
}

class Namer {
  readonly #xml: string;
  readonly #undeclared = new Map<string, UndeclaredPrefix>();
  /** What each URI was meant to be: null for itself. */
  readonly #meant = new Map<string, MisspeltNamespace | null>();

  constructor(xml: string) {
    this.#xml = xml;
  }

  run(root: XmlElement): NamedTree {
    const top = this.#name(root, XML_SCOPE);
    const pending: Growing[] = [top];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { element, children, scope } = next;
      this.#checkPrefix(element.name, element.nameSpan, scope);
      for (const { name, nameSpan } of element.attributes) this.#checkPrefix(name, nameSpan, scope);
      const named = element.children.map((child) => this.#name(child, scope));
      for (const child of named) children.push(child);
      for (const child of named.toReversed()) pending.push(child);
    }
    const misspelt = [...this.#meant.values()].filter((one) => one !== null);
    return { root: top, undeclared: [...this.#undeclared.values()], misspelt };
  }

  #name(element: XmlElement, outer: Scope): Growing {
    const scope = this.#openScope(element, outer);
    const prefix = prefixOf(element.name);
    const { end } = element.nameSpan;
    const local = element.name.slice(prefix === '' ? 0 : prefix.length + 1);
    const localSpan = { start: end - local.length, end };
    return { element, space: spaceOf(prefix, scope), local, localSpan, children: [], scope };
  }

  #openScope({ attributes }: XmlElement, outer: Scope): Scope {
    let own: Map<string, string> | null = null;
    for (const attribute of attributes) {
      if (!/^xmlns(?::|$)/.test(attribute.name)) continue;
      own ??= new Map();
      own.set(attribute.name.slice('xmlns:'.length), this.#readUri(attribute));
    }
    return own === null ? outer : { own, outer };
  }

  #readUri(attribute: XmlAttribute): string {
    const uri = valueText(this.#xml, attribute);
    if (SPACES.has(uri)) return uri;
    const known = this.#meant.get(uri);
    if (known !== undefined) return known?.meant ?? uri;
    const meant = nearest(uri, [...SPACES.keys()]);
    const span = attribute.valueSpan ?? attribute.nameSpan;
    this.#meant.set(uri, meant === null ? null : { uri, meant, span });
    return meant ?? uri;
  }

  #checkPrefix(name: string, { start }: Span, scope: Scope): void {
    const prefix = prefixOf(name);
    if (prefix === '' || prefix === 'xmlns' || this.#undeclared.has(prefix) || lookUp(prefix, scope) !== null) return;
    this.#undeclared.set(prefix, { prefix, span: { start, end: start + prefix.length } });
  }
}

/** As deep as elements nest, which is bounded. */
function lookUp(prefix: string, innermost: Scope): string | null {
  for (let scope: Scope | null = innermost; scope !== null; scope = scope.outer) {
    const uri = scope.own.get(prefix);
    if (uri !== undefined) return uri;
  }
  return null;
}

function spaceOf(prefix: string, scope: Scope): Space {
  const uri = lookUp(prefix, scope);
  if (uri === null && prefix === '') return 'atom';
  return SPACES.get(uri ?? '') ?? CUSTOMARY.get(prefix) ?? 'other';
}

function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

/** The attribute of the metadata vocabulary (`m:type`, `m:null`), or null. */
export function metadataAttribute({ element, scope }: NamedElement, local: string): XmlAttribute | null {
  for (const attribute of element.attributes) {
    const prefix = prefixOf(attribute.name);
    const isNamed = prefix !== '' && attribute.name.length === prefix.length + 1 + local.length;
    if (isNamed && attribute.name.endsWith(local) && spaceOf(prefix, scope) === 'metadata') return attribute;
  }
  return null;
}

/** The value of an attribute without a prefix; '' where it is not there. */
export function plainAttribute(xml: string, { element }: NamedElement, name: string): string {
  const attribute = element.attributes.find((other) => other.name === name);
  return attribute === undefined ? '' : valueText(xml, attribute);
}

/** The first child of a name, or null. */
export function childNamed({ children }: NamedElement, space: Space, local: string): NamedElement | null {
  return children.find((child) => child.space === space && child.local === local) ?? null;
}
