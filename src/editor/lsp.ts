/**
 * Findings, ways out and completions as the Language Server Protocol has them, as plain objects: for language servers, and for
 * editors that take the like, as Monaco does. The entry point `media-taskgraph/lsp`.
 */
import type { Code, Severity } from '../diagnostics/codes.js';
import type { LintOptions } from '../lint.js';
import type { ResolvedFinding } from '../render/file-result.js';
import { lineIndex, type Position } from '../text/line-index.js';
import { codeDocs } from './code-docs.js';
import type { Completion } from './completion.js';
import { completionsAt } from './completions-at.js';
import {
  editsOf,
  FIX_ALL,
  type Findings,
  type ShownEdit,
  type ShownFinding,
  safeEdits,
  shownFindings,
} from './findings.js';
import type {
  LspCodeAction,
  LspCompletionItem,
  LspDiagnostic,
  LspHover,
  LspPosition,
  LspRange,
  LspTextEdit,
} from './lsp-types.js';

export type { Findings } from './findings.js';
export type * from './lsp-types.js';

/** What the objects name that no report knows. */
export interface LspOptions {
  /** The address of the document, which edits and related places name; '' where it is not given. */
  readonly uri?: string;
  /** The address of docs/rules.md where you publish it: a finding then leads to the section of its code. */
  readonly docs?: string;
}

/** What completions are made for. */
export interface LspCompletionOptions extends LintOptions {
  /** Whether the editor takes snippets: the cursor then goes between the quotes of what is inserted. */
  readonly snippets?: boolean;
}

const SEVERITIES: { readonly [S in Severity]: 1 | 2 | 3 } = { error: 1, warning: 2, info: 3 };

/** The findings of a report, in its order; none where an object was linted, which has no text. */
export function diagnostics(report: Findings, options: LspOptions = {}): LspDiagnostic[] {
  return shownFindings(report).map((finding) => toDiagnostic(finding, options));
}

/**
 * What can be done about the findings that a range touches: a quick fix for each that has one, those that keep the meaning
 * marked as preferred, and one action that takes all of these in the whole document at once.
 */
export function codeActions(report: Findings, range: LspRange, options: LspOptions = {}): LspCodeAction[] {
  const findings = shownFindings(report);
  const edit = (edits: readonly ShownEdit[]): LspCodeAction['edit'] => ({
    changes: { [options.uri ?? '']: edits.map(toEdit) },
  });
  const fixes = findings.flatMap((finding): LspCodeAction[] => {
    const edits = touches(toRange(finding), range) ? editsOf(finding) : null;
    if (edits === null || finding.fix === null) return [];
    const { title, safe } = finding.fix;
    const preferred = safe ? { isPreferred: true as const } : {};
    return [
      { title, kind: 'quickfix', ...preferred, diagnostics: [toDiagnostic(finding, options)], edit: edit(edits) },
    ];
  });
  const safe = safeEdits(findings);
  return safe.length === 0 ? fixes : [...fixes, { title: FIX_ALL, kind: 'source.fixAll', edit: edit(safe) }];
}

/** What the codes of the findings at a position mean, in Markdown; null where there is none. The texts are loaded for the first. */
export async function hover(report: Findings, position: LspPosition): Promise<LspHover | null> {
  const found = shownFindings(report).filter((finding) =>
    touches(toRange(finding), { start: position, end: position }),
  );
  const [first] = found;
  if (first === undefined) return null;
  const codes = [...new Set(found.map(({ code }) => code))];
  const sections = await Promise.all(
    codes.map(async (code) => [`**${code}**`, ...(await codeDocs(code))].join('\n\n')),
  );
  return { contents: { kind: 'markdown', value: sections.join('\n\n---\n\n') }, range: toRange(first) };
}

/**
 * What can be written at a position of a definition in JSON, as it is while somebody types, or of a bare TaskBody: names of
 * properties, processors, presets, and within a TaskBody elements, attributes, their values, and the assets that the task can
 * read or write. What is inserted is escaped for the string that it goes into.
 */
export function completions(
  text: string,
  position: LspPosition,
  options: LspCompletionOptions = {},
): LspCompletionItem[] {
  const lines = lineIndex(text);
  const found = completionsAt(text, lines.offset(position.line + 1, position.character + 1), options);
  if (found === null) return [];
  const range = toRange({ start: lines.position(found.span.start), end: lines.position(found.span.end) });
  return found.items.map((item, index) => toItem(item, index, { range, snippets: options.snippets ?? false }));
}

const KINDS: { readonly [K in Completion['kind']]: LspCompletionItem['kind'] } = {
  asset: 18,
  element: 7,
  attribute: 10,
  property: 10,
  value: 12,
};

function toItem(
  item: Completion,
  index: number,
  { range, snippets }: { range: LspRange; snippets: boolean },
): LspCompletionItem {
  const { label, alias, detail, documentation, kind, text } = item;
  const [before, after] = text;
  const isSnippet = snippets && after !== '';
  return {
    label,
    kind: KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(alias === undefined ? {} : { filterText: `${label} ${alias}` }),
    // In the order given.
    sortText: String(index).padStart(6, '0'),
    ...(isSnippet ? { insertTextFormat: 2 as const } : {}),
    textEdit: { range, newText: isSnippet ? `${inSnippet(before)}$0${inSnippet(after)}` : before + after },
  };
}

function inSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function toDiagnostic(finding: ShownFinding, { uri = '', docs }: LspOptions): LspDiagnostic {
  const { code, severity, message, related, args, path, within } = finding;
  const relatedInformation = related.flatMap(({ message, start, end }) =>
    start === undefined || end === undefined ? [] : [{ location: { uri, range: toRange({ start, end }) }, message }],
  );
  return {
    range: toRange(finding),
    severity: SEVERITIES[severity],
    code,
    ...(docs === undefined ? {} : { codeDescription: { href: docsAddress(docs, code) } }),
    source: 'taskgraph',
    message,
    ...(relatedInformation.length === 0 ? {} : { relatedInformation }),
    data: { args, path, ...(within === undefined ? {} : { within }) },
  };
}

function docsAddress(docs: string, code: Code): string {
  return `${docs}#${code}`;
}

function toEdit(edit: ShownEdit): LspTextEdit {
  return { range: toRange(edit), newText: edit.text };
}

function toRange({ start, end }: Required<Pick<ResolvedFinding, 'start' | 'end'>>): LspRange {
  return { start: toPosition(start), end: toPosition(end) };
}

/** The protocol counts from 0. */
function toPosition({ line, column }: Position): LspPosition {
  return { line: line - 1, character: column - 1 };
}

function touches(one: LspRange, other: LspRange): boolean {
  return compare(one.start, other.end) <= 0 && compare(other.start, one.end) <= 0;
}

function compare(one: LspPosition, other: LspPosition): number {
  return one.line - other.line || one.character - other.character;
}
