import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { isLegacyEncoder } from '../model/processors.js';
import type { SettingsRule } from './rule.js';

/**
 * A task for one of the encoders before Media Encoder Standard (their ids are in published requests). Nothing is wrong with
 * it, and all of the service is switched off by now; but who moves the definition cannot keep its preset either.
 */
export const retiredProcessor: SettingsRule = {
  code: 'retired-processor',
  check(settings, report) {
    if (!isLegacyEncoder(settings.processorId)) return;
    const place = valueAt(settings.pathOf('MediaProcessorId'));
    report(diagnostic('retired-processor', place, { owner: settings.label }));
  },
};
