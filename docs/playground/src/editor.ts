/** The text of the job, in CodeMirror. It lives in a shadow root, where its styles need no exception in the page's policy. */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap } from '@codemirror/language';
import { forceLinting, lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { taskgraph } from 'media-taskgraph/codemirror';
import type { FileResult } from 'media-taskgraph/render';
import { editorTheme } from './editor-theme.js';
import { hangingIndent } from './hanging-indent.js';
import type { Change, Stretch } from './protocol.js';
import { typingOver } from './typing-over.js';

export interface Editor {
  readonly text: () => string;
  /** Puts another text in place of all; undoing brings the old one back. */
  readonly replace: (text: string) => void;
  readonly apply: (changes: readonly Change[]) => void;
  /** Selects characters, scrolls to them, and takes the focus. */
  readonly reveal: (stretch: Stretch) => void;
  /** Checks the text now, instead of a moment after the last change. */
  readonly check: () => void;
  /** The line of a character, from 1. */
  readonly lineOf: (offset: number) => number;
  readonly focus: () => void;
}

interface EditorOptions {
  /** Finds what is wrong with a text; that is underlined, with the ways out of it. */
  readonly check: (text: string) => Promise<Pick<FileResult, 'findings'>>;
  readonly onChange: () => void;
  /** Line and column of the cursor, from 1. */
  readonly onMove: (line: number, column: number) => void;
}

/** Makes an editor in an element. */
export function makeEditor(parent: HTMLElement, { check, onChange, onMove }: EditorOptions): Editor {
  const root = parent.attachShadow({ mode: 'open' });
  const listen = EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
    if (docChanged) onChange();
    if (!docChanged && !selectionSet) return;
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    onMove(line.number, head - line.from + 1);
  });
  const view = new EditorView({
    root,
    parent: root,
    extensions: [
      lineNumbers(),
      foldGutter(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      drawSelection(),
      history(),
      bracketMatching(),
      closeBrackets(),
      json(),
      EditorState.tabSize.of(2),
      EditorView.lineWrapping,
      hangingIndent,
      typingOver,
      taskgraph({ lint: check, delay: 120 }),
      EditorView.contentAttributes.of({ 'aria-label': 'Text of the job', tabindex: '0' }),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...lintKeymap,
        ...foldKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      editorTheme,
      listen,
    ],
  });
  const { state: start } = view;
  onMove(start.doc.lines, 1);
  const apply = (changes: readonly Change[]): void => {
    view.dispatch({ changes: [...changes], scrollIntoView: true, userEvent: 'input' });
  };
  return {
    text: () => view.state.doc.toString(),
    replace: (text) => {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } });
      view.scrollDOM.scrollTop = 0;
    },
    apply,
    reveal: ({ from, to }) => {
      const { length } = view.state.doc;
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
      view.dispatch({
        selection: { anchor, head },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      });
      view.focus();
    },
    check: () => forceLinting(view),
    lineOf: (offset) => view.state.doc.lineAt(Math.min(offset, view.state.doc.length)).number,
    focus: () => view.focus(),
  };
}
