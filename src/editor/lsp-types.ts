/** What we make of the Language Server Protocol, 3.17; `vscode-languageserver-types` takes all of it, which a test holds. */
import type { Code } from '../diagnostics/codes.js';
import type { Diagnostic, Path } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';

/** A place between two characters: `line` from 0, `character` in UTF-16 units from 0. */
export interface LspPosition {
  line: number;
  character: number;
}

/** A range, `end` behind its last character. */
export interface LspRange {
  start: LspPosition;
  end: LspPosition;
}

/** A change of the text. */
export interface LspTextEdit {
  range: LspRange;
  newText: string;
}

/** What a finding carries for programs: its facts, and where it is without a text. */
export interface LspData {
  args: Diagnostic['args'];
  path: Path;
  within?: Span;
}

/** A finding. */
export interface LspDiagnostic {
  range: LspRange;
  /** 1 error, 2 warning, 3 information. */
  severity: 1 | 2 | 3;
  code: Code;
  codeDescription?: { href: string };
  source: 'taskgraph';
  message: string;
  relatedInformation?: { location: { uri: string; range: LspRange }; message: string }[];
  data: LspData;
}

/** Something to do about findings. */
export interface LspCodeAction {
  title: string;
  kind: 'quickfix' | 'source.fixAll';
  isPreferred?: true;
  diagnostics?: LspDiagnostic[];
  edit: { changes: Record<string, LspTextEdit[]> };
}

/** What something means. */
export interface LspHover {
  contents: { kind: 'markdown'; value: string };
  range: LspRange;
}

/** Something that can be written at a position. */
export interface LspCompletionItem {
  label: string;
  /** 7 an element, 10 an attribute or property, 12 a value, 18 an asset. */
  kind: 7 | 10 | 12 | 18;
  detail?: string;
  documentation?: string;
  /** What typed letters are held against, where that is more than the label. */
  filterText?: string;
  sortText: string;
  /** 2 where the text of the edit is a snippet, `$0` being where the cursor goes. */
  insertTextFormat?: 2;
  textEdit: LspTextEdit;
}
