/** JSON text to a value, with places: JSON.parse reads it, and only what it refuses goes through the repair. */
import { diagnostic, excerpt, type Path, type Place, type Report } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import type { Comment } from '../comment.js';
import { NESTING_LIMIT } from '../limits.js';
import { certainDuplicates } from './certain-duplicates.js';
import { type DuplicateKey, findDuplicateKeys } from './duplicate-keys.js';
import { extentOf } from './extent.js';
import { fixOfBreak } from './json-fixes.js';
import { stripJsonc } from './jsonc.js';
import { locateInJson } from './locate.js';
import { membersBehind } from './members.js';
import { repairJson } from './repair.js';
import type { RepairedJson } from './repaired-json.js';

export interface ParsedJson {
  /** What the text says; undefined where it nests too deep to be read. */
  readonly value: unknown;
  /** Whether anything was reported. */
  readonly isBroken: boolean;
  /** Whether values stand in the text in the order that they have, keys aside that look like numbers. */
  readonly keepsOrder: boolean;
  readonly damaged: readonly Path[];
  readonly incomplete: readonly Path[];
  /** The ranges of places in the text as it was given. */
  readonly locate: (places: readonly Place[]) => Span[];
  /** The comments, in a form that has them. */
  readonly comments: readonly Comment[];
}

/**
 * Parses a text and reports what is wrong with its syntax: one finding a break, none for what a break damaged. `isJsonc`
 * allows comments and trailing commas.
 */
export function parseJson(text: string, report: Report, isJsonc = false): ParsedJson {
  const { text: plain, comments: spans } = isJsonc ? stripJsonc(text) : { text, comments: [] };
  const behind = spans.length === 0 ? [] : membersBehind(plain, spans);
  const comments = spans.map((span, index): Comment => ({ span, next: behind[index] ?? null }));
  const value = parseSound(plain);
  const { keys, isTooDeep } = extentOf(value);
  if (value === undefined || isTooDeep) return { ...parseBroken(text, repairJson(text, isJsonc), report), comments };
  const keepsOrder = !findDuplicateKeys(plain, keys, (found) => reportDuplicate(found, report));
  const locate = (places: readonly Place[]): Span[] => locateInJson(plain, places, text);
  return { value, isBroken: false, keepsOrder, damaged: [], incomplete: [], locate, comments };
}

/**
 * What well-formed JSON says; undefined for all else. The engines word and place their complaint each in their own way: the
 * repair finds the cause itself.
 */
function parseSound(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseBroken(text: string, repaired: RepairedJson, report: Report): Omit<ParsedJson, 'comments'> {
  const { map, breaks, damaged, incomplete, tooDeep } = repaired;
  for (const made of breaks) {
    const { problem, span, found, path } = made;
    const fix = fixOfBreak(text, made);
    report(
      diagnostic('json-syntax', { path, on: 'value', inText: span }, { problem, found }, fix === null ? {} : { fix }),
    );
  }
  if (tooDeep !== null) {
    const place: Place = { path: [], on: 'value', inText: tooDeep };
    report(diagnostic('nesting-too-deep', place, { syntax: 'JSON', limit: NESTING_LIMIT }));
    const locate = (places: readonly Place[]): Span[] => places.map(() => tooDeep);
    return { value: undefined, isBroken: true, keepsOrder: false, damaged, incomplete, locate };
  }
  const locate = (places: readonly Place[]): Span[] => locateInJson(map.text, places).map((span) => map.source(span));
  const value: unknown = JSON.parse(map.text);
  const isCertain = certainDuplicates(text, repaired);
  findDuplicateKeys(map.text, extentOf(value).keys, ({ key, path, ...spans }) => {
    const found = { key, path, span: map.source(spans.span), first: map.source(spans.first) };
    if (isCertain(found)) reportDuplicate(found, report);
  });
  return { value, isBroken: true, keepsOrder: false, damaged, incomplete, locate };
}

/** The path addresses the occurrence that counts, so both places are given in the text. */
function reportDuplicate({ key, path, span, first }: DuplicateKey, report: Report): void {
  const at = (inText: Span): Place => ({ path, on: 'key', inText });
  const property = excerpt(key);
  const related = [{ role: 'first-key', name: property, place: at(first) } as const];
  report(diagnostic('duplicate-key', at(span), { property }, { related }));
}
