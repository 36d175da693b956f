/** The colours of the editor are those of the page: they follow the reader's theme by themselves. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const underline = (colour: string): Record<string, string> => ({
  backgroundImage: 'none',
  paddingBottom: '0',
  textDecoration: `underline wavy ${colour} 1.5px`,
  textUnderlineOffset: '3px',
  textDecorationSkipInk: 'none',
});

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--tg-text)', backgroundColor: 'var(--tg-ground)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
    lineHeight: '1.6',
  },
  '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--tg-text)' },
  '.cm-line': { padding: '0 1rem 0 0.25rem' },
  '.cm-gutters': { color: 'var(--tg-quiet)', backgroundColor: 'var(--tg-ground)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.75rem', paddingRight: '0.25rem' },
  '.cm-foldGutter .cm-gutterElement': { width: '1rem', cursor: 'pointer' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': { backgroundColor: 'var(--pg-active)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--tg-text)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--pg-selection)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--tg-near)' },
  '.cm-foldPlaceholder': {
    color: 'var(--tg-quiet)',
    backgroundColor: 'var(--tg-raised)',
    border: '1px solid var(--tg-line)',
    padding: '0 0.35em',
  },
  '.cm-lintRange-error': underline('var(--tg-bad)'),
  '.cm-lintRange-warning': underline('var(--tg-warn)'),
  '.cm-lintRange-info, .cm-lintRange-hint': underline('var(--tg-quiet)'),
  '.cm-lintRange-active': { backgroundColor: 'var(--tg-near)' },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--tg-bad)' },
  '.cm-lintPoint-warning:after': { borderBottomColor: 'var(--tg-warn)' },
  '.cm-lintPoint-info:after': { borderBottomColor: 'var(--tg-quiet)' },
  '.cm-tooltip': {
    color: 'var(--tg-text)',
    backgroundColor: 'var(--tg-ground)',
    border: '1px solid var(--tg-line)',
    borderRadius: '8px',
    boxShadow: 'var(--pg-shadow)',
    maxWidth: 'min(34rem, 90vw)',
    overflow: 'hidden',
  },
  '.cm-tooltip-lint': { fontFamily: 'system-ui, "Segoe UI", Roboto, sans-serif', fontSize: '0.875rem' },
  '.cm-diagnostic': { padding: '0.5rem 0.85rem', borderLeftWidth: '3px', marginLeft: '0' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--tg-bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--tg-warn)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--tg-quiet)' },
  '.cm-diagnosticText': { display: 'block' },
  '.cm-diagnosticSource': { opacity: '1', fontSize: '0.8rem', color: 'var(--tg-quiet)' },
  '.cm-diagnosticAction': {
    margin: '0.4rem 0.4rem 0 0',
    padding: '0.15rem 0.6rem',
    color: 'var(--tg-critical-text)',
    backgroundColor: 'var(--tg-critical)',
    borderRadius: '6px',
    cursor: 'pointer',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '16rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.75rem', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--tg-critical-text)',
    background: 'var(--tg-critical)',
  },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.8' },
  '.cm-completionInfo': { padding: '0.5rem 0.75rem' },
  '.cm-taskgraph-docs': { padding: '0.35rem 0.85rem', fontFamily: 'system-ui, "Segoe UI", Roboto, sans-serif' },
  '.cm-panels': { color: 'var(--tg-text)', backgroundColor: 'var(--tg-raised)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--tg-line)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--tg-near)' },
  '.cm-panel.cm-panel-lint button[name="close"]': { color: 'var(--tg-text)' },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--pg-name)' },
  { tag: tags.string, color: 'var(--pg-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--pg-number)' },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: 'var(--tg-quiet)' },
]);

export const editorTheme: Extension = [theme, syntaxHighlighting(colours)];
