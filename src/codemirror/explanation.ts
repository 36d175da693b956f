import type { Code } from '../diagnostics/codes.js';

/** A code, and what it means in paragraphs of Markdown. */
export interface ExplainedCode {
  readonly code: Code;
  readonly paragraphs: readonly string[];
}

/** An element that explains codes. Text becomes text nodes, never markup. */
export function explanation(document: Document, codes: readonly ExplainedCode[]): HTMLElement {
  const element = document.createElement('div');
  element.className = 'cm-taskgraph-docs';
  for (const { code, paragraphs } of codes) {
    const title = document.createElement('p');
    title.append(inline(document, 'strong', code));
    element.append(title);
    for (const text of paragraphs) element.append(paragraph(document, text));
  }
  return element;
}

const MARKED = /(`[^`]+`|\*\*[^*]+\*\*|\b_[^_]+_\b)/;
const MARKS = [
  ['`', 'code'],
  ['**', 'strong'],
  ['_', 'em'],
] as const;

function paragraph(document: Document, text: string): HTMLElement {
  const element = document.createElement('p');
  for (const run of text.split(MARKED)) {
    const mark = MARKED.test(run) ? MARKS.find(([sign]) => run.startsWith(sign)) : undefined;
    if (mark === undefined) element.append(run);
    else element.append(inline(document, mark[1], run.slice(mark[0].length, -mark[0].length)));
  }
  return element;
}

function inline(document: Document, name: 'code' | 'strong' | 'em', text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
