/** The body of a part: JSON or Atom, whatever its Content-Type says. */
import { type Diagnostic, excerpt, type Path, type Report } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import { readAtom } from '../atom/atom.js';
import { type Entity, entityOf } from '../atom/entity.js';
import type { Comment } from '../comment.js';
import { isObject, type JsonObject } from '../definition.js';
import { parseJson } from '../json/json.js';
import type { SourceForm } from '../source-tree.js';
import type { BatchLog } from './batch-log.js';
import { type Header, mediaType } from './head.js';
import { lineAt } from './lines.js';
import type { BatchRequest } from './request.js';

/** A body that could be read. */
export interface BatchBody {
  /** The entity, without the wrapper of a response. */
  readonly value: JsonObject;
  readonly entity: Entity | null;
  readonly form: SourceForm;
  /** Where the entity stands in the body: `["d"]` in a wrapper. */
  readonly base: Path;
  readonly offset: number;
  /** The comments of an entry, in the body. */
  readonly comments: readonly Comment[];
  readonly damaged: readonly Path[];
  readonly incomplete: readonly Path[];
}

/** What came of a body. */
export interface ReadBody {
  /** Null where no entity could be made out, which has been told. */
  readonly body: BatchBody | null;
  /** What is wrong with it, at places of the body itself. */
  readonly findings: readonly Diagnostic[];
}

type Form = 'JSON' | 'Atom';

/** Reads the body at a range by what it looks like. */
export function readBody(text: string, span: Span, { contentType }: BatchRequest, log: BatchLog): ReadBody {
  const source = text.slice(span.start, span.end);
  const declared = declaredForm(contentType);
  const isForeign = declared === 'other';
  if (isForeign && contentType !== null) log.tell('body-type', contentType.span, { found: contentType.value });
  const start = source.trimStart()[0] ?? '';
  const form: Form | null = start === '<' ? 'Atom' : '{["'.includes(start) ? 'JSON' : null;
  const findings: Diagnostic[] = [];
  const report: Report = (finding) => findings.push(finding);
  const read =
    form === null ? null : form === 'JSON' ? readJson(source, span.start, report) : readXml(source, span.start, report);
  if (read === null && findings.length === 0 && !isForeign) {
    const line = firstLine(text, span);
    log.tell('body-mismatch', line, {
      found: excerpt(text.slice(line.start, line.end), 40),
      expected: EXPECTED[declared],
    });
  }
  return { body: read, findings };
}

const EXPECTED = { JSON: 'a JSON object', Atom: 'an Atom entry', unknown: 'JSON or Atom' } as const;

/** What the Content-Type says. Without one, the body speaks for itself. */
function declaredForm(contentType: Header | null): Form | 'other' | 'unknown' {
  if (contentType === null) return 'unknown';
  const type = mediaType(contentType);
  return type.includes('json') ? 'JSON' : type.includes('xml') ? 'Atom' : 'other';
}

function readJson(source: string, offset: number, report: Report): BatchBody | null {
  const { value, locate, damaged, incomplete } = parseJson(source, report);
  const isWrapped = isObject(value) && isObject(value.d) && entityOf(value) === null;
  const entity = isWrapped ? value.d : value;
  if (!isObject(entity)) return null;
  const form = { text: source, value, locate, layout: 'json' } as const;
  const base = isWrapped ? ['d'] : [];
  return { value: entity, entity: entityOf(entity), form, base, offset, comments: [], damaged, incomplete };
}

function readXml(source: string, offset: number, report: Report): BatchBody | null {
  const { value, form, entityOf: entityIn, comments, damaged, incomplete } = readAtom(source, report);
  if (!isObject(value)) return null;
  return { value, entity: entityIn(value), form, base: [], offset, comments, damaged, incomplete };
}

function firstLine(text: string, { start, end }: Span): Span {
  const body = text.slice(start, end);
  const from = start + body.length - body.trimStart().length;
  return { start: from, end: lineAt(text, from, end).end };
}
