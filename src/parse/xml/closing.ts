import { replacing } from '../repair.js';
import type { BreakExtras } from './break-log.js';
import type { ScannedTag } from './tag-scanner.js';

/** What a break says where the closing tag of an element belongs. */
export function closing({ name, nameSpan }: ScannedTag): BreakExtras {
  return { expected: `</${name}>`, pair: { name, span: nameSpan } };
}

/** What it says where that tag is missing, and the content of the element ends at `end`. */
export function insertedClosing(xml: string, { name, end: tagEnd }: ScannedTag, end: number): BreakExtras {
  const at = Math.max(tagEnd, behindText(xml, end));
  return { expected: `</${name}>`, mend: replacing({ start: at, end: at }, `</${name}>`, false) };
}

/** Behind the text that ends before some white space; more white space than anybody writes stays before it. */
function behindText(xml: string, end: number): number {
  let at = end;
  while (at > end - 1000 && ' \t\r\n'.includes(xml[at - 1] ?? '.')) at -= 1;
  return at;
}
