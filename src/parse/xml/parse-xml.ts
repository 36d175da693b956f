/** XML in three steps: the recovery judges by the letter, the reader reads what is well-formed, the recovery all else. */

import { readXml } from '#xml-reader';
import { diagnostic, excerpt, type Path, type Related, type Report, valueAt } from '../../diagnostics/diagnostic.js';
import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import { NESTING_LIMIT } from '../limits.js';
import { readPlainXml } from './plain-reader.js';
import { readStrictly, recoverXml } from './recover.js';
import type { XmlBreak, XmlElement } from './xml.js';
import { fixOfBreak } from './xml-fixes.js';

export interface ParsedXml {
  /** The root element; null where there is none or it nests too deep to be read. */
  readonly root: XmlElement | null;
  /** Whether every element could be read; false where a break may have swallowed some. */
  readonly isComplete: boolean;
  readonly isWellFormed: boolean;
}

/** Breaks within a tag or a run of text, behind which every element is still found. */
const LOSES_NOTHING: ReadonlySet<XmlProblem> = new Set<XmlProblem>([
  'curly-quote',
  'unquoted-value',
  'missing-value',
  'quote-in-value',
  'less-than-in-value',
  'missing-space',
  'repeated-attribute',
  'raw-ampersand',
  'unknown-entity',
  'invalid-character-reference',
  'invalid-character',
  'cdata-end-in-text',
  'opening-for-closing',
  'closing-tag-case',
  'declaration-not-first',
  'space-before-name',
  'missing-root',
  'other',
]);

/** Reads XML that stands at `path` and reports what is wrong with its syntax. */
export function parseXml(xml: string, path: Path, report: Report): ParsedXml {
  const plain = readPlainXml(xml);
  if (plain !== null) return { root: plain, isComplete: true, isWellFormed: true };
  const strict = readStrictly(xml);
  const isUnbroken = strict.breaks.length === 0 && strict.doctype === null;
  if (isUnbroken && strict.tooDeep === null) {
    return { root: readXml(xml) ?? strict.root, isComplete: true, isWellFormed: true };
  }
  const { root, breaks, doctype, tooDeep } = isUnbroken ? strict : recoverXml(xml);
  if (tooDeep !== null) {
    report(diagnostic('nesting-too-deep', valueAt(path, tooDeep), { syntax: 'XML', limit: NESTING_LIMIT }));
    return { root: null, isComplete: false, isWellFormed: false };
  }
  if (doctype !== null) report(diagnostic('xml-doctype', valueAt(path, doctype), {}));
  // Entities that a DOCTYPE may declare are not blamed: the DOCTYPE is.
  const told = breaks.filter(({ problem }) => doctype === null || problem !== 'unknown-entity');
  for (const found of told) reportBreak(xml, found, path, report);
  const isComplete = breaks.every(({ problem }) => LOSES_NOTHING.has(problem));
  return { root, isComplete, isWellFormed: false };
}

function reportBreak(xml: string, made: XmlBreak, path: Path, report: Report): void {
  const { problem, span, found, expected, pair } = made;
  const related: Related[] = [];
  if (pair !== undefined) {
    const role = problem === 'repeated-attribute' ? 'first-attribute' : 'opening-tag';
    related.push({ role, name: pair.name, place: valueAt(path, pair.span) });
  }
  const args = { problem, found: excerpt(found, 40), expected: excerpt(expected, 40) };
  const fix = fixOfBreak(xml, made, path);
  report(diagnostic('xml-syntax', valueAt(path, span), args, fix === null ? { related } : { related, fix }));
}
