import { type Diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import type { JsonObject } from '../parse/definition.js';
import { isPresetName } from './presets.js';
import { processorNamed } from './processors.js';

/**
 * Completes what is said of a MediaProcessorId that is no id. Real requests have the processor's name there, or the preset,
 * swapped with the processor; then the id that was meant is often known. Other findings stay as they are.
 */
export function withProcessorHint(finding: Diagnostic, task: JsonObject): Diagnostic {
  if (finding.code !== 'invalid-id' || finding.args.property !== 'MediaProcessorId') return finding;
  const written = task[finding.place.path.at(-1) as string];
  if (typeof written !== 'string') return finding;
  const isPreset = isPresetName(written);
  const configured = isPreset && typeof task.Configuration === 'string' ? processorNamed(task.Configuration) : null;
  const processor = processorNamed(written) ?? configured;
  if (processor === null && !isPreset) return finding;
  const problem = isPreset ? 'preset-name' : 'processor-name';
  const args = { ...finding.args, problem, suggestion: processor?.id ?? null } as const;
  if (isPreset || processor === null) return { ...finding, args };
  const place = valueAt(finding.place.path, { start: 0, end: written.length });
  const edits = [{ place, text: processor.id }];
  return { ...finding, args, fix: { title: `Write the id of ${processor.name}`, safe: false, edits } };
}
