import type { ScannedTag } from './tag-scanner.js';
import type { XmlBreak, XmlElement } from './xml.js';

/** An element whose closing tag has not come yet. */
export interface OpenElement {
  readonly tag: ScannedTag;
  readonly start: number;
  readonly children: XmlElement[];
  hasText: boolean;
  isSound: boolean;
}

/** The opening tag as the other half of a break. */
export function pairOf(tag: ScannedTag): NonNullable<XmlBreak['pair']> {
  return { name: tag.name, span: tag.nameSpan };
}
