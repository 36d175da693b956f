import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { isLegacyEncoder } from '../model/processors.js';
import type { SettingsRule } from './rule.js';

/**
 * A task for one of the encoders before Media Encoder Standard (their ids are in published requests). Nothing is wrong with
 * it, and all of the service is switched off by now; but who moves the definition cannot keep its preset either.
 */
export const retiredProcessor: SettingsRule = {
  code: 'retired-processor',
  check({ processorId, label }, report) {
    if (!isLegacyEncoder(processorId.value)) return;
    report(diagnostic('retired-processor', valueAt(processorId.path), { owner: label }));
  },
};
