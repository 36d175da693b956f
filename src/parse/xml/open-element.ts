import type { ScannedTag } from './tag-scanner.js';
import type { XmlElement } from './xml.js';

/** An element whose closing tag has not come yet. */
export interface OpenElement {
  readonly tag: ScannedTag;
  readonly start: number;
  readonly children: XmlElement[];
  hasText: boolean;
  isSound: boolean;
}
