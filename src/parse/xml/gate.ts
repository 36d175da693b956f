/** The strict reader that decides whether XML is well-formed. The only importer of saxes. */
import { SaxesParser } from 'saxes';
import { NESTING_LIMIT } from '../limits.js';

export type Verdict =
  | { readonly kind: 'well-formed' }
  | { readonly kind: 'doctype' | 'too-deep' }
  /** `offset` is where the reader noticed, which can be long after the cause. */
  | { readonly kind: 'ill-formed'; readonly offset: number };

/** Stops saxes at its first word: all later ones follow from it. No error: to note where one was made takes longer than to judge. */
class Stop {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    this.verdict = verdict;
  }
}

class Judge extends SaxesParser {
  /** Called with what saxes would say; its words are not wanted. */
  override fail(): this {
    throw new Stop({ kind: 'ill-formed', offset: this.position });
  }
}

/** Half of a surrogate pair: saxes takes it together with whatever follows. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Judges a text: one pass, bounded depth, DOCTYPE refused unread. */
export function judgeXml(xml: string): Verdict {
  const surrogate = xml.search(LONE_SURROGATE);
  if (surrogate >= 0) return { kind: 'ill-formed', offset: surrogate + 1 };
  const parser = new Judge({ xmlns: false, position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new Stop({ kind: 'doctype' });
  });
  parser.on('opentagstart', () => {
    depth += 1;
    if (depth > NESTING_LIMIT) throw new Stop({ kind: 'too-deep' });
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  try {
    parser.write(xml).close();
    return { kind: 'well-formed' };
  } catch (stop) {
    if (stop instanceof Stop) return stop.verdict;
    throw stop;
  }
}
