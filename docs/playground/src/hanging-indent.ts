/** Lines that do not fit go on below where their text begins, so that the structure of the job stays in sight. */
import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Deeper lines hang no deeper than this, or narrow windows would have no room for them. */
const MOST = 12;
const EXTRA = 2;

const depths = Array.from({ length: MOST + 1 }, (_, depth) => depth);
const byDepth = depths.map((depth) => Decoration.line({ class: `hang-${depth}` }));
// Classes, since the page's policy lets no element have a style of its own.
const style = EditorView.theme(
  Object.fromEntries(
    depths.map((depth) => {
      const hang = `${depth + EXTRA}ch`;
      return [`.cm-line.hang-${depth}`, { textIndent: `-${hang}`, paddingLeft: `calc(${hang} + 0.25rem)` }];
    }),
  ),
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

const plugin = ViewPlugin.define(
  (view) => ({
    decorations: decorate(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    },
  }),
  { decorations: (value) => value.decorations },
);

export const hangingIndent: Extension = [plugin, style];
