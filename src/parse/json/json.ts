/** JSON text to a value, with places: JSON.parse reads it, and only what it refuses goes through the repair. */
import { diagnostic, type Path, type Place, type Report } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import { NESTING_LIMIT } from '../limits.js';
import { fixOfBreak } from './json-fixes.js';
import { stripJsonc } from './jsonc.js';
import { locateInJson } from './locate.js';
import { nestsTooDeep } from './nesting.js';
import { repairJson } from './repair.js';
import type { RepairedJson } from './repaired-json.js';

export interface ParsedJson {
  /** What the text says; undefined where it nests too deep to be read. */
  readonly value: unknown;
  /** Whether anything was reported. */
  readonly isBroken: boolean;
  readonly damaged: readonly Path[];
  readonly incomplete: readonly Path[];
  /** The ranges of places in the text as it was given. */
  readonly locate: (places: readonly Place[]) => Span[];
  /** Where comments stand, in a form that has them. */
  readonly comments: readonly Span[];
}

/**
 * Parses a text and reports what is wrong with its syntax: one finding a break, none for what a break damaged. `isJsonc`
 * allows comments and trailing commas.
 */
export function parseJson(text: string, report: Report, isJsonc = false): ParsedJson {
  const { text: plain, comments } = isJsonc ? stripJsonc(text) : { text, comments: [] };
  if (!nestsTooDeep(plain)) {
    try {
      const value: unknown = JSON.parse(plain);
      const locate = (places: readonly Place[]): Span[] => locateInJson(plain, places, text);
      return { value, isBroken: false, damaged: [], incomplete: [], locate, comments };
    } catch {
      // The engines word and place their complaint each in their own way; the repair finds the cause itself.
    }
  }
  return { ...parseBroken(text, repairJson(text, isJsonc), report), comments };
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
    return { value: undefined, isBroken: true, damaged, incomplete, locate: (places) => places.map(() => tooDeep) };
  }
  const locate = (places: readonly Place[]): Span[] => locateInJson(map.text, places).map((span) => map.source(span));
  return { value: JSON.parse(map.text), isBroken: true, damaged, incomplete, locate };
}
