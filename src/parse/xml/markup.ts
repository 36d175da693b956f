/** Markup that is no tag: comments, CDATA, instructions, the XML declaration, a DOCTYPE. */
import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import { xmlBreak } from './break-log.js';
import { scanTag } from './tag-scanner.js';
import type { XmlBreak } from './xml.js';

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
  if (xml.startsWith('<!--', start)) return readComment(xml, start);
  if (xml.startsWith('<![CDATA[', start)) return { kind: 'data', ...readUntil(xml, ']]>', start, start + 9) };
  if (/^<!doctype/i.test(xml.slice(start, start + 9)))
    return { kind: 'doctype', end: endOfDoctype(xml, start, isFirstDoctype), breaks: [] };
  if (xml[start + 1] === '!') {
    const end = xml.indexOf('>', start);
    const breaks = [breakAt(xml, 'malformed-markup', start, start + 2)];
    return { kind: 'silent', end: end < 0 ? xml.length : end + 1, breaks };
  }
  return xml[start + 1] === '?' ? readInstruction(xml, start) : null;
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
  const dashes = xml.slice(start + 4, end - 3).indexOf('--');
  const at = start + 4 + dashes;
  return {
    kind: 'silent',
    end,
    breaks: dashes < 0 ? breaks : [...breaks, breakAt(xml, 'malformed-markup', at, at + 2)],
  };
}

function readInstruction(xml: string, start: number): Markup {
  if (!/^<\?xml[ \t\r\n?]/.test(xml.slice(start, start + 6))) {
    return { kind: 'silent', ...readUntil(xml, '?>', start, start + 2) };
  }
  const { breaks, attributes, end } = scanTag(xml, start, start + 2);
  const hasVersion = attributes[0]?.name === 'version';
  const problem = start > 0 ? 'declaration-not-first' : hasVersion ? null : 'malformed-markup';
  const own = problem === null ? [] : [breakAt(xml, problem, start, start + 5)];
  return { kind: 'silent', end, breaks: [...breaks, ...own] };
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
