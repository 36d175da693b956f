/**
 * Media processors by name and id, as public code and guides give them. Some ids differ from account to account, and
 * there were others: an id or a name that is not here is no fault.
 */

/** A media processor whose id was written down somewhere. */
export interface Processor {
  readonly name: string;
  /** As `MediaProcessorId` has it. */
  readonly id: string;
}

const PREFIX = 'nb:mpid:UUID:';

/** All processors whose name and id are known. */
export const PROCESSORS: readonly Processor[] = [
  // Beyond doubt.
  processor('Media Encoder Standard', 'ff4df607-d419-42f0-bc17-a481b1331e56'),
  processor('Azure Media OCR', '074c3899-d9fb-448f-9ae1-4ebcbe633056'),
  // Two sources.
  processor('Azure Media Indexer', '233e57fc-36bb-4f6f-8f18-3b662747a9f8'),
  // One source each.
  processor('Premium Workflow', '77fea72a-107c-439e-b0bb-f88153b93461'),
  processor('Video Annotator', '4b8b1e57-3bf3-4a07-b21a-12c3cdcc0894'),
  processor('Video Thumbnails', 'd4d94427-b8e7-44b5-addb-5f3a26124385'),
  processor('Content Moderator', 'bb312589-3bd4-4f2e-af26-2df8a984b395'),
  processor('Indexer 2', '1927f26d-0aa5-4ca1-95a3-1a3f95b0f706'),
  processor('Face Detector', '6a9b8239-81ea-4762-8125-66b4f45737a2'),
  processor('Redactor', '3806d7a6-4985-4437-b098-50e3733310e8'),
  processor('Motion Detector', '464c4ede-daad-4edd-9c3c-3b5f667eef08'),
  processor('Hyperlapse', 'db657ff0-fc6e-407c-a03a-80fdca3b81cd'),
];

/** The encoders before Media Encoder Standard, by id; which of them is which is not known. */
const LEGACY_ENCODERS: ReadonlySet<string> = new Set([
  '2f381738-c504-4e4a-a38e-d199e207fcd5',
  '70bdc2c3-ebf4-42a9-8542-5afc1e55d217',
  '2e7aa8f3-4961-4e0c-b4db-0e0439e524f5',
  '1b1da727-93ae-4e46-a8a1-268828765609',
]);

const BY_NAME: ReadonlyMap<string, Processor> = new Map(PROCESSORS.map((known) => [nameKey(known.name), known]));
const STANDARD_ID = (PROCESSORS[0] as Processor).id;
const STANDARD_ENCODER = guidOf(STANDARD_ID);
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** No name of a processor is longer. */
const NAME_LENGTH = 60;

/** The processor of a name; case, blanks, `Azure Media` in front and `Preview` do not matter. */
export function processorNamed(text: string): Processor | null {
  return text.length > NAME_LENGTH ? null : (BY_NAME.get(nameKey(text)) ?? null);
}

/** The name of the processor of an id; null for an id that nobody wrote down. */
export function processorName(id: string): string | null {
  const guid = guidOf(id);
  return PROCESSORS.find((known) => guidOf(known.id) === guid)?.name ?? null;
}

/** What tells a processor: the GUID of its id in lower case, with or without what goes before; null for no id and no known name. */
export function processorKey(idOrName: string): string | null {
  const guid = guidOf(idOrName);
  if (guid !== '') return guid;
  if (GUID.test(idOrName)) return idOrName.toLowerCase();
  const named = processorNamed(idOrName);
  return named === null ? null : guidOf(named.id);
}

/** Whether an id is that of a legacy encoder. */
export function isLegacyEncoder(id: string): boolean {
  return id !== STANDARD_ID && LEGACY_ENCODERS.has(guidOf(id));
}

/** Whether an id is that of Media Encoder Standard. */
export function isStandardEncoder(id: string): boolean {
  return id === STANDARD_ID || guidOf(id) === STANDARD_ENCODER;
}

function processor(name: string, guid: string): Processor {
  return { name, id: `${PREFIX}${guid}` };
}

/** The GUID of an id in lower case, since they occur in both; '' for what is no id of a processor. */
function guidOf(id: string): string {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length).toLowerCase() : '';
}

function nameKey(name: string): string {
  const words = name
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'preview');
  const start = words.findIndex((word) => !['azure', 'media', 'encoder'].includes(word));
  return words.slice(Math.max(0, start)).join(' ');
}
