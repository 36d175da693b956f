/** Lines that do not fit go on below where their text begins, so that the structure of the job stays in sight. */
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Deeper lines hang no deeper than this, or narrow windows would have no room for them. */
const MOST = 12;
const EXTRA = 2;

const byDepth = Array.from({ length: MOST + 1 }, (_, depth) =>
  Decoration.line({
    attributes: { style: `text-indent: -${depth + EXTRA}ch; padding-left: calc(${depth + EXTRA}ch + 0.25rem)` },
  }),
);

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const depth = Math.min(MOST, line.text.length - line.text.trimStart().length);
      builder.add(line.from, line.from, byDepth[depth] as Decoration);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

export const hangingIndent = ViewPlugin.define(
  (view) => ({
    decorations: decorate(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);
