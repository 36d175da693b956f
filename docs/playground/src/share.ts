/** A link that has everything in it: what stands behind `#` never leaves the browser. */
import type { PlanWish } from './protocol.js';

/** What is shared. */
export interface Shared extends PlanWish {
  readonly text: string;
  readonly fileName: string;
  readonly view: string;
}

/** Where a link's text ends: longer ones are not opened, whatever they were packed to. */
const MOST_CHARACTERS = 4_000_000;
const PREFIX = '#1.';

/** Packs into a fragment. */
export async function pack(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const all = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  for (const byte of all) binary += String.fromCharCode(byte);
  return PREFIX + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Unpacks a fragment; null for one that is none of ours, or broken. */
export async function unpack(fragment: string): Promise<Partial<Shared> | null> {
  if (!fragment.startsWith(PREFIX)) return null;
  try {
    const binary = atob(fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return checked(JSON.parse(await readText(unpacked)));
  } catch {
    return null;
  }
}

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
    if (text.length > MOST_CHARACTERS) throw new Error('too long');
  }
}

/** Anybody can write a link: only what has the right type is taken. */
function checked(value: unknown): Partial<Shared> | null {
  if (typeof value !== 'object' || value === null) return null;
  const { text, fileName, view, units, policy, durations } = value as Record<string, unknown>;
  if (typeof text !== 'string') return null;
  return {
    text,
    ...(typeof fileName === 'string' ? { fileName: fileName.slice(0, 100) } : {}),
    ...(typeof view === 'string' ? { view } : {}),
    ...(Number.isInteger(units) && Number(units) >= 1 && Number(units) <= 32 ? { units: Number(units) } : {}),
    ...(policy === 'own' || policy === 'inherited' || policy === 'critical' ? { policy } : {}),
    ...(typeof durations === 'object' && durations !== null ? { durations: secondsIn(durations) } : {}),
  };
}

function secondsIn(durations: object): Readonly<Record<string, number>> {
  const isSeconds = (value: unknown): boolean => typeof value === 'number' && value >= 0.001 && value <= 10_000_000;
  return Object.fromEntries(Object.entries(durations).filter(([, value]) => isSeconds(value)));
}
