/** Markup that is no tag: comments, CDATA, instructions, the XML declaration, a DOCTYPE. */
import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import { isBlank } from '../../text/span.js';
import { otherBreak, xmlBreak } from './break-log.js';
import { endOfName, scanTag } from './tag-scanner.js';
import type { XmlAttribute, XmlBreak } from './xml.js';

/** What ends markup in which nothing else is markup, by how it begins. */
export const MARKUP_ENDS: ReadonlyMap<string, string> = new Map([
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]);

/** One piece of markup: where it ends, and what is wrong with it. */
export interface Markup {
  readonly kind: 'silent' | 'data' | 'doctype';
  /** Behind it; the end of the text where its end is missing. */
  readonly end: number;
  readonly breaks: readonly XmlBreak[];
}

/**
 * Reads the markup whose opening bracket is at `start`; null where that begins a tag or nothing. Only the first DOCTYPE may
 * have declarations in brackets.
 */
export function readMarkup(xml: string, start: number, isFirstDoctype: boolean): Markup | null {
  if (xml[start + 1] === '?') return readInstruction(xml, start);
  if (xml[start + 1] !== '!') return null;
  if (xml.startsWith('<!--', start)) return readComment(xml, start);
  if (xml.startsWith('<![CDATA[', start)) return { kind: 'data', ...readUntil(xml, ']]>', start, start + 9) };
  if (/^<!doctype/i.test(xml.slice(start, start + 9)))
    return { kind: 'doctype', end: endOfDoctype(xml, start, isFirstDoctype), breaks: [] };
  const end = xml.indexOf('>', start);
  const breaks = [breakAt(xml, 'malformed-markup', start, start + 2)];
  return { kind: 'silent', end: end < 0 ? xml.length : end + 1, breaks };
}

/** The name of the first opening tag of a text, well-formed or not; '' where there is none. */
export function firstTagName(xml: string): string {
  let sawDoctype = false;
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const markup = readMarkup(xml, at, !sawDoctype);
    sawDoctype ||= markup?.kind === 'doctype';
    const name = markup === null ? TAG_NAME.exec(xml.slice(at, at + 64))?.[1] : undefined;
    if (name !== undefined) return name;
    at = xml.indexOf('<', markup?.end ?? at + 1);
  }
  return '';
}

const TAG_NAME = /^<([A-Za-z_][\w.:-]{0,60})/;

function readComment(xml: string, start: number): Markup {
  const { end, breaks } = readUntil(xml, '-->', start, start + 4);
  const at = xml.indexOf('--', start + 4);
  const isDoubled = at >= 0 && at + 2 < end && xml[at + 2] !== '>';
  return {
    kind: 'silent',
    end,
    breaks: isDoubled ? [...breaks, breakAt(xml, 'malformed-markup', at, at + 2)] : breaks,
  };
}

/** An instruction: a name, and white space before all else. The name "xml", in any case, is for the declaration. */
function readInstruction(xml: string, start: number): Markup {
  if (/^<\?xml[ \t\r\n?]/.test(xml.slice(start, start + 6))) return readDeclaration(xml, start);
  const { end, breaks } = readUntil(xml, '?>', start, start + 2);
  const behind = endOfName(xml, start + 2);
  const isNamed = behind > start + 2 && (behind === end - 2 || isBlank(xml.charCodeAt(behind)));
  const isReserved = /^xml$/i.test(xml.slice(start + 2, behind));
  const isSound = breaks.length > 0 || (isNamed && !isReserved);
  return { kind: 'silent', end, breaks: isSound ? breaks : [otherBreak(isNamed ? end - 1 : behind)] };
}

function readDeclaration(xml: string, start: number): Markup {
  const { breaks, attributes, end } = scanTag(xml, start, start + 2);
  const hasVersion = attributes[0]?.name === 'version';
  const problem = start > startOf(xml) ? 'declaration-not-first' : hasVersion ? null : 'malformed-markup';
  const own = problem === null ? [] : [breakAt(xml, problem, start, start + 5)];
  const isSaid = breaks.length + own.length > 0;
  return { kind: 'silent', end, breaks: isSaid ? [...breaks, ...own] : declarationBreaks(xml, attributes, end) };
}

/** What a declaration may say, in this order. */
const DECLARED: readonly (readonly [string, RegExp])[] = [
  ['version', /^1\.[0-9]+$/],
  ['encoding', /^[A-Za-z][\w.-]*$/],
  ['standalone', /^(?:yes|no)$/],
];

/** What is wrong in a declaration that is a tag as tags are: it says something else, or has another end. */
function declarationBreaks(xml: string, attributes: readonly XmlAttribute[], end: number): readonly XmlBreak[] {
  let next = 0;
  for (const { name, nameSpan, valueSpan } of attributes) {
    const at = DECLARED.findIndex(([declared], index) => index >= next && declared === name);
    if (at < 0) return [otherBreak(nameSpan.start)];
    next = at + 1;
    const value = xml.slice(valueSpan?.start, valueSpan?.end);
    if (!DECLARED[at]?.[1].test(value)) return [otherBreak(valueSpan?.end ?? nameSpan.end)];
  }
  return xml.startsWith('?>', end - 2) ? [] : [otherBreak(end - 1)];
}

/** Where a text begins: a byte order mark is not part of it. */
export function startOf(xml: string): number {
  return xml.startsWith('\ufeff') ? 1 : 0;
}

/** To behind a terminator, or to the end of the text where it is missing. */
function readUntil(xml: string, terminator: string, start: number, from: number): Pick<Markup, 'end' | 'breaks'> {
  const found = xml.indexOf(terminator, from);
  if (found >= 0) return { end: found + terminator.length, breaks: [] };
  return { end: xml.length, breaks: [breakAt(xml, 'unclosed-markup', start, from, terminator)] };
}

/** The end of a DOCTYPE, over its declarations in brackets, which are not read. */
function endOfDoctype(xml: string, start: number, maySubset: boolean): number {
  const close = xml.indexOf('>', start);
  const isSubset = maySubset && close >= 0 && xml.slice(start, close).includes('[');
  const closeSubset = isSubset ? xml.indexOf(']', close) : -1;
  const end = closeSubset < 0 ? close : xml.indexOf('>', closeSubset);
  return end < 0 ? xml.length : end + 1;
}

function breakAt(xml: string, problem: XmlProblem, start: number, end: number, expected = ''): XmlBreak {
  return xmlBreak(xml, problem, { start, end }, { expected });
}
