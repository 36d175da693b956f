import { diagnostic, type Extras, excerpt, valueAt } from '../diagnostics/diagnostic.js';
import { legacyPresetNamed } from '../model/presets.js';
import { isStandardEncoder } from '../model/processors.js';
import { isProtected } from '../model/task-settings.js';
import type { SettingsRule } from './rule.js';

/**
 * A preset of the encoders before Media Encoder Standard, with the id of that one: half of a migration, as published
 * requests have it. Guides list the presets of each; that the new encoder does not know the old ones is inferred.
 */
export const legacyPreset: SettingsRule = {
  code: 'legacy-preset',
  check(settings, report) {
    const { configuration, processorId } = settings;
    if (isProtected(settings) !== false || !isStandardEncoder(processorId)) return;
    const preset = legacyPresetNamed(configuration);
    if (preset === null) return;
    const path = settings.pathOf('Configuration');
    const place = valueAt(path, { start: 0, end: configuration.length });
    const { successor } = preset;
    const fix: Extras =
      successor === null
        ? {}
        : { fix: { title: `Write ${successor}`, safe: false, edits: [{ place, text: successor }] } };
    const args = { owner: settings.label, found: excerpt(configuration), suggestion: successor };
    report(diagnostic('legacy-preset', valueAt(path), args, fix));
  },
};
