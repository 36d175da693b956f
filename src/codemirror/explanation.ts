import type { Code } from '../diagnostics/codes.js';

/** A code, and what it means in paragraphs of Markdown. */
export interface ExplainedCode {
  readonly code: Code;
  readonly paragraphs: readonly string[];
}

/** An element that explains codes. Text becomes text nodes, never markup. */
export function explanation(page: Document, codes: readonly ExplainedCode[]): HTMLElement {
  const element = page.createElement('div');
  element.className = 'cm-taskgraph-docs';
  for (const { code, paragraphs } of codes) {
    const title = page.createElement('p');
    title.append(inline(page, 'strong', code));
    element.append(title);
    for (const text of paragraphs) element.append(paragraph(page, text));
  }
  return element;
}

const MARKED = /(`[^`]+`|\*\*[^*]+\*\*|\b_[^_]+_\b)/;
const MARKS = [
  ['`', 'code'],
  ['**', 'strong'],
  ['_', 'em'],
] as const;

function paragraph(page: Document, text: string): HTMLElement {
  const element = page.createElement('p');
  for (const run of text.split(MARKED)) {
    const mark = MARKED.test(run) ? MARKS.find(([sign]) => run.startsWith(sign)) : undefined;
    if (mark === undefined) element.append(run);
    else element.append(inline(page, mark[1], run.slice(mark[0].length, -mark[0].length)));
  }
  return element;
}

function inline(page: Document, name: 'code' | 'strong' | 'em', text: string): HTMLElement {
  const element = page.createElement(name);
  element.textContent = text;
  return element;
}
