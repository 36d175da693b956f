import { type Edit, type Extras, type Path, valueAt } from '../diagnostics/diagnostic.js';
import type { XmlElement } from '../parse/xml/xml.js';

/**
 * The fix that gives an element, read as `meant` already, that name in both of its tags. None where a break of the XML
 * leaves it without a closing tag of its own name: mending that comes first.
 */
export function renameElement(xml: string, element: XmlElement, path: Path, meant: string): Pick<Extras, 'fix'> {
  const { name, nameSpan, content, span } = element;
  const edits: Edit[] = [{ place: valueAt(path, nameSpan), text: meant }];
  const isSelfClosing = content.start === span.end && xml.startsWith('/>', span.end - 2);
  if (!isSelfClosing) {
    const start = content.end + 2;
    const end = start + name.length;
    if (!xml.startsWith(`</${name}`, content.end) || !/[\s>]/.test(xml[end] ?? '')) return {};
    edits.push({ place: valueAt(path, { start, end }), text: meant });
  }
  return { fix: { title: `Write ${meant}`, safe: true, edits } };
}
