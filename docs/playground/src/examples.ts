/** Jobs of an encoding house to begin with. */
import premiere from '../../examples/premiere.json?raw';
import premiereTimes from '../../examples/premiere-times.json';
import readBack from '../../examples/read-back.json?raw';
import { definition, PROCESSOR, type Step } from './definition.js';
import type { PlanWish } from './protocol.js';

/** A job to load, and how to plan it. */
export interface Example {
  readonly title: string;
  readonly fileName: string;
  readonly text: () => string;
  readonly wish?: Partial<PlanWish>;
}

const { encoder, indexer, thumbnails, annotator } = PROCESSOR;

/** From one mezzanine to a stream, thumbnails and an index. */
const NIGHTLY: readonly Step[] = [
  ['Ingest check', encoder, '{ "version": "1.0" }', ['input 0'], ['mezzanine']],
  ['Encode 1080p', encoder, 'H264 Single Bitrate 1080p', ['mezzanine'], ['rendition 1080p']],
  ['Encode 720p', encoder, 'H264 Single Bitrate 720p', ['mezzanine'], ['rendition 720p']],
  ['Encode audio', encoder, 'AAC Good Quality Audio', ['mezzanine'], ['audio']],
  ['Thumbnails', thumbnails, '{ "version": "1.0" }', ['rendition 720p'], ['thumbnails']],
  ['Package', encoder, '', ['rendition 1080p', 'rendition 720p', 'audio'], ['stream']],
  ['Transcribe', indexer, '', ['audio'], ['captions']],
  ['Index', annotator, '{ "version": "1.0" }', ['thumbnails', 'captions'], ['index']],
];

const NIGHTLY_TIMES = {
  'Ingest check': 45,
  'Encode 1080p': 540,
  'Encode 720p': 300,
  'Encode audio': 60,
  Thumbnails: 40,
  Package: 90,
  Transcribe: 420,
  Index: 120,
};

/** Packaging waits for a check of what it packages. */
const CYCLE: readonly Step[] = [
  ['Ingest', encoder, 'AAC Audio', ['input 0'], ['mezzanine']],
  ['Encode', encoder, 'Adaptive Streaming', ['mezzanine', 'report'], ['renditions']],
  ['Package', encoder, '', ['renditions'], ['stream']],
  ['Verify', annotator, '{ "version": "1.0" }', ['stream'], ['report']],
  ['Thumbnails', thumbnails, '{ "version": "1.0" }', ['renditions'], ['thumbnails']],
  ['Index', indexer, '', ['mezzanine'], ['captions']],
];

/** What people get wrong, each as it was seen. */
function withFaults(): string {
  return definition('Sintel, draft', 1, NIGHTLY.slice(0, 6))
    .replace('"Name": "Encode 720p"', '"Name": "Encode 720p",\n      "Priority": "3"')
    .replace('>JobInputAsset(0)<', '>jobInputAsset(0)<')
    .replace('assetName=\\"thumbnails\\"', 'assetName=\\"Q&A <final>\\"')
    .replace('assetCreationOptions=\\"0\\" assetName=\\"audio\\"', 'assetname=\\"audio\\"')
    .replace('"H264 Single Bitrate 1080p"', '"H264 Broadband 1080p"')
    .replace('<inputAsset>JobOutputAsset(3)</inputAsset>', '<inputAsset>JobOutputAsset(9)</inputAsset>');
}

/** Two hundred episodes of five tasks each: more than the service took, and no more than a page can. */
function season(): string {
  const steps = Array.from({ length: 200 }, (_, at): readonly Step[] => {
    const name = `episode ${at + 1}`;
    return [
      [`Ingest ${name}`, encoder, 'AAC Audio', [`input ${at}`], [`${name} mezzanine`]],
      [`Encode ${name}`, encoder, 'Adaptive Streaming', [`${name} mezzanine`], [`${name} renditions`]],
      [`Package ${name}`, encoder, '', [`${name} renditions`], [`${name} stream`]],
      [`Thumbnails ${name}`, thumbnails, '{ "version": "1.0" }', [`${name} renditions`], [`${name} thumbnails`]],
      [`Index ${name}`, indexer, '', [`${name} mezzanine`], [`${name} captions`]],
    ];
  }).flat();
  return definition('A whole series', 200, steps);
}

export const EXAMPLES: readonly Example[] = [
  {
    title: 'A draft with faults',
    fileName: 'draft.json',
    text: withFaults,
    wish: { units: 2, durations: NIGHTLY_TIMES },
  },
  {
    title: 'Nightly encode',
    fileName: 'nightly.json',
    text: () => definition('Sintel, nightly', 1, NIGHTLY),
    wish: { units: 2, durations: NIGHTLY_TIMES },
  },
  { title: 'A cycle', fileName: 'cycle.json', text: () => definition('Sintel, circular', 1, CYCLE) },
  { title: 'Read back, with run times', fileName: 'read-back.json', text: () => readBack },
  {
    title: 'A premiere: 30 tasks',
    fileName: 'premiere.json',
    text: () => premiere,
    wish: { units: 4, durations: premiereTimes },
  },
  { title: 'A series: 1,000 tasks', fileName: 'series.json', text: season, wish: { units: 12 } },
];
