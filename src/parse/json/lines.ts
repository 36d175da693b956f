/** NDJSON: one definition a line. Each line is read by itself, so that a break in one costs only its own findings. */

import type { Path, Place, Report } from '../../diagnostics/diagnostic.js';
import { addTo } from '../../text/add-to.js';
import type { Span } from '../../text/span.js';
import { type Classified, classify } from '../classify.js';
import { moveFinding, movePlace, moveSpan } from '../move.js';
import { type ParsedJson, parseJson } from './json.js';

/** The lines of a text. Paths begin with the number of the line in its file, from 0. */
export interface LineDocument
  extends Pick<Classified, 'definitions'>,
    Pick<ParsedJson, 'damaged' | 'incomplete' | 'locate'> {
  /** The value of each line that is not blank, by its number. */
  readonly value: Readonly<Record<number, unknown>>;
}

interface Line {
  readonly start: number;
  readonly locate: ParsedJson['locate'];
}

/** Reads lines, the first of which has the number `firstLine` in its file. Lines end at LF, CRLF or CR. */
export function readLines(text: string, firstLine: number, report: Report): LineDocument {
  const value: Record<number, unknown> = {};
  const lines = new Map<number, Line>();
  const definitions: Classified['definitions'][number][] = [];
  const damaged: Path[] = [];
  const incomplete: Path[] = [];
  for (const { start, end, line } of splitLines(text, firstLine)) {
    const source = text.slice(start, end);
    if (source.trim() === '') continue;
    const tell: Report = (finding) =>
      report(moveFinding(finding, (place) => movePlace(place, start, [line, ...place.path])));
    const parsed = parseJson(source, tell);
    value[line] = parsed.value;
    lines.set(line, { start, locate: parsed.locate });
    for (const path of parsed.damaged) damaged.push([line, ...path]);
    for (const path of parsed.incomplete) incomplete.push([line, ...path]);
    const { definitions: found } = classify(parsed.value, [line], (finding) => {
      if (!parsed.isBroken || finding.code !== 'unknown-document') report(finding);
    });
    for (const definition of found) definitions.push(definition);
  }
  return { value, definitions, damaged, incomplete, locate: (places) => locateInLines(places, lines, text.length) };
}

function* splitLines(text: string, firstLine: number): Iterable<Span & { readonly line: number }> {
  let start = 0;
  let line = firstLine;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at === text.length ? 0x0a : text.charCodeAt(at);
    if (unit !== 0x0a && unit !== 0x0d) continue;
    yield { start, end: at, line };
    if (unit === 0x0d && text.charCodeAt(at + 1) === 0x0a) at += 1;
    start = at + 1;
    line += 1;
  }
}

/** All places of a line together, as each line's own look-up takes one pass. */
function locateInLines(places: readonly Place[], lines: ReadonlyMap<number, Line>, length: number): Span[] {
  const spans: Span[] = places.map(() => ({ start: 0, end: length }));
  const byLine = new Map<number, number[]>();
  for (const [index, { path }] of places.entries()) {
    if (typeof path[0] === 'number') addTo(byLine, path[0], index);
  }
  for (const [number, indexes] of byLine) {
    const line = lines.get(number);
    if (line === undefined) continue;
    const found = line.locate(indexes.map((index) => withoutLine(places[index] as Place)));
    for (const [rank, index] of indexes.entries()) spans[index] = moveSpan(found[rank] as Span, line.start);
  }
  return spans;
}

function withoutLine(place: Place): Place {
  return { ...place, path: place.path.slice(1) };
}
