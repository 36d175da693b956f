/** The text of a configuration to what it says, or to one line about what is wrong with it. */
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.js';
import { formatDiagnostic } from '../../diagnostics/messages.js';
import { isObject } from '../../parse/definition.js';
import { type ParsedJson, parseJson } from '../../parse/json/json.js';
import { lineIndex } from '../../text/line-index.js';
import { UsageError } from '../io.js';
import { type ConfigFault, configFaults } from './check-config.js';
import { type Config, type ConfigJson, toConfig } from './config.js';
import { PACKAGE_KEY } from './package-key.js';

/**
 * Reads a configuration: JSON, in which comments and trailing commas are fine. Gives null for a package.json without the key.
 * @param file its absolute path
 * @param name what to call it
 * @throws UsageError that says where it is wrong, and how it would be right
 */
export function readConfig(file: string, name: string, text: string): Config | null {
  const isPackage = /[\\/]package\.json$/.test(file);
  if (isPackage && !text.includes(`"${PACKAGE_KEY}"`)) return null;
  const source = text.replace(/^\ufeff/, '');
  if (source.trim() === '') throw new UsageError(`${name}:1:1: expected an object, found nothing`);
  const breaks: Diagnostic[] = [];
  const parsed = parseJson(source, (finding) => breaks.push(finding), !isPackage);
  const root = isPackage ? [PACKAGE_KEY] : [];
  if (isPackage && !(isObject(parsed.value) && Object.hasOwn(parsed.value, PACKAGE_KEY))) return null;
  const value = isPackage ? (parsed.value as Record<string, unknown>)[PACKAGE_KEY] : parsed.value;
  const faults: ConfigFault[] = breaks.map((finding) => ({
    place: finding.place,
    message: formatDiagnostic(finding).replace(/\.$/, ''),
  }));
  if (faults.length === 0) {
    const found = configFaults(value);
    for (const { place, message } of found)
      faults.push({ place: { ...place, path: [...root, ...place.path] }, message });
  }
  if (faults.length > 0) throw new UsageError(tell(name, source, parsed, faults));
  return toConfig(file, value as ConfigJson);
}

/** The first fault with its line and column; how many more there are. */
function tell(name: string, text: string, parsed: ParsedJson, faults: readonly ConfigFault[]): string {
  const places: readonly Place[] = faults.map(({ place }) => place);
  const wanted = places.filter(({ inText }) => inText === undefined);
  const spans = parsed.locate(wanted)[Symbol.iterator]();
  const starts = places.map(({ inText }) => inText?.start ?? spans.next().value?.start ?? 0);
  const first = starts.indexOf(Math.min(...starts));
  const { line, column } = lineIndex(text).position(starts[first] as number);
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return `${name}:${line}:${column}: ${faults[first]?.message}${more}`;
}
