/** XML as the model reads it: elements with the ranges of all that a finding may point at. */
import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import type { Span } from '../../text/span.js';
import type { Mend } from '../repair.js';

export interface XmlAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  /** Without the quotes; null where no value stands. */
  readonly valueSpan: Span | null;
}

/** An element with its children; text is read from its content when it is needed. */
export interface XmlElement {
  readonly name: string;
  readonly nameSpan: Span;
  readonly attributes: readonly XmlAttribute[];
  /** From the opening bracket to behind the closing tag. */
  readonly span: Span;
  /** Between the tags; empty for `<a/>`. */
  readonly content: Span;
  readonly children: readonly XmlElement[];
  /** False where its closing tag is missing or a break lies in its text: then its text is not what was meant. */
  readonly isSound: boolean;
  /** False where a break lies in its opening tag: then an attribute may be hidden, or not be what was meant. */
  readonly hasSoundTag: boolean;
}

/** One place where XML is not well-formed. */
export interface XmlBreak {
  readonly problem: XmlProblem;
  readonly span: Span;
  readonly found: string;
  readonly expected: string;
  /** The other half of a pair that does not match: an opening tag, the first of two equal attributes. */
  readonly pair?: { readonly name: string; readonly span: Span };
  /** What takes it away, where that is known and the break alone does not say it. */
  readonly mend?: Mend | null;
}

/** What the recovery makes of a text. */
export interface ReadXml {
  readonly root: XmlElement | null;
  readonly breaks: readonly XmlBreak[];
  readonly doctype: Span | null;
  /** The tag that opens one level too many, where reading stopped. */
  readonly tooDeep: Span | null;
}
