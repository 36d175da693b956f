import { SaxesParser } from 'saxes';

/** How deep elements may nest before nothing is read any more. */
const NESTING_LIMIT = 200;

/** Stops saxes at its first word. */
class Stop {}

class Judge extends SaxesParser {
  override fail(): this {
    throw new Stop();
  }
}

/** Saxes takes half of a surrogate pair together with whatever follows. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Saxes takes `<?note?late?>` for an instruction, though white space has to stand behind the name. What hides one goes first. */
const MARKUP = /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?[^\s?]+(?<late>\?(?!>))?.*?\?>/gs;

/**
 * Whether saxes finds a text to be well-formed XML 1.0 without a DOCTYPE that is not too deep for us. Its known faults are made up
 * for. One is that it reads what declares itself to be XML 1.1 by the rules of that, or 1.10 too, where section 2.8 of the
 * recommendation has those of 1.0.
 */
export function isWellFormedBySaxes(xml: string): boolean {
  if (LONE_SURROGATE.test(xml)) return false;
  const parser = new Judge({ xmlns: false, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  let depth = 0;
  parser.on('doctype', () => {
    throw new Stop();
  });
  parser.on('opentagstart', () => {
    depth += 1;
    if (depth > NESTING_LIMIT) throw new Stop();
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  try {
    parser.write(xml).close();
  } catch (stop) {
    if (stop instanceof Stop) return false;
    throw stop;
  }
  return ![...xml.matchAll(MARKUP)].some(({ groups }) => groups?.late !== undefined);
}
