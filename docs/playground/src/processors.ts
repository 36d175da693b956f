/** Media processors by name, as the form offers them. The library knows them, and others: any id may be typed. */
const PREFIX = 'nb:mpid:UUID:';

export const PROCESSORS: Readonly<Record<string, string>> = {
  'Media Encoder Standard': `${PREFIX}ff4df607-d419-42f0-bc17-a481b1331e56`,
  'Azure Media Indexer': `${PREFIX}233e57fc-36bb-4f6f-8f18-3b662747a9f8`,
  'Azure Media OCR': `${PREFIX}074c3899-d9fb-448f-9ae1-4ebcbe633056`,
  'Video Annotator': `${PREFIX}4b8b1e57-3bf3-4a07-b21a-12c3cdcc0894`,
  'Video Thumbnails': `${PREFIX}d4d94427-b8e7-44b5-addb-5f3a26124385`,
};

/** The name of a processor where it is one of these, else what was given. */
export function processorText(id: string): string {
  const known = Object.entries(PROCESSORS).find(([, value]) => value === id);
  return known?.[0] ?? id;
}
