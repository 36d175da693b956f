/** Atom entries and feeds: the XML that clients before JSON sent and that the service answers with. */
import {
  diagnostic,
  excerpt,
  type Fix,
  type Path,
  type Place,
  type Report,
  valueAt,
} from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import type { Classified } from '../classify.js';
import type { Comment } from '../comment.js';
import { type Definition, isObject, type JsonObject } from '../definition.js';
import { inText } from '../move.js';
import { locateInTree, type SourceForm } from '../source-tree.js';
import { commentsIn } from '../xml/comments.js';
import { escapeText } from '../xml/escape.js';
import { parseXml } from '../xml/parse-xml.js';
import { type Entity, entityOf } from './entity.js';
import { type NamedTree, nameElements, type UndeclaredPrefix } from './names.js';
import { maskRawBodies, type RawBody } from './raw-body.js';
import { type DuplicateProperty, type ReadEntry, readEntry } from './read-entry.js';

/** An entry or feed as a value. */
export interface AtomText {
  /** What verbose JSON would have; undefined where there is no entry to read. */
  readonly value: unknown;
  readonly form: SourceForm;
  /** Which entity an entry is, by its value. */
  readonly entityOf: (value: JsonObject) => Entity | null;
  /** Whether anything was reported. */
  readonly isBroken: boolean;
  /** The comments of the entry itself, not those of a TaskBody that stands in it as markup. */
  readonly comments: readonly Comment[];
  readonly damaged: readonly Path[];
  readonly incomplete: readonly Path[];
}

/** Reads an entry or feed and reports what is wrong with its XML. All else in it is read all the same. */
export function readAtom(text: string, report: Report): AtomText {
  const breaks: number[] = [];
  const tell: Report = (finding) => {
    breaks.push(finding.place.inText?.start ?? 0);
    report(finding);
  };
  const { xml, bodies } = maskRawBodies(text);
  const { root, isComplete } = parseXml(xml, [], inText(tell));
  const tree = root === null ? null : nameElements(text, root);
  if (tree === null || !['entry', 'feed'].includes(tree.root.local) || tree.root.space !== 'atom') {
    const whole = { start: 0, end: text.length };
    const value = undefined;
    const form: SourceForm = { text, value, locate: (places) => places.map(() => whole), layout: null };
    const isBroken = breaks.length > 0;
    return {
      value,
      form,
      entityOf: () => null,
      isBroken,
      comments: [],
      damaged: [],
      incomplete: [],
    };
  }
  const entry = readEntry(text, tree.root, bodies, isComplete ? [] : breaks);
  // Where a tag is broken, the declarations in it may be lost.
  if (breaks.length === 0) reportNames(tree, tell);
  // What is broken may put a property where another of its name stands.
  if (isComplete) for (const duplicate of entry.duplicates) reportDuplicate(duplicate, report);
  for (const raw of entry.rawBodies) reportRawBody(text, raw, tell);
  const comments = commentsIn(xml, tree.root.element);
  const { value, tree: layout } = entry;
  const form: SourceForm = { text, value, locate: (places) => locateInTree(layout, places), layout };
  return { ...entry, form, entityOf: entityFinder(entry), isBroken: breaks.length > 0, comments };
}

function entityFinder({ categories }: ReadEntry): AtomText['entityOf'] {
  return (value) => entityOf(value, categories.get(value) ?? '');
}

/** What declares the customary prefixes. */
const DECLARATIONS: ReadonlyMap<string, string> = new Map([
  ['d', 'xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"'],
  ['m', 'xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"'],
]);

function reportNames({ root, undeclared, misspelt }: NamedTree, report: Report): void {
  for (const prefix of undeclared) reportPrefix(prefix, root.element.nameSpan.end, report);
  for (const { uri, meant, span } of misspelt) {
    const place = { path: [], on: 'value', inText: span } as const;
    const fix: Fix = { title: `Write ${meant}`, safe: true, edits: [{ place, text: meant }] };
    const args = { problem: 'misspelt-namespace', found: excerpt(uri, 80), expected: meant } as const;
    report(diagnostic('xml-syntax', place, args, { fix }));
  }
}

function reportPrefix({ prefix, span }: UndeclaredPrefix, behindRoot: number, report: Report): void {
  const expected = DECLARATIONS.get(prefix) ?? '';
  const place = { path: [], on: 'value', inText: { start: behindRoot, end: behindRoot } } as const;
  const fix: Fix = { title: `Declare ${prefix}`, safe: true, edits: [{ place, text: ` ${expected}` }] };
  const args = { problem: 'undeclared-prefix', found: excerpt(prefix), expected } as const;
  report(diagnostic('xml-syntax', { path: [], on: 'value', inText: span }, args, expected === '' ? {} : { fix }));
}

/** The path addresses the property that counts, so both places are given in the text. */
function reportDuplicate({ path, span, first }: DuplicateProperty, report: Report): void {
  const at = (inText: Span): Place => ({ path, on: 'key', inText });
  const property = excerpt(String(path.at(-1)));
  const related = [{ role: 'first-key', name: property, place: at(first) } as const];
  report(diagnostic('duplicate-key', at(span), { property }, { related }));
}

function reportRawBody(text: string, { path, content, body }: RawBody & { readonly path: Path }, report: Report): void {
  const raw = text.slice(body.start, body.end);
  const length = /^<[?!/]?[\w:.-]{0,60}/.exec(raw)?.[0].length ?? 1;
  const place = { path, on: 'value', inText: content } as const;
  const fix: Fix = { title: 'Escape it', safe: true, edits: [{ place, text: escapeText(raw) }] };
  const args = { problem: 'unescaped-body', found: String(path.at(-1)), expected: '' } as const;
  report(diagnostic('xml-syntax', valueAt(path, { start: 0, end: length }), args, { fix }));
}

/** What an entry or feed is. The entries of a feed have been read back from the service. */
export function classifyAtom({ value, entityOf: entityIn, isBroken }: AtomText, report: Report): Classified {
  const unknown = (path: Path, found: string): void => {
    if (!isBroken) report(diagnostic('unknown-document', valueAt(path), { found }));
  };
  if (isObject(value)) {
    const entity = entityIn(value);
    if (entity !== null) return { kind: entity, definitions: [{ kind: entity, value, path: [], isWrapped: false }] };
    unknown([], 'an Atom entry of something else');
  } else if (Array.isArray(value)) return classifyFeed(value, entityIn, unknown);
  else unknown([], 'XML that is no Atom entry');
  return { kind: 'unknown', definitions: [] };
}

function classifyFeed(
  items: readonly JsonObject[],
  entityIn: AtomText['entityOf'],
  unknown: (path: Path, found: string) => void,
): Classified {
  const entities = items.map(entityIn);
  if (entities.length > 0 && entities.every((entity) => entity === 'task')) {
    return { kind: 'tasks', definitions: [{ kind: 'tasks', value: items, path: [], isWrapped: true }] };
  }
  const definitions: Definition[] = [];
  for (const [index, value] of items.entries()) {
    const kind = entities[index] ?? null;
    if (kind === null) unknown([index], 'an Atom entry of something else');
    else definitions.push({ kind, value, path: [index], isWrapped: true });
  }
  if (items.length === 0) unknown([], 'an empty Atom feed');
  const [first] = definitions;
  const kind = first === undefined ? 'unknown' : first.kind === 'job' ? 'jobs' : first.kind;
  return { kind, definitions };
}
