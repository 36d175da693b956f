/** Results for formats, made by hand: what `resolveReport` could give, and what only hostile names and other parts would. */
import fc from 'fast-check';
import { CODE_NAMES, type Severity } from '#src/diagnostics/codes.js';
import type { FileResult, ResolvedFinding, ResolvedSuppression } from '#src/render/file-result.js';
import { LINT_FORMATS, type LintFormatName } from '#src/render/formats.js';
import { SummaryCounter } from '#src/render/lint-format.js';
import { PLAIN } from '#src/render/paint.js';
import type { Position } from '#src/text/line-index.js';

/** A position in a text of lines of 1,000 characters. */
export function position(line: number, column: number): Position {
  return { line, column, offset: (line - 1) * 1000 + column - 1 };
}

/** An error at 7:92 in the TaskBody of the fourth task, unless something else is said. */
export function finding(changes: Partial<ResolvedFinding> = {}): ResolvedFinding {
  return {
    code: 'invalid-reference',
    severity: 'error',
    message: '"jobOutputAsset(0)" is written in the wrong case, expected JobOutputAsset(0).',
    args: { found: 'jobOutputAsset(0)', problem: 'case', suggestion: 'JobOutputAsset(0)' },
    path: ['Tasks', 3, 'TaskBody'],
    start: position(7, 92),
    end: position(7, 109),
    related: [],
    relatedOmitted: 0,
    fix: null,
    fingerprint: '0123456789abcdef',
    frame: [],
    ...changes,
  };
}

/** A finding of an object, which has no positions. */
export function placeless(changes: Partial<ResolvedFinding> = {}): ResolvedFinding {
  const { start, end, ...rest } = finding(changes);
  return rest;
}

/** The result of a job with these findings; counts follow from them and from what is omitted. */
export function fileResult(
  findings: readonly ResolvedFinding[],
  changes: Partial<Omit<FileResult, 'findings' | 'counts'>> = {},
): FileResult {
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning') + (changes.omitted ?? 0), info: count('info') };
  return { path: 'job.json', kind: 'job', suppressed: [], omitted: 0, continues: false, ...changes, findings, counts };
}

/** Everything that a format writes for results. */
export function write(name: LintFormatName, results: readonly FileResult[], version: string | null = null): string {
  const format = LINT_FORMATS[name]({ paint: PLAIN, version });
  const counter = new SummaryCounter();
  const parts = results.map((result) => {
    counter.add(result);
    return format.file(result);
  });
  return format.begin() + parts.join('') + format.end(counter.summary);
}

/** Names and texts that mean something to some consumer, or to none. */
export const HOSTILE: readonly string[] = [
  'jobs/Sintel "final" <4K> & \'more\'.json',
  'a]]>b.json',
  '<![CDATA[ x ]]> <!-- -- -->',
  'line\nbreak\r\nand\rmore\u0085\u2028\u2029.json',
  'nul\u0000esc\u001b[2Jdel\u007f\u009b.json',
  'bidi\u202egnp.exe\u2066\u200b\ufeff.json',
  'astral 🎬 e\u0301 日本.json',
  'half \ud83c pair \udfac.json',
  'nothing \ufffe\uffff.json',
  `${'n'.repeat(10_000)}.json`,
  `${'🎬'.repeat(5_000)}.json`,
  '::error file=other.json::injected',
  'a::b,c=d;e]f%0A%25%AZP25.json',
  '##vso[task.setvariable variable=PATH]/tmp',
  '##[add-mask]secret',
  'C:\\jobs\\sintel (1).json',
  '\\\\server\\share\\sintel.json',
  '/srv/jobs/a b#c?d.json',
  'https://media.example/job.json',
  'job:1:2: error: x',
  'an error in 1: warning X1: y',
  '12>sintel.json',
  '=sintel.json',
  ' padded ',
  'sintel(3,4)',
  '{0} {{1}} [link](https://media.example) [1](1)',
  '',
];

/** Any UTF-16, with more of what formats have to escape. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.nat(0xffff), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom(...'%:;,=]>)(#\\/ \t\r\n"\'<&{}[0A1', 'error', 'warning', 'AZP25', '##vso[', '::'), {
      maxLength: 16,
    })
    .map((parts) => parts.join('')),
);

const anyPosition = fc.tuple(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 2 ** 31 - 1 }));

/** A place with a range of the text, from its start to an end not before it. */
const anyRange = fc.tuple(anyPosition, anyPosition).map(([a, b]) => {
  const [start, end] = a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]) ? [a, b] : [b, a];
  return {
    start: { line: start[0], column: start[1], offset: start[0] },
    end: { line: end[0], column: end[1], offset: end[0] + 1 },
  };
});

/** Any finding, with and without positions, related places and fixes. */
export const anyFinding: fc.Arbitrary<ResolvedFinding> = fc
  .record({
    code: fc.constantFrom(...CODE_NAMES),
    severity: fc.constantFrom<Severity>('error', 'warning', 'info'),
    message: anyText.map((text) => `Found ${text}`),
    path: fc.array(fc.oneof(anyText, fc.nat(99)), { maxLength: 4 }),
    range: fc.option(anyRange, { nil: {} }),
    note: fc.option(anyText.map((text) => `See ${text}`)),
    replacement: fc.option(anyText),
    fingerprint: fc.constantFrom('0123456789abcdef', 'fedcba9876543210'),
  })
  .map(({ range, note, replacement, ...rest }) => ({
    ...placeless(rest),
    ...range,
    related: note === null ? [] : [{ message: note, path: rest.path, ...range }],
    fix:
      replacement === null
        ? null
        : { title: `Write ${replacement}`, safe: true, edits: [{ path: rest.path, ...range, text: replacement }] },
  }));

/** Any run: files with findings, suppressed ones, and more than are listed. */
export const anyResults: fc.Arbitrary<readonly FileResult[]> = fc.array(
  fc
    .record({
      path: anyText,
      findings: fc.array(anyFinding, { maxLength: 4 }),
      suppressed: fc.array(
        fc.record<ResolvedSuppression>({
          finding: anyFinding,
          by: fc.constantFrom('comment', 'file'),
          reason: fc.option(anyText),
        }),
        { maxLength: 2 },
      ),
      omitted: fc.constantFrom(0, 0, 3),
    })
    .map(({ findings, ...changes }) => fileResult(findings, changes)),
  { maxLength: 3 },
);
