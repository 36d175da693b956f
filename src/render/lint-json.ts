/** Findings for machines, as schemas/lint-report.json describes them. */
import type { FileResult, ResolvedFinding, ResolvedPlace, ResolvedSuppression } from './file-result.js';
import { jsonText } from './json-text.js';
import type { LintFormat, Summary } from './lint-format.js';

/** One JSON document for the whole run, written as results come. */
export function lintJson(): LintFormat {
  const writer = new JsonWriter();
  return {
    needs: { frames: false },
    begin: () => '{"version":1,"files":[',
    file: (result) => writer.file(result),
    end: (summary) => writer.end(summary),
  };
}

/** Remembers which file is open: one that is read in parts is written in parts. */
class JsonWriter {
  #files = 0;
  #findings = 0;
  #suppressed: ResolvedSuppression[] = [];

  file(result: FileResult): string {
    const { path, kind, continues, findings, suppressed } = result;
    let text = '';
    if (!continues) {
      text = `${this.#close()}${this.#files === 0 ? '' : ','}\n`;
      text += `{"path":${jsonText(path)},"kind":${jsonText(kind)},"diagnostics":[`;
      this.#files += 1;
      this.#findings = 0;
    }
    const parts = findings.map((finding) => jsonText(findingJson(finding)));
    if (this.#findings > 0 && parts.length > 0) text += ',';
    this.#findings += parts.length;
    for (const suppression of suppressed) this.#suppressed.push(suppression);
    return text + parts.join(',');
  }

  end(summary: Summary): string {
    return `${this.#close()}\n],"summary":${jsonText(summaryJson(summary))}}\n`;
  }

  #close(): string {
    if (this.#files === 0) return '';
    const suppressed = this.#suppressed.map(suppressionJson);
    this.#suppressed = [];
    return suppressed.length === 0 ? ']}' : `],"suppressed":${jsonText(suppressed)}}`;
  }
}

/** The summary as the report has it: of suppressed findings only where there are any. */
export function summaryJson({ suppressed, ...counts }: Summary): object {
  return suppressed === 0 ? counts : { ...counts, suppressed };
}

/** A finding as the report has it. Positions are absent where the input was an object without text. */
export function findingJson(finding: ResolvedFinding): object {
  const { code, severity, message, args, related, relatedOmitted, fix } = finding;
  return {
    code,
    severity,
    message,
    args,
    ...placeJson(finding),
    related: related.map((other) => ({ message: other.message, ...placeJson(other) })),
    ...(relatedOmitted === 0 ? {} : { relatedOmitted }),
    ...(fix === null
      ? {}
      : {
          fix: {
            title: fix.title,
            safe: fix.safe,
            edits: fix.edits.map(({ on, text, ...place }) => ({ ...placeJson(place), ...(on && { on }), text })),
          },
        }),
  };
}

/** A finding that somebody has said to be fine, with who said so and why. */
export function suppressionJson({ finding, by, reason }: ResolvedSuppression): object {
  return { ...findingJson(finding), suppression: { by, reason } };
}

/** The path of a place, and the characters within the string there: all that a form needs. */
function placeJson({ path, within, start, end }: ResolvedPlace): object {
  return {
    path,
    ...(within === undefined ? {} : { within }),
    ...(start === undefined || end === undefined ? {} : { start, end }),
  };
}
