/** An input of any form as a document: its value, the definitions in it, and the way from places back to its text. */
import { diagnostic, excerpt, type Place, type Report } from '../diagnostics/diagnostic.js';
import { NO_PATHS, type PathSet, pathSet } from '../diagnostics/path-set.js';
import { decode, withoutMark } from '../text/decode.js';
import type { Span } from '../text/span.js';
import { classifyAtom, readAtom } from './atom/atom.js';
import { isBatch, readBatch } from './batch/batch.js';
import { classify } from './classify.js';
import type { Comment } from './comment.js';
import type { Definition, DocumentKind } from './definition.js';
import { parseJson } from './json/json.js';
import { stripJsonc } from './json/jsonc.js';
import { readLines } from './json/lines.js';
import type { Layout } from './source-tree.js';
import { firstTagName } from './xml/markup.js';

/** An input that was read, whatever it turned out to be. */
export interface Document {
  readonly kind: DocumentKind;
  readonly definitions: readonly Definition[];
  /** The text, without its byte order mark; null for a plain object. */
  readonly text: string | null;
  /** The whole value, wrappers included: what paths lead through. */
  readonly value: unknown;
  /** Values whose text is damaged, and containers whose end is lost: see `RepairedJson`. */
  readonly damaged: PathSet;
  readonly incomplete: PathSet;
  /** Whether the order of the value is that of the text, but for keys that look like numbers: true of sound JSON. */
  readonly keepsOrder: boolean;
  /** Whether bytes were lost, which U+FFFD stands for in the text. */
  readonly isLossy: boolean;
  /** Comments of the text itself, where its form has them; those of a TaskBody are not. */
  readonly comments: readonly Comment[];
  /** Where `text` begins in its file, if that is read in parts. */
  readonly origin: Origin;
  /** Ranges of places in `text`, in the order given; null for a plain object. */
  readonly locate: ((places: readonly Place[]) => Span[]) | null;
  /** What `rewriteDocument` goes by. */
  readonly layout: Layout;
}

/** How many lines and UTF-16 units of a file come before a part of it. */
export interface Origin {
  readonly line: number;
  readonly offset: number;
}

/** The beginning of a file. */
export const FILE_START: Origin = { line: 0, offset: 0 };

/** What can be linted: text, bytes of a file, or a definition as a plain object. */
export type Input = string | Uint8Array | object;

/** Reads any input. What is wrong with its encoding or syntax is reported; what it is not is `kind: 'unknown'`. */
export function readDocument(input: Input, { fileName, origin = FILE_START }: InputName, report: Report): Document {
  const name = { fileName: fileName.toLowerCase(), origin };
  const isStart = origin.offset === 0;
  if (typeof input === 'string') return readText(isStart ? withoutMark(input) : input, name, report);
  if (input instanceof Uint8Array) return readBytes(input, name, report);
  const { kind, definitions } = classify(input, [], report);
  const { damaged, incomplete, keepsOrder, isLossy, comments, origin: start } = INTACT;
  // Property by property: to spread objects takes longer than to read a small job.
  return {
    kind,
    definitions,
    value: input,
    text: null,
    damaged,
    incomplete,
    keepsOrder,
    isLossy,
    comments,
    origin: start,
    locate: null,
    layout: null,
  };
}

/** What is known of an input beside its content. */
export interface InputName {
  /** The end of a file's name can say what form it has. */
  readonly fileName: string;
  readonly origin?: Origin;
}

type Source = Omit<Document, 'kind' | 'definitions'>;

const INTACT = {
  damaged: NO_PATHS,
  incomplete: NO_PATHS,
  keepsOrder: false,
  isLossy: false,
  comments: [],
  origin: FILE_START,
};

function readBytes(bytes: Uint8Array, name: Required<InputName>, report: Report): Document {
  const { text, fault } = decode(bytes, name.origin.offset === 0);
  if (fault === null) return readText(text, name, report);
  const { reason, encoding, span } = fault;
  report(diagnostic('invalid-encoding', { path: [], on: 'value', inText: span }, { reason, encoding }));
  if (reason === 'missing-mark') return readText(text, name, report);
  // Where bytes are lost, syntax breaks because of that. What can still be read is still checked.
  const document = readText(text, name, (finding) => {
    const isLost = finding.code === 'duplicate-key' && finding.args.property.includes('\ufffd');
    if (!isLost && !ENCODING_HIDES.has(finding.code)) report(finding);
  });
  return { ...document, isLossy: true };
}

const ENCODING_HIDES: ReadonlySet<string> = new Set(['json-syntax', 'xml-syntax', 'batch-syntax', 'unknown-document']);

function readText(text: string, name: Required<InputName>, report: Report): Document {
  const { fileName } = name;
  const start = firstSign(text);
  if (fileName.endsWith('.ndjson')) return readLinesText(text, name, report);
  const isJsonc = fileName.endsWith('.jsonc');
  if (isJsonc || (start !== '' && '{["'.includes(start))) return readJsonText(text, isJsonc, report);
  if (start !== '<' && isBatch(text)) return readBatchText(text, report);
  if (start === '<' || fileName.endsWith('.xml')) return readXmlText(text, report);
  const found =
    start === '' ? 'nothing: the text is empty' : `text that starts with ${JSON.stringify(excerpt(text.trim(), 20))}`;
  const value = parseScalar(text);
  return { ...xmlSource(text), value, ...classify(value, [], report, found) };
}

/** What a text begins with, blanks aside: behind comments, which plain JSON has none of, where JSON is what follows. */
function firstSign(text: string): string {
  const isComment = /^\s*\/[/*]/.test(text);
  const behind = isComment ? (stripJsonc(text).text.trimStart()[0] ?? '') : '';
  return '{['.includes(behind) && behind !== '' ? behind : (text.trimStart()[0] ?? '');
}

function readJsonText(text: string, isJsonc: boolean, report: Report): Document {
  const json = parseJson(text, report, isJsonc);
  const { value, isBroken, keepsOrder, comments } = json;
  const locate = withTextPlaces(keepsOrder ? json.locate : remembering(json.locate));
  // What a break made of a document says nothing about what it is.
  const tell: Report = (finding) => {
    if (!isBroken || finding.code !== 'unknown-document') report(finding);
  };
  const { kind, definitions } = classify(value, [], tell);
  const [damaged, incomplete] = [pathSet(json.damaged), pathSet(json.incomplete)];
  return {
    kind,
    definitions,
    text,
    value,
    damaged,
    incomplete,
    keepsOrder,
    isLossy: false,
    comments,
    origin: FILE_START,
    locate,
    layout: 'json',
  };
}

/** Definitions that stand side by side, one a line. */
function readLinesText(text: string, { origin }: Required<InputName>, report: Report): Document {
  const { value, definitions, locate: find, ...marks } = readLines(text, origin.line, report);
  const damaged = pathSet(marks.damaged);
  const incomplete = pathSet(marks.incomplete);
  const locate = withTextPlaces(remembering(find));
  return { ...INTACT, kind: 'jobs', definitions, value, text, damaged, incomplete, origin, locate, layout: 'json' };
}

/** Numbers, literals and plain prose have one thing in common: they are no definition. */
function parseScalar(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readXmlText(text: string, report: Report): Document {
  const source = xmlSource(text);
  const root = firstTagName(text).toLowerCase();
  if (/(^|:)(entry|feed)$/.test(root)) {
    return readAtomText(text, report);
  }
  const kind = root === 'jobtemplate' ? 'job-template-body' : 'task-body';
  return { ...source, kind, definitions: [{ kind, value: text, path: [], isWrapped: false }] };
}

function readAtomText(text: string, report: Report): Document {
  const atom = readAtom(text, report);
  const damaged = pathSet(atom.damaged);
  const incomplete = pathSet(atom.incomplete);
  const { value, form, comments } = atom;
  const locate = withTextPlaces(remembering(form.locate));
  const source: Source = { ...INTACT, ...form, locate, value, text, damaged, incomplete, comments };
  return { ...source, ...classifyAtom(atom, report) };
}

function readBatchText(text: string, report: Report): Document {
  const { form, ...batch } = readBatch(text, report);
  const damaged = pathSet(batch.damaged);
  const incomplete = pathSet(batch.incomplete);
  return { ...INTACT, ...form, ...batch, locate: withTextPlaces(remembering(form.locate)), text, damaged, incomplete };
}

/** A text that is its own value. */
function xmlSource(text: string): Source {
  const locate = locateInText(text);
  return { ...INTACT, value: text, text, locate, layout: 'xml' };
}

function locateInText(text: string): (places: readonly Place[]) => Span[] {
  return withTextPlaces((places) => places.map(({ within }) => within ?? { start: 0, end: text.length }));
}

/** Places that are given in the text itself need no looking for. */
function withTextPlaces(locate: (places: readonly Place[]) => Span[]): (places: readonly Place[]) => Span[] {
  return (places) => {
    if (places.every(({ inText }) => inText === undefined)) return locate(places);
    const wanted = places.filter(({ inText }) => inText === undefined);
    const spans = (wanted.length > 0 ? locate(wanted) : [])[Symbol.iterator]();
    return places.map(({ inText }) => inText ?? (spans.next().value as Span));
  };
}

/** Where findings are put into the order of their places, all are looked for twice; the second time they are known. */
function remembering(locate: (places: readonly Place[]) => Span[]): (places: readonly Place[]) => Span[] {
  const known = new WeakMap<Place, Span>();
  return (places) => {
    const wanted = places.filter((place) => !known.has(place));
    const spans = wanted.length > 0 ? locate(wanted) : [];
    for (const [index, span] of spans.entries()) known.set(wanted[index] as Place, span);
    return places.map((place) => known.get(place) as Span);
  };
}
