/**
 * Findings, their explanations, ways out and completions in an editor of CodeMirror 6. The entry point
 * `media-taskgraph/codemirror`, and the only importer of CodeMirror.
 */
import {
  autocompletion,
  type Completion as Choice,
  type CompletionSource,
  pickedCompletion,
} from '@codemirror/autocomplete';
import {
  type Action,
  type Diagnostic,
  forceLinting,
  forEachDiagnostic,
  type LintSource,
  linter,
} from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, type HoverTooltipSource, hoverTooltip } from '@codemirror/view';
import type { Code } from '../diagnostics/codes.js';
import { codeDocs } from '../editor/code-docs.js';
import type { Completion } from '../editor/completion.js';
import { completionsAt } from '../editor/completions-at.js';
import { editsOf, FIX_ALL, type ShownEdit, safeEdits, shownFindings, toTextEdit } from '../editor/findings.js';
import { type LintOptions, lint } from '../lint.js';
import { type FileResult, resolveReport } from '../render/file-result.js';
import { withoutMark } from '../text/decode.js';
import { explanation } from './explanation.js';

/** What the extensions are told. */
export interface TaskgraphOptions {
  /**
   * Checks a text, for instance in a worker: what `resolveReport` of `media-taskgraph/render` made there. By default the text
   * is checked in place.
   */
  readonly lint?: (text: string) => Promise<Pick<FileResult, 'findings'>>;
  /** How a text is read and checked where it is checked in place. */
  readonly lintOptions?: LintOptions;
  /** Milliseconds from the last change to the check, 150 by default. */
  readonly delay?: number;
}

/** A finding in the editor, with its code. */
export interface TaskgraphDiagnostic extends Diagnostic {
  readonly code: Code;
}

/** Everything: findings with their ways out, explanations, completions. */
export function taskgraph(options: TaskgraphOptions = {}): Extension {
  return [taskgraphLinter(options), taskgraphHover(), taskgraphCompletion(options)];
}

/** So many findings are marked: nobody reads more, and an editor grows slow of them. A last mark says how many there are beyond. */
export const MAX_SHOWN = 1000;

/** Marks findings while somebody types, and offers their ways out as actions. */
export function taskgraphLinter(options: TaskgraphOptions = {}): Extension {
  return linter(lintSource(options), { delay: options.delay ?? 150 });
}

/** What a code means, beside its finding, where the pointer rests on one. */
export function taskgraphHover(): Extension {
  return [hoverTooltip(hoverSource), STYLE];
}

/** What can be written where the cursor is: in JSON, and within the TaskBody in its strings. Other sources stay. */
export function taskgraphCompletion(options: TaskgraphOptions = {}): Extension {
  const data = [{ autocomplete: completionSource(options) }];
  return [EditorState.languageData.of(() => data), autocompletion()];
}

/** The findings of an editor's text, for a `linter` of your own. */
export function lintSource(options: TaskgraphOptions = {}): LintSource {
  const check = options.lint ?? ((text) => resolveReport('', lint(text, options.lintOptions ?? {}), { frames: false }));
  return async ({ state: { doc } }) => {
    const text = doc.toString();
    // Findings count from behind a byte order mark.
    const shift = text.length - withoutMark(text).length;
    const findings = shownFindings(await check(text));
    const action = (name: string, edits: readonly ShownEdit[]): Action => ({
      name,
      apply(view) {
        if (view.state.doc.eq(doc)) view.dispatch({ changes: toChanges(edits, shift), userEvent: 'input.fix' });
        else forceLinting(view);
      },
    });
    const safe = safeEdits(findings);
    const all = findings.filter(({ fix }) => fix?.safe === true).length > 1 ? [action(FIX_ALL, safe)] : [];
    const shown = findings.slice(0, MAX_SHOWN).map((finding): TaskgraphDiagnostic => {
      const { code, severity, message, fix } = finding;
      const edits = editsOf(finding);
      const actions = fix === null || edits === null ? [] : [action(fix.title, edits), ...(fix.safe ? all : [])];
      const [from, to] = [finding.start.offset + shift, finding.end.offset + shift];
      return { from, to, severity, source: code, message, actions, code };
    });
    return [...shown, ...beyond(findings.length, doc.length)];
  };
}

function beyond(count: number, end: number): Diagnostic[] {
  if (count <= MAX_SHOWN) return [];
  return [{ from: end, to: end, severity: 'info', message: `${count - MAX_SHOWN} more findings are not marked.` }];
}

/** The explanation of the finding at a position, for a `hoverTooltip` of your own. */
export const hoverSource: HoverTooltipSource = async (view, pos, side) => {
  const found: { code: Code; from: number; to: number }[] = [];
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    const touches =
      from <= pos && pos <= to && !(from < to && ((pos === from && side < 0) || (pos === to && side > 0)));
    if (touches && isOurs(diagnostic)) found.push({ code: diagnostic.code, from, to });
  });
  const [first] = found;
  if (first === undefined) return null;
  const docs = await Promise.all(
    [...new Set(found.map(({ code }) => code))].map(async (code) => ({ code, paragraphs: await codeDocs(code) })),
  );
  return {
    pos: first.from,
    end: first.to,
    create: ({ dom }) => ({ dom: explanation(dom.ownerDocument, docs) }),
  };
};

/** What can be written where the cursor is, for an `autocompletion` of your own. */
export function completionSource(options: TaskgraphOptions = {}): CompletionSource {
  return ({ state: { doc }, pos, explicit }) => {
    const found = completionsAt(doc.toString(), pos, options.lintOptions);
    if (found === null) return null;
    const { start, end } = found.span;
    // Where nothing has been begun, only who asks is answered, but in an element that wants an asset.
    if (!explicit && start === pos && found.items[0]?.kind !== 'asset') return null;
    return { from: start, to: end, options: found.items.map(toChoice), validFor: /^[\w().@:-]*$/ };
  };
}

function toChoice(
  { label, alias, detail, documentation, kind, text: [before, after] }: Completion,
  index: number,
): Choice {
  return {
    ...(alias === undefined ? { label } : { label: `${label} ${alias}`, displayLabel: label }),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { info: documentation }),
    type: TYPES[kind],
    // In the order given, where letters do not decide.
    sortText: String(index).padStart(6, '0'),
    apply(view, choice, from, to) {
      view.dispatch({
        changes: { from, to, insert: before + after },
        selection: { anchor: from + before.length },
        annotations: pickedCompletion.of(choice),
        userEvent: 'input.complete',
      });
    },
  };
}

const TYPES: { readonly [K in Completion['kind']]: string } = {
  asset: 'variable',
  element: 'class',
  attribute: 'property',
  property: 'property',
  value: 'constant',
};

function toChanges(edits: readonly ShownEdit[], shift: number): { from: number; to: number; insert: string }[] {
  return edits.map(toTextEdit).map(({ start, end, text }) => ({ from: start + shift, to: end + shift, insert: text }));
}

function isOurs(diagnostic: Diagnostic): diagnostic is TaskgraphDiagnostic {
  return 'code' in diagnostic;
}

const STYLE = EditorView.baseTheme({
  '.cm-taskgraph-docs': { maxWidth: '40em', padding: '2px 8px', fontSize: '90%' },
  '.cm-taskgraph-docs p': { margin: '0.4em 0' },
});
