import { diagnostic, keyAt, type Related } from '../diagnostics/diagnostic.js';
import { isProtected } from '../model/task-settings.js';
import type { SettingsRule } from './rule.js';

/**
 * A key or the like for a Configuration that is not encrypted, by Options: a likely mistake (inferred). One finding for
 * each task, at the first such property.
 */
export const unusedEncryption: SettingsRule = {
  code: 'unused-encryption',
  check(settings, report) {
    if (isProtected(settings) !== false) return;
    if (settings.encryption.length === 0) return;
    const written = settings.encryption.filter(({ isEmpty, isDamaged }) => !isEmpty && !isDamaged);
    const [first, ...others] = written;
    if (first === undefined) return;
    const related = others.map(({ name, path }): Related => ({ role: 'unused-property', name, place: keyAt(path) }));
    const args = { owner: settings.label, properties: written.map(({ name }) => name) };
    report(diagnostic('unused-encryption', keyAt(first.path), args, { related }));
  },
};
