/**
 * TaskBodies that stand in an entry as markup, as the reference prints them. They are found in the text before it is read
 * as XML, so that whatever is wrong within them does not break the entry around them.
 */
import { type Span, trimmedSpan } from '../../text/span.js';
import { moveSpan } from '../move.js';
import { MARKUP_ENDS } from '../xml/markup.js';
import { scanTag } from '../xml/tag-scanner.js';

/** A body that was not escaped. */
export interface RawBody {
  /** All between the tags of its property. */
  readonly content: Span;
  /** The body itself, without the blanks around it. */
  readonly body: Span;
}

/** An entry's text whose raw bodies are blanked out, with each body by where its property's content begins. */
export interface MaskedEntry {
  readonly xml: string;
  readonly bodies: ReadonlyMap<number, RawBody>;
}

/** A tag of a property that holds XML, or what hides tags: no XML declaration, which belongs to a body. */
const TOKEN =
  /<!--|<!\[CDATA\[|<\?(?!xml[\s?])|<\/?((?:[A-Za-z_][\w.-]{0,60}:)?(?:TaskBody|JobTemplateBody))(?=[\s/>])/g;
/** What hides tags, by itself. */
const HIDING = /^(?:<!--|<!\[CDATA\[|<\?(?!xml[\s?]))/;

/** Blanks out what stands as markup in TaskBody and JobTemplateBody properties. Offsets stay. */
export function maskRawBodies(xml: string): MaskedEntry {
  const found: RawBody[] = [];
  for (const content of bodyContents(xml)) {
    if (!holdsMarkup(xml, content)) continue;
    const body = moveSpan(trimmedSpan(xml.slice(content.start, content.end)), content.start);
    found.push({ content, body });
  }
  const parts: string[] = [];
  let copied = 0;
  for (const { content } of found) {
    parts.push(xml.slice(copied, content.start), ' '.repeat(content.end - content.start));
    copied = content.end;
  }
  parts.push(xml.slice(copied));
  return { xml: parts.join(''), bodies: new Map(found.map((raw) => [raw.content.start, raw])) };
}

/** What stands between an opening tag and the next closing tag of the same name, from left to right. */
function bodyContents(xml: string): readonly Span[] {
  const contents: Span[] = [];
  const opened = new Map<string, number>();
  const hidden = new Map(MARKUP_ENDS);
  const tokens = new RegExp(TOKEN);
  for (let token = tokens.exec(xml); token !== null; token = tokens.exec(xml)) {
    const [text, name] = token;
    if (name === undefined) {
      const closing = hidden.get(text);
      const close = closing === undefined ? -1 : xml.indexOf(closing, tokens.lastIndex);
      // One that is never closed hides nothing, and no later one is closed either.
      if (close < 0) hidden.delete(text);
      else tokens.lastIndex = close;
    } else if (text[1] !== '/') {
      const { end, isSelfClosing } = scanTag(xml, token.index);
      if (!isSelfClosing) opened.set(name, end);
      tokens.lastIndex = Math.max(end, tokens.lastIndex);
    } else {
      const start = opened.get(name);
      opened.delete(name);
      if (start === undefined || start > token.index) continue;
      // What was taken for a body within this one is markup of it.
      while ((contents.at(-1)?.start ?? -1) >= start) contents.pop();
      // Bodies that begin within one another and end outside are crossed tags: the first to end counts.
      if (start >= (contents.at(-1)?.end ?? 0)) contents.push({ start, end: token.index });
    }
  }
  return contents;
}

/** Whether there are tags in what should be text, or an XML declaration. CDATA, comments and instructions are fine. */
function holdsMarkup(xml: string, { start, end }: Span): boolean {
  let at = start;
  for (;;) {
    const bracket = xml.slice(at, end).indexOf('<');
    if (bracket < 0) return false;
    at += bracket;
    const opening = HIDING.exec(xml.slice(at, at + 9))?.[0];
    if (opening === undefined) return true;
    const closing = MARKUP_ENDS.get(opening) as string;
    const close = xml.slice(at, end).indexOf(closing, opening.length);
    if (close < 0) return false;
    at += close + closing.length;
  }
}
