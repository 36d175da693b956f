import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { ENCRYPTION_PROPERTIES, type EncryptionSetting, isProtected } from '../model/task-settings.js';
import type { SettingsRule } from './rule.js';

/**
 * Options with the flag 1 say that the Configuration is encrypted. Clients then always send four properties, without
 * which nobody can decrypt it. One finding for each task, naming all that are missing.
 */
export const incompleteEncryption: SettingsRule = {
  code: 'incomplete-encryption',
  check(settings, report) {
    if (isProtected(settings) !== true) return;
    const written = new Set(settings.encryption.filter(isWritten).map(({ name }) => name));
    const properties = ENCRYPTION_PROPERTIES.filter((name) => !written.has(name));
    if (properties.length === 0) return;
    const args = { owner: settings.label, properties };
    report(diagnostic('incomplete-encryption', valueAt(settings.pathOf('Options')), args));
  },
};

/** An empty initialization vector is none; of the others, that nothing stands there is told by their schema. */
function isWritten({ name, isEmpty }: EncryptionSetting): boolean {
  return !isEmpty || name !== 'InitializationVector';
}
