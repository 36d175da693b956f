/** Findings for machines that read line by line, as schemas/lint-ndjson.json describes them. */
import type { FileResult } from './file-result.js';
import { jsonText } from './json-text.js';
import type { LintFormat } from './lint-format.js';
import { findingJson, summaryJson, suppressionJson } from './lint-json.js';

/** A JSON object a line: each finding as it comes, then what somebody has said to be fine; the last line is the summary. */
export function lintNdjson(): LintFormat {
  return {
    needs: { frames: false },
    begin: () => '',
    file: fileLines,
    end: (summary) => line({ type: 'summary', version: 1, ...summaryJson(summary) }),
  };
}

function fileLines({ path: file, findings, suppressed, omitted }: FileResult): string {
  const lines = findings.map((finding) => line({ type: 'finding', file, ...findingJson(finding) }));
  for (const suppression of suppressed) {
    lines.push(line({ type: 'suppressed', file, ...suppressionJson(suppression) }));
  }
  if (omitted > 0) lines.push(line({ type: 'omitted', file, count: omitted }));
  return lines.join('');
}

function line(value: object): string {
  return `${jsonText(value)}\n`;
}
