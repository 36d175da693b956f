/** Findings for machines, as schemas/lint-report.json describes them. */
import type { Diagnostic, Place } from '../diagnostics/diagnostic.js';
import { formatDiagnostic, formatRelated } from '../diagnostics/messages.js';
import type { LintReport } from '../lint.js';
import { locate, type Range } from '../locate.js';
import type { LintFormat } from './file-report.js';

/** One JSON document for the whole run, written file by file. */
export function lintJson(): LintFormat {
  let isFirst = true;
  return {
    begin: () => '{"version":1,"files":[',
    file: (path, report) => {
      const separator = isFirst ? '\n' : ',\n';
      isFirst = false;
      return separator + JSON.stringify({ path, kind: report.kind, diagnostics: lintFindings(report) });
    },
    end: (summary) => `\n],"summary":${JSON.stringify(summary)}}\n`,
  };
}

/** A position is absent where the input was an object without text. */
function lintFindings(report: LintReport): unknown[] {
  const places = report.diagnostics.flatMap(({ place, related, fix }) => [
    place,
    ...related.map((other) => other.place),
    ...(fix?.edits ?? []).map((edit) => locatable(edit.place)),
  ]);
  const ranges = locate(report, places)[Symbol.iterator]();
  const next = (): Range | Record<never, never> => ranges.next().value ?? {};
  return report.diagnostics.map((finding: Diagnostic) => {
    const { code, severity, args, place, related, relatedOmitted, fix } = finding;
    return {
      code,
      severity,
      message: formatDiagnostic(finding),
      args,
      ...placeOf(place),
      ...next(),
      related: related.map((other) => ({ message: formatRelated(other), ...placeOf(other.place), ...next() })),
      ...(relatedOmitted === 0 ? {} : { relatedOmitted }),
      ...(fix === null
        ? {}
        : {
            fix: {
              title: fix.title,
              safe: fix.safe,
              edits: fix.edits.map(({ place: at, text }) => ({ ...placeOf(at), ...onOf(at), ...next(), text })),
            },
          }),
    };
  });
}

/** The path of a place, and the characters within the string there: all that a form needs. */
function placeOf({ path, within }: Place): Pick<Place, 'path' | 'within'> {
  return within === undefined ? { path } : { path, within };
}

/** What an edit replaces, where that is not the value or characters within it. */
function onOf({ on }: Place): Pick<Place, 'on'> | Record<never, never> {
  return on === 'value' ? {} : { on };
}

/** A whole member is shown at its name. */
function locatable(place: Place): Place {
  return place.on === 'member' ? { ...place, on: 'key' } : place;
}
