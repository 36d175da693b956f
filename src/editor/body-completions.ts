/** What can be written within a TaskBody, in characters of its XML. */
import type { Option } from '../model/output-options.js';
import { type BodyCursor, readableAssets, writableAssets } from './asset-completions.js';
import type { Completion, Completions } from './completion.js';
import { BODY_ATTRIBUTES } from './properties.generated.js';
import { type XmlCursor, xmlCursor } from './xml-cursor.js';

/** What can be written at an offset of a TaskBody; `context` gives its task where assets are asked for, and null where there is none. */
export function bodyCompletions(xml: string, offset: number, context: () => BodyCursor | null): Completions | null {
  const cursor = xmlCursor(xml, offset);
  if (cursor === null) return null;
  const items = itemsAt(cursor, context);
  return items.length === 0 ? null : { span: cursor.span, items };
}

function itemsAt(cursor: XmlCursor, context: () => BodyCursor | null): readonly Completion[] {
  switch (cursor.kind) {
    case 'content':
      return contents(cursor.parent, context);
    case 'tag':
      return (CHILDREN.get(cursor.parent) ?? []).map((name) => tag(name, '', cursor.hasEnd));
    case 'closing':
      return cursor.parent === null ? [] : [plain(cursor.parent, 'element', cursor.hasEnd ? '' : '>')];
    case 'attribute':
      return cursor.element === 'outputAsset' ? attributes(cursor) : [];
    case 'value':
      return cursor.element === 'outputAsset' ? values(cursor.attribute) : [];
  }
}

/** What stands in what. */
const CHILDREN: ReadonlyMap<string | null, readonly string[]> = new Map([
  [null, ['taskBody']],
  ['jobTemplate', ['taskBody']],
  ['taskBody', ['inputAsset', 'outputAsset']],
]);

function contents(parent: string | null, context: () => BodyCursor | null): readonly Completion[] {
  if (parent !== 'inputAsset' && parent !== 'outputAsset')
    return (CHILDREN.get(parent) ?? []).map((name) => tag(name, '<', false));
  const body = context();
  if (body === null) return [];
  return parent === 'inputAsset' ? readableAssets(body) : writableAssets(body);
}

/** An opening tag; with its closing one, where somebody starts to write it. An output says how it is encrypted. */
function tag(name: string, opening: string, hasEnd: boolean): Completion {
  if (hasEnd) return plain(name, 'element');
  const options = name === 'outputAsset' ? ' assetCreationOptions="0"' : '';
  return { label: name, kind: 'element', text: [`${opening}${name}${options}>`, `</${name}>`] };
}

function attributes({ others, hasValue }: Extract<XmlCursor, { kind: 'attribute' }>): readonly Completion[] {
  const given = new Set(others.map((name) => name.toLowerCase()));
  return BODY_ATTRIBUTES.filter(({ name }) => !given.has(name.toLowerCase())).map(({ name, description }) => ({
    label: name,
    documentation: description,
    kind: 'attribute',
    text: hasValue ? [name, ''] : [`${name}="`, '"'],
  }));
}

function values(attribute: string): readonly Completion[] {
  const known = BODY_ATTRIBUTES.find(({ name }) => name.toLowerCase() === attribute.toLowerCase());
  return (known?.values ?? []).map((value) => {
    const detail = MEANINGS.get(known?.name ?? '')?.[String(value)];
    return { ...plain(String(value), 'value'), ...(detail === undefined ? {} : { detail }) };
  });
}

/** What the numbers of an option mean. */
const MEANINGS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map<
  Option,
  Readonly<Record<string, string>>
>([
  [
    'assetCreationOptions',
    { 0: 'not encrypted', 1: 'StorageEncrypted', 2: 'CommonEncryptionProtected', 4: 'EnvelopeEncryptionProtected' },
  ],
  ['assetFormatOption', { 0: 'no particular format', 1: 'AdaptiveStreaming' }],
]);

function plain(label: string, kind: Completion['kind'], more = ''): Completion {
  return { label, kind, text: [label + more, ''] };
}
