/**
 * Names of presets, as the guides of Media Encoder Standard and of the encoders before it list them. Presets came and
 * went: a name that is not here is no fault.
 */

/** The presets of Media Encoder Standard. */
export const STANDARD_PRESETS: readonly string[] = [
  ...family('H264 Multiple Bitrate', [
    ...['1080p', '1080p Audio 5.1', '720p', '720p Audio 5.1', '4K', '4K Audio 5.1'],
    ...['16x9 SD', '16x9 SD Audio 5.1', '4x3 SD', '4x3 SD Audio 5.1', '16x9 for iOS', '4x3 for iOS'],
  ]),
  ...family('H264 Single Bitrate', [
    ...['1080p', '1080p Audio 5.1', '720p', '720p Audio 5.1', '720p for Android', '4K', '4K Audio 5.1'],
    ...['16x9 SD', '16x9 SD Audio 5.1', '4x3 SD', '4x3 SD Audio 5.1'],
    ...['High Quality SD for Android', 'Low Quality SD for Android'],
  ]),
  ...['Adaptive Streaming', 'Content Adaptive Multiple Bitrate MP4', 'AAC Audio', 'AAC Good Quality Audio'],
];

const SIZES = ['1080p', '720p', 'SD 16x9', 'SD 4x3'];

const LEGACY: readonly string[] = [
  ...family('H264 Adaptive Bitrate MP4 Set', [...SIZES, ...SIZES.map((size) => `${size} for iOS Cellular Only`)]),
  ...family('H264 Broadband', SIZES),
  ...family('H264 Smooth Streaming', [...SIZES, '720p for 3G or 4G', '720p Xbox Live ADK', 'Windows Phone 7 Series']),
  ...family('VC1 Broadband', SIZES),
  ...family('VC1 Smooth Streaming', [...SIZES, '1080p Xbox Live ADK', '720p Xbox Live ADK']),
  ...['WMA High Quality Audio', 'Thumbnails', 'H.264 HD 720p VBR', 'H.264 256k DSL CBR', 'H.264 iPad'],
];

/** The one successor that a guide names; for the others nobody says that a preset gives the same. */
const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ['H264 Adaptive Bitrate MP4 Set 1080p', 'H264 Multiple Bitrate 1080p'],
]);

const STANDARD_NAMES: ReadonlySet<string> = new Set(STANDARD_PRESETS);
const STANDARD_KEYS: ReadonlySet<string> = new Set(STANDARD_PRESETS.map(keyOf));
const LEGACY_BY_KEY: ReadonlyMap<string, string> = new Map(LEGACY.map((name) => [keyOf(name), name]));
/** No name of a preset is longer. */
const NAME_LENGTH = 80;

/** A preset of the legacy encoders. */
export interface LegacyPreset {
  readonly name: string;
  /** The preset of Media Encoder Standard that took its place; null where none is said to. */
  readonly successor: string | null;
}

/** The legacy preset of a name; case and blanks around it do not matter. Null for any other text. */
export function legacyPresetNamed(text: string): LegacyPreset | null {
  if (STANDARD_NAMES.has(text)) return null;
  const name = text.length > NAME_LENGTH ? undefined : LEGACY_BY_KEY.get(keyOf(text));
  return name === undefined ? null : { name, successor: SUCCESSORS.get(name) ?? null };
}

/** Whether a text is the name of a preset, old or new. */
export function isPresetName(text: string): boolean {
  return text.length <= NAME_LENGTH && (STANDARD_KEYS.has(keyOf(text)) || LEGACY_BY_KEY.has(keyOf(text)));
}

function family(name: string, variants: readonly string[]): string[] {
  return variants.map((variant) => `${name} ${variant}`);
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}
