import type { Diagnostic, Path } from './diagnostic.js';

/** Findings by the path of what they are about, as a form asks for them: field by field. */
export interface DiagnosticsByPath {
  /** The findings at a path itself, in the order of the report. Of a property that is missing, too: its path has its name. */
  readonly at: (path: Path) => readonly Diagnostic[];
  /** Those and all at longer paths that begin with it: of a task with its properties, of the whole with `[]`. */
  readonly below: (path: Path) => readonly Diagnostic[];
}

interface Node {
  readonly children: Map<string, Node>;
  readonly at: Diagnostic[];
  readonly below: Diagnostic[];
}

/**
 * Puts the findings of a report in order for a form: made in one pass, asked in as many steps as the path has. An index may be
 * given as a number or as its digits. `formatDiagnostic` has the words.
 */
export function diagnosticsByPath(report: { readonly diagnostics: readonly Diagnostic[] }): DiagnosticsByPath {
  const root = newNode();
  for (const finding of report.diagnostics) {
    let node = root;
    node.below.push(finding);
    for (const step of finding.place.path) {
      const name = String(step);
      const child = node.children.get(name) ?? newNode();
      node.children.set(name, child);
      node = child;
      node.below.push(finding);
    }
    node.at.push(finding);
  }
  const find = (path: Path): Node | undefined =>
    path.reduce<Node | undefined>((node, step) => node?.children.get(String(step)), root);
  return { at: (path) => find(path)?.at ?? NONE, below: (path) => find(path)?.below ?? NONE };
}

const NONE: readonly Diagnostic[] = [];

function newNode(): Node {
  return { children: new Map(), at: [], below: [] };
}
